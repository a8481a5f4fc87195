"""Whole names: a known name that is only a part of an unknown one, and a name that what follows it puts elsewhere.

"Punta" of "Punta Eugenia" is no town in the Philippines, and a Randolph of New Hampshire, which the gazetteer does not
have, is not that of Massachusetts. Such a name has no location: a wrong pin is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import MOST_MATCHES
from storymap.gazetteer.lexicon import COMMON_WORD, FIRST, RARE_WORD, WORD
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.place_evidence import LITTLE_KNOWN, WELL_KNOWN, prominence
from storymap.geoparsing.resolution import Resolution
from storymap.geoparsing.senses import BINDING
from storymap.geoparsing.site_nouns import OF_A_NAME, read_site_nouns
from storymap.geoparsing.street_ends import ends_street
from storymap.geoparsing.tokens import LAST_LATIN, Tokens
from storymap.geoparsing.toponym import Toponym

# A mountain, a water, an island or a part of a town by the noun before it: "sierra de la Culebra".
NO_TOWN = "natural landmark"
ELSEWHERE, PART = "what stands after it has none of this name", "part of a longer name that is not known"
_LEAST_SUPPORT = 0.5  # of votes for a place's state, or near it
_LEAST_SHARE = 0.6  # how sure it must be which state or country stands after a name
# Where an adjective has no capital, one after a city's name is a part of a longer name.
_ADJECTIVES_IN_SMALL = frozenset({"es", "pt", "it", "fr"})
_LONGEST = 5  # words of a longer name
_PLAIN_GAPS, _GAPS = (" ", "-"), (" ", "-", "'s ", "’s ")  # between the words of a name
_NOUNS_IN_CAPITALS = "de"  # a noun before a name is no part of it there: "Partnerstadt Mâcon"
_ADJECTIVES = {"nl": "se"}  # how those that are made of places end: "het Zweedse Helsingborg"
_JOINING = frozenset({"de", "da", "do", "dos", "das", "del", "di", "du", "des", "von", "van"})


def parts_of_names(tokens: Tokens, candidates: Sequence[Candidate], cues: CueWords) -> frozenset[int]:
    """Return the numbers of the candidates that a longer capitalised name goes on around."""
    return frozenset(
        number
        for number, candidate in enumerate(candidates)
        if candidate.matches and _is_part(tokens, candidate, cues) and not _is_paired(tokens, candidates, number)
    )


def without_location(
    tokens: Tokens, candidates: Sequence[Candidate], parts: frozenset[int], resolution: Resolution
) -> dict[int, str]:
    """Return the numbers of the candidates that no place of the gazetteer may stand for, with the reason of each."""
    found = dict.fromkeys(_elsewhere(tokens, candidates, resolution), ELSEWHERE)
    whole = {candidate.key for number, candidate in enumerate(candidates) if number not in parts}
    elsewhere = {candidates[number].key for number in found}
    for number, candidate in enumerate(candidates):
        if candidate.key in elsewhere:
            found[number] = ELSEWHERE
        elif number in parts and candidate.key not in whole and not _is_supported(candidate.key, resolution):
            found[number] = PART
    return found


def without_repeats(toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Return the toponyms in order without those that a longer name has in it, of the same name the surest."""
    kept: list[Toponym] = []
    for toponym in sorted(toponyms, key=lambda t: (t.start, -t.end, -t.score)):
        if not kept or toponym.start >= kept[-1].end:
            kept.append(toponym)
        elif PART in kept[-1].evidence and toponym.score > kept[-1].score:
            kept[-1] = toponym if PART in toponym.evidence else kept[-1]
    return kept


def whole_range(tokens: Tokens, candidate: Candidate, cues: CueWords, others: Collection[int]) -> tuple[int, int]:
    """Return the code points of the longer name that a candidate is a part of: its capitalised words, "de" in it.

    `others` are the numbers of words of other names.
    """
    first, last = candidate.first, candidate.last
    noun = _noun_before(tokens, first)
    if noun is not None and noun not in others:
        first = noun
    while last - first < _LONGEST and first - 1 not in others and _is_of_name(tokens, first - 1, cues):
        first -= 1
    while last - first < _LONGEST and (step := _step(tokens, last, cues)) and last + step - 1 not in others:
        last += step
    return tokens.starts[first], max(candidate.end, tokens.ends[last - 1])


def _is_part(tokens: Tokens, candidate: Candidate, cues: CueWords) -> bool:
    """Return whether a longer name goes on around a candidate. With a known city, it begins with no English word."""
    if is_no_town(tokens, candidate):
        return True
    known = prominence(candidate)
    if known == LITTLE_KNOWN:
        return _goes_on(tokens, candidate, cues) or _began_before(tokens, candidate, cues)
    if known == WELL_KNOWN and tokens.language in _ADJECTIVES_IN_SMALL and _goes_on(tokens, candidate, cues):
        return True  # "Brasília Teimosa"
    if known == WELL_KNOWN and _began_before(tokens, candidate, cues):
        return not tokens.marks(candidate.first - 1) & (WORD | COMMON_WORD | RARE_WORD | FIRST)
    return False


def is_no_town(tokens: Tokens, candidate: Candidate) -> bool:
    """Return whether the noun before a candidate says that it is no town, and the gazetteer has nothing but such."""
    noun = _noun_before(tokens, candidate.first)
    if noun is None:
        return False
    kinds = {match.entry.kind for match in candidate.matches}
    if not kinds or kinds & place_types.NATURAL or place_types.CUSTOM in kinds:
        return False
    is_island = tokens.folded[noun] in read_site_nouns(tokens.language).islands_before
    return not is_island or kinds <= place_types.SETTLEMENTS


def _noun_before(tokens: Tokens, first: int) -> int | None:
    """Return the number of the noun of a mountain or so that stands before a name, or before "de la" before it."""
    nouns = read_site_nouns(tokens.language)
    for number in range(first - 1, max(-1, first - 4), -1):
        word = tokens.folded[number]
        if tokens.gap(number) not in ("", " ", "\xa0"):
            return None
        if word in nouns.no_towns_before or word in nouns.islands_before:
            return number
        if word not in OF_A_NAME:
            return None
    return None


def _is_paired(tokens: Tokens, candidates: Sequence[Candidate], number: int) -> bool:
    """Return whether a hyphen joins a candidate to another known name: "the Baku-Tbilisi railway"."""
    return any(
        one.matches and two.matches and one.last == two.first and tokens.gap(one.last - 1) in ("-", "–")
        for one, two in pairwise(candidates[max(0, number - 1) : number + 2])
    )


def _goes_on(tokens: Tokens, candidate: Candidate, cues: CueWords) -> bool:
    """Return whether a name goes on after a candidate: "Punta Eugenia", "Beacon's Beach", "Hampshire Council"."""
    return candidate.state is None and _step(tokens, candidate.last, cues) > 0


def _step(tokens: Tokens, number: int, cues: CueWords) -> int:
    """Return how many words from a word on go on with the name before it, 0 if none do."""
    if number >= len(tokens) or (gap := tokens.gap(number - 1)) not in _GAPS:
        return 0
    if tokens.capitalized[number]:
        # "Bonham's Mayor" is no name, "Beacon's Beach" is one; "Bonham Police" is that of Bonham.
        is_noun = tokens.folded[number] in cues.place_nouns
        return int((gap in _PLAIN_GAPS and not is_noun) or tokens.folded[number] in cues.generic)
    is_joined = tokens.folded[number] in _JOINING and number + 1 < len(tokens) and tokens.capitalized[number + 1]
    return 2 if is_joined else 0


def _began_before(tokens: Tokens, candidate: Candidate, cues: CueWords) -> bool:
    """Return whether a name began before a candidate: "Vila Franca"; "Ayuntamiento de Getafe" is Getafe's."""
    return _is_of_name(tokens, candidate.first - 1, cues)


def _is_of_name(tokens: Tokens, number: int, cues: CueWords) -> bool:
    """Return whether a word is capitalised, joined to the next one, and may be a part of a name."""
    if number < 0 or tokens.gap(number) not in _PLAIN_GAPS or not tokens.capitalized[number]:
        return False
    if ends_street(tokens, number, cues):
        return False
    if _begins_sentence(tokens, number) and (
        tokens.words[number][0] > LAST_LATIN or tokens.folded[number] in cues.common_words
    ):
        # A word like any other, as far as that is known: no dictionary of other letters says it.
        return False
    folded = tokens.folded[number]
    if tokens.language == _NOUNS_IN_CAPITALS and tokens.gap(number) == " ":
        return folded in cues.generic or folded in cues.natural_landmarks or folded in cues.built_landmarks
    if folded.endswith(_ADJECTIVES.get(tokens.language, "\n")):
        return False
    # "Universität Tübingen" and "Landkreis Fulda" are those of the town.
    no_names = (
        cues.not_names, cues.titles, cues.prepositions, cues.strong_prepositions, cues.calendar, cues.organisations,
        cues.place_nouns,
    )  # fmt: skip
    return not any(folded in group for group in no_names)


def _begins_sentence(tokens: Tokens, number: int) -> bool:
    return number == 0 or tokens.gap(number - 1).strip(' "“”«»(') != "" or "\n" in tokens.gap(number - 1)


def _is_supported(key: str, resolution: Resolution) -> bool:
    """Return whether other names of the article speak for the place that a name most likely means."""
    context, entry = resolution.context, resolution.rankings[key].best
    inside = (entry.country_number, entry.state, entry.county)
    return (
        context.votes.of_others(entry.state, key) > _LEAST_SUPPORT
        or context.nearby.proximity(entry, key) > _LEAST_SUPPORT
        or any(resolution.rankings[name].best.number in inside for name in context.containers.get(key, ()))
    )


def _elsewhere(tokens: Tokens, candidates: Sequence[Candidate], resolution: Resolution) -> Iterator[int]:
    """Yield the numbers of the candidates after which a country or state stands that has no place of their name."""
    context = resolution.context
    for number, (one, two) in enumerate(pairwise(candidates)):
        if not one.matches or not two.matches or prominence(one) != LITTLE_KNOWN:
            continue
        gap = tokens.text[tokens.ends[one.last - 1] : tokens.starts[two.first]]
        if gap not in BINDING or two.key in context.listed.get(one.key, ()):
            continue
        ranking = resolution.rankings[two.key]
        if ranking.best.kind not in (place_types.COUNTRY, place_types.STATE) or ranking.shares[0] < _LEAST_SHARE:
            continue
        if len(one.matches) < MOST_MATCHES and not any(_may_lie_in(m.entry, ranking.best) for m in one.matches):
            yield number


def _may_lie_in(entry: GazetteerEntry, container: GazetteerEntry) -> bool:
    """Return whether a place lies in a country or state; a larger one is no part of it, as in a list."""
    return container.number in (entry.state, entry.country_number) or entry.kind in (
        place_types.COUNTRY,
        place_types.CONTINENT,
        place_types.STATE,
    )
