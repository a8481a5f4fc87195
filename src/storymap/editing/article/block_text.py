"""The Markdown of one block: what an editor shows, and what it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storymap.editing.article.cannot_write import cannot_write
from storymap.editing.article.checked import (
    Change,
    Meant,
    Shown,
    block_at,
    comparable,
    edit_of,
    first_that_fits,
    read_source,
    where,
)
from storymap.editing.article.kinds import can_edit
from storymap.editing.edit import Edit, EditConflict, apply
from storymap.editing.text_difference import difference
from storymap.reading.article.markdown.source_parts import SourcePart
from storymap.reading.article.source_ranges import SourceRanges

# What stands before a block on its first line: quotation signs, bullets, numbers, labels of notes, definitions.
_PREFIX = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|[0-9]{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]+\]:|[:~](?=[ \t])))*[ \t]*")
_WITHIN = re.compile(r"[ \t>]*")
_BLANK_ENDS = re.compile(r"\A(?:[ \t]*\n)+|\s+\Z")
_HOW = "change it in the file"


def block_source(source: str, article_name: str, block: int, *, shown: Shown = None) -> str:
    r"""Return the source of a block, its lines ended by "\n", without what stands before it in a list or a quotation.

    Raises CannotWrite where the block cannot be edited by itself.
    """
    ranges = _editable(source, article_name, block, shown)
    part = _part(ranges, block)
    if part.kind == "cell":
        begin, end = part.pieces[0]
        return ranges.written.body[begin:end]
    prefixes = _prefixes(ranges, block, part)
    lines = [ranges.line_text(line) for line in range(part.first, part.last + 1)]
    return "\n".join(line[len(prefix) :] for line, prefix in zip(lines, prefixes, strict=True))


def set_block(
    source: str, article_name: str, block: int, text: str, *, before: str | None = None, shown: Shown = None
) -> Edit:
    """Return the edit that replaces the source of one block by `text`; without any text the block is taken out.

    A paragraph may become several blocks, but no block around it may change. `before` is what `text` was made from.
    Raises CannotWrite, and EditConflict where the block is not what it was `before`.
    """
    ranges = _editable(source, article_name, block, shown)
    now = block_source(source, article_name, block, shown=shown)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if before is not None and before.replace("\r\n", "\n") != now:
        raise EditConflict("article", text, now)
    text = _BLANK_ENDS.sub("", text)
    if text == _BLANK_ENDS.sub("", now):
        return Edit()
    candidates = _replaced(ranges, block, text) if text else _removed(ranges, block)
    edit = first_that_fits(ranges, candidates, _only_changed(ranges, block, text), shown)
    if edit is None:
        what = "with this text other parts of the article would change, too" if text else "it cannot be taken out alone"
        raise cannot_write(where(ranges, block), what, f"close what the text opens, or {_HOW}")
    return edit


def _editable(source: str, article_name: str, block: int, shown: Shown) -> SourceRanges:
    if not can_edit(article_name):
        what = "the text of this file cannot be edited here"
        raise cannot_write(article_name, what, "turn the article into Markdown, or edit it where it was made")
    ranges = read_source(source, article_name, shown)
    block_at(ranges, block)
    return ranges


def _part(ranges: SourceRanges, block: int) -> SourcePart:
    part, written = ranges.part(block), ranges.article.blocks[block]
    if part is None and written.is_leading:
        raise cannot_write(ranges.name, f"the {written.kind} is not in the text", "change it as a field")
    if part is None or part.kind == "note" or (part.kind == "cell" and not part.pieces):
        raise cannot_write(where(ranges, block), "this block cannot be edited by itself", _HOW)
    return part


def _prefixes(ranges: SourceRanges, block: int, part: SourcePart) -> list[str]:
    """Return what stands before each line of a block and does not belong to it. Raises CannotWrite."""
    count = part.last - part.first + 1
    if part.depth <= (1 if part.kind == "text" else 0):
        return [""] * count
    lines = [ranges.line_text(line) for line in range(part.first, part.last + 1)]
    if part.kind in ("html", "rule"):
        raise cannot_write(where(ranges, block), "this block cannot be edited by itself", _HOW)
    prefixes = [_first_prefix(ranges, part, lines[0])]
    going_on = _continuation(prefixes[0])
    for at, line in enumerate(lines[1:], 1):
        if at < len(part.pieces):
            prefixes.append(line[: part.pieces[at][0] - ranges.line_start(part.first + at)])
        elif part.pieces:
            prefixes.append(_WITHIN.match(line)[0])  # type: ignore[index]
        elif line.startswith(going_on) or line.rstrip() == going_on.rstrip() or not line.strip():
            prefixes.append(line[: len(going_on)])
        else:
            raise cannot_write(where(ranges, block), "this block cannot be edited by itself", _HOW)
    return prefixes


def _first_prefix(ranges: SourceRanges, part: SourcePart, line: str) -> str:
    until = part.pieces[0][0] - ranges.line_start(part.first) if part.pieces else len(line)
    found = _PREFIX.match(line, 0, until)
    return found[0] if found else ""


def _continuation(prefix: str) -> str:
    """Return what stands before the lines that go on after a first one with this prefix."""
    return re.sub(r"[^>\s]", " ", prefix)


def _replaced(ranges: SourceRanges, block: int, text: str) -> Iterator[Edit | None]:
    part = _part(ranges, block)
    if part.kind == "cell":
        if "\n" not in text:
            yield edit_of(ranges, [(*part.pieces[0], text)])
        return
    prefixes = _prefixes(ranges, block, part)
    going_on = _continuation(prefixes[0])
    lines = []
    for at, line in enumerate(text.split("\n")):
        prefix = prefixes[0] if at == 0 else going_on
        lines.append((prefix + line) if line.strip() else prefix.rstrip())
    begin, end = ranges.line_start(part.first), ranges.line_start(part.last) + len(ranges.line_text(part.last))
    yield _smallest(ranges, [(begin, end, "\n".join(lines))])


def _smallest(ranges: SourceRanges, changes: list[Change]) -> Edit | None:
    """Return changes as an edit that leaves alone what stays the same."""
    edit = edit_of(ranges, changes)
    if edit is None:
        return None
    return difference("article", ranges.source, apply(edit, {"article": ranges.source})[0]["article"])


def _removed(ranges: SourceRanges, block: int) -> Iterator[Edit | None]:
    """Yield the ways to take a block out: with the blank lines after it, with those before it, alone."""
    part = _part(ranges, block)
    if part.kind == "cell":
        yield edit_of(ranges, [(*part.pieces[0], "")])
        return
    first, last = part.first, part.last + 1
    after, before = last, first
    while after < ranges.line_count and not ranges.line_text(after).strip(" \t>"):
        after += 1
    while before > 0 and not ranges.line_text(before - 1).strip(" \t>"):
        before -= 1
    end = len(ranges.written.body)
    for begin, until in ((first, after), (before, last), (before, after), (first, last)):
        start = ranges.line_start(begin)
        stop = ranges.line_start(until) if until < ranges.line_count else end
        yield edit_of(ranges, [(start, stop, "")])


def _only_changed(ranges: SourceRanges, block: int, text: str) -> Meant:
    """Return whether nothing but the blocks of one part has changed."""
    blocks, part = ranges.article.blocks, ranges.part(block)
    same = [at for at in range(len(blocks)) if at == block or (part is not None and part.is_same(ranges.part(at)))]
    first, last = same[0], same[-1] + 1
    is_cell = part is not None and part.kind == "cell"
    before, after = comparable(blocks[:first]), comparable(blocks[last:])

    def meant(changed: SourceRanges) -> bool:
        now = changed.article.blocks
        more = len(now) - len(before) - len(after)
        is_right_count = more == 1 if is_cell else more >= 1 if text else more == 0
        return (
            is_right_count
            and comparable(now[: len(before)]) == before
            and comparable(now[len(now) - len(after) :]) == after
            and _same_frame(ranges, changed)
        )

    return meant


def _same_frame(one: SourceRanges, other: SourceRanges) -> bool:
    """Say whether front matter, byline and credit are the same."""
    first, second = one.article, other.article
    return (first.byline, first.credit, one.written.declared) == (second.byline, second.credit, other.written.declared)
