"""Which names of an article stand beside each other in its text, and which are listed with each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.tokens import Tokens

_MOST_NAMES = 4  # after a name that are beside it
_REACH, _DECAY = 250, 80.0  # code points
_COMMAS = frozenset({", ", ","})
_CONJUNCTIONS = frozenset({
    " and ", " or ", " & ", ", and ", ", or ", " y ", " o ", " et ", " ou ", " und ", " oder ", " e ", " en ",
})  # fmt: skip


def names_beside(tokens: Tokens, candidates: Sequence[Candidate]) -> dict[str, Mapping[str, float]]:
    """Return for each name key the names beside it in the text and how close they come, 0 to 1."""
    nearest: dict[str, dict[str, int]] = defaultdict(dict)
    located = [(tokens.starts[one.first], one.end, one.key) for one in candidates if one.matches]
    for number, (_, end, key) in enumerate(located):
        for start, _, other in located[number + 1 : number + 1 + _MOST_NAMES]:
            distance = start - end
            if distance > _REACH:
                break
            if other != key and distance < nearest[key].get(other, _REACH + 1):
                nearest[key][other] = nearest[other][key] = distance
    return {
        key: {other: math.exp(-max(0, distance) / _DECAY) for other, distance in others.items()}
        for key, others in nearest.items()
    }


def names_listed_with(tokens: Tokens, candidates: Sequence[Candidate]) -> dict[str, dict[str, None]]:
    """Return for each name key the names beside it in a list, in order: "Georgia, Alabama and Florida"."""
    listed: dict[str, dict[str, None]] = {}
    run: list[tuple[str, str]] = []
    closed = False
    for one, two in pairwise(candidates):
        gap = tokens.text[one.end : tokens.starts[two.first]]
        if one.matches and two.matches and (gap in _COMMAS or gap in _CONJUNCTIONS):
            run.append((one.key, two.key))
            closed = closed or gap in _CONJUNCTIONS
            continue
        _add_pairs(listed, run if closed else [])
        run, closed = [], False
    _add_pairs(listed, run if closed else [])
    return listed


def _add_pairs(listed: dict[str, dict[str, None]], pairs: Sequence[tuple[str, str]]) -> None:
    for one, two in pairs:
        if one != two:
            listed.setdefault(one, {})[two] = None
            listed.setdefault(two, {})[one] = None
