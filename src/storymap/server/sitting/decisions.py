"""What the editor is asked about: names that may mean several places, places without a location, doubtful ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.reason import Reason
from storymap.geoparsing.suggestions import Suggestion, shown_score
from storymap.model import Article
from storymap.reading.slugs import UniqueSlugs, slugify
from storymap.server.contract.state import CandidateState, DecisionState, ReasonState
from storymap.server.sitting.place_states import PlaceStates
from storymap.server.sitting.sentences import Sentences, in_blocks

IN_FILE = "@"
"""A key that begins so is that of a place of the file; others are of suggestions."""
MOST_DECISIONS = 500
_MOST_CANDIDATES = 3
_URGENCY = {"close": 0, "unlocated": 0, "doubtful": 1, "apart": 2}


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The suggestions for an article, each by a key that stays the same as long as its name does."""

    article: Article
    by_key: dict[str, Suggestion]

    @classmethod
    def of(cls, article: Article, found: Iterable[Suggestion]) -> Suggestions:
        """Return suggestions with their keys."""
        slugs = UniqueSlugs()
        return cls(article, {slugs.take(slugify(one.name)): one for one in found})

    def open(self, known: Collection[str], refused: Collection[str]) -> dict[str, Suggestion]:
        """Return those that are in no file: neither their names nor themselves are among these name keys."""
        return {
            key: one
            for key, one in self.by_key.items()
            if name_key(one.name) not in refused
            and not any(name_key(name) in known for name in (one.name, *one.aliases))
        }

    def named(self, names: Iterable[str]) -> Suggestion | None:
        """Return the suggestion that has one of these names."""
        keys = set(map(name_key, names))
        return next((one for one in self.by_key.values() if name_key(one.name) in keys), None)


def is_sure(suggestion: Suggestion) -> bool:
    """Return whether nobody needs to decide: it is a place, and which one is clear."""
    return suggestion.status == "in" and suggestion.meant is not None and not suggestion.is_close


class Decisions:
    """What is to be decided of a story: `opened` are the suggestions that are in no file."""

    def __init__(
        self, places: PlaceStates, found: Suggestions | None, opened: dict[str, Suggestion], gazetteer: Gazetteer | None
    ) -> None:
        self._places = places
        self._found = found
        self._opened = opened
        self._gazetteer = gazetteer
        self._sentences = None if found is None else Sentences(found.article)

    def states(self) -> list[DecisionState]:
        """Return the decisions, the most urgent first, those that the text names most before others."""
        found = [*self._of_file(), *self._of_suggestions()]
        order = sorted(enumerate(found), key=lambda pair: (_URGENCY[pair[1]["reason"]], -pair[1]["mentions"], pair[0]))
        return [decision for _, decision in order[:MOST_DECISIONS]]

    def _of_suggestions(self) -> Iterator[DecisionState]:
        for key, one in self._opened.items():
            if not is_sure(one):
                yield self._suggested(key, one)

    def _suggested(self, key: str, one: Suggestion) -> DecisionState:
        reason: Literal["close", "doubtful", "apart"] = "doubtful"
        if one.status == "apart":
            reason = "apart"
        elif one.status == "in":
            reason = "close"
        return {
            "key": key,
            "name": one.name,
            "reason": reason,
            "place_id": None,
            "score": shown_score(one.score),
            "candidates": suggested_candidates(one, self._gazetteer),
            "why": list(map(reason_state, one.why)),
            "sentences": [] if self._sentences is None else self._sentences.of(self._ranges(one)),
            "mentions": len(one.mentions),
        }

    def _ranges(self, one: Suggestion) -> Sequence[tuple[int, int, int]]:
        return [] if self._found is None else in_blocks(self._found.article, one.mentions)

    def _of_file(self) -> Iterator[DecisionState]:
        """Yield the places of the file that have no location, or of which it says that others may be meant."""
        unlocated = set(self._places.unlocated())
        for place_id in self._places.editable():
            properties = self._places.properties(place_id)
            is_close = isinstance(properties.get("candidates"), list) and len(properties["candidates"]) > 1
            if place_id in unlocated or is_close:
                yield self._placed(place_id, properties, "unlocated" if place_id in unlocated else "close")

    def _placed(
        self, place_id: str, properties: dict[str, Any], reason: Literal["close", "unlocated"]
    ) -> DecisionState:
        place = self._places.place(place_id)
        names = [place["name"], *place["aliases"]]
        suggestion = None if self._found is None else self._found.named(names)
        candidates = suggested_candidates(suggestion, self._gazetteer) if suggestion else []
        if not candidates and self._gazetteer is not None:
            matches = [match.entry for name in names for match in self._gazetteer.lookup(name)]
            candidates = [candidate(entry, self._gazetteer) for entry in dict.fromkeys(matches)][:_MOST_CANDIDATES]
        score = properties.get("score")
        return {
            "key": f"{IN_FILE}{place_id}",
            "name": place["name"],
            "reason": reason,
            "place_id": place_id,
            "score": float(score) if isinstance(score, int | float) else 1.0,
            "candidates": candidates,
            "why": [reason_state(place["why"])] if place["why"] else [],
            "sentences": place["sentences"],
            "mentions": place["mentions"],
        }


def suggested_candidates(suggestion: Suggestion, gazetteer: Gazetteer | None) -> list[CandidateState]:
    """Return the places that a suggestion may mean, the likeliest first."""
    if gazetteer is None:
        return []
    if suggestion.alternatives:
        return [
            candidate(one.entry, gazetteer, shown_score(one.probability), one.why)
            for one in suggestion.alternatives[:_MOST_CANDIDATES]
        ]
    shares: list[float | None] = [shown_score(suggestion.confidence), None, None]
    return [
        candidate(entry, gazetteer, share)
        for entry, share in zip(suggestion.places[:_MOST_CANDIDATES], shares, strict=False)
    ]


def candidate(
    entry: GazetteerEntry, gazetteer: Gazetteer, probability: float | None = None, why: str = ""
) -> CandidateState:
    """Return a place of the gazetteer as the editor shows it."""
    return {
        "entry": entry.number,
        "name": gazetteer.full_name(entry),
        "kind": place_types.LABELS[entry.kind],
        "population": entry.population,
        "lat": round(entry.lat, 5),
        "lon": round(entry.lon, 5),
        "probability": probability,
        "why": reason_state(why),
    }


def reason_state(why: str) -> ReasonState:
    """Return a reason with what other languages need to say it; a text of the places file is one as it is."""
    if not isinstance(why, Reason):
        return {"id": "", "values": {}, "text": why}
    values = {key: value if isinstance(value, str | int) else list(value) for key, value in why.values.items()}
    return {"id": why.reason_id, "values": values, "text": str(why)}
