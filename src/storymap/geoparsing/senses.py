"""Senses: one name that means two places in an article, by the words after it: "Paris, Texas" and "Paris, France"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.tokens import Tokens

BINDING = frozenset({", ", ",", " (", ",\n"})  # between a name and what it lies in
_KINDS = frozenset({place_types.COUNTRY, place_types.STATE})
_MOST_MEANINGS = 3  # of what stands after a name, the likeliest


def divide_senses(tokens: Tokens, candidates: Sequence[Candidate]) -> None:
    """Give the mentions of a name keys of their own where those that lie in different places stand after them.

    A mention with nothing after it means what the one before it means. No key of the gazetteer has a comma.
    """
    bound: dict[str, dict[int, GazetteerEntry]] = defaultdict(dict)
    for number, (one, two) in enumerate(pairwise(candidates)):
        if one.matches and tokens.text[tokens.ends[one.last - 1] : tokens.starts[two.first]] in BINDING:
            container = _container(one, two)
            if container is not None:
                bound[one.key][number] = container
    if not bound:
        return
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, candidate in enumerate(candidates):
        numbers[candidate.key].append(number)
    for key, containers in bound.items():
        first = candidates[min(containers)]
        if len(set(containers.values())) > 1 and _are_apart(first, list(containers.values())):
            _divide(candidates, numbers[key], containers)


def _container(inner: Candidate, outer: Candidate) -> GazetteerEntry | None:
    """Return the country or state that stands after a name and has a place of that name."""
    for entry, _ in outer.matches[:_MOST_MEANINGS]:
        if entry.kind in _KINDS and any(_lies_in(match.entry, entry) for match in inner.matches):
            return entry
    return None


def _lies_in(entry: GazetteerEntry, container: GazetteerEntry) -> bool:
    return container.number != entry.number and container.number in (entry.state, entry.country_number)


def _are_apart(candidate: Candidate, containers: Sequence[GazetteerEntry]) -> bool:
    """Return whether no place of a name lies in all containers: "Texas" and "United States" are no two senses."""
    return not any(all(_lies_in(match.entry, c) for c in containers) for match in candidate.matches)


def _divide(candidates: Sequence[Candidate], numbers: Sequence[int], containers: dict[int, GazetteerEntry]) -> None:
    sense = containers[min(containers)]
    for number in numbers:
        sense = containers.get(number, sense)
        candidates[number].key += f",{sense.number}"
