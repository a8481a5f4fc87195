"""Evidence from the words before and after a name: "in", "police", "said", titles, teams and newspapers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from storymap.gazetteer.gazetteer import any_lies_in
from storymap.gazetteer.lexicon import COMMON_FIRST, COMMON_SURNAME, COMMON_WORD, FIRST, RARE_WORD, WORD
from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.logistic import Evidence
from storymap.geoparsing.person_names import PersonNames
from storymap.geoparsing.street_ends import ends_street
from storymap.geoparsing.tokens import Tokens, has_no_case

_OF = ["of", "de", "von", "do", "da", "di", "del", "della", "dello", "dei", "degli", "dell'", "du", "des", "d'", "van"]
_ARTICLES = ["the", "el", "la", "le", "der", "die", "das", "dem", "den", "o", "il", "lo", "gli", "l'", "het"]
_AND_OR = ["and", "or"]
_DETERMINERS = [
    "a", "an", "this", "that", "his", "her", "their", "its", "our", "my", "another", "every", "each", "two", "three",
    "un", "una", "dos", "tres", "une", "deux", "trois", "um", "uma", "ein", "eine", "einem", "einen", "einer", "eines",
    "zwei", "drei",
]  # fmt: skip
_LIST_CONJUNCTIONS = frozenset(["and", "or", "y", "et", "und", "e", "en", "и", "та", "और", "و"])
_DISEASES = ["virus", "viruses", "ebolavirus", "flu", "fever", "disease", "strain", "syndrome"]
_GANGS = ["cartel", "cartels", "gang", "gangs", "brigade", "mafia", "militia"]

# "de Teruel" is how Spanish says whose or whence, and "a Corunha" has its article: they say nothing against a place.
_ENGLISH_FACTS = frozenset({"of", "the", "article or pronoun before"})
_NOUNS_IN_CAPITALS = "de"  # every noun has one there: a capital before or after says nothing

_SENTENCE_MARKS = frozenset('\n."“”?!:*•')
_GAPS_OF_PHRASE = frozenset({"", " ", "-", "\n", " \n"})
_GAPS_OF_LIST = frozenset({", ", ",", " and ", " or ", " & ", "/", " – ", "-"})
_DASHES_AFTER = (" (AP", " (Reuters", " --", " —", " –", " - ")

# A fact and the words that say it.
_Fact = tuple[str, Iterable[str]]


def _fact_of_word(*facts: _Fact) -> dict[str, str]:
    """Return the fact that each word says; of several facts with the same word the first counts."""
    return {word: fact for fact, words in reversed(facts) for word in words}


@lru_cache(maxsize=8)
def _facts_of_words_before(cues: CueWords) -> dict[str, str]:
    return _fact_of_word(
        ("in, at, near", cues.strong_prepositions),
        ("to, from, north", cues.prepositions),
        ("of", _OF),
        ("the", _ARTICLES),
        ("said before", cues.reporting),
        ("and", _AND_OR),
        ("article or pronoun before", _DETERMINERS),
    )


@lru_cache(maxsize=8)
def _facts_of_words_after(cues: CueWords) -> dict[str, str]:
    return _fact_of_word(
        ("police, county, residents after", cues.place_nouns),
        ("said after", cues.reporting),
        ("cartel or gang after", _GANGS),
        ("virus or flu after", _DISEASES),
        ("administration or campaign after", cues.persons),
    )


@lru_cache(maxsize=8)
def _facts_of_capitalized_words_after(cues: CueWords) -> dict[str, str]:
    return _fact_of_word(
        ("street", cues.streets),
        ("team", cues.teams),
        ("newspaper", cues.press),
        ("organisation's word after", cues.organisations),
        ("generic capital word after", cues.generic),
    )


def before_evidence(
    tokens: Tokens,
    candidate: Candidate,
    previous: Candidate | None,
    person_names: PersonNames,
    cues: CueWords,
    evidence: Evidence,
) -> None:
    """Add what stands before a candidate. `previous` is the candidate before it."""
    first = candidate.first
    gap = tokens.gap(first - 1)
    if _begins_sentence(tokens, first):
        evidence["begins a sentence"] = 1
    if first == 0:
        return
    if gap in _GAPS_OF_PHRASE:
        _word_before(tokens, first, cues, evidence)
    adjacent = previous is not None and previous.last == first
    if adjacent and gap in _GAPS_OF_LIST:
        evidence["follows another name"] = 1
    if previous is not None and previous.last == first - 1 and tokens.folded[first - 1] in _LIST_CONJUNCTIONS:
        evidence["listed with another name"] = 1
    if (
        tokens.capitalized[first - 1]
        and not has_no_case(tokens.words[first - 1])
        and not ends_street(tokens, first - 1, cues)
    ):
        _capitalized_word_before(tokens, candidate, gap, cues, evidence, previous if adjacent else None)
    if first - 1 in person_names.words:
        evidence["a person's name before"] = 1


def _begins_sentence(tokens: Tokens, number: int) -> bool:
    return number == 0 or not _SENTENCE_MARKS.isdisjoint(tokens.gap(number - 1))


def _word_before(tokens: Tokens, first: int, cues: CueWords, evidence: Evidence) -> None:
    fact = _facts_of_words_before(cues).get(tokens.folded[first - 1])
    if fact == "of" and first > 1 and tokens.capitalized[first - 2] and tokens.folded[first - 2] in cues.papers:
        evidence["newspaper"] = 1  # "Diario de Ibiza"
    if fact == "of" and first > 1 and tokens.folded[first - 2] in cues.of_nouns:
        fact = "city of, people of"
    if fact is not None and (tokens.language == "en" or fact not in _ENGLISH_FACTS):
        evidence[fact] = 1


def _capitalized_word_before(
    tokens: Tokens, candidate: Candidate, gap: str, cues: CueWords, evidence: Evidence, previous: Candidate | None
) -> None:
    """Add what a capitalised word before a candidate says. `previous` is the candidate that it belongs to, if any."""
    first = candidate.first
    folded = tokens.folded[first - 1]
    if _is_initial(tokens, first - 1, gap):
        evidence["initial before"] = 1
    evidence |= {"team": 1.0} if gap == " " and folded in cues.clubs else {}
    if gap in (" ", ". ") and folded in cues.titles:
        evidence["title before"] = 1
    elif gap == "-":
        evidence["capital word and hyphen before"] = 1
    elif gap != " ":
        return
    elif folded in cues.makers or folded in cues.generic:
        evidence["maker of cars before" if folded in cues.makers else "generic capital word before"] = 1
    elif previous is not None:
        evidence["another name before, without a comma"] = 1
        evidence |= _first_name_evidence(tokens, first - 1, candidate, previous)
    elif not (folded in cues.prepositions or folded in cues.strong_prepositions or folded in cues.not_names):
        marks = tokens.marks(first - 1)
        has_capital_anyway = tokens.language == _NOUNS_IN_CAPITALS or _begins_sentence(tokens, first - 1)
        if tokens.language != "en" and has_capital_anyway and not marks & FIRST and folded not in cues.first_names:
            return
        evidence["first name before" if marks & FIRST else "capital word before"] = 1
        if marks & COMMON_FIRST:
            evidence["common first name before"] = 1


def _is_initial(tokens: Tokens, number: int, gap: str) -> bool:
    return len(tokens.words[number]) == 1 and gap in (". ", " ") and tokens.folded[number] not in ("a", "i")


def _first_name_evidence(tokens: Tokens, number: int, candidate: Candidate, previous: Candidate) -> Evidence:
    """Return whether a word that is a town's name too is rather the first name before a candidate: "Troy Salem"."""
    is_first = tokens.marks(number) & COMMON_FIRST and not any_lies_in(previous.matches, candidate.matches)
    return {"first name and place before": 1.0} if is_first else {}


def after_evidence(
    tokens: Tokens, candidate: Candidate, following: Candidate | None, cues: CueWords, evidence: Evidence
) -> None:
    """Add what stands after a candidate. `following` is the candidate after it."""
    last = candidate.last
    end = tokens.ends[last - 1]
    gap = tokens.gap(last - 1)
    text = tokens.text
    if text[end : end + 2] in ("'s", "’s"):
        evidence["possessive"] = 1
        gap = text[end + 2 : tokens.starts[last]] if last < len(tokens) else "\n"
    if candidate.state is not None:
        evidence["state's abbreviation after"] = 1
    if last >= len(tokens):
        return
    if gap in (" ", "-"):
        _word_after(tokens, last, cues, evidence)
        if tokens.language == _NOUNS_IN_CAPITALS:
            _german_word_after(tokens, last, gap, cues, evidence)
        elif tokens.capitalized[last] and gap == "-":
            evidence["hyphen and capital word after"] = 1
        elif tokens.capitalized[last] and not has_no_case(tokens.words[last]):
            _capitalized_word_after(tokens, last, following, cues, evidence)
    elif gap.startswith(","):
        evidence["comma after"] = 1
        _list_after(tokens, last, following, evidence)
    if gap.startswith(_DASHES_AFTER) or text[end : end + 6] == " (AP) ":
        evidence["dash after"] = 1


def _list_after(tokens: Tokens, last: int, following: Candidate | None, evidence: Evidence) -> None:
    """Add that a list of names goes on after the comma: no weight of English was fitted with that."""
    if tokens.language != "en" and following is not None and following.first == last:
        evidence["another name listed after"] = 1


def _word_after(tokens: Tokens, last: int, cues: CueWords, evidence: Evidence) -> None:
    fact = _facts_of_words_after(cues).get(tokens.folded[last])
    if fact is None or (fact == "cartel or gang after" and tokens.capitalized[last]):
        return
    evidence[fact] = 1
    if fact == "police, county, residents after" and tokens.capitalized[last]:
        evidence["County, City, Airport after"] = 1


def _german_word_after(tokens: Tokens, last: int, gap: str, cues: CueWords, evidence: Evidence) -> None:
    """Add what a word after a name says where all nouns have capitals, and parts of towns follow a hyphen."""
    fact = _facts_of_capitalized_words_after(cues).get(tokens.folded[last])
    if fact is not None and tokens.capitalized[last] and gap == " ":
        evidence[fact] = 1


def _capitalized_word_after(
    tokens: Tokens, last: int, following: Candidate | None, cues: CueWords, evidence: Evidence
) -> None:
    fact = _facts_of_capitalized_words_after(cues).get(tokens.folded[last])
    if fact is None:
        adjacent = following is not None and following.first == last
        fact = "another name after, without a comma" if adjacent else _fact_of_marks(tokens.marks(last))
    evidence[fact] = 1
    if _runs_to_organisation(tokens, last, cues):
        evidence["within an organisation's name"] = 1


def _fact_of_marks(marks: int) -> str:
    if marks & COMMON_SURNAME and not marks & COMMON_WORD:
        return "surname after"
    return "capital word after" if marks & (COMMON_WORD | WORD | RARE_WORD) else "capital name after"


def _runs_to_organisation(tokens: Tokens, number: int, cues: CueWords) -> bool:
    """Return whether the capitalised words from a word on come to an organisation's word."""
    for step in range(number, min(number + 4, len(tokens))):
        if not tokens.capitalized[step]:
            return False
        if tokens.folded[step] in cues.organisations or tokens.folded[step] in cues.press:
            return True
        if tokens.gap(step) != " ":
            return False
    return False
