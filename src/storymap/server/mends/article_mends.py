"""What mends the problems of a block: links and views to what is not there, names that two places share, pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

from storymap.errors import Problem
from storymap.model import Block
from storymap.server.contract.state import MendState
from storymap.server.mends.mendable import Mendable, by_command, by_hand
from storymap.server.mends.place_mends import NO_ALT

_MOST_MEANT = 3
_UNKNOWN = re.compile(r'there is no (?:place with the id|layer) "(.*)"( for the view)?', re.DOTALL)
_MEANT = re.compile(r"did you mean (.*)\?", re.DOTALL)
_NOT_ON_THE_MAP = re.compile(r'"([a-z0-9-]+)" is not on the map, and cannot be viewed')
_SHARED = re.compile(r'"(.*)" may be (.*); it was tied to (?:neither|none of them)', re.DOTALL)
_OWNER = re.compile(r"(?:^| or )([a-z0-9-]+)(?= \(| or |$)")
_CAMERA = re.compile(r"(-?\d[\d.]*)(\s*,\s*)(-?\d[\d.]*)(\s*,\s*\d[\d.]*)")
# Where Markdown and HTML name places and layers: attributes in braces and tags, and the targets of links.
_NAMING = re.compile(r"\{[^{}\n]*\}|\]\((?:place|view):[^()\n]*\)|<[^<>]*>")


def article_mends(mendable: Mendable, problem: Problem, block: int) -> Iterator[MendState]:
    """Yield what mends a problem of a block, the likeliest first."""
    if problem.what.endswith(NO_ALT):
        yield by_hand("mendDescribe", f"block:{block}")
    elif found := _UNKNOWN.fullmatch(problem.what):
        yield from _renamed(mendable, problem, block, found[1])
    elif found := _NOT_ON_THE_MAP.fullmatch(problem.what):
        yield from _located(mendable, found[1])
    elif problem.remedy == "latitude comes first":
        yield from _turned(mendable, problem, block)
    elif found := _SHARED.fullmatch(problem.what):
        yield from _meanings(mendable, block, found[1], found[2])


def _renamed(mendable: Mendable, problem: Problem, block: int, written: str) -> Iterator[MendState]:
    """Yield the names that the author may have meant, each put into the source in the place of what is written."""
    source = mendable.source_of(block)
    meant = _MEANT.fullmatch(problem.remedy)
    places = mendable.story.places
    known = set(places.index) | set(places["layer"])
    for name in (meant[1].split(" or ") if meant else [])[:_MOST_MEANT]:
        if source is None or name not in known:
            continue
        mended = _NAMING.sub(partial(_with_name, written, name), source)
        if mended != source:
            yield by_command("mendMeant", _set_block(block, source, mended), name=name, words=written)
    yield by_hand("mendEdit", f"block:{block}")


def _with_name(written: str, name: str, naming: re.Match[str]) -> str:
    """Return what names places or layers with another name in the place of one."""
    # A function, as a name may hold what a pattern of replacement would obey.
    return re.sub(rf"(?<![\w-]){re.escape(written)}(?![\w-])", lambda _: name, naming[0])


def _located(mendable: Mendable, place_id: str) -> Iterator[MendState]:
    if place_id in mendable.story.places.index:
        yield by_hand("mendLocate", place_id, name=str(mendable.story.places["name"].loc[place_id]))


def _turned(mendable: Mendable, problem: Problem, block: int) -> Iterator[MendState]:
    """Yield the view with latitude first."""
    source, written = mendable.source_of(block), _CAMERA.search(problem.what)
    if source is not None and written is not None and written[0] in source:
        mended = source.replace(written[0], written[3] + written[2] + written[1] + written[4])
        yield by_command("mendExchange", _set_block(block, source, mended), at=f"{written[3]}, {written[1]}")
    yield by_hand("mendEdit", f"block:{block}")


def _meanings(mendable: Mendable, block: int, words: str, meanings: str) -> Iterator[MendState]:
    """Yield the places that words may mean, each to be marked in the text, or to be named otherwise."""
    places = mendable.story.places
    owners = [owner for owner in _OWNER.findall(meanings) if owner in places.index]
    found = _range_of(mendable.story.article.blocks[block], words) if mendable.can_mark else None
    for place_id in owners:
        name, near = str(places["name"].loc[place_id]), _near(mendable, place_id)
        if found is None:
            yield by_hand("mendRename", place_id, name=name, near=near)
            continue
        yield by_command("mendIsPlace", _mark(block, found, place_id), words=words, name=name, near=near)
    if found is not None:
        yield by_command("mendIsNone", _mark(block, found, ""), words=words)


def _range_of(block: Block, words: str) -> tuple[int, int] | None:
    """Return where words stand in a block for the first time, outside of links of the author's own."""
    parts = [re.escape(part) for part in words.split()]
    pattern = r"\s+".join(parts).replace(r"\-", r"\-\s*")
    taken = [(span.start, span.end) for span in block.spans if span.kind in ("place", "action")]
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", block.text):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            return found.span()
    return None


def _near(mendable: Mendable, place_id: str) -> str:
    """Return what tells a place from others of its name: where it is, latitude first, or its layer."""
    geometry = mendable.story.places["geometry"].loc[place_id]
    if geometry is None or geometry.is_empty:
        return str(mendable.story.places["layer"].loc[place_id])
    centre = geometry.centroid
    return f"{centre.y:.2f}, {centre.x:.2f}"


def _mark(block: int, found: Collection[int], place_id: str) -> dict[str, object]:
    start, end = found
    return {"command": "mark-words", "block": block, "start": start, "end": end, "place_id": place_id}


def _set_block(block: int, before: str, source: str) -> dict[str, object]:
    return {"command": "set-block", "block": block, "before": before, "source": source}
