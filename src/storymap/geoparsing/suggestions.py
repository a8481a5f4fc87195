"""Suggestions: one for each place of an article, with its names, why it was found, and what is not meant by it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry, is_local
from storymap.geoparsing.layers import layer_of_kind
from storymap.geoparsing.toponym import LIKELY, SURE
from storymap.model import Weight

if TYPE_CHECKING:
    from storymap.geoparsing.alternatives import Alternative

Landmark = Literal["natural", "built", "street", "building"]
IN, MAYBE = 0.5, 0.2  # the least scores of a suggestion that is taken, and of one that is shown


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place that an article names.

    `score` is the highest probability of its mentions. `places` are up to three places that the name can mean, the
    likeliest first; none if the gazetteer has none. `mentions` are ranges of code points of the text. `ignore` lists
    longer names that contain the name and do not mean the place. `why` says in words why it was found. `focus` is how
    much the place matters to the story, None for a doubtful one. `language` is the article's. `confidence` is the
    probability that the first of the places is meant; where that is a close race, `alternatives` says what speaks for
    each. `landmark` says what it is by its noun, even if the gazetteer does not have it: a river or so, a bridge or so,
    a street, square or road, a school, airport or so. `town` is the town in which such a one stands, `town_why` how
    the text says so; it is no location. `is_refused`: an editor took it out of another story, or did not want it there.
    """

    name: str
    aliases: tuple[str, ...]
    score: float
    places: tuple[GazetteerEntry, ...]
    mentions: tuple[tuple[int, int], ...]
    ignore: tuple[str, ...]
    why: tuple[str, ...]
    focus: Weight | None = None
    language: str = "en"
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()
    landmark: Landmark | None = None
    town: GazetteerEntry | None = None
    town_why: str = ""
    is_refused: bool = False

    @property
    def kind(self) -> str:
        """Return what the place is, in words of `place_types.LABELS`, or ""."""
        return kind_of(self.places[0]) if self.places else ""

    @property
    def status(self) -> Literal["in", "maybe", "apart", "no"]:
        """Return "in" if an editor gets it unless they object, "maybe" if they are offered it, "no" if neither.

        Streets, buildings and the like that the gazetteer does not have are "apart": they are places, and nobody knows
        where. Any other word that cannot be located is a "maybe" at most, and so is what was refused before.
        """
        if self.score < MAYBE:
            return "no"
        if self.landmark and not self.places:
            return "apart"
        return "in" if self.score >= IN and self.places and not self.is_refused else "maybe"

    @property
    def may_be_written(self) -> bool:
        """Return whether this may go into a places file that nobody has looked through."""
        return bool(self.places or self.landmark)

    @property
    def meant(self) -> GazetteerEntry | None:
        """Return the place to put on a map; None if there is none, or another one is likelier than the first."""
        return self.places[0] if self.places and self.confidence >= LIKELY else None

    @property
    def is_close(self) -> bool:
        """Return whether it is a close race which place is meant."""
        return bool(self.places) and self.confidence < SURE

    @property
    def layer(self) -> str:
        """Return the map layer that suits the place."""
        return layer_of_kind(self.places[0].kind if self.places else None, self.language)


def kind_of(entry: GazetteerEntry) -> str:
    """Return what a place is, in words of `place_types.LABELS`.

    A hill that few know is no range of mountains: the map would be made as large as one.
    """
    return place_types.LABELS[place_types.LOCAL if is_local(entry) else entry.kind]


def shown_score(score: float) -> float:
    """Return a score to show: two digits, never 0 or 1, because nothing is that sure."""
    return min(0.99, max(0.01, math.floor(score * 100 + 0.5) / 100))
