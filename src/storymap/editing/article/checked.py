"""A change of an article is tried, and the article read again: it must say what was meant and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from storymap.editing.article.cannot_write import CannotWrite, cannot_write
from storymap.editing.edit import Edit, Replacement, apply
from storymap.errors import StorymapError
from storymap.model import Article, Block
from storymap.reading.article.source_ranges import SourceRanges, source_ranges
from storymap.reading.problem_log import at_line

Change = tuple[int, int, str]
"""A range of the body of an article, and what becomes of it."""
Meant = Callable[[SourceRanges], bool]
Shown = frozenset[str] | None


def read_source(source: str, article_name: str, shown: Shown = None) -> SourceRanges:
    """Return the article in `source`. Raises CannotWrite when it cannot be read."""
    try:
        return source_ranges(source, article_name, shown)
    except StorymapError as error:
        raise CannotWrite(error.problems) from None


def block_at(ranges: SourceRanges, index: int) -> Block:
    """Return a block of the article. Raises CannotWrite when there is none."""
    blocks = ranges.article.blocks
    if not 0 <= index < len(blocks):
        raise cannot_write(ranges.name, f"there is no block {index}", "read the article again")
    return blocks[index]


def where(ranges: SourceRanges, index: int) -> str:
    """Return where a block stands, for messages."""
    return at_line(ranges.name, ranges.article.blocks[index].line)


def edit_of(ranges: SourceRanges, changes: Iterable[Change]) -> Edit | None:
    """Return changes of the body as an edit of the file; None where they overlap."""
    merged: list[Change] = []
    for start, end, text in sorted(changes, key=lambda change: change[:2]):
        first, last, before = merged[-1] if merged else (-1, -1, "")
        if start < last:
            return None
        if start == last:
            merged[-1] = (first, end, before + text)
        else:
            merged.append((start, end, text))
    return Edit.of(_replacement(ranges, *change) for change in merged)


def first_that_fits(ranges: SourceRanges, edits: Iterable[Edit | None], meant: Meant, shown: Shown) -> Edit | None:
    """Return the first edit after which the article, read again, says what was meant; None if there is none."""
    for edit in edits:
        if edit is not None and fits(ranges, edit, meant, shown):
            return edit
    return None


def fits(ranges: SourceRanges, edit: Edit, meant: Meant, shown: Shown) -> bool:
    """Say whether the article says what was meant after the edit."""
    text = apply(edit, {"article": ranges.source})[0]["article"]
    try:
        return meant(source_ranges(text or "", ranges.name, shown))
    except StorymapError:
        return False


def says(article: Article, blocks: Sequence[Block]) -> Meant:
    """Return whether an article is the same as `article` but for its blocks, which are these."""
    wanted = replace(article, blocks=comparable(blocks))
    return lambda ranges: _comparable_article(ranges.article) == wanted


def comparable(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks without their lines, and with their containers counted anew."""
    keys: dict[int, int] = {}
    return tuple(
        replace(
            block,
            line=None,
            within=tuple(replace(box, key=keys.setdefault(box.key, len(keys))) for box in block.within),
        )
        for block in blocks
    )


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the texts of blocks."""
    return (block.text for block in blocks)


def _comparable_article(article: Article) -> Article:
    return replace(article, blocks=comparable(article.blocks))


def _replacement(ranges: SourceRanges, start: int, end: int, text: str) -> Replacement:
    stands = ranges.in_source(start, end)
    before = ranges.source[stands.start : stands.end]
    return Replacement("article", stands.start, before, text.replace("\n", ranges.newline))
