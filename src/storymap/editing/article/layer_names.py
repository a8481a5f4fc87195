"""The names of layers in an article's views: they change when a layer is renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from urllib.parse import quote, unquote

from storymap.editing.article.cannot_write import cannot_write
from storymap.editing.article.checked import Change, Shown, edit_of, first_that_fits, read_source, says, where
from storymap.editing.article.kinds import can_mark
from storymap.editing.edit import Edit
from storymap.model import Article, AuthorView, Block
from storymap.reading.article.source_ranges import SourceRanges
from storymap.reading.problem_log import at_line

# Lists of layers: the values of attributes in braces and tags, and what links lead to.
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(?:data-)?(?:layers|show|hide)\s*=\s*(?P<quote>[\"'])(?P<names>.*?)(?P=quote)", re.S
)
# In angle brackets, in round ones, in a tag, and where an address is defined for links elsewhere.
_ADDRESS = re.compile(
    r"<layers:(?P<angle>[^<>\n]*)>|\(\s*layers:(?P<round>[^()<>\"\n]*)"
    r"|(?<=[\"'])layers:(?P<tag>[^<>\"'\n]*)|\]:[ \t]*layers:(?P<defined>[^<>\n]*)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[^\n]*", re.MULTILINE)
_FORBIDDEN = re.compile(r'[,"{}]')
_ESCAPED = re.compile(r"[()<>%\\]")
# What merely looks like a list of layers, such as code, may stand in the same paragraph.
_MOST_LEFT_OUT = 15


def refuse_named_layer(article: Article, layer: str) -> None:
    """Raise CannotWrite if a view names a layer, as for an article whose file is not changed."""
    for block in article.blocks:
        if _names(block, layer):
            what = f'a view names the layer "{layer}", and is not changed in this kind of file'
            remedy = "change it in the article first, or turn the article into Markdown"
            raise cannot_write(at_line(article.name, block.line), what, remedy)


def rename_in_views(source: str, article_name: str, layer: str, new_name: str, *, shown: Shown = None) -> Edit:
    """Return the edit that calls a layer otherwise in all views of an article; nothing else of it changes.

    Raises CannotWrite where that is not possible.
    """
    ranges = read_source(source, article_name, shown)
    if not can_mark(article_name):
        refuse_named_layer(ranges.article, layer)
    first = next((at for at, block in enumerate(ranges.article.blocks) if _names(block, layer)), None)
    if first is None or layer == new_name:
        return Edit()
    place = where(ranges, first)
    if _FORBIDDEN.search(new_name):
        what = f'a view names the layer "{layer}", and no view can name "{new_name}"'
        raise cannot_write(place, what, "choose a name without commas, quotation marks and braces")
    blocks = [_renamed(block, layer, new_name) for block in ranges.article.blocks]
    edits = (edit_of(ranges, changes) for changes in _ways(list(_changes(ranges, layer, new_name))))
    edit = first_that_fits(ranges, edits, says(ranges.article, blocks), shown)
    if edit is None:
        what = f'a view names the layer "{layer}" in a way that cannot be changed here'
        raise cannot_write(place, what, "change it in the file first")
    return edit


def _names(block: Block, layer: str) -> bool:
    return any(layer in view.layers + view.show + view.hide for view in block.views)


def _renamed(block: Block, layer: str, new_name: str) -> Block:
    def names(written: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new_name if name == layer else name for name in written))

    def view(written: AuthorView | None) -> AuthorView | None:
        if written is None:
            return None
        return replace(written, layers=names(written.layers), show=names(written.show), hide=names(written.hide))

    spans = tuple(replace(span, view=view(span.view)) for span in block.spans)
    return replace(block, view=view(block.view), spans=spans)


def _ways(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """Yield all changes, and then all but one of them."""
    yield changes
    for left_out in range(min(len(changes), _MOST_LEFT_OUT)):
        yield [*changes[:left_out], *changes[left_out + 1 :]]


def _changes(ranges: SourceRanges, layer: str, new_name: str) -> Iterator[Change]:
    body = ranges.written.body
    for start, end in _lines(ranges, layer):
        for found in _ATTRIBUTE.finditer(body, start, end):
            yield from _in_list(found, "names", layer, new_name)
        escaped = _ESCAPED.sub(lambda sign: quote(sign[0]), new_name)
        for found in _ADDRESS.finditer(body, start, end):
            group = found.lastgroup or ""
            written = new_name.replace("%", "%25") if group == "angle" else escaped
            yield from _in_list(found, group, layer, written)


def _lines(ranges: SourceRanges, layer: str) -> list[tuple[int, int]]:
    """Return the ranges of the body in which views may name a layer: lines of blocks that do, and of addresses."""
    found: dict[tuple[int, int], None] = {}
    for at, block in enumerate(ranges.article.blocks):
        part = ranges.part(at)
        if part is not None and _names(block, layer):
            found[ranges.line_start(part.first), ranges.line_start(part.last) + len(ranges.line_text(part.last))] = None
    found |= dict.fromkeys(match.span() for match in _DEFINITION.finditer(ranges.written.body))
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _in_list(found: re.Match[str], group: str, layer: str, written: str) -> Iterator[Change]:
    """Yield what changes a name in a list with commas, each as its own characters alone."""
    at = found.start(group)
    for name in found[group].split(","):
        bare = name.strip()
        begin = at + len(name) - len(name.lstrip())
        if layer in {" ".join(form.split()) for form in (bare, unescape(bare), unquote(bare))}:
            yield begin, begin + len(bare), written
        at += len(name) + 1
