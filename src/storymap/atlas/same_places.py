"""Which places of many stories are one place: decided by identifiers, names and positions, never by the name alone.

Two are one if they have the same identifier; else if they have a name or alias in common and are points or lines within
a kilometre, or areas of one kind that overlap. Two that have different identifiers of one gazetteer are two. What is
between is a `Doubt`, for a person to decide; a decision of the desk goes before all else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.atlas.decisions import Decisions
from storymap.atlas.distances import kilometres
from storymap.atlas.joined import JoinedPlaces
from storymap.atlas.records import Doubt, MemberKey, StoryPlace, StoryRecord
from storymap.folding.for_matching import fold_name

NEAR: Final = 1.0  # kilometres: two of one name are one place
MAY_BE_NEAR: Final = 25.0  # kilometres: two of one name may be one place
FAR: Final = 50.0  # kilometres: two of one identifier may be two places
# Of a degree of longitude at 80 degrees is left a sixth; beyond, few stories happen.
_WIDEST: Final = MAY_BE_NEAR / 111 * 6


@dataclass(frozen=True, slots=True)
class Grouping:
    """Places in groups, each group one place of the atlas, in the order of the stories; and what is doubtful."""

    groups: tuple[tuple[MemberKey, ...], ...]
    doubts: tuple[Doubt, ...]


def group_places(stories: Sequence[StoryRecord], decisions: Decisions | None = None) -> Grouping:
    """Return which places of the stories are one. The same stories in the same order give the same groups."""
    decisions = decisions or Decisions()
    places = {MemberKey(story.story_id, place.place_id): place for story in stories for place in story.places}
    joined = JoinedPlaces({key: place.identifiers for key, place in places.items()}, decisions.different)
    for group in decisions.same:
        known = [key for key in group if key in places]
        for key in known[1:]:
            joined.join(known[0], key, by_decision=True)
    doubts = [
        Doubt(one, other, f"they have the same identifier and are more than {FAR:g} km apart", are_joined=True)
        for one, other in _same_identifiers(places)
        if joined.join(one, other) and _are_far(places[one], places[other])
    ]
    waiting: list[Doubt] = []
    decided = frozenset(key for pair in decisions.different for key in pair)
    for one, other in _same_names(places, decided):
        if joined.root(one) == joined.root(other):
            continue
        verdict = verdict_on(places[one], places[other])
        if verdict.is_same and joined.join(one, other):
            continue
        if verdict.is_same or (verdict.why and not joined.differ_by_identifier(one, other)):
            why = verdict.why or "they have the same name and place, and different identifiers"
            waiting.append(Doubt(one, other, why, are_joined=False))
    return Grouping(joined.groups(), (*doubts, *_open_doubts(waiting, joined)))


class Verdict(NamedTuple):
    """Whether two places of one name are one; if not, `why` they may be, or "" where they are two."""

    is_same: bool
    why: str = ""


def verdict_on(one: StoryPlace, other: StoryPlace) -> Verdict:
    """Return whether two places that have a name in common are one, by their positions and kinds alone."""
    if one.geometry is None or other.geometry is None:
        return Verdict(is_same=False, why="they have the same name, and one is not located")
    distance = kilometres(one.geometry, other.geometry)
    areas = _is_area(one.geometry) + _is_area(other.geometry)
    if areas == 2 and distance == 0:
        is_same = one.kind == other.kind
        return Verdict(is_same, "" if is_same else "areas of one name overlap, and are of different kinds")
    if areas == 1 and distance <= NEAR:
        is_same = bool(one.kind) and one.kind == other.kind
        return Verdict(is_same, "" if is_same else "a point and an area of one name are in the same place")
    if areas == 0 and distance <= NEAR:
        return Verdict(is_same=True)
    is_near = distance <= MAY_BE_NEAR
    return Verdict(is_same=False, why=f"they have the same name and are {distance:.0f} km apart" if is_near else "")


def _open_doubts(waiting: Iterable[Doubt], joined: JoinedPlaces) -> Iterator[Doubt]:
    """Yield a doubt for each pair of groups, but for those that a decision keeps apart."""
    told: set[frozenset[MemberKey]] = set()
    for doubt in waiting:
        roots = frozenset((joined.root(doubt.one), joined.root(doubt.other)))
        if len(roots) == 2 and roots not in told and not joined.are_decided(doubt.one, doubt.other):
            told.add(roots)
            yield doubt


def _are_far(one: StoryPlace, other: StoryPlace) -> bool:
    return one.geometry is not None and other.geometry is not None and kilometres(one.geometry, other.geometry) > FAR


def _is_area(geometry: BaseGeometry) -> bool:
    return geometry.area > 0


def _same_identifiers(places: dict[MemberKey, StoryPlace]) -> Iterator[tuple[MemberKey, MemberKey]]:
    first: dict[str, MemberKey] = {}
    for key, place in places.items():
        for identifier in place.identifiers:
            if identifier in first:
                yield first[identifier], key
            first.setdefault(identifier, key)


def _same_names(
    places: dict[MemberKey, StoryPlace], decided: frozenset[MemberKey]
) -> Iterator[tuple[MemberKey, MemberKey]]:
    """Yield pairs with a name in common that are near each other, or not both located, in the order of the stories.

    Of places that are alike in all that counts, the first stands for the others with which it makes a pair, unless a
    person `decided` about one.
    """
    by_name: defaultdict[str, list[MemberKey]] = defaultdict(list)
    folded = cache(fold_name)  # a name comes in many stories
    for key, place in places.items():
        for name in dict.fromkeys(map(folded, (place.name, *place.aliases))):
            by_name[name].append(key)
    seen: set[tuple[MemberKey, MemberKey]] = set()
    for keys in by_name.values():
        for pair in _pairs_of_name(keys, places, decided):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pairs_of_name(
    keys: Sequence[MemberKey], places: dict[MemberKey, StoryPlace], decided: frozenset[MemberKey]
) -> Iterator[tuple[MemberKey, MemberKey]]:
    """Yield the pairs of one name. A thousand stories may name one city: each of them against each is a million."""
    first: dict[tuple[object, ...], MemberKey] = {}
    different: list[MemberKey] = []
    for key in keys:
        place = places[key]
        shape = b"" if place.geometry is None else place.geometry.wkb
        alike = (key,) if key in decided else (shape, place.kind, place.identifiers)
        if first.setdefault(alike, key) == key:
            different.append(key)
        else:
            yield first[alike], key
    yield from _near_pairs(different, places)


def _near_pairs(
    keys: Sequence[MemberKey], places: dict[MemberKey, StoryPlace]
) -> Iterable[tuple[MemberKey, MemberKey]]:
    if len(keys) < 2:
        return
    located = [key for key in keys if places[key].geometry is not None]
    missing = [key for key in keys if places[key].geometry is None]
    # A place that is not located may be any of its name: it is held against the first of them.
    yield from ((keys[0], key) for key in missing if key != keys[0])
    if keys[0] in missing and located:
        yield keys[0], located[0]
    shapes = np.array([places[key].geometry for key in located], dtype=object)
    tree = shapely.STRtree(shapes)
    rows, others = tree.query(shapely.buffer(shapely.box(*shapely.bounds(shapes).T), _WIDEST), predicate="intersects")
    beyond = _across_the_seam(shapes, tree)
    pairs = {(min(a, b), max(a, b)) for a, b in [*zip(rows.tolist(), others.tolist(), strict=True), *beyond] if a != b}
    yield from ((located[a], located[b]) for a, b in sorted(pairs))


def _across_the_seam(shapes: npt.NDArray[Any], tree: shapely.STRtree) -> list[tuple[int, int]]:
    """Return pairs of which one is just before longitude 180 and the other just behind."""
    east = np.nonzero(shapely.bounds(shapes)[:, 2] > 180 - _WIDEST)[0]
    if not len(east):
        return []
    moved = shapely.transform(shapes[east], lambda points: points - (360.0, 0.0))
    rows, others = tree.query(shapely.buffer(moved, _WIDEST), predicate="intersects")
    return list(zip(east[rows].tolist(), others.tolist(), strict=True))
