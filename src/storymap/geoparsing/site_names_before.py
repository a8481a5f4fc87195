"""Names of streets and buildings that stand before their noun: "Main Street", "Невском проспекте", "मॉल रोड"."""

from __future__ import annotations

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import DEMONYM
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.lexicon import COMMON_FIRST, VERY_COMMON_SURNAME
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.site_nouns import STREET, SiteNouns
from storymap.geoparsing.tokens import Tokens, has_no_case

_LONGEST = 4  # words
_SHORT = frozenset({"jr", "sr", "dr", "mt", "gen", "col"})  # before a full stop
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_GAPS = frozenset({" ", "-", "\xa0", "", "‑", "\n", "/"})
_POSSESSIVE = frozenset({"'s ", "’s ", "' ", "’ "})
_ADJECTIVES = ("ий", "ыи", "ои", "ии", "ого", "ому", "ом", "им", "ым", "ая", "ую", "ое", "ою", "ею", "кои", "кіи")
_SHORTEST_ADJECTIVE = 5
_COMPASS = frozenset(
    {"north", "south", "east", "west", "n", "s", "e", "w", "northeast", "northwest", "southeast", "southwest"}
)
# Words that begin no name by themselves, and may stand in one before a noun: "New Street", "City Hospital".
_PARTS_OF_NAMES = frozenset({
    "old", "new", "great", "little", "big", "high", "county", "city", "state", "first", "second", "third",
})  # fmt: skip
# Organisations' words that may follow a street's or a school's noun and say what stands there, or a part of it.
_PARTS_OF_SITES = frozenset({
    "university", "college", "school", "academy", "church", "cathedral", "temple", "synagogue", "hospital", "clinic",
    "center", "centre", "museum", "library", "theater", "theatre", "hotel", "inn", "motel", "stadium", "arena",
    "airport", "mall", "park", "zoo", "high", "elementary", "middle", "preparatory", "cafe", "restaurant", "grill",
    "bar", "pub", "court", "station", "bridge",
})  # fmt: skip
_MOST_DIGITS = 3  # of a street's number
_OF_SCHOOLS = frozenset({"district", "districts", "board", "boards"})  # who runs schools
_TOWN = 50_000  # people


def start_of_name(tokens: Tokens, noun: int, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> int | None:
    """Return where the name before a noun begins, None if none stands there."""
    if has_no_case(tokens.words[noun]):
        return _start_without_case(tokens, noun, cues, nouns)
    if tokens.language == "en" and _goes_on(tokens, noun, cues):
        return None
    first = noun
    while first > 0 and noun - first < _LONGEST and _is_of_name(tokens, first - 1, cues, nouns):
        if tokens.gap(first - 1) in _POSSESSIVE and _is_well_known(tokens.folded[first - 1], gazetteer):
            break  # "Lima's Jorge Chavez Airport"
        first -= 1
    own = range(first, noun)
    if all(_is_no_name(tokens, one, noun, gazetteer, nouns) for one in own):
        return None
    if not tokens.capitalized[noun] and not _is_adjective(tokens.folded[noun - 1]):
        return None
    is_person = len(own) == 1 and tokens.marks(first) & COMMON_FIRST and tokens.marks(noun) & VERY_COMMON_SURNAME
    return None if is_person else first  # "Grace Church", "Lois Lane"


def start_of_ordinal(tokens: Tokens, noun: int) -> int | None:
    """Return the code point where a street begins that has a number for its name: "East 14th Street"."""
    ending = noun - 1
    if ending < 0 or tokens.folded[ending] not in _ORDINALS or tokens.gap(ending) != " ":
        return None
    end = tokens.starts[ending]
    start = end
    while end - start <= _MOST_DIGITS and start > 0 and tokens.text[start - 1].isdecimal():
        start -= 1
    if not 0 < end - start <= _MOST_DIGITS:
        return None
    before = ending - 1
    is_longer = before >= 0 and tokens.text[tokens.ends[before] : start] == " " and tokens.folded[before] in _COMPASS
    return tokens.starts[before] if is_longer and tokens.capitalized[before] else start


def _is_no_name(tokens: Tokens, number: int, noun: int, gazetteer: Gazetteer, nouns: SiteNouns) -> bool:
    """Return whether a word makes no name with a noun after it: "High School", "the Bulgarian Orthodox Church"."""
    word = tokens.folded[number]
    if nouns.after[tokens.folded[noun]] == STREET:
        return word in nouns.no_streets
    if word in nouns.no_names or word in nouns.after or len(word) == 1:
        return True
    is_church = tokens.folded[noun] == "church"
    return is_church and any(match.name_type == DEMONYM for match in gazetteer.matches(word)[:3])


def _is_well_known(word: str, gazetteer: Gazetteer) -> bool:
    """Return whether a word is the name of a country, a state or a large town."""
    large = (place_types.COUNTRY, place_types.STATE)
    return any(one.entry.kind in large or one.entry.population >= _TOWN for one in gazetteer.matches(word)[:3])


def _start_without_case(tokens: Tokens, noun: int, cues: CueWords, nouns: SiteNouns) -> int | None:
    first = noun - 1
    if first < 0 or tokens.gap(first) != " ":
        return None
    word = tokens.folded[first]
    groups = (cues.not_names, cues.place_nouns, nouns.no_names, cues.titles, cues.calendar, cues.reporting, nouns.after)
    return None if len(word) < 2 or any(word in group for group in groups) else first


def _is_of_name(tokens: Tokens, number: int, cues: CueWords, nouns: SiteNouns) -> bool:
    """Return whether a word is capitalised, joined to the next one, and may be a part of a name before a noun."""
    gap, folded = tokens.gap(number), tokens.folded[number]
    if not tokens.capitalized[number] or has_no_case(tokens.words[number]):
        return False
    is_short = gap == ". " and folded in _SHORT
    if gap not in _GAPS and gap not in _POSSESSIVE and not is_short:
        return False
    if folded in nouns.after or folded in _PARTS_OF_NAMES:
        return True
    return not any(
        folded in group for group in (cues.not_names, cues.calendar, cues.strong_prepositions, cues.reporting)
    )


def _goes_on(tokens: Tokens, noun: int, cues: CueWords) -> bool:
    """Return whether a name goes on after a noun to a firm or so: "Oxford University Press", "Wall Street Journal"."""
    after = noun + 1
    if after >= len(tokens) or tokens.gap(noun) != " " or not tokens.capitalized[after]:
        return False
    word = tokens.folded[after]
    if word in cues.press or word in cues.teams or word in _OF_SCHOOLS:
        return True
    return word in cues.organisations and word not in _PARTS_OF_SITES


def _is_adjective(word: str) -> bool:
    """Return whether a Russian or Ukrainian word, folded, may be an adjective: "Невском" before "проспекте"."""
    return len(word) >= _SHORTEST_ADJECTIVE and word.endswith(_ADJECTIVES)
