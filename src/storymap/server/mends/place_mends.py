"""What mends the problems of a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from storymap.errors import Problem
from storymap.model import Story
from storymap.reading.places.geometry.axis_order import SWAP_QUESTION, fits_swapped
from storymap.server.contract.state import MendState
from storymap.server.mends.mendable import by_command, by_hand

NO_ALT = " has no text for those who cannot see it"
_MOST_FORMS = 3
_MOST_POSITIONS = 2_000
_FORM = re.compile(r'"([^"]+)"(?: \(line \d+\))?(?:, | and |$)')


def place_mends(story: Story, problem: Problem, row: int) -> Iterator[MendState]:
    """Yield what mends a problem of the place in a row of the story's places, the likeliest first."""
    place_id, name = str(story.places.index[row]), str(story.places["name"].iloc[row])
    never = f'the article never mentions "{name}"'
    if problem.what.startswith(never):
        yield from _unmentioned(story, problem.what.removeprefix(never), row)
    elif problem.what.endswith(f' may be "{name}"'):
        yield from _near_misses(story, problem.what.removesuffix(f' may be "{name}"'), row)
    elif problem.what.startswith("has no geometry"):
        yield by_hand("mendLocate", place_id, name=name)
    elif problem.what.endswith(NO_ALT):
        yield by_hand("mendDescribe", place_id)
    elif problem.remedy.endswith(SWAP_QUESTION) or "; with the two exchanged it is " in problem.what:
        yield from _exchanged(story, row)
    elif problem.what.startswith(f'only the title names "{name}"'):
        yield by_hand("mendTitle", "field:title")


def _unmentioned(story: Story, more: str, row: int) -> Iterator[MendState]:
    place_id, name = str(story.places.index[row]), str(story.places["name"].iloc[row])
    form = more.removeprefix('; it writes "').removesuffix('"') if more else ""
    yield from _aliases(story, [form] if form else [], row)
    if not form:
        yield by_hand("mendAlias", place_id, name=name)
    yield by_command("mendDelete", {"command": "delete-place", "place_id": place_id}, name=name)


def _near_misses(story: Story, listed: str, row: int) -> Iterator[MendState]:
    place_id, name = str(story.places.index[row]), str(story.places["name"].iloc[row])
    forms = _FORM.findall(listed)[:_MOST_FORMS]
    yield from _aliases(story, forms, row)
    for form in forms:
        command = {"command": "ignore-words", "place_id": place_id, "phrase": form}
        yield by_command("mendIgnore", command, name=name, words=form)


def _aliases(story: Story, forms: list[str], row: int) -> Iterator[MendState]:
    """Yield the buttons by which the text's forms become names of a place, too: each, and all of them."""
    place_id, name = str(story.places.index[row]), str(story.places["name"].iloc[row])
    known = [str(alias) for alias in story.places["aliases"].iloc[row]]
    for form in forms:
        changes = {"aliases": [*known, form]}
        command = {"command": "change-place", "place_id": place_id, "changes": changes}
        yield by_command("mendIsAlias", command, name=name, words=form)
    if len(forms) > 1:
        changes = {"aliases": [*known, *forms]}
        command = {"command": "change-place", "place_id": place_id, "changes": changes}
        yield by_command("mendAreAliases", command, name=name, count=str(len(forms)))


def _exchanged(story: Story, row: int) -> Iterator[MendState]:
    geometry = story.places["geometry"].iloc[row]
    positions = shapely.get_coordinates(geometry)
    if not 0 < len(positions) <= _MOST_POSITIONS or not fits_swapped(positions):
        return
    exchanged: BaseGeometry = shapely.transform(geometry, lambda both: both[:, ::-1])
    command = {"command": "move-place", "place_id": str(story.places.index[row]), "geometry": _geojson(exchanged)}
    yield by_command("mendExchange", command, at=_at(exchanged))


def _geojson(geometry: BaseGeometry) -> dict[str, Any]:
    """Return a geometry as GeoJSON, with lists as JSON has them."""
    data = mapping(geometry)
    return {"type": data["type"], "coordinates": _lists(data["coordinates"])}


def _lists(value: Any) -> Any:
    return [_lists(each) for each in value] if isinstance(value, tuple | list) else value


def _at(geometry: BaseGeometry) -> str:
    """Return where a geometry is, latitude first."""
    centre = geometry.centroid
    return f"{centre.y:.6g}, {centre.x:.6g}"
