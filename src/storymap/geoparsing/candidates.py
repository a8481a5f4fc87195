"""Candidates: the names in a text that may mean a place. Whether they do, and which place, is decided later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import DEMONYM, HOUSE_NAME, PROPER, GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch
from storymap.gazetteer.name_keys import join_words
from storymap.geoparsing.cue_words import CONNECTORS, CueWords
from storymap.geoparsing.exonyms import as_proper_names
from storymap.geoparsing.landmarks import landmark_at
from storymap.geoparsing.listed_names import listed_key, phrase_at
from storymap.geoparsing.mere_words import is_mere_word, is_person_or_team
from storymap.geoparsing.rivers import is_river, natural_only
from storymap.geoparsing.site_nouns import STREET, read_site_nouns
from storymap.geoparsing.sites import Site
from storymap.geoparsing.street_ends import ends_street
from storymap.geoparsing.tokens import Tokens, has_no_case
from storymap.geoparsing.unlisted_names import unlisted_name_at

_LONGEST = 6  # words
_LONGEST_ACRONYM = 4  # letters: a town is seldom written so, an agency often
_LEAST_AS_STREET = 20_000  # people of a place that is meant by the name of a street
_NAME_TYPE = attrgetter("name_type")
_LARGE = frozenset({place_types.COUNTRY, place_types.STATE})
_GAPS_IN_NAME = frozenset({"", " ", "\n", "-", "-\n", "–", "‑", "‐", " \n", "\xa0", "  "})


@dataclass(slots=True)
class Candidate:
    """The words `first` to `last` (half-open) of a text, and the places that they can mean, the likeliest first.

    `key` is the name's key in the gazetteer. `end` is the code point where the candidate ends: it takes in an
    abbreviation's full stop. `state` is the state that an abbreviation after the name says ("Paris, Tex."), and
    `is_state` marks a candidate that is such an abbreviation itself. `landmark` is "natural" or "built" for a river, a
    bridge or so that the gazetteer does not have, and "unlisted" for a name that only reads like a place's: such a
    candidate has no matches. `is_recognised`: a model that a person named takes it for a place.
    """

    first: int
    last: int
    key: str
    matches: tuple[GazetteerMatch, ...]
    end: int
    state: GazetteerEntry | None = None
    is_state: bool = False
    landmark: str = ""
    is_recognised: bool = False


def find_candidates(
    tokens: Tokens,
    gazetteer: Gazetteer,
    cues: CueWords,
    sites: Iterable[Site] = (),
    *,
    demonyms: bool = False,
) -> list[Candidate]:
    """Return the candidates of a text in order. No two of them overlap: the longest name wins.

    What lies in the name of a site is no candidate, unless the gazetteer has a name that ends no earlier.
    """
    candidates: list[Candidate] = []
    number, count = 0, len(tokens)
    is_english, capitalized = gazetteer.local_names is None, tokens.capitalized
    site_at = {word: site for site in sites for word in range(site.first, site.last)}
    while number < count:
        if is_english and not capitalized[number] and number not in site_at:
            number += 1
            continue
        site = site_at.get(number)
        candidate = _candidate_at(tokens, number, gazetteer, cues, demonyms=demonyms)
        if candidate is not None and not is_english:
            candidate.matches = as_proper_names(candidate.matches, candidate.key, cues.countries)
        is_of_site = site is not None and (candidate is None or _is_in_site(candidate, site))
        if site is not None and is_of_site and not _is_whole_town(tokens, candidate, site, gazetteer, cues):
            number = site.last
            continue
        is_part = site is None and candidate is not None and _ends_in_site(candidate, site_at.get(candidate.last - 1))
        if candidate is None or is_part or is_no_place(tokens, candidate, gazetteer, cues):
            number += 1
            continue
        number = candidate.last
        candidates.append(candidate)
        abbreviation = _state_abbreviation_after(tokens, candidate, gazetteer, cues)
        if abbreviation is not None:
            candidate.state = abbreviation.matches[0].entry
            candidates.append(abbreviation)
            number = abbreviation.last
    return candidates


def _ends_in_site(candidate: Candidate, site: Site | None) -> bool:
    """Return whether a candidate that begins before a site ends in it: "El Palacio" of "El Palacio de la Moncloa"."""
    return site is not None and (candidate.landmark == "unlisted" or candidate.end < site.end)


def _is_in_site(candidate: Candidate, site: Site) -> bool:
    """Return whether a candidate is no more than a part of a site, or a place of a name that is rather the site's.

    "White House" is another name of Casablanca, and Union Square a part of a town.
    """
    if candidate.end != site.end:
        return candidate.end < site.end
    if not candidate.matches:
        return True
    entry, name_type = candidate.matches[0]
    is_town = entry.kind in place_types.SETTLEMENTS
    return is_town and (name_type != PROPER or (site.kind == STREET and entry.population < _LEAST_AS_STREET))


def _candidate_at(
    tokens: Tokens, first: int, gazetteer: Gazetteer, cues: CueWords, *, demonyms: bool
) -> Candidate | None:
    """Return the candidate that begins with a word: a name of the gazetteer, a landmark, or an unlisted name."""
    phrase = phrase_at(tokens, first, gazetteer, cues.natural_kinds) if gazetteer.local_names else None
    if phrase is not None:
        return Candidate(first, phrase[0], phrase[1], gazetteer.matches(phrase[1]), tokens.ends[phrase[0] - 1])
    if not tokens.capitalized[first] or ends_street(tokens, first, cues):
        return None
    listed = _longest_listed(tokens, first, gazetteer, cues, demonyms=demonyms)
    landmark = landmark_at(tokens, first, cues)
    if landmark is not None and (listed is None or landmark[0] > listed.last):
        return _without_matches(tokens, first, *landmark)
    if listed is not None:
        return _as_landmark(tokens, listed, cues)
    last = unlisted_name_at(tokens, first, gazetteer, cues)
    return None if last is None else _without_matches(tokens, first, last, "unlisted")


def _as_landmark(tokens: Tokens, listed: Candidate, cues: CueWords) -> Candidate:
    """Return a candidate with those of its places only that a landmark's name or the words around it allow.

    "The Ohio" is a river, and Central Park, which once was the name of Bethpage, a landmark.
    """
    if tokens.language == "en" and is_river(tokens, range(listed.first, listed.last), listed.matches):
        listed.matches, kind = natural_only(listed.matches), "natural"
    elif listed.last - listed.first > 1 and tokens.folded[listed.last - 1] in cues.built_landmarks:
        kept = (m for m in listed.matches if m.name_type == PROPER or m.entry.kind not in place_types.SETTLEMENTS)
        listed.matches, kind = tuple(kept), "built"
    else:
        return listed
    if not listed.matches:
        listed.landmark = kind
    return listed


def _without_matches(tokens: Tokens, first: int, last: int, landmark: str) -> Candidate:
    return Candidate(first, last, join_words(tokens.folded[first:last]), (), tokens.ends[last - 1], landmark=landmark)


def _longest_listed(
    tokens: Tokens, first: int, gazetteer: Gazetteer, cues: CueWords, *, demonyms: bool
) -> Candidate | None:
    """Return the longest name of the gazetteer that begins with a word."""
    folded, capitalized, count = tokens.folded, tokens.capitalized, len(tokens)
    last = first + 1
    while last < count and last - first < _LONGEST and tokens.gap(last - 1) in _GAPS_IN_NAME:
        if not capitalized[last] and folded[last] not in CONNECTORS and not has_no_case(tokens.words[last]):
            break
        last += 1
    for stop in range(last, first, -1):
        if not capitalized[stop - 1] and not has_no_case(tokens.words[stop - 1]):
            continue
        key = listed_key(folded[first:stop], gazetteer)
        if not key:
            continue
        matches = gazetteer.matches(key)
        if matches and not demonyms and DEMONYM in map(_NAME_TYPE, matches):
            # "Somali" is a people's name first: a village of that name is not what an article means.
            continue
        if key in cues.acronyms_of_places:
            # "U.S." is no village in France.
            matches = tuple(match for match in matches if match.entry.kind not in place_types.SETTLEMENTS)
        if matches and stop - first > 1 and folded[stop - 1] == "city" and _is_said_of_town(key, matches, gazetteer):
            # "Dublin City Council" is that of Dublin; "Dublin City" is no name of another town.
            continue
        if matches:
            return Candidate(first, stop, key, matches, tokens.ends[stop - 1])
    return None


def _is_said_of_town(key: str, matches: tuple[GazetteerMatch, ...], gazetteer: Gazetteer) -> bool:
    """Return whether "X City" is only another name of what is called X."""
    return all(match.name_type != PROPER for match in matches) and bool(gazetteer.matches(key.removesuffix(" city")))


def _is_acronym(tokens: Tokens, candidate: Candidate, gazetteer: Gazetteer, cues: CueWords) -> bool:
    """Return whether a candidate is rather an acronym, a currency or a pronoun than a place."""
    word = tokens.words[candidate.first]
    if tokens.text[tokens.ends[candidate.first] : tokens.ends[candidate.first] + 2].strip()[:1] == "$":
        return True  # "US$ 25" is money
    if word.isupper() and candidate.key in (gazetteer.local_names or ()):
        return False  # "UE" and "США" are names of the language
    if candidate.key in cues.acronyms_of_places:
        # "us" the pronoun is no country, not even in a headline.
        return candidate.key == "us" and word not in ("US", "U.S.", "U.S")
    is_short_upper = word.isupper() and "." not in word and len(word) <= _LONGEST_ACRONYM
    return is_short_upper and not _is_among_capitals(tokens, candidate)


def _is_among_capitals(tokens: Tokens, candidate: Candidate) -> bool:
    """Return whether the words around a candidate are in capitals too, as in a headline or a dateline."""
    around = [n for n in (candidate.first - 1, candidate.last) if 0 <= n < len(tokens)]
    long = [n for n in around if len(tokens.words[n]) > _LONGEST_ACRONYM]
    begins_line = "\n" in tokens.gap(candidate.first - 1)
    return any(tokens.upper[n] for n in long) or (
        begins_line and len(tokens.words[candidate.first]) == _LONGEST_ACRONYM
    )


def is_no_place(tokens: Tokens, candidate: Candidate, gazetteer: Gazetteer, cues: CueWords) -> bool:
    """Return whether a candidate is no place however it stands: an acronym, a mere word, a person or a team."""
    if candidate.matches and candidate.matches[0].name_type == HOUSE_NAME:
        return False
    is_word = candidate.last - candidate.first == 1
    if is_word and not candidate.landmark and _is_noun_of_site(tokens, candidate):
        return True
    if not candidate.matches:
        return False
    if is_word and _is_acronym(tokens, candidate, gazetteer, cues):
        return True
    words = range(candidate.first, candidate.last)
    if is_person_or_team(tokens, words, candidate.matches):
        return True
    is_mere = is_mere_word(tokens, words, candidate.matches[0], cues)
    return is_mere and not _stands_before_its_state(tokens, candidate, gazetteer, cues)


def _is_noun_of_site(tokens: Tokens, candidate: Candidate) -> bool:
    """Return whether a candidate is a German noun of a building: "Hauptbahnhof" is a place in Lower Saxony, too."""
    nouns = read_site_nouns(tokens.language)
    return tokens.language == "de" and (candidate.key in nouns.before_in_capitals or candidate.key in nouns.no_names)


def _is_whole_town(
    tokens: Tokens, candidate: Candidate | None, site: Site, gazetteer: Gazetteer, cues: CueWords
) -> bool:
    """Return whether a town is called like a site and its state stands after it: "Manatee Road, Florida"."""
    is_whole = candidate is not None and candidate.last == site.last
    return candidate is not None and is_whole and _stands_before_its_state(tokens, candidate, gazetteer, cues)


def _stands_before_its_state(tokens: Tokens, candidate: Candidate, gazetteer: Gazetteer, cues: CueWords) -> bool:
    """Return whether the state or country of a town that has a candidate's name follows: "West, Texas"."""
    after = candidate.last
    if after >= len(tokens) or tokens.gap(after - 1) not in (", ", ",", " ("):
        return False
    bare = tokens.words[after].replace(".", "")
    code = cues.abbreviations.get(bare)
    meant = [gazetteer.by_code(code)] if code else []
    for last in (after + 1, after + 2):
        meant += [match.entry for match in gazetteer.matches(join_words(tokens.folded[after:last]))[:3]]
    numbers = {entry.number for entry in meant if entry is not None and entry.kind in _LARGE}
    return any(numbers & gazetteer.parents(match.entry) for match in candidate.matches)


def _state_abbreviation_after(
    tokens: Tokens, candidate: Candidate, gazetteer: Gazetteer, cues: CueWords
) -> Candidate | None:
    """Return a state's abbreviation after a comma: "Paris, Tex.", "Laredo, TX", "Dayton (Ohio)"."""
    number = candidate.last
    if number >= len(tokens) or tokens.gap(number - 1) not in (", ", ",", " ("):
        return None
    word = tokens.words[number]
    bare = word.replace(".", "")
    end = tokens.ends[number]
    dotted = tokens.text[end : end + 1] == "." or "." in word
    if bare not in cues.abbreviations or not (dotted or (len(bare) <= 3 and bare.isupper())):
        return None
    code = cues.abbreviations[bare]
    state = gazetteer.by_code(code)
    if state is None or (not dotted and tokens.gap(number - 1) == " (" and not _has_place(candidate, state)):
        return None  # "BAMAKO (NB)" says the agency
    if tokens.text[end : end + 1] == "." and "." not in word:
        end += len(bare) > 2 or not bare.isupper()
    match = GazetteerMatch(state, PROPER)
    return Candidate(number, number + 1, f"@{code}".lower(), (match,), end, is_state=True)


def _has_place(candidate: Candidate, state: GazetteerEntry) -> bool:
    """Return whether a name can mean a place of a state."""
    return any(match.entry.state == state.number for match in candidate.matches)
