"""What a recogniser says, as evidence for the candidates of a text, and as candidates of its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from storymap.gazetteer.entries import DEMONYM
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import join_words
from storymap.geoparsing.candidates import Candidate, is_no_place
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.listed_names import listed_key
from storymap.geoparsing.recogniser import LANDMARK
from storymap.geoparsing.recognisers import Recognised
from storymap.geoparsing.tokens import Tokens, has_no_case

_LONGEST = 8  # words of a name


def with_recognised(
    tokens: Tokens, candidates: list[Candidate], recognised: Sequence[Recognised], gazetteer: Gazetteer, cues: CueWords
) -> list[Candidate]:
    """Return the candidates in order, marked where a recogniser takes them for places, and its own among them.

    Of a name that covers a candidate's and more nothing is said: "Paris Junior College" is a place, and not Paris.
    """
    out = list(candidates)
    taken = {number: candidate for candidate in candidates for number in range(candidate.first, candidate.last)}
    for one in recognised:
        words = _words(tokens, one)
        if not words:
            continue
        covered = {id(taken[number]): taken[number] for number in words if number in taken}
        if covered:
            for candidate in covered.values():
                candidate.is_recognised |= len(words) <= candidate.last - candidate.first and len(covered) == 1
            continue
        own = _candidate(tokens, words, one.kind, gazetteer)
        is_people = any(match.name_type == DEMONYM for match in own.matches)
        if len(words) <= _LONGEST and not is_people and not is_no_place(tokens, own, gazetteer, cues):
            out.append(own)
            taken |= dict.fromkeys(words, own)
    return sorted(out, key=lambda candidate: candidate.first)


def _words(tokens: Tokens, one: Recognised) -> range:
    """Return the numbers of the words of a range that begins with a name: "the Hague" is "Hague"."""
    first, last = bisect_left(tokens.ends, one.start + 1), bisect_right(tokens.starts, one.end - 1)
    if any(tokens.capitalized[first:last]):
        while not tokens.capitalized[first] and not has_no_case(tokens.words[first]):
            first += 1
    return range(first, last)


def _candidate(tokens: Tokens, words: range, kind: str, gazetteer: Gazetteer) -> Candidate:
    folded = tokens.folded[words.start : words.stop]
    key = listed_key(folded, gazetteer)
    matches = gazetteer.matches(key) if key else ()
    landmark = "" if matches else "built" if kind == LANDMARK else "unlisted"
    key, end = key if matches else join_words(folded), tokens.ends[words.stop - 1]
    return Candidate(words.start, words.stop, key, matches, end, landmark=landmark, is_recognised=True)
