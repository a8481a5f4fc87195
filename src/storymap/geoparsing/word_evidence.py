"""Evidence from the words of a name: common words, first names, surnames, and how they are written."""

from __future__ import annotations

from storymap.gazetteer.entries import FIRST_ADDED
from storymap.gazetteer.lexicon import (
    COMMON_FIRST,
    COMMON_SURNAME,
    COMMON_WORD,
    FIRST,
    RARE_WORD,
    SURNAME,
    VERY_COMMON_SURNAME,
    WORD,
)
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.logistic import Evidence
from storymap.geoparsing.place_evidence import KNOWN_TO_ALL, WELL_KNOWN, prominence
from storymap.geoparsing.tokens import LAST_LATIN, Tokens, has_no_case

_KNOWN = 50_000  # people
# The lexicon's marks and the facts they say: of the words the first that fits, of the names all that fit.
_WORD_FACTS = ((COMMON_WORD, "common word"), (WORD, "word"), (RARE_WORD, "rare word"))
_NAME_FACTS = (
    (FIRST, "first name"),
    (FIRST | COMMON_FIRST, "common first name"),
    (SURNAME, "surname"),
    (SURNAME | COMMON_SURNAME, "common surname"),
    (SURNAME | VERY_COMMON_SURNAME, "very common surname"),
)


def word_evidence(
    tokens: Tokens, candidate: Candidate, lower_case: frozenset[str], cues: CueWords, evidence: Evidence
) -> None:
    """Add what the words of a candidate say. `lower_case` holds the words that the text has in small letters."""
    if candidate.landmark:
        unlisted = candidate.landmark == "unlisted"
        evidence["name of no list" if unlisted else f"{candidate.landmark} landmark"] = 1
    word = tokens.words[candidate.first]
    if has_no_case(word) or word[0] > LAST_LATIN:
        # Lists of English words and people's names know nothing of other letters.
        if not has_no_case(word):
            evidence["in letters other than Latin"] = 1
        elif not _is_little_added(candidate):
            evidence["in letters without capitals"] = 1
    elif candidate.last - candidate.first > 1:
        _several_words(tokens, candidate, cues, evidence)
    else:
        _one_word(tokens, candidate, lower_case, cues, evidence)


def _several_words(tokens: Tokens, candidate: Candidate, cues: CueWords, evidence: Evidence) -> None:
    first, last = candidate.first, candidate.last
    evidence["several words"] = 1
    if last - first > 2:
        evidence["three words or more"] = 1
    plain = all(
        tokens.folded[number] in cues.generic or tokens.marks(number) & (COMMON_WORD | WORD)
        for number in range(first, last)
    )
    if plain:
        evidence["several plain words"] = 1
    elif last - first == 2 and tokens.marks(first) & COMMON_FIRST and tokens.marks(last - 1) & COMMON_SURNAME:
        evidence["reads like a person's name"] = 1


def _one_word(
    tokens: Tokens, candidate: Candidate, lower_case: frozenset[str], cues: CueWords, evidence: Evidence
) -> None:
    number = candidate.first
    folded, word = tokens.folded[number], tokens.words[number]
    if folded in cues.not_names or folded in cues.calendar:
        evidence["word that is no name"] = 1
    if folded in lower_case:
        evidence["written small elsewhere"] = 1
    if len(word) <= 4:
        evidence["short"] = 1
    if tokens.upper[number] and "." not in word:
        evidence["in capitals"] = 1
    known = prominence(candidate)
    if known != KNOWN_TO_ALL:
        # What a dictionary says of a word counts less where the place is well known: these facts have own weights.
        suffix = " (well-known place)" if known == WELL_KNOWN else ""
        marks = tokens.marks(number)
        if tokens.language != "en":
            # The lists are of English words and of surnames in the USA, where half of Spain's villages are surnames; of
            # their first names only a little place is likelier a person, Paris is not.
            marks &= 0 if suffix else FIRST | COMMON_FIRST
        _dictionary_evidence(marks, folded, cues, suffix, evidence)


def _dictionary_evidence(marks: int, folded: str, cues: CueWords, suffix: str, evidence: Evidence) -> None:
    if folded in cues.generic:
        evidence["generic word"] = 1
    else:
        for mark, fact in _WORD_FACTS:
            if marks & mark:
                evidence[fact + suffix] = 1
                break
    if folded in cues.organisations or folded in cues.teams or folded in cues.titles or folded in cues.streets:
        evidence["word of an organisation, title or street"] = 1
    if not marks:
        evidence["word of no dictionary"] = 1
        return
    for mark, fact in _NAME_FACTS:
        if marks & mark == mark:
            evidence[fact + suffix] = 1


def _is_little_added(candidate: Candidate) -> bool:
    """Return whether a name is that of a small place of an added gazetteer: many such names are words.

    Where there are no capitals, those that ship are chosen with that in mind.
    """
    if not candidate.matches:
        return False
    entry = candidate.matches[0].entry
    return entry.number >= FIRST_ADDED and entry.population < _KNOWN
