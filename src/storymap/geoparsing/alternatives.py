"""The places that a name can mean, each with its probability and with what in the article speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NO_ENTRY, GazetteerEntry
from storymap.geoparsing.ranking import Ranking, are_apart
from storymap.geoparsing.reason import Reason, reason
from storymap.geoparsing.resolution import Resolution

MOST_PLACES = 3  # of one name
_LEAST_VOTES, _LEAST_NEAR = 0.5, 0.3

# What speaks for a place, as words for an editor.
AFTER = reason("stateAfterName")
OF_STATE = reason("sameState")
NEAR = reason("near")
AT_HOME = reason("atHome")
OF_COUNTRY = reason("sameCountry")
LARGEST = reason("bestKnown")
NOTHING = reason("nothingElse")


class Alternative(NamedTuple):
    """One of the places that a name can mean: how likely it is meant, and what in the article speaks for it."""

    entry: GazetteerEntry
    probability: float
    why: Reason


def distinct_places(ranking: Ranking) -> Iterator[tuple[GazetteerEntry, float]]:
    """Yield up to three places that lie apart from each other, the likeliest first, each with its share."""
    chosen: list[GazetteerEntry] = []
    for number, (_, entry, _) in enumerate(ranking.places):
        if all(are_apart(entry, other) for other in chosen):
            chosen.append(entry)
            yield entry, ranking.shares[number] if number < len(ranking.shares) else 0.0
            if len(chosen) == MOST_PLACES:
                return


def alternatives_of(
    name: str, confidence: float, resolution: Resolution, home: Mapping[int, float] | None
) -> tuple[Alternative, ...]:
    """Return the places that a name key can mean. `confidence` is the probability of the first."""
    places = list(distinct_places(resolution.rankings[name]))
    largest = max(places, key=lambda place: place[0].population)[0]
    share_of_first = places[0][1]
    return tuple(
        Alternative(
            entry,
            confidence if not number else min(1 - confidence, confidence * share / share_of_first),
            _why(name, entry, resolution, home) or (LARGEST if entry is largest else NOTHING),
        )
        for number, (entry, share) in enumerate(places)
    )


def _why(name: str, entry: GazetteerEntry, resolution: Resolution, home: Mapping[int, float] | None) -> Reason | None:
    """Return what speaks for a place beside its size, the most telling only; None if nothing does."""
    context = resolution.context
    inside = (entry.country_number, entry.state, entry.county)
    if any(resolution.rankings[key].best.number in inside for key in context.containers.get(name, ())):
        return AFTER
    state = entry.number if entry.kind == place_types.STATE else entry.state
    if state != NO_ENTRY and context.votes.of_others(state, name) > _LEAST_VOTES:
        return OF_STATE
    if context.nearby.proximity(entry, name) > _LEAST_NEAR:
        return NEAR
    if home and (entry.state in home or entry.country_number in home):
        return AT_HOME
    if context.votes.of_others(entry.country_number, name) > _LEAST_VOTES:
        return OF_COUNTRY
    return None
