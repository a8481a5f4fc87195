"""Spots: where a text has a name that the gazetteer knows. Whether it means a place there is decided later."""

from __future__ import annotations

from dataclasses import dataclass

from storymap.gazetteer.entries import DEMONYM, Entry
from storymap.gazetteer.gazetteer import Gazetteer, Match
from storymap.gazetteer.lexicon import SURNAME
from storymap.gazetteer.name_keys import join_words
from storymap.gazetteer.place_types import COUNTRY, STATE
from storymap.geoparsing.cue_words import CONNECTORS, Cues
from storymap.geoparsing.tokens import Tokens

_LONGEST = 6  # words
_LONGEST_LANDMARK = 4
_LONGEST_ACRONYM = 4  # letters: a town is seldom written so, an agency often
_JOINTS = frozenset({" ", "\n", "-", "–", "‑", "‐", " \n", "\xa0", "  "})


@dataclass(slots=True)
class Spot:
    """Words `first` to `last` (half-open) of the text, and the places that they can mean, the likeliest first.

    `state` is the state that an abbreviation after the name gives ("Paris, Tex."). `is_state` marks a spot that is such
    an abbreviation itself. `landmark` is "natural" or "built" for a river, a bridge or so that the gazetteer does not
    have, and "unlisted" for a name that only reads like a place's: such a spot has no matches. `end` is the
    code point where the spot ends, which takes in an abbreviation's full stop.
    """

    first: int
    last: int
    key: str
    matches: tuple[Match, ...]
    end: int
    state: Entry | None = None
    is_state: bool = False
    landmark: str = ""


def find_spots(tokens: Tokens, gazetteer: Gazetteer, cues: Cues, *, demonyms: bool = False) -> list[Spot]:
    """Return the spots of a text in order; two of them never overlap, and the longest name wins."""
    spots: list[Spot] = []
    number, count = 0, len(tokens)
    capital = tokens.capital
    while number < count:
        if not capital[number]:
            number += 1
            continue
        spot = _longest(tokens, number, gazetteer, demonyms=demonyms)
        landmark = _landmark(tokens, number, cues)
        if landmark is not None and (spot is None or landmark.last > spot.last):
            spot = landmark
        if spot is None:
            spot = _unlisted(tokens, number, gazetteer, cues)
        if spot is None or _is_acronym(tokens, spot, cues):
            number += 1
            continue
        number = spot.last
        spots.append(spot)
        state = _abbreviation_after(tokens, spot, gazetteer, cues)
        if state is not None:
            spot.state = state.matches[0].entry
            spots.append(state)
            number = state.last
    return spots


def _longest(tokens: Tokens, first: int, gazetteer: Gazetteer, *, demonyms: bool) -> Spot | None:
    low, capital, count = tokens.low, tokens.capital, len(tokens)
    last = first + 1
    while last < count and last - first < _LONGEST and tokens.gap(last - 1) in _JOINTS:
        if not capital[last] and low[last] not in CONNECTORS:
            break
        last += 1
    for stop in range(last, first, -1):
        if not capital[stop - 1]:
            continue
        key = join_words(low[first:stop])
        if len(key) < 2:
            continue
        matches = gazetteer.matches(key)
        if matches and not demonyms:
            matches = _without_demonyms(matches)
        if matches:
            return Spot(first, stop, key, matches, tokens.ends[stop - 1])
    return None


def _landmark(tokens: Tokens, first: int, cues: Cues) -> Spot | None:
    """Return the spot of a landmark by its noun: "Santa Fe bridge", "Grand Canal Square"."""
    low, capital = tokens.low, tokens.capital
    if low[first] in cues.landmark_prefixes and first + 1 < len(tokens):
        after = first + 1
        if tokens.gap(first) in (" ", ". ") and capital[after] and low[after] not in cues.not_names:
            kind = "built" if low[first] in ("fort", "ft", "camp") else "natural"
            return Spot(first, after + 1, join_words(low[first : after + 1]), (), tokens.ends[after], landmark=kind)
    last = first
    own_words = 0
    while last - first < _LONGEST_LANDMARK and last < len(tokens):
        if last > first and tokens.gap(last - 1) != " ":
            break
        word = low[last]
        natural = word in cues.natural_landmarks
        if (
            own_words
            and last > first
            and (natural or word in cues.built_landmarks)
            and (capital[last] or word in cues.small_landmarks)
        ):
            goes_on = last + 1 < len(tokens) and capital[last + 1] and tokens.gap(last) == " "
            if not goes_on:
                kind = "natural" if natural else "built"
                return Spot(first, last + 1, join_words(low[first : last + 1]), (), tokens.ends[last], landmark=kind)
        if not capital[last] and not (word in CONNECTORS and last > first):
            break
        if word in cues.not_names or word in cues.titles or word in cues.calendar:
            break
        own_words += capital[last] and word not in cues.generic
        last += 1
    return None


def _unlisted(tokens: Tokens, first: int, gazetteer: Gazetteer, cues: Cues) -> Spot | None:
    """Return the spot of a name that no list has, where the words around it are those around a place's name."""
    low = tokens.low
    before = low[first - 1] if first and tokens.gap(first - 1) == " " else ""
    if not _is_unknown(tokens, first, cues) or gazetteer.matches(low[first]):
        return None
    last = first + 1
    while (
        last < len(tokens)
        and last - first < 3
        and tokens.gap(last - 1) in (" ", "-")
        and _is_unknown(tokens, last, cues)
    ):
        last += 1
    if last < len(tokens) and tokens.capital[last] and tokens.gap(last - 1) == " ":
        return None
    told = before in cues.strong_prepositions and before != "at"
    told = told or before in ("from", "towards", "toward", "between")
    told = told or (before in ("of", "de") and first > 1 and low[first - 2] in cues.of_nouns)
    told = told or (last < len(tokens) and low[last] in cues.place_nouns and tokens.gap(last - 1) == " ")
    if not told and last < len(tokens) and tokens.gap(last - 1) in (", ", ","):
        told = any(entry.kind in (COUNTRY, STATE) for entry, _ in gazetteer.matches(low[last])[:3])
    if not told:
        return None
    return Spot(first, last, join_words(low[first:last]), (), tokens.ends[last - 1], landmark="unlisted")


def _is_unknown(tokens: Tokens, number: int, cues: Cues) -> bool:
    word, low = tokens.words[number], tokens.low[number]
    return (
        tokens.capital[number]
        and not word.isupper()
        and len(word) > 3
        and not tokens.marks(number) & ~SURNAME
        and not any(
            low in group for group in (cues.generic, cues.organisations, cues.teams, cues.titles, cues.calendar)
        )
        and low not in cues.not_names
    )


def _without_demonyms(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    if any(match.quality == DEMONYM for match in matches):
        # "Somali" is a people's name first: a village of that name is not what an article means.
        return ()
    return matches


def _is_acronym(tokens: Tokens, spot: Spot, cues: Cues) -> bool:
    if spot.last - spot.first > 1 or spot.landmark:
        return False
    word = tokens.words[spot.first]
    if tokens.text[tokens.ends[spot.first] : tokens.ends[spot.first] + 2].strip()[:1] == "$":
        return True  # "US$ 25" is money
    if spot.key in cues.acronyms_of_places:
        # "us" the pronoun is no country, not even in a headline.
        return spot.key == "us" and word not in ("US", "U.S.", "U.S")
    return word.isupper() and "." not in word and len(word) <= _LONGEST_ACRONYM and not _in_capitals(tokens, spot)


def _in_capitals(tokens: Tokens, spot: Spot) -> bool:
    """Return whether the words around a spot are in capitals too, as in a headline or a dateline."""
    around = [n for n in (spot.first - 1, spot.last) if 0 <= n < len(tokens)]
    long = [n for n in around if len(tokens.words[n]) > _LONGEST_ACRONYM]
    at_start = "\n" in tokens.gap(spot.first - 1)
    return any(tokens.upper[n] for n in long) or (at_start and len(tokens.words[spot.first]) == _LONGEST_ACRONYM)


def _abbreviation_after(tokens: Tokens, spot: Spot, gazetteer: Gazetteer, cues: Cues) -> Spot | None:
    """Return the spot of a state's abbreviation after a comma: "Paris, Tex.", "Laredo, TX", "Dayton (Ohio)"."""
    number = spot.last
    if number >= len(tokens) or tokens.gap(number - 1) not in (", ", ",", " ("):
        return None
    word = tokens.words[number]
    bare = word.replace(".", "")
    end = tokens.ends[number]
    dotted = tokens.text[end : end + 1] == "." or "." in word
    if bare not in cues.abbreviations or not (dotted or (len(bare) <= 3 and bare.isupper())):
        return None
    state = gazetteer.handle(cues.abbreviations[bare])
    if state is None:
        return None
    if tokens.text[end : end + 1] == "." and "." not in word:
        end += len(bare) > 2 or not bare.isupper()
    return Spot(number, number + 1, f"@{cues.abbreviations[bare]}".lower(), (Match(state, 0),), end, is_state=True)
