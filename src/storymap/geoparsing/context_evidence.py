"""Evidence from the words before and after a name: "in", "police", "said", titles, teams and papers."""

from __future__ import annotations

from storymap.gazetteer.lexicon import COMMON_FIRST, COMMON_SURNAME, COMMON_WORD, FIRST, RARE_WORD, WORD
from storymap.geoparsing.candidates import Spot
from storymap.geoparsing.cue_words import Cues
from storymap.geoparsing.person_names import People
from storymap.geoparsing.tokens import Tokens

_DISEASES = frozenset({"virus", "viruses", "ebolavirus", "flu", "fever", "disease", "strain", "syndrome"})
_GANGS = frozenset({"cartel", "cartels", "gang", "gangs", "brigade", "mafia", "militia"})


def before_evidence(
    tokens: Tokens, spot: Spot, previous: Spot | None, people: People, cues: Cues, seen: dict[str, float]
) -> None:
    """Add what stands before the name."""
    first = spot.first
    gap = tokens.gap(first - 1)
    if first == 0 or "\n" in gap or "." in gap or any(mark in gap for mark in '"“”?!:*•'):
        seen["begins a sentence"] = 1
    if first == 0:
        return
    low = tokens.low[first - 1]
    capital = tokens.capital[first - 1]
    adjacent = previous is not None and previous.last == first
    if gap in (" ", "-", "\n", " \n"):
        if low in cues.strong_prepositions:
            seen["in, at, near"] = 1
        elif low in cues.prepositions:
            seen["to, from, north"] = 1
        elif low in ("of", "de", "von", "do", "da"):
            two_before = tokens.low[first - 2] if first > 1 else ""
            seen["city of, people of" if two_before in cues.of_nouns else "of"] = 1
        elif low in ("the", "el", "la", "le", "der", "die", "das", "o"):
            seen["the"] = 1
        elif low in cues.reporting:
            seen["said before"] = 1
        elif low in ("and", "or"):
            seen["and"] = 1
        elif low in ("a", "an", "this", "that", "his", "her", "their", "its", "our", "my", "another", "every", "each"):
            seen["article or pronoun before"] = 1
    if adjacent and gap in (", ", ",", " and ", " or ", " & ", "/", " – ", "-"):
        seen["follows another name"] = 1
    if previous is not None and previous.last == first - 1 and low in ("and", "or", "y", "et", "und", "e"):
        seen["listed with another name"] = 1
    if len(tokens.words[first - 1]) == 1 and capital and gap in (". ", " ") and low not in ("a", "i"):
        seen["initial before"] = 1
    if capital and gap in (" ", ". ") and low in cues.titles:
        seen["title before"] = 1
    elif capital and gap == " ":
        if low in cues.generic:
            seen["generic capital word before"] = 1
        elif adjacent:
            seen["another name before, without a comma"] = 1
        elif low not in cues.prepositions and low not in cues.strong_prepositions and low not in cues.not_names:
            marks = tokens.marks(first - 1)
            seen["first name before" if marks & FIRST else "capital word before"] = 1
            if marks & COMMON_FIRST:
                seen["common first name before"] = 1
    elif capital and gap == "-":
        seen["capital word and hyphen before"] = 1
    if first - 1 in people.inside:
        seen["a person's name before"] = 1


def after_evidence(tokens: Tokens, spot: Spot, following: Spot | None, cues: Cues, seen: dict[str, float]) -> None:
    """Add what stands after the name."""
    last = spot.last
    end = tokens.ends[last - 1]
    gap = tokens.gap(last - 1)
    text = tokens.text
    if text[end : end + 2] in ("'s", "’s"):
        seen["possessive"] = 1
        gap = text[end + 2 : tokens.starts[last]] if last < len(tokens) else "\n"
    if spot.state is not None:
        seen["state's abbreviation after"] = 1
    if last >= len(tokens):
        return
    low, capital = tokens.low[last], tokens.capital[last]
    if gap in (" ", "-"):
        if low in cues.place_nouns:
            seen["police, county, residents after"] = 1
            if capital:
                seen["County, City, Airport after"] = 1
        elif low in cues.reporting:
            seen["said after"] = 1
        elif low in _GANGS and not capital:
            seen["cartel or gang after"] = 1
        elif low in _DISEASES:
            seen["virus or flu after"] = 1
        if capital and gap == " ":
            marks = tokens.marks(last)
            if low in cues.streets:
                seen["street"] = 1
            elif low in cues.teams:
                seen["team"] = 1
            elif low in cues.press:
                seen["newspaper"] = 1
            elif low in cues.organisations:
                seen["organisation's word after"] = 1
            elif low in cues.generic:
                seen["generic capital word after"] = 1
            elif following is not None and following.first == last:
                seen["another name after, without a comma"] = 1
            elif marks & COMMON_SURNAME and not marks & COMMON_WORD:
                seen["surname after"] = 1
            elif marks & (COMMON_WORD | WORD | RARE_WORD):
                seen["capital word after"] = 1
            else:
                seen["capital name after"] = 1
            if _runs_to_organisation(tokens, last, cues):
                seen["within an organisation's name"] = 1
        elif capital and gap == "-":
            seen["hyphen and capital word after"] = 1
    elif gap.startswith(","):
        seen["comma after"] = 1
    if gap.startswith((" (AP", " (Reuters", " --", " —", " –", " - ")) or text[end : end + 6] == " (AP) ":
        seen["dash after"] = 1


def _runs_to_organisation(tokens: Tokens, number: int, cues: Cues) -> bool:
    """Return whether the capital words from here on come to an organisation's word."""
    for step in range(number, min(number + 4, len(tokens))):
        if not tokens.capital[step]:
            return False
        if tokens.low[step] in cues.organisations or tokens.low[step] in cues.press:
            return True
        if tokens.gap(step) != " ":
            return False
    return False
