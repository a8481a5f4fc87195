"""What the map shows at a block, as it stands at its end: `{view="..." layers="..." show="..." hide="..."}`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storymap.editing.article.cannot_write import cannot_write
from storymap.editing.article.checked import Shown, block_at, edit_of, first_that_fits, read_source, says, where
from storymap.editing.article.kinds import can_mark, refused_mark
from storymap.editing.edit import Edit
from storymap.reading.article.source_ranges import SourceRanges
from storymap.reading.article.view_directives import ATTRIBUTE_NAMES, ViewDirectives

_FORBIDDEN = '"{}\n'


def set_view(
    source: str,
    article_name: str,
    block: int,
    view: str | None = None,
    *,
    layers: Sequence[str] | None = None,
    show: Sequence[str] | None = None,
    hide: Sequence[str] | None = None,
    shown: Shown = None,
) -> Edit:
    """Return the edit that gives a block its view of the map, written as in `{view="..."}`.

    What is None stays as it is written; "" and no names take it out. Raises CannotWrite.
    """
    if not can_mark(article_name):
        raise refused_mark(article_name)
    ranges = read_source(source, article_name, shown)
    block_at(ranges, block)
    given = {
        "view": view,
        "layers": None if layers is None else ", ".join(layers),
        "show": None if show is None else ", ".join(show),
        "hide": None if hide is None else ", ".join(hide),
    }
    named = written_view(source, article_name, block, shown=shown)
    named |= {name: " ".join(value.split()) for name, value in given.items() if value is not None}
    named = {name: named[name] for name in ATTRIBUTE_NAMES if named.get(name)}
    return _with_view(ranges, block, named, shown)


def written_view(source: str, article_name: str, block: int, *, shown: Shown = None) -> dict[str, str]:
    """Return the attributes at the end of a block as they are written, by their names; none where there are none."""
    ranges = read_source(source, article_name, shown)
    part = ranges.part(block)
    return {} if part is None or part.kind != "text" else _split(ranges, block)[1]


def _split(ranges: SourceRanges, block: int) -> tuple[int, dict[str, str]]:
    """Return where in the body the text of a block ends, without its attributes, and these."""
    part = ranges.part(block)
    if part is None or not part.pieces:
        return 0, {}
    body = ranges.written.body
    text = "\n".join(body[begin:end] for begin, end in part.pieces)
    rest, named = ViewDirectives(ranges.name).split(text, None)
    if not named:
        return part.pieces[-1][1], {}
    line = rest.count("\n")
    return part.pieces[line][0] + len(rest) - (rest.rfind("\n") + 1), named


def _with_view(ranges: SourceRanges, block: int, named: dict[str, str], shown: Shown) -> Edit:
    part, written = ranges.part(block), ranges.article.blocks[block]
    place = where(ranges, block)
    if written.is_leading:
        raise cannot_write(place, "the title cannot have a view", "put it on the first paragraph")
    if part is None or part.kind != "text" or not part.pieces:
        raise cannot_write(place, "this cannot have a view", "put it on the paragraph before or after it")
    if any(sign in value for value in named.values() for sign in _FORBIDDEN):
        raise cannot_write(place, "a name holds quotation marks or braces", "rename the layer first")
    reader = ViewDirectives(ranges.name)
    view = reader.read(named, None)
    if reader.problems:
        raise cannot_write(place, reader.problems[0].what, reader.problems[0].remedy)
    at, _ = _split(ranges, block)
    end = part.pieces[-1][1]
    braces = " ".join(f'{name}="{value}"' for name, value in named.items())
    blocks = list(ranges.article.blocks)
    blocks[block] = replace(written, view=view)
    changes = [(at, end, f" {{{braces}}}" if braces else "")]
    edit = first_that_fits(ranges, [edit_of(ranges, changes)], says(ranges.article, blocks), shown)
    if edit is None:
        raise cannot_write(place, "a view cannot be written here", "put it on the paragraph before or after it")
    return edit
