"""Sites: streets, squares, numbered roads, bridges, schools, stations and other buildings, recognised by their noun.

No gazetteer of ours has them, so they have no location, and the town in the name of one is not what is meant: "rue de
Lyon" lies in another town, and "Cancún airport" is a part of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import DEMONYM
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.lexicon import COMMON_FIRST, VERY_COMMON_SURNAME
from storymap.gazetteer.name_keys import join_words
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.listed_names import listed_key, phrase_at
from storymap.geoparsing.numbered_roads import numbered_roads
from storymap.geoparsing.site_nouns import BUILDING, OF_A_NAME, STREET, SiteNouns
from storymap.geoparsing.tokens import Tokens, has_no_case
from storymap.geoparsing.undivided_sites import undivided_sites
from storymap.geoparsing.word_division import UNDIVIDED

_LONGEST = 8  # words after a noun
_LONGEST_BEFORE = 4  # words before one
_PREFIXES = frozenset("وبلف")
_SAINTS = frozenset({"san", "santa", "santo", "sao", "saint", "sainte", "sant", "sankt", "sint", "notre"})
_WITHOUT_OF = frozenset({"ru", "uk", "ar"})  # whose noun and name have nothing between them, or a genitive
_SHORT = frozenset({"jr", "sr", "dr", "mt", "gen", "col"})  # before a full stop
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_GAPS = frozenset({" ", "-", "\xa0", "", "‑", "\n"})
_POSSESSIVE = frozenset({"'s ", "’s "})
_PREPOSITIONS = frozenset({"am", "im", "vom", "zum", "beim"})  # of German, with an article in them
_ADJECTIVES = ("ий", "ыи", "ои", "ии", "ого", "ому", "ом", "им", "ым", "ая", "ую", "ое", "ою", "ею", "кои", "кіи")
_SHORTEST_ADJECTIVE = 5
_COMPASS = frozenset(
    {"north", "south", "east", "west", "n", "s", "e", "w", "northeast", "northwest", "southeast", "southwest"}
)
# Words that begin no name by themselves, and may stand in one before a noun: "New Street", "City Hospital".
_PARTS_OF_NAMES = frozenset({
    "old", "new", "great", "little", "big", "high", "county", "city", "state", "first", "second", "third",
})  # fmt: skip
_LARGE_CITY, _TOWN = 100_000, 50_000  # people
# Organisations' words that may follow a street's or a school's noun and say what stands there, or a part of it.
_PARTS_OF_SITES = frozenset({
    "university", "college", "school", "academy", "church", "cathedral", "temple", "synagogue", "hospital", "clinic",
    "center", "centre", "museum", "library", "theater", "theatre", "hotel", "inn", "motel", "stadium", "arena",
    "airport", "mall", "park", "zoo", "high", "elementary", "middle", "preparatory", "cafe", "restaurant", "grill",
    "bar", "pub", "court", "station", "bridge",
})  # fmt: skip
_SHORTEST_COMPOUND = 3  # letters before the ending


@dataclass(frozen=True, slots=True)
class Site:
    """The words `first` to `last` (half-open) of a text, code points `start` to `end`, and STREET or BUILDING."""

    first: int
    last: int
    start: int
    end: int
    kind: str


def find_sites(tokens: Tokens, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> list[Site]:
    """Return the sites of a text in order. No two of them overlap: the longest wins."""
    found = [
        Site(*words_of(tokens, start, end), start, end, kind)
        for start, end, kind in _ranges(tokens, nouns)
        if not _ends_with_name(tokens, start, end)
    ]
    found += _named(tokens, gazetteer, cues, nouns)
    kept: list[Site] = []
    for site in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or site.start >= kept[-1].end:
            kept.append(site)
        elif site.end > kept[-1].end:  # "Park Hill" and "Hill Road"
            kept[-1] = Site(kept[-1].first, site.last, kept[-1].start, site.end, site.kind)
    return kept


def _ends_with_name(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether a shorter known name ends where a range does: "老街" in "缅甸老街" is a town."""
    last = bisect_left(tokens.starts, end) - 1
    return start < tokens.starts[last] and tokens.ends[last] == end and tokens.capitalized[last]


def words_of(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the numbers of the words that a range of code points touches, half-open."""
    return bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)


def _ranges(tokens: Tokens, nouns: SiteNouns) -> Iterator[tuple[int, int, str]]:
    yield from numbered_roads(tokens, nouns)
    if tokens.language in UNDIVIDED:
        yield from undivided_sites(tokens.text, nouns)


def _named(tokens: Tokens, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> Iterator[Site]:
    endings = tuple(nouns.endings) + tuple(nouns.endings_after_preposition)
    for number, word in enumerate(tokens.folded):
        kind = _kind_before(tokens, number, nouns)
        last = _end_of_name(tokens, number, gazetteer, cues, nouns) if kind else 0
        if last and not _is_of_town(tokens, number, last, gazetteer, nouns):
            prefix = len(tokens.folded[number]) - len(_without_prefix(tokens, number, nouns))
            yield Site(number, last, tokens.starts[number] + prefix, tokens.ends[last - 1], kind)
        kind = nouns.after.get(word, "")
        if kind and (tokens.capitalized[number] or word in nouns.after_in_small):
            first = _start_of_name(tokens, number, gazetteer, cues, nouns)
            if first is not None:
                yield _site(tokens, first, number + 1, kind)
            elif tokens.language == "en" and (start := _start_of_ordinal(tokens, number)):
                yield Site(*words_of(tokens, start, tokens.ends[number]), start, tokens.ends[number], kind)
        elif endings and tokens.capitalized[number] and word.endswith(endings):
            kind = _kind_of_compound(tokens, number, gazetteer, nouns)
            if kind:
                yield _site(tokens, _start_of_compound(tokens, number), number + 1, kind)


def _site(tokens: Tokens, first: int, last: int, kind: str) -> Site:
    return Site(first, last, tokens.starts[first], tokens.ends[last - 1], kind)


def _kind_before(tokens: Tokens, number: int, nouns: SiteNouns) -> str:
    """Return the kind of the site whose noun a word is, if it stands before a name; "" if it is no such noun."""
    word = tokens.folded[number]
    if (bare := _without_prefix(tokens, number, nouns)) in nouns.before:
        return nouns.before[bare]
    if not tokens.capitalized[number]:
        return ""
    if word in nouns.before_of:
        is_of = number + 1 < len(tokens) and tokens.folded[number + 1] == "of"
        return nouns.before_of[word] if is_of else ""
    return nouns.before_in_capitals.get(word, "")


def _without_prefix(tokens: Tokens, number: int, nouns: SiteNouns) -> str:
    """Return a word, folded, without the letter that Arabic writes together with a noun: "and", "in", "to"."""
    word = tokens.folded[number]
    is_prefixed = tokens.language == "ar" and word not in nouns.before and word[:1] in _PREFIXES
    return word[1:] if is_prefixed and word[1:] in nouns.before else word


def _is_of_town(tokens: Tokens, noun: int, last: int, gazetteer: Gazetteer, nouns: SiteNouns) -> bool:
    """Return whether a noun only says what of a town is meant: "la plaza de Lugo", "via Dubai"."""
    if tokens.capitalized[noun]:
        return False
    first = noun + 1
    while first < last and not tokens.capitalized[first]:
        first += 1
    if first < last and tokens.folded[first] in _SAINTS:
        return False  # "la iglesia de San Juan"
    found = gazetteer.matches(listed_key(tokens.folded[first:last], gazetteer)) if first < last else ()
    if not found:
        return False
    word = _without_prefix(tokens, noun, nouns)
    if word not in nouns.with_towns:
        if first == noun + 1 and tokens.language not in _WITHOUT_OF:
            return False  # "el colegio San José"
        return any(match.entry.kind in place_types.SETTLEMENTS for match in found[:3])
    is_large = found[0].entry.population >= _LARGE_CITY or found[0].entry.kind == place_types.COUNTRY
    return word == "via" and is_large and first == noun + 1 and tokens.gap(noun - 1).startswith(",")


def _end_of_name(tokens: Tokens, noun: int, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> int:
    """Return where the name after a noun ends, 0 if none stands there."""
    if tokens.language == "ar":
        return _end_without_case(tokens, noun, gazetteer, cues, nouns)
    last, limit = noun + 1, min(len(tokens), noun + 1 + _LONGEST)
    end, has_name = 0, False
    while last < limit and _is_gap_of_name(tokens.gap(last - 1), after_noun=not end):
        if tokens.capitalized[last]:
            folded = tokens.folded[last]
            is_day = end == 0 and tokens.text[tokens.ends[noun] : tokens.starts[noun + 1]].strip().isdecimal()
            if (folded in cues.calendar and not is_day) or folded in cues.not_names or folded in cues.teams:
                break
            end, has_name = last + 1, has_name or folded not in nouns.no_names
        elif tokens.folded[last] not in OF_A_NAME or (tokens.language == "de" and not end):
            break  # "Bahnhof von Fulda" is no name, "Bahnhof Fulda" is one
        last += 1
    return end if has_name else 0


def _is_gap_of_name(gap: str, *, after_noun: bool) -> bool:
    """Return whether a name goes on over a gap; after a noun, a day or so may stand in it: "ponte 25 de Abril"."""
    return gap in _GAPS or (after_noun and len(gap) <= 4 and gap.strip().isdecimal())


def _end_without_case(tokens: Tokens, noun: int, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> int:
    """Return where the name after an Arabic noun ends: after a known name, a word, or those that "bin" joins to it."""
    last = noun + 1
    if last >= len(tokens) or tokens.gap(noun) != " ":
        return 0
    phrase = phrase_at(tokens, last, gazetteer)
    if phrase is not None:
        return phrase[0]
    word = tokens.folded[last]
    if word in cues.not_names or word in nouns.no_names or word in cues.prepositions or len(word) < 3:
        return 0
    is_name = tokens.capitalized[last] or word.startswith("ال")
    if nouns.before.get(_without_prefix(tokens, noun, nouns)) == BUILDING and not is_name:
        return 0
    last += 1
    while last + 1 < len(tokens) and tokens.folded[last] in ("بن", "ابن", "ابو") and tokens.gap(last) == " ":
        last += 2
    return last


def _start_of_name(tokens: Tokens, noun: int, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> int | None:
    """Return where the name before a noun begins, None if none stands there."""
    if has_no_case(tokens.words[noun]):
        return _start_without_case(tokens, noun, cues, nouns)
    if tokens.language == "en" and _goes_on(tokens, noun, cues):
        return None
    first = noun
    while first > 0 and noun - first < _LONGEST_BEFORE and _is_of_name(tokens, first - 1, cues, nouns):
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


def _start_of_ordinal(tokens: Tokens, noun: int) -> int:
    """Return where a street begins that has a number for its name, 0 if none does: "East 14th Street"."""
    ending = noun - 1
    if ending < 0 or tokens.folded[ending] not in _ORDINALS or tokens.gap(ending) != " ":
        return 0
    start = tokens.starts[ending]
    while start > 0 and tokens.text[start - 1].isdecimal():
        start -= 1
    before = ending - 1
    is_longer = before >= 0 and tokens.text[tokens.ends[before] : start] == " " and tokens.folded[before] in _COMPASS
    if start == tokens.starts[ending]:
        return 0
    return tokens.starts[before] if is_longer and tokens.capitalized[before] else start


def _is_no_name(tokens: Tokens, number: int, noun: int, gazetteer: Gazetteer, nouns: SiteNouns) -> bool:
    """Return whether a word makes no name with a noun after it: "High School", "the Bulgarian Orthodox Church"."""
    word = tokens.folded[number]
    if word in nouns.no_names or word in nouns.after:
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
    if gap not in _GAPS and gap not in _POSSESSIVE and gap != "/" and not is_short:
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
    return word in cues.press or word in cues.teams or (word in cues.organisations and word not in _PARTS_OF_SITES)


def _is_adjective(word: str) -> bool:
    """Return whether a Russian or Ukrainian word, folded, may be an adjective: "Невском" before "проспекте"."""
    return len(word) >= _SHORTEST_ADJECTIVE and word.endswith(_ADJECTIVES)


def _kind_of_compound(tokens: Tokens, number: int, gazetteer: Gazetteer, nouns: SiteNouns) -> str:
    """Return the kind of the site that a compound is: "Bahnhofstraße"; "" if it is none, or a town's name."""
    word = tokens.folded[number]
    if word in nouns.no_names or word in nouns.before_in_capitals or gazetteer.matches(join_words([word])):
        return ""
    for ending, kind in nouns.endings.items():
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_COMPOUND:
            return "" if tokens.language == "nl" and _begins_sentence(tokens, number) else kind
    before = tokens.folded[number - 1] if number and tokens.gap(number - 1) == " " else ""
    return STREET if before in _PREPOSITIONS else ""


def _start_of_compound(tokens: Tokens, number: int) -> int:
    """Return where the words begin that hyphens join to a compound: "Sint-Janskathedraal"."""
    while number > 0 and tokens.gap(number - 1) == "-" and tokens.capitalized[number - 1]:
        number -= 1
    return number


def _begins_sentence(tokens: Tokens, number: int) -> bool:
    return number == 0 or any(mark in tokens.gap(number - 1) for mark in '\n.!?:"“”«»‘’')
