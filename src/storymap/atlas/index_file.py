"""`atlas.json`: an atlas as a file, with all that is needed to bring it up to date without reading its stories again.

It is one object: the atlas, the desk's decisions, how its pages look, where each story was read from, and the files
that the build made. Offsets are half-open, in code points; geometry is GeoJSON: degrees, longitude first. The same
atlas gives the same bytes; there is no clock in it, and no path that is absolute.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import shapely
from pydantic import ValidationError
from shapely.geometry.base import BaseGeometry

from storymap._version import __version__
from storymap.atlas.decisions import Decisions
from storymap.atlas.index_schema import (
    VERSION,
    DecisionsData,
    DoubtData,
    IndexData,
    IndexHead,
    PlaceData,
    StoryData,
    StoryPlaceData,
)
from storymap.atlas.records import (
    Addresses,
    Atlas,
    AtlasPlace,
    Doubt,
    MemberKey,
    NamingSentence,
    StoryPlace,
    StoryRecord,
)
from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_ATLAS_INDEX
from storymap.reading.files import read_bytes

INDEX: Final = "atlas.json"
PARTS_INDEX: Final = "atlas-parts.json"
"""What an atlas in parts has, one of a corpus alone: it lists what a build made, so that the next one knows its own."""
_REMEDY: Final = "put a copy of it back, or build the atlas anew in another folder"


@dataclass(frozen=True, slots=True)
class BuiltAtlas:
    """An atlas with what its folder must remember.

    `decisions` are those that it was made with. `look` is how its pages look, as the command was told. `files` are the
    paths, as seen from the folder, of all that the build wrote but for `atlas.json` itself. `story_ids` are the ids of
    all stories that ever were in it, by where they were read from. `made_by` is the version of storymap.
    """

    atlas: Atlas
    decisions: Decisions = field(default_factory=Decisions)
    look: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    story_ids: Mapping[str, str] = field(default_factory=dict)
    made_by: str = __version__


def index_text(built: Atlas | BuiltAtlas) -> str:
    """Return the text of `atlas.json`: a line for each story and each place, so that a change is a few lines."""
    if isinstance(built, Atlas):
        built = BuiltAtlas(built)
    return IndexText(built).listing(built.files)


class IndexText:
    """The text of `atlas.json`, made once for all lists of files: a build writes it before its files and after them."""

    def __init__(self, built: BuiltAtlas) -> None:
        self._members = _members_text(built)

    def listing(self, files: Iterable[str]) -> str:
        """Return the text with this list of files."""
        last = _well_formed(f'"files": {_member_text(sorted(files))}')
        return f"{self._members},\n{last}\n}}\n"


def _members_text(built: BuiltAtlas) -> str:
    """Return the text up to the list of files, which is the last member."""
    atlas = built.atlas
    stories = {story.story_id: {place.place_id: place for place in story.places} for story in atlas.stories}
    data: dict[str, Any] = {
        "by": "storymap atlas",
        "version": VERSION,
        "made_by": built.made_by,
        "title": atlas.title,
        "language": atlas.language,
        "identity": atlas.identity,
        "look": dict(sorted(built.look.items())),
        "decisions": _decisions_data(built.decisions),
        "stories": [_story_data(story) for story in atlas.stories],
        "places": [_place_data(place, stories) for place in atlas.places],
        "doubts": [
            {"one": str(doubt.one), "other": str(doubt.other), "why": doubt.why, "are_joined": doubt.are_joined}
            for doubt in atlas.doubts
        ],
        "addresses": {str(key): slug for key, slug in sorted(atlas.addresses.slugs.items())},
        "moved": dict(sorted(atlas.addresses.moved.items())),
        "story_ids": dict(sorted(built.story_ids.items())),
    }
    members = ",\n".join(f'"{key}": {_member_text(value)}' for key, value in data.items())
    return _well_formed(f"{{\n{members}")


def story_text(story: StoryRecord) -> str:
    """Return a story as `atlas.json` has it: two have the same text if they are the same."""
    return _json(_story_data(story))


def _well_formed(text: str) -> str:
    # A lone surrogate is no UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")


def read_built(path: Path) -> BuiltAtlas:
    """Return an atlas with what its folder remembers. Raises StorymapError where this version cannot read it."""
    where = str(path)
    data = _checked(read_bytes(path, LARGEST_ATLAS_INDEX, where), where)
    stories = tuple(_story(one) for one in data.stories)
    known = {MemberKey(story.story_id, place.place_id): place for story in stories for place in story.places}
    places = tuple(_places(data.places, known, where))
    addresses = Addresses({_key(key, where): slug for key, slug in data.addresses.items()}, data.moved)
    here = {place.slug for place in places}
    return BuiltAtlas(
        Atlas(
            data.title,
            data.language,
            stories,
            places,
            tuple(_doubt(doubt, where) for doubt in data.doubts),
            tuple(sorted(pair for pair in data.moved.items() if pair[1] in here)),
            addresses,
            data.identity,
        ),
        _decisions(data.decisions, where),
        data.look,
        tuple(file for file in data.files if is_below(file)),
        data.story_ids,
        data.made_by,
    )


def is_below(file: str) -> bool:
    """Say whether a path leads to a file in the folder that it is seen from, whoever wrote it."""
    parts = file.split("/")
    return "\\" not in file and "\0" not in file and ":" not in file and not {"", ".", ".."} & set(parts)


def _checked(content: bytes, where: str) -> IndexData:
    try:
        data = IndexData.model_validate_json(content)
    except ValidationError as error:
        _check_head(content, where)
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        at = printable(" ".join(str(part) for part in first["loc"]), 80)
        raise StorymapError(Problem(where, f"it is damaged at {at}: {first['msg'].lower()}", _REMEDY)) from None
    _check_version(data, where)
    return data


def _check_head(content: bytes, where: str) -> None:
    """Raise StorymapError if a file that cannot be read is none of ours, or of a newer version."""
    try:
        head = IndexHead.model_validate_json(content)
    except ValidationError:
        what = "this is no atlas that storymap wrote"
        raise StorymapError(Problem(where, what, _REMEDY)) from None
    _check_version(head, where)


def _check_version(head: IndexHead, where: str) -> None:
    if head.version > VERSION:
        what = f"this atlas is of version {head.version}, and this storymap reads up to {VERSION}"
        raise StorymapError(Problem(where, what, "install a newer storymap"))


def _member_text(value: Any) -> str:
    """Return a value as JSON; of a list or an object each entry on a line of its own."""
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_json, value)) + "\n]"
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"{_json(key)}: {_json(entry)}" for key, entry in value.items()) + "\n}"
    return _json(value)


# Made once: there are tens of thousands of lines.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _json(value: Any) -> str:
    return _ENCODER.encode(value)


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}


def _story_data(story: StoryRecord) -> dict[str, Any]:
    return _filled(
        {
            "id": story.story_id,
            "title": story.title,
            "address": story.address,
            "date": story.date,
            "byline": story.byline,
            "language": story.language,
            "source": story.source,
            "mark": story.mark,
            "places": [_story_place_data(place) for place in story.places],
        }
    )


def _story_place_data(place: StoryPlace) -> dict[str, Any]:
    return _filled(
        {
            "id": place.place_id,
            "name": place.name,
            "aliases": list(place.aliases),
            "layer": place.layer,
            "kind": place.kind,
            "identifiers": list(place.identifiers),
            "note": place.note,
            "url": place.url,
            "role": place.role,
            "weight": place.weight,
            "sentences": [[one.text, one.start, one.end] for one in place.sentences],
            "geometry": None if place.geometry is None else _geometry_data(place.geometry),
        }
    )


def _geometry_data(shape: BaseGeometry) -> Any:
    if isinstance(shape, shapely.Point) and not (shape.is_empty or shape.has_z):
        # In a tenth of the time; most places are points.
        return {"type": "Point", "coordinates": (float(shapely.get_x(shape)), float(shapely.get_y(shape)))}
    return shape.__geo_interface__


def _place_data(place: AtlasPlace, stories: Mapping[str, Mapping[str, StoryPlace]]) -> dict[str, Any]:
    shapes = [stories[key.story_id][key.place_id].geometry for key in place.members]
    # The shape is one of a member's, which the story has.
    at = next((at for at, shape in enumerate(shapes) if shape is place.geometry or shape == place.geometry), None)
    return _filled(
        {
            "slug": place.slug,
            "name": place.name,
            "aliases": list(place.aliases),
            "layer": place.layer,
            "kind": place.kind,
            "identifiers": list(place.identifiers),
            "members": [str(key) for key in place.members],
            "shape_of": at if place.geometry is not None else None,
        }
    )


def _decisions_data(decisions: Decisions) -> dict[str, Any]:
    return {
        "same": [[str(key) for key in group] for group in decisions.same],
        "different": sorted(sorted(str(key) for key in pair) for pair in decisions.different),
        "names": dict(sorted(decisions.names.items())),
    }


def _story(data: StoryData) -> StoryRecord:
    return StoryRecord(
        data.id,
        data.title,
        data.address,
        data.date,
        data.byline,
        data.language,
        tuple(_story_place(place) for place in data.places),
        data.source,
        data.mark,
    )


def _story_place(data: StoryPlaceData) -> StoryPlace:
    return StoryPlace(
        data.id,
        data.name,
        data.geometry,
        tuple(data.aliases),
        data.layer,
        data.kind,
        tuple(data.identifiers),
        data.note,
        data.url,
        data.role,
        data.weight,
        tuple(NamingSentence(*one) for one in data.sentences),
    )


def _places(places: Iterable[PlaceData], known: Mapping[MemberKey, StoryPlace], where: str) -> Iterator[AtlasPlace]:
    for data in places:
        members = tuple(_key(written, where) for written in data.members)
        missing = next((key for key in members if key not in known), None)
        if missing is not None or (data.shape_of or 0) >= len(members):
            what = f'it is damaged: of the place "{printable(data.slug, 60)}" no story says so'
            raise StorymapError(Problem(where, what, _REMEDY))
        shape = None if data.shape_of is None else known[members[data.shape_of]].geometry
        yield AtlasPlace(
            data.slug,
            data.name,
            shape,
            members,
            tuple(data.aliases),
            data.layer,
            data.kind,
            tuple(data.identifiers),
        )


def _doubt(data: DoubtData, where: str) -> Doubt:
    return Doubt(_key(data.one, where), _key(data.other, where), data.why, data.are_joined)


def _decisions(data: DecisionsData, where: str) -> Decisions:
    return Decisions(
        tuple(tuple(_key(written, where) for written in group) for group in data.same),
        frozenset(frozenset(_key(written, where) for written in pair) for pair in data.different),
        data.names,
    )


def _key(written: str, where: str) -> MemberKey:
    story_id, slash, place_id = written.partition("/")
    if not (slash and story_id and place_id):
        what = f'it is damaged: "{printable(written, 60)}" is no place of a story'
        raise StorymapError(Problem(where, what, _REMEDY))
    return MemberKey(story_id, place_id)
