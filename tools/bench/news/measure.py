"""How well the places of labelled articles were found: what is right, and what an editor has to mend."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from storymap.gazetteer.distances import KM_OF_DEGREE
from tools.bench.news.labels import Label, LabelledArticle, LabelledPlace

KM = {
    "state": 350.0, "county": 161.0, "city": 30.0, "district": 30.0, "street": 30.0, "landmark": 30.0,
    "river": 161.0, "other": 161.0,
}  # fmt: skip
_SAME_NAME_KM = 5000.0  # what bears the name so near is that one: points of oceans lie as far apart
_UNLOCATED = frozenset({"street", "landmark"})  # what the gazetteer seldom has, and what suggestions list apart
_BY_NAME = frozenset({"region", "state", "river", "other"})
_CITY_STATES = frozenset({"GI", "HK", "MC", "MO", "SG", "VA"})


@dataclass(frozen=True, slots=True)
class Found:
    """A name that was found and located: half-open, in code points; `point` is latitude and longitude in degrees.

    `country` is the code of the country around the place, `is_country` whether the place is that country; `number` is
    the same for the same place.
    """

    start: int
    end: int
    number: int
    point: tuple[float, float]
    country: str
    is_country: bool = False


class Spanned(Protocol):
    """What has a range of the text: half-open, in code points."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """What comes after its last character."""


class Range(NamedTuple):
    """A name that was found without a location: half-open, in code points."""

    start: int
    end: int


_Spanned = TypeVar("_Spanned", bound=Spanned)

# Whether a place of the gazetteer, by its number, can bear an English name as what is neither town nor country.
BearsName = Callable[[int, str], bool]


class Counts(NamedTuple):
    """What is counted in one article, or in several together.

    `names` are the labels that are not optional; `located` those found with a location, `right` those found with the
    right one. `scenes` are the names that are neither streets nor landmarks, `right_scenes` those found with the right
    location. `shown` are the located names that were found, without optional ones that are right; `places` those of
    them that are a label's. `mends` are distinct places to add, to move or to take out, `unlocated` the streets and
    landmarks among those to add.
    """

    articles: int = 0
    names: int = 0
    located: int = 0
    right: int = 0
    scenes: int = 0
    right_scenes: int = 0
    shown: int = 0
    places: int = 0
    mends: int = 0
    unlocated: int = 0


def total(counts: Sequence[Counts]) -> Counts:
    """Return the sums."""
    return Counts(*map(sum, zip(*counts, strict=True)))


def is_right(place: LabelledPlace, found: Found, bears_name: BearsName) -> bool:
    """Return whether what was found is the place of a label."""
    if place.point is None:
        return found.country == place.identity and (found.is_country or place.identity in _CITY_STATES)
    away = distance(place.point, found.point)
    if place.kind in KM and away <= KM[place.kind]:
        return True
    name = place.identity.rsplit(", ", 1)[0] if place.kind == "state" else place.identity
    return place.kind in _BY_NAME and away <= _SAME_NAME_KM and bears_name(found.number, name)


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the kilometres between two points, latitude and longitude in degrees, on a sphere (haversine)."""
    (north_a, east_a), (north_b, east_b) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((north_b - north_a) / 2) ** 2
    half += math.cos(north_a) * math.cos(north_b) * math.sin((east_b - east_a) / 2) ** 2
    return 2 * math.degrees(math.asin(min(1.0, math.sqrt(half)))) * KM_OF_DEGREE


def count(article: LabelledArticle, found: Sequence[Found], bears_name: BearsName) -> Counts:
    """Return the counts of one article."""
    labelled = [(one, most_overlapping(one, article.labels)) for one in found]
    wrong = [(one, label) for one, label in labelled if not (label and is_right(label.place, one, bears_name))]
    misplaced = {one.number for one, _ in wrong} - {pair[0].number for pair in labelled if pair not in wrong}
    answers = answered(article, found)
    names = [label for label, _ in answers]
    right = [label for label, one in answers if one and is_right(label.place, one, bears_name)]
    shown = [label for one, label in labelled if not (label and label.is_optional) or (one, label) in wrong]
    mends, unlocated = _mends(names, {label.place for label in right}, wrong, misplaced)
    return Counts(
        articles=1,
        names=len(names),
        located=sum(one is not None for _, one in answers),
        right=len(right),
        scenes=sum(label.place.kind not in _UNLOCATED for label in names),
        right_scenes=sum(label.place.kind not in _UNLOCATED for label in right),
        shown=len(shown),
        places=sum(label is not None and not label.is_optional for label in shown),
        mends=mends,
        unlocated=unlocated,
    )


def answered(article: LabelledArticle, found: Sequence[Found]) -> list[tuple[Label, Found | None]]:
    """Return each label that is not optional, with what was found there: the name that most of it is in, if any."""
    return [(label, most_overlapping(label, found)) for label in article.labels if not label.is_optional]


def _mends(
    names: Sequence[Label],
    right: set[LabelledPlace],
    wrong: Sequence[tuple[Found, Label | None]],
    misplaced: set[int],
) -> tuple[int, int]:
    """Return how many places are to be mended, and the streets and landmarks among those that are to be added.

    `misplaced` are the numbers of places that are right nowhere: each is moved to one place of the article, or taken
    out.
    """
    left = set(misplaced)
    mends = unlocated = 0
    for place in dict.fromkeys(label.place for label in names if label.place not in right):
        moved = sorted({one.number for one, label in wrong if label and label.place == place} & left)
        left -= set(moved[:1])
        mends += 1
        unlocated += not moved and place.kind in _UNLOCATED
    return mends + len(left), unlocated


def most_overlapping(one: Spanned, others: Sequence[_Spanned]) -> _Spanned | None:
    """Return which of the others has most characters of a range, the first of equals; None if none has any."""
    best = max(others, key=lambda other: _overlap(one, other), default=None)
    return best if best is not None and _overlap(one, best) > 0 else None


def _overlap(a: Spanned, b: Spanned) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


class ApartCounts(NamedTuple):
    """How the streets and landmarks of articles were found, and what was found apart: named, and not located.

    `names` are labels of streets and landmarks that are not optional, `located` those found with a location, `apart`
    those found without one. `shown` is all that was found apart, `places` what of it is a label of any kind.
    """

    names: int = 0
    located: int = 0
    apart: int = 0
    shown: int = 0
    places: int = 0


def count_apart(article: LabelledArticle, found: Sequence[Found], apart: Sequence[Range]) -> ApartCounts:
    """Return the counts of one article. `apart` are the ranges of what was found without a location."""
    answers = [(label, one) for label, one in answered(article, found) if label.place.kind in ("street", "landmark")]
    return ApartCounts(
        names=len(answers),
        located=sum(one is not None for _, one in answers),
        apart=sum(one is None and most_overlapping(label, apart) is not None for label, one in answers),
        shown=len(apart),
        places=sum(most_overlapping(one, article.labels) is not None for one in apart),
    )


def errors(
    article: LabelledArticle, found: Sequence[Found], bears_name: BearsName
) -> list[tuple[str, int, int, str, Found | None]]:
    """Return what is wrong, in the order of the text: kind of error, range, kind of place or "", and what was found."""
    lines: list[tuple[str, int, int, str, Found | None]] = []
    for label in article.labels:
        answer = most_overlapping(label, found)
        if answer is None and not label.is_optional:
            lines.append(("missing", label.start, label.end, label.place.kind, None))
        elif answer and not is_right(label.place, answer, bears_name):
            lines.append(("wrong", label.start, label.end, label.place.kind, answer))
    lines += [("false", one.start, one.end, "", one) for one in found if not most_overlapping(one, article.labels)]
    return sorted(lines, key=lambda line: line[1])
