"""Evidence that a name in a text means a place: small facts with names, from the name itself and the words around it.

Each function adds what it observes to `evidence`. The names of the facts are the keys of weights.json; `suggestions`
puts the most telling of them into words.
"""

from __future__ import annotations

from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.context_evidence import after_evidence, before_evidence
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.logistic import Evidence
from storymap.geoparsing.person_names import PersonNames
from storymap.geoparsing.tokens import Tokens
from storymap.geoparsing.word_evidence import word_evidence

_TITLE_LENGTH = 200  # code points
_OPENING_QUOTES, _CLOSING_QUOTES = tuple('"“‘«„'), tuple('"”’»“')


def local_evidence(
    tokens: Tokens,
    candidates: list[Candidate],
    number: int,
    person_names: PersonNames,
    lower_case: frozenset[str],
    cues: CueWords,
) -> Evidence:
    """Return the evidence of one candidate from its own words, the words around it, and the people of the text.

    `lower_case` holds the words that the text has in small letters.
    """
    candidate = candidates[number]
    evidence: Evidence = {}
    if candidate.is_state:
        return evidence
    previous = candidates[number - 1] if number else None
    following = candidates[number + 1] if number + 1 < len(candidates) else None
    if candidate.is_recognised:
        evidence["a recogniser's place"] = 1
    word_evidence(tokens, candidate, lower_case, cues, evidence)
    before_evidence(tokens, candidate, previous, person_names, cues, evidence)
    after_evidence(tokens, candidate, following, cues, evidence)
    person_evidence(tokens, candidate, person_names, evidence)
    position_evidence(tokens, candidate, evidence)
    if tokens.language != "en":
        # The lists of common words and of people's names say less of other languages.
        evidence["in another language than English"] = 1
    return evidence


def person_evidence(tokens: Tokens, candidate: Candidate, person_names: PersonNames, evidence: Evidence) -> None:
    """Add whether a candidate is part of a person name, or a person of the text has this name."""
    if not person_names.words.isdisjoint(range(candidate.first, candidate.last)):
        evidence["within a person's name"] = 1
        if candidate.first - 1 in person_names.words:
            evidence["end of a person's name"] = 1
        return
    one_word = candidate.last - candidate.first == 1
    count = person_names.surnames.get(tokens.folded[candidate.first], 0) if one_word else 0
    if count:
        evidence["a person of the text"] = min(2.0, 1 + 0.5 * (count - 1))


def position_evidence(tokens: Tokens, candidate: Candidate, evidence: Evidence) -> None:
    """Add where in the text a candidate stands: alone in quotation marks, near the beginning, as a dateline."""
    text, start = tokens.text, tokens.starts[candidate.first]
    after = text[candidate.end : candidate.end + 2].strip(",.")[:1]
    if text[start - 1 : start] in _OPENING_QUOTES and after in _CLOSING_QUOTES:
        evidence["alone in quotation marks"] = 1
    if start < _TITLE_LENGTH:
        evidence["early in the text"] = 1
    begins_line = start < 3 or "\n" in text[start - 2 : start]
    if begins_line and tokens.upper[candidate.first] and len(tokens.words[candidate.first]) > 3:
        evidence["dateline"] = 1
