"""Any article as Markdown with front matter, which reads as the same article as far as Markdown can say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from storymap.editing.article.checked import comparable
from storymap.editing.article.markdown_elements import figure, html_table
from storymap.editing.article.markdown_front import front_matter
from storymap.editing.article.markdown_inline import Style, inline_markdown, view_braces
from storymap.editing.article.pictures import markdown_picture
from storymap.editing.article.single_spaces import with_single_spaces
from storymap.errors import Problem, StorymapError, printable
from storymap.model import Article, Block, Container, Recording, Span
from storymap.reading.article.front_matter.plain_words import plain_words
from storymap.reading.article.known_media import shown_media
from storymap.reading.article.source_ranges import source_ranges
from storymap.reading.media.kinds import recording_kind

_BULLETS = ("-", "+")
_NUMBERS = (".", ")")
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class _Written:
    """How the blocks of an article are written: those at `in_elements` with HTML for their spans."""

    in_elements: frozenset[int] = frozenset()
    notes: bool = False


def as_markdown(
    article: Article, problems: list[Problem] | None = None, *, address: Callable[[str], str] | None = None
) -> str:
    """Return an article as the text of a Markdown file.

    It is read again; what could not be written so that it reads the same is added to `problems`, as warnings. The
    pictures are those with the same addresses: of a document that holds them they have to be saved under them. For
    readers of other programs `address` says where the links of places lead, by their ids.
    """
    article = replace(article, blocks=tuple(map(with_single_spaces, article.blocks)))
    notes = _note_numbers(article.blocks)
    written = _Written(notes=notes is not None)
    text, found = _text(article, written), list[int]()
    for _ in range(2):
        found = _differences(article, text)
        better = replace(written, in_elements=written.in_elements | frozenset(found))
        if not found or better == written:
            break
        written, text = better, _text(article, better)
        found = _differences(article, text)
    if problems is not None:
        problems += _problems(article, found)
    return text if address is None else _text(_with_addresses(article, address), written)


def _with_addresses(article: Article, address: Callable[[str], str]) -> Article:
    def written(span: Span) -> Span:
        return replace(span, kind="link", value=address(span.value)) if span.kind == "place" else span

    blocks = (replace(block, spans=tuple(map(written, block.spans))) for block in article.blocks)
    return replace(article, blocks=tuple(blocks))


def _text(article: Article, written: _Written) -> str:
    headline = next((block for block in article.blocks if block.kind == "headline"), None)
    # Front matter is plain text, in which signs of markup are left out.
    is_heading = headline is not None and (bool(headline.spans) or plain_words(article.title) != article.title)
    front = front_matter(article, with_title=article.has_own_title and not is_heading)
    blocks = [(at, block) for at, block in enumerate(article.blocks) if not block.is_leading]
    notes = _note_numbers(article.blocks) if written.notes else None
    body = blocks[: len(blocks) - len(notes[1])] if notes else blocks
    pieces = []
    if headline is not None and is_heading:
        pieces.append("# " + inline_markdown(headline.text, headline.spans, _style(0, written, is_line=True)))
    pieces += _pieces(body, 0, written)
    if notes:
        pieces += _notes(blocks[len(body) + notes[0] :], written)
    return front + "\n\n".join(pieces) + "\n"


def _style(at: int, written: _Written, *, is_line: bool = False) -> Style:
    return Style(elements=at in written.in_elements, is_line=is_line, notes=written.notes)


def _pieces(blocks: Sequence[tuple[int, Block]], depth: int, written: _Written) -> list[str]:
    """Return blocks as Markdown, those in one container as one piece."""
    pieces: list[str] = []
    before: Container | None = None
    sign = 0
    for box, group in _groups(blocks, depth):
        members = list(group)
        if box is None:
            pieces += [_block(at, block, written) for at, block in members]
        elif box.tag in ("ul", "ol"):
            # Of two lists in a row the second has another sign, or they would be one.
            sign = 1 - sign if before is not None and before.tag == box.tag else 0
            pieces.append(_list(box, members, depth, sign, written))
        elif box.tag == "blockquote":
            lines = "\n\n".join(_pieces(members, depth + 1, written)).split("\n")
            pieces.append("\n".join(f"> {line}".rstrip() for line in lines))
        else:
            pieces.append(_table(members, depth, written))
        before = box
    return pieces


def _groups(
    blocks: Sequence[tuple[int, Block]], depth: int
) -> Iterator[tuple[Container | None, Iterator[tuple[int, Block]]]]:
    return groupby(blocks, key=lambda item: item[1].within[depth] if len(item[1].within) > depth else None)


def _list(box: Container, members: list[tuple[int, Block]], depth: int, sign: int, written: _Written) -> str:
    items = []
    for number, (_, group) in enumerate(_groups(members, depth + 1), box.start):
        marker = f"{max(number, 0)}{_NUMBERS[sign]} " if box.tag == "ol" else f"{_BULLETS[sign]} "
        lines = "\n\n".join(_pieces(list(group), depth + 2, written)).split("\n")
        gap = " " * len(marker)
        items.append("\n".join((marker if i == 0 else gap if line else "") + line for i, line in enumerate(lines)))
    is_loose = any("\n\n" in item for item in items)
    return ("\n\n" if is_loose else "\n").join(items)


def _block(at: int, block: Block, written: _Written) -> str:
    if block.kind == "rule":
        return "***"
    if block.kind == "code":
        fence = "`" * max(3, max(map(len, re.findall("`+", block.text)), default=0) + 1)
        return f"{fence}\n{block.text}\n{fence}"
    if block.image is not None or block.recording is not None:
        return _medium(at, block, written)
    view = view_braces(block.view)
    if block.kind == "heading":
        text = inline_markdown(block.text, block.spans, _style(at, written, is_line=True))
        return f"{'#' * max(block.level, 2)} {text}{view}"
    return inline_markdown(block.text, block.spans, _style(at, written)) + view


def _medium(at: int, block: Block, written: _Written) -> str:
    medium = block.image or block.recording
    if medium is None:
        return ""
    is_plain = not block.spans and at not in written.in_elements
    if isinstance(medium, Recording):
        is_plain = is_plain and medium.poster is None and recording_kind(medium.src) == medium.kind
        decorative = False
    else:
        decorative = medium.decorative
    if is_plain:
        picture = markdown_picture(medium.src, medium.alt, medium.caption, medium.credit, decorative=decorative)
        return picture + view_braces(block.view)
    return figure(block)


def _table(members: list[tuple[int, Block]], depth: int, written: _Written) -> str:
    rows = [[list(cell) for _, cell in _groups(list(row), depth + 2)] for _, row in _groups(members, depth + 1)]
    tags = [[cell[0][1].within[depth + 2].tag for cell in row if len(cell[0][1].within) > depth + 2] for row in rows]
    width = len(rows[0])
    is_plain = (
        all(len(row) == width == len(kinds) for row, kinds in zip(rows, tags, strict=True))
        and set(tags[0]) == {"th"}
        and all(set(kinds) == {"td"} for kinds in tags[1:])
        and all(_is_plain_cell(cell, depth + 3, written) for row in rows for cell in row)
    )
    if not is_plain:
        return html_table(rows, tags)
    lines = ["| " + " | ".join(_cell(cell[0], written) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _is_plain_cell(cell: list[tuple[int, Block]], depth: int, written: _Written) -> bool:
    at, block = cell[0]
    return (
        len(cell) == 1
        and block.kind == "paragraph"
        and len(block.within) == depth
        and block.view is None
        and at not in written.in_elements
    )


def _cell(item: tuple[int, Block], written: _Written) -> str:
    at, block = item
    return "" if block.text == "\u00a0" else inline_markdown(block.text, block.spans, _style(at, written, is_line=True))


def _note_numbers(blocks: Sequence[Block]) -> tuple[int, Sequence[Block]] | None:
    """Return the blocks of the notes at the end, and how many stand before them that Markdown makes by itself.

    None where there are none, or they are not as Markdown has them: numbered as they are first referred to.
    """
    body = [block for block in blocks if not block.is_leading]
    first = next((at for at, block in enumerate(body) if block.note), len(body))
    notes = body[first:]
    numbers = [block.note for block in notes if block.note]
    referred = [int(span.value) for block in body[:first] for span in block.spans if _is_reference(block, span)]
    if not notes or numbers != list(range(1, len(numbers) + 1)) or list(dict.fromkeys(referred)) != numbers:
        return None
    if not all(len(block.within) >= 2 and block.within[0] == notes[0].within[0] for block in notes):
        return None
    has_rule = first > 0 and body[first - 1].kind == "rule"
    return int(has_rule), body[first - has_rule :]


def _is_reference(block: Block, span: object) -> bool:
    return getattr(span, "kind", "") == "superscript" and bool(getattr(span, "value", ""))


def _notes(blocks: Sequence[tuple[int, Block]], written: _Written) -> Iterator[str]:
    for number, (_, group) in enumerate(_groups(blocks, 1), 1):
        lines = "\n\n".join(_pieces(list(group), 2, written)).split("\n")
        yield f"[^{number}]: " + "\n".join(
            line if at == 0 or not line else f"    {line}" for at, line in enumerate(lines)
        )


def _differences(article: Article, text: str) -> list[int]:
    """Return which blocks read otherwise than they were; -1 where the article as a whole does."""
    try:
        again = source_ranges(text, "story.md", shown_media(article)).article
    except StorymapError:
        return [-1]
    before, after = _bare(article.blocks), _bare(again.blocks)
    if len(before) != len(after):
        first = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), -1)
        return [first]
    return [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]


def _bare(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks as they can be compared: their pictures by what was written of them, spans in one order."""
    bare = []
    for block in comparable(blocks):
        image, recording = block.image, block.recording
        bare.append(
            replace(
                block,
                spans=tuple(sorted(block.spans, key=lambda span: (span.start, -span.end, span.kind, span.value))),
                image=None if image is None else replace(image, data="", width=0, height=0),
                recording=None if recording is None else replace(recording, data="", subtitles=""),
            )
        )
    return bare


def _problems(article: Article, found: list[int]) -> list[Problem]:
    problems = []
    for at in found[:_MOST_PROBLEMS]:
        if at < 0:
            what = "the article could not be written so that it reads the same"
        else:
            block = article.blocks[at]
            shown = printable(block.text, 40)
            what = f'the {block.kind} "{shown}" reads otherwise in Markdown'
        problems.append(Problem(article.name, what, "look at it there", "warning"))
    if len(found) > _MOST_PROBLEMS:
        more = f"{len(found) - _MOST_PROBLEMS} more blocks read otherwise in Markdown"
        problems.append(Problem(article.name, more, "look at them there", "warning"))
    return problems
