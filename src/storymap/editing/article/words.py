"""Words of an article that are tied to a place, or show a view of the map while they are pressed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import quote

from storymap.editing.article.cannot_write import CannotWrite, cannot_write
from storymap.editing.article.checked import (
    Change,
    Shown,
    block_at,
    edit_of,
    first_that_fits,
    read_source,
    says,
    where,
)
from storymap.editing.article.kinds import can_mark, refused_mark
from storymap.editing.article.whole_markup import are_same_words, with_whole_markup
from storymap.editing.edit import Edit
from storymap.errors import printable
from storymap.model import Span
from storymap.reading.article.source_ranges import SourceRanges
from storymap.reading.article.view_directives import ViewDirectives

_MARKS = ("place", "action")
_IN_HTML = re.compile(r"<a\s[^<>]*>", re.IGNORECASE)
_END_IN_HTML = re.compile(r"</a\s*>", re.IGNORECASE)
_END = re.compile(r"\]\((?P<address>\s*<[^<>\n]*>|(?:[^()<>\"']|\([^()]*\))*)(?:\s\"[^\"]*\")?\)|\]\[[^\[\]]*\]")
_PLAIN_ADDRESS = re.compile(r"[^()<>\"\\\n]*")
# How many ways to write a mark are tried at most; each costs one reading.
_MOST_TRIES = 16
_LONGEST_QUOTED = 80


def mark_words(
    source: str, article_name: str, block: int, start: int, end: int, place_id: str, *, shown: Shown = None
) -> Edit:
    """Return the edit that ties words to a place; with "" it forbids that they are one.

    Blanks at their ends are no part of them. Words that are tied already, or some of which are, are tied anew. A word
    that is cut within emphasis is taken whole, where the mark can only stand around all of the emphasised. Raises
    CannotWrite.
    """
    ranges = _markable(source, article_name, shown)
    span = Span(start, end, "place", place_id)
    return _mark_or_widen(ranges, block, span, f"place:{_quoted(place_id)}", shown)


def action_words(
    source: str,
    article_name: str,
    block: int,
    start: int,
    end: int,
    view: str,
    *,
    layers: Sequence[str] = (),
    shown: Shown = None,
) -> Edit:
    """Return the edit that lets words show a view while they are pressed.

    `view` is written as in `{view="..."}`; instead of it `layers` are names of layers that are shown alone. Without
    either the words show nothing any more. Raises CannotWrite.
    """
    if not view.strip() and not layers:
        return unmark_words(source, article_name, block, start, end, shown=shown)
    ranges = _markable(source, article_name, shown)
    block_at(ranges, block)
    name, value = ("view", " ".join(view.split())) if view.strip() else ("layers", ", ".join(layers))
    reader = ViewDirectives(article_name)
    meant = reader.read_link(name, value, None)
    if meant is None or reader.problems:
        what = reader.problems[0].what if reader.problems else "the view is empty"
        remedy = reader.problems[0].remedy if reader.problems else "take a view of the map"
        raise cannot_write(where(ranges, block), what, remedy)
    return _mark_or_widen(ranges, block, Span(start, end, "action", view=meant), f"{name}:{value}", shown)


def unmark_words(source: str, article_name: str, block: int, start: int, end: int, *, shown: Shown = None) -> Edit:
    """Return the edit that takes away what ties words to a place, forbids them, or shows a view; the words stay.

    Raises CannotWrite where nothing does.
    """
    ranges = _markable(source, article_name, shown)
    written = block_at(ranges, block)
    spans = [span for span in written.spans if span.kind in _MARKS and span.start < end and start < span.end]
    if not spans:
        raise cannot_write(where(ranges, block), "these words are not marked", "select words that are")
    rest = tuple(span for span in written.spans if span not in spans)
    changes = [change for span in spans for change in _removal(ranges, block, span)]
    edit = edit_of(ranges, changes)
    checked = _checked(ranges, block, [edit], rest, shown)
    if checked is None:
        raise _refusal(ranges, block, None)
    return checked


def _markable(source: str, article_name: str, shown: Shown) -> SourceRanges:
    if not can_mark(article_name):
        raise refused_mark(article_name)
    return read_source(source, article_name, shown)


def _trimmed(ranges: SourceRanges, block: int, start: int, end: int) -> tuple[int, int]:
    """Return the range of words without the blanks that a hand selects with them."""
    text = block_at(ranges, block).text
    if not 0 <= start < end <= len(text):
        return start, end
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _marks_there(ranges: SourceRanges, block: int, start: int, end: int, kind: str) -> list[Span]:
    """Return the marks of a kind that words have already. Raises CannotWrite for words that are something else."""
    written = block_at(ranges, block)
    if not 0 <= start < end <= len(written.text) or not written.text[start:end].strip():
        raise cannot_write(where(ranges, block), "no words are selected", "select words of one paragraph")
    part = ranges.part(block)
    if part is None and written.is_leading:
        what = f"the {written.kind} stands in the front matter, which is plain text"
        raise cannot_write(ranges.name, what, "give the place an alias or an ignored phrase")
    if part is None or not part.pieces:
        what = "it is not known where these words stand in the source"
        raise cannot_write(where(ranges, block), what, "give the place an alias, or mark the words in the file")
    there = [span for span in written.spans if span.start < end and start < span.end]
    for other, what in (
        ("link", "these words are a link to a page"),
        ("action", "these words show a view of the map"),
        ("place", "these words are tied to a place"),
    ):
        if other != kind and any(span.kind == other for span in there):
            remedy = "take that away first" if other in _MARKS else "give the place an alias, or take the link out"
            raise cannot_write(where(ranges, block), what, remedy)
    return [span for span in there if span.kind == kind]


def _mark_or_widen(ranges: SourceRanges, block: int, span: Span, address: str, shown: Shown) -> Edit:
    """Return the edit that marks words, or where that is not possible these words with the markup that they are in."""
    start, end = _trimmed(ranges, block, span.start, span.end)
    old = _marks_there(ranges, block, start, end, span.kind)
    edit = _mark(ranges, block, old, replace(span, start=start, end=end), address, shown)
    if edit is not None:
        return edit
    written = ranges.article.blocks[block]
    wide = with_whole_markup(written, start, end)
    if wide != (start, end) and are_same_words(written, start, end, wide):
        old = _marks_there(ranges, block, *wide, span.kind)
        edit = _mark(ranges, block, old, replace(span, start=wide[0], end=wide[1]), address, shown)
    if edit is None:
        raise _refusal(ranges, block, wide if wide != (start, end) else None)
    return edit


def _mark(ranges: SourceRanges, block: int, old: list[Span], span: Span, address: str, shown: Shown) -> Edit | None:
    written = ranges.article.blocks[block]
    rest = tuple(other for other in written.spans if other not in old)
    if rest != written.spans and span in old:
        return Edit()
    if len(old) == 1 and (old[0].start, old[0].end) == (span.start, span.end):
        candidates = iter([edit_of(ranges, _readdressed(ranges, block, old[0], address))])
    else:
        removal = [change for one in old for change in _removal(ranges, block, one)]
        candidates = (edit_of(ranges, [*removal, *marks]) for marks in _insertions(ranges, block, span, address))
    return _checked(ranges, block, candidates, (*rest, span), shown)


def _checked(
    ranges: SourceRanges, block: int, candidates: Iterator[Edit | None] | list[Edit | None], spans: object, shown: Shown
) -> Edit | None:
    """Return the first candidate that gives the block these spans and changes nothing else, None if none does."""
    written = ranges.article.blocks[block]
    ordered = tuple(sorted(spans, key=_order))  # type: ignore[call-overload]
    blocks = list(ranges.article.blocks)
    blocks[block] = replace(written, spans=ordered)
    return first_that_fits(ranges, islice(candidates, _MOST_TRIES), says(ranges.article, blocks), shown)


def _refusal(ranges: SourceRanges, block: int, wide: tuple[int, int] | None) -> CannotWrite:
    """Return why words cannot be marked. `wide` are those that are to be selected instead, if any are."""
    if wide is None:
        what, remedy = "these words cannot be marked in the text", "give the place an alias, or mark them in the file"
        return cannot_write(where(ranges, block), what, remedy)
    words = " ".join(ranges.article.blocks[block].text[slice(*wide)].split())
    what = "these words begin or end within emphasised ones"
    return cannot_write(where(ranges, block), what, f'select all of "{printable(words, _LONGEST_QUOTED)}"')


def _order(span: Span) -> tuple[int, int, str, str]:
    return span.start, -span.end, span.kind, span.value


def _quoted(place_id: str) -> str:
    return quote(place_id.strip(), safe="-._~")


def _insertions(ranges: SourceRanges, block: int, span: Span, address: str) -> Iterator[list[Change]]:
    """Yield the ways to write a mark around words, the likeliest first."""
    written = address if _PLAIN_ADDRESS.fullmatch(address) else f"<{address}>"
    forms = (
        (("[", f"]({written})"), (f'<a href="{address}">', "</a>")) if '"' not in address else (("[", f"]({written})"),)
    )
    part = ranges.part(block)
    for opening, closing in reversed(forms) if part is not None and part.kind == "html" else forms:
        for begin, end in _edges(ranges, block, span):
            yield [(begin, begin, opening), (end, end, closing)]


def _edges(ranges: SourceRanges, block: int, span: Span) -> Iterator[tuple[int, int]]:
    """Yield where words may begin and end in the body: within the markup around them, or outside of it."""
    before, after = _gaps(ranges, block, span)
    if before is None or after is None:
        return
    begins = [before[1], before[0], *range(before[1] - 1, before[0], -1)]
    ends = [after[0], after[1], *range(after[0] + 1, after[1])]
    pairs = [(0, 0), (1, 1), (0, 1), (1, 0)]
    more = [(i, j) for i in range(len(begins)) for j in range(len(ends)) if (i, j) not in pairs]
    seen = set()
    for i, j in (*pairs, *more):
        found = (begins[i], ends[j])
        if found not in seen:
            seen.add(found)
            yield found


def _gaps(ranges: SourceRanges, block: int, span: Span) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return the ranges of the body between words and the characters before and after them, on their lines."""
    places, part = ranges.places(block), ranges.part(block)
    first, last = places[span.start], places[span.end - 1]
    if first is None or last is None or part is None:
        return None, None
    line_begin = next((begin for begin, end in part.pieces if begin <= first[0] < end), first[0])
    line_end = next((end for begin, end in part.pieces if begin < last[1] <= end), last[1])
    previous = places[span.start - 1] if span.start else None
    following = places[span.end] if span.end < len(places) else None
    begin = max(line_begin, previous[1]) if previous else line_begin if not span.start else first[0]
    end = min(line_end, following[0]) if following else line_end if span.end == len(places) else last[1]
    return (min(begin, first[0]), first[0]), (last[1], max(end, last[1]))


def _link_of(ranges: SourceRanges, block: int, span: Span) -> tuple[Change, re.Match[str]] | None:
    """Return the bracket or tag that begins a link, as what is taken out, and what ends it."""
    before, after = _gaps(ranges, block, span)
    if before is None or after is None:
        return None
    body = ranges.written.body
    ends = _END.search(body, *after) or _END_IN_HTML.search(body, *after)
    if ends is None:
        return None
    if ends[0].startswith("<"):
        tags = list(_IN_HTML.finditer(body, *before))
        return ((tags[-1].start(), tags[-1].end(), ""), ends) if tags else None
    at = body.rfind("[", *before)
    return ((at, at + 1, ""), ends) if at >= 0 else None


def _removal(ranges: SourceRanges, block: int, span: Span) -> list[Change]:
    link = _link_of(ranges, block, span)
    if link is None:
        raise cannot_write(where(ranges, block), "the mark is not found in the source", "take it out in the file")
    opening, ends = link
    return [opening, (ends.start(), ends.end(), "")]


def _readdressed(ranges: SourceRanges, block: int, span: Span, address: str) -> list[Change]:
    """Return what leads a link elsewhere."""
    link = _link_of(ranges, block, span)
    if link is None:
        raise cannot_write(where(ranges, block), "the mark is not found in the source", "change it in the file")
    (begin, end, _), ends = link
    written = address if _PLAIN_ADDRESS.fullmatch(address) else f"<{address}>"
    if ends[0].startswith("<"):
        return [(begin, end, f'<a href="{address}">')]
    if ends["address"] is None:
        return [(ends.start(), ends.end(), f"]({written})")]
    return [(*ends.span("address"), written)]
