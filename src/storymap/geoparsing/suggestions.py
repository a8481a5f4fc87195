"""Suggestions: one for each place of an article, with its names, why it was found, and what is not meant by it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.alternatives import Alternative
from storymap.geoparsing.longer_names import longer_names
from storymap.geoparsing.reasons import reasons_for
from storymap.geoparsing.toponym import LIKELY, SURE, Toponym
from storymap.model import Weight

IN, MAYBE = 0.5, 0.2  # the least scores of a suggestion that is taken, and of one that is shown
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
_LANDMARKS = {"natural landmark", "built landmark"}
_LAYERS = {
    place_types.CONTINENT: "Regions",
    place_types.REGION: "Regions",
    place_types.MOUNTAINS: "Regions",
    place_types.ISLAND: "Regions",
    place_types.SEA: "Waters",
    place_types.RIVER: "Waters",
    place_types.LAKE: "Waters",
    place_types.COUNTRY: "Countries",
    place_types.STATE: "States",
    place_types.COUNTY: "Counties",
    place_types.CUSTOM: "Places",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place that an article names.

    `score` is the highest probability of its mentions. `places` are up to three places that the name can mean, the
    likeliest first; none if the gazetteer has none. `mentions` are ranges of code points of the text. `ignore` lists
    longer names that contain the name and do not mean the place. `why` says in words why it was found. `focus` is how
    much the place matters to the story, None for a doubtful one. `confidence` is the probability that the first of the
    places is meant; where that is a close race, `alternatives` says what speaks for each. `is_landmark`: it is a place
    by its noun, even if the gazetteer does not have it.
    """

    name: str
    aliases: tuple[str, ...]
    score: float
    places: tuple[GazetteerEntry, ...]
    mentions: tuple[tuple[int, int], ...]
    ignore: tuple[str, ...]
    why: tuple[str, ...]
    focus: Weight | None = None
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()
    is_landmark: bool = False

    @property
    def kind(self) -> str:
        """Return what the place is, in a word of `place_types.LABELS`, or ""."""
        return place_types.LABELS[self.places[0].kind] if self.places else ""

    @property
    def status(self) -> Literal["in", "maybe", "no"]:
        """Return "in" if an editor gets it unless they object, "maybe" if they are offered it, "no" if neither.

        A word that cannot be located and is no landmark is a "maybe" at most.
        """
        if self.score >= IN and self.may_be_written:
            return "in"
        return "maybe" if self.score >= MAYBE else "no"

    @property
    def may_be_written(self) -> bool:
        """Return whether this may go into a places file that nobody has looked through."""
        return bool(self.places) or self.is_landmark

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
        return layer_of_kind(self.places[0].kind) if self.places else "Places"


def layer_of_kind(kind: int) -> str:
    """Return the map layer that suits a kind of place (see `place_types`)."""
    return _LAYERS.get(kind, "Cities")


def collect_suggestions(text: str, toponyms: list[Toponym], gazetteer: Gazetteer) -> list[Suggestion]:
    """Return a suggestion for each place of .2 and more, in the order of first mention."""
    groups: dict[object, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        groups[toponym.places[0].number if toponym.places else toponym.key].append(toponym)
    found = [_suggestion(text, group, gazetteer) for group in groups.values()]
    return sorted((s for s in found if s.status != "no"), key=lambda s: s.mentions[0])


def _suggestion(text: str, group: list[Toponym], gazetteer: Gazetteer) -> Suggestion:
    """Return the suggestion of the toponyms that mean one place."""
    group = sorted(group, key=lambda t: t.start)
    score = max(toponym.score for toponym in group)
    meant = [toponym for toponym in group if toponym.score >= min(IN, score)]
    surest = max(meant, key=lambda t: (bool(t.places), t.score))
    name, aliases = _names(text, meant, gazetteer)
    doubtful = [toponym for toponym in group if toponym.score < min(IN, score)]
    doubtful += [toponym for toponym in meant if _PARTS_OF_LONGER_NAME & toponym.evidence.keys()]
    return Suggestion(
        name=name,
        aliases=aliases,
        score=score,
        places=surest.places,
        mentions=tuple((toponym.start, toponym.end) for toponym in meant),
        ignore=longer_names(text, doubtful),
        why=reasons_for(text, surest, gazetteer),
        confidence=surest.confidence,
        alternatives=surest.alternatives,
        is_landmark=bool(_LANDMARKS & surest.evidence.keys()),
    )


def _names(text: str, meant: list[Toponym], gazetteer: Gazetteer) -> tuple[str, tuple[str, ...]]:
    """Return the name of a place and its other names, as the article writes them."""
    written = Counter(" ".join(text[t.start : t.end].split()) for t in meant)
    entry = meant[0].places[0] if meant[0].places else None
    proper = gazetteer.name(entry) if entry is not None else ""
    by_key: dict[str, str] = {}
    for surface, _ in written.most_common():
        by_key.setdefault(name_key(surface), surface)
    if name_key(proper) in by_key:
        name = proper if all(ord(c) < 0x180 for c in proper) else by_key[name_key(proper)]
    else:
        name = max(by_key.values(), key=lambda surface: (len(surface), written[surface]))
    name = name.title() if name.isupper() and len(name) > 4 and "." not in name else name
    aliases = [surface for key, surface in by_key.items() if key != name_key(name)]
    return name, tuple(aliases)


def shown_score(score: float) -> float:
    """Return a score to show: two digits, never 0 or 1, because nothing is that sure."""
    return min(0.99, max(0.01, math.floor(score * 100 + 0.5) / 100))
