"""The toponyms of a text by the place that they mean, and which of them name it by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from storymap.geoparsing.suggestions import IN
from storymap.geoparsing.toponym import Toponym
from storymap.limits import LONGEST_NAME

# Facts that say of a toponym that it is a part of a longer name.
_PARTS_OF_LONGER_NAME = {
    "team",
    "newspaper",
    "organisation's word after",
    "within an organisation's name",
    "within a person's name",
    "street",
    "cartel or gang after",
}


class PlaceGroup(NamedTuple):
    """The toponyms of one place, in the order of the text.

    `score` is the highest of theirs. `meant` are those that count, `surest` the one of them that says which place it
    is. `by_itself` are those of `meant` that stand in no longer name, or all where all do.
    """

    toponyms: list[Toponym]
    score: float
    meant: list[Toponym]
    surest: Toponym
    by_itself: list[Toponym]


def groups_by_place(toponyms: Iterable[Toponym]) -> Iterator[PlaceGroup]:
    """Yield the groups of the toponyms of a text; what no gazetteer has is grouped by its name.

    Names that are too long for a places file are left out.
    """
    groups: dict[object, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        if toponym.end - toponym.start <= LONGEST_NAME:
            groups[toponym.places[0].number if toponym.places else toponym.key].append(toponym)
    return map(_group, groups.values())


def _group(toponyms: list[Toponym]) -> PlaceGroup:
    toponyms.sort(key=lambda toponym: toponym.start)
    score = max(toponym.score for toponym in toponyms)
    meant = [toponym for toponym in toponyms if toponym.score >= min(IN, score)]
    surest = max(meant, key=lambda toponym: (bool(toponym.places), toponym.score))
    # A name that stands in longer names alone is meant by them: to ignore these would leave it nowhere.
    by_itself = [toponym for toponym in meant if _PARTS_OF_LONGER_NAME.isdisjoint(toponym.evidence)] or meant
    return PlaceGroup(toponyms, score, meant, surest, by_itself)
