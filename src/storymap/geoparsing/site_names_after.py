"""Names of streets and buildings that stand after their noun: "calle Mayor", "aeropuerto de Cancún", "شارع الحمرا"."""

from __future__ import annotations

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import PROPER
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.listed_names import listed_key, phrase_at
from storymap.geoparsing.site_nouns import BUILDING, INDEFINITE, OF_A_NAME, PREFIXES, STREET, SiteNouns
from storymap.geoparsing.tokens import Tokens

_LONGEST = 8  # words after a noun
_AND = {"ru": frozenset({"и"}), "uk": frozenset({"та", "і", "и"})}  # which may join two persons of a museum
_SON = ("بن", "ابن", "ابو")
_SAINTS = frozenset({"san", "santa", "santo", "sao", "saint", "sainte", "sant", "sankt", "sint", "notre"})
_WITHOUT_OF = frozenset({"ru", "uk", "ar"})  # whose noun and name have nothing between them, or a genitive
_ARTICLES = frozenset({"el", "la", "los", "las", "le", "les", "il", "lo", "o", "os", "as"})  # "calle El Peso"
_GAPS = frozenset({" ", "-", "\xa0", "", "‑", "\n"})
_WITH_ARTICLE = {
    "fr": frozenset({"du", "des"}),
    "es": frozenset({"del"}),
    "it": frozenset({"del", "dello", "della", "dell'", "dei", "degli", "delle"}),
}
# What a city's name belongs to after "de": "colegio Ciudad de Barcelona", "escola Duque de Caxias".
_OF_CITIES = frozenset({
    "ciudad", "cidade", "citta", "ville", "villa", "virgen", "duque", "duquesa", "conde", "condesa", "marques",
    "marquesa", "baron", "barao", "visconde", "principe", "princesa", "rey", "reina", "duc", "comte", "duca",
})  # fmt: skip
_TOWN = 50_000  # people
_LARGE_CITY = 100_000  # people


def kind_of_noun(tokens: Tokens, number: int, nouns: SiteNouns) -> str:
    """Return the kind of the site whose noun a word is, if it stands before a name; "" if it is no such noun."""
    word = tokens.folded[number]
    if (bare := without_prefix(tokens, number, nouns)) in nouns.before:
        return nouns.before[bare]
    if not tokens.capitalized[number]:
        return ""
    if word in nouns.before_of:
        is_of = number + 1 < len(tokens) and tokens.folded[number + 1] == "of"
        return nouns.before_of[word] if is_of else ""
    return nouns.before_in_capitals.get(word, "")


def without_prefix(tokens: Tokens, number: int, nouns: SiteNouns) -> str:
    """Return a word, folded, without the letter that Arabic writes together with a noun: "and", "in", "to"."""
    word = tokens.folded[number]
    is_prefixed = tokens.language == "ar" and word not in nouns.before and word[:1] in PREFIXES
    return word[1:] if is_prefixed and word[1:] in nouns.before else word


def is_of_town(tokens: Tokens, noun: int, last: int, gazetteer: Gazetteer, nouns: SiteNouns) -> bool:
    """Return whether a noun only says what of a town is meant: "la plaza de Lugo", "un hospital", "via Dubai"."""
    if tokens.capitalized[noun]:
        return False
    first = noun + 1
    while first < last and not tokens.capitalized[first]:
        first += 1
    word, is_direct = without_prefix(tokens, noun, nouns), first == noun + 1
    if not is_direct and noun and tokens.folded[noun - 1] in INDEFINITE:
        return True
    found = gazetteer.matches(listed_key(tokens.folded[first:last], gazetteer)) if first < last else ()
    if not found:
        return False
    if word in nouns.with_towns:
        is_large = found[0].entry.population >= _LARGE_CITY or found[0].entry.kind == place_types.COUNTRY
        return word == "via" and is_large and is_direct and tokens.gap(noun - 1).startswith(",")
    is_name = is_direct and tokens.language not in _WITHOUT_OF  # "el colegio San José"
    is_saint = tokens.folded[first] in _SAINTS and nouns.before.get(word) == BUILDING  # "la iglesia de San Juan"
    if is_name or is_saint:
        return False
    # Few towns have an article: "le théâtre du Châtelet" is none of a town, "l'hôpital du Havre" is.
    least = _TOWN if tokens.folded[first - 1] in _WITH_ARTICLE.get(tokens.language, ()) else 0
    return any(one.entry.kind in place_types.SETTLEMENTS and one.entry.population >= least for one in found[:3])


def end_of_name(tokens: Tokens, noun: int, kind: str, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> int:
    """Return where the name after a noun ends, 0 if none stands there."""
    if tokens.language == "ar":
        return _end_without_case(tokens, noun, gazetteer, cues, nouns)
    last, limit = noun + 1, min(len(tokens), noun + 1 + _LONGEST)
    end, has_name, word = 0, False, tokens.folded[noun]
    while last < limit and _is_gap_of_name(tokens.gap(last - 1), after_noun=not end):
        if tokens.capitalized[last]:
            folded = tokens.folded[last]
            is_day = end == 0 and tokens.text[tokens.ends[noun] : tokens.starts[noun + 1]].strip().isdecimal()
            is_article = end == 0 and folded in _ARTICLES
            if (folded in cues.calendar and not is_day) or folded in cues.teams:
                break
            if folded in cues.not_names and not is_article:
                break
            # "rue Nationale" is a name, and "École Nationale" is none.
            is_name = not is_article and (folded not in nouns.no_names or (kind == STREET and word != "via"))
            end, has_name = last + 1, has_name or is_name
        elif end and kind == BUILDING and tokens.folded[last] in _AND.get(tokens.language, ()):
            pass  # "музей Вікторії та Альберта"
        elif end and kind == BUILDING and _is_of_city(tokens, last, gazetteer):
            break  # "hotel Ritz de Madrid"
        elif tokens.folded[last] not in OF_A_NAME or (tokens.language == "de" and not end):
            break  # "Bahnhof von Fulda" is no name, "Bahnhof Fulda" is one
        last += 1
    return end if has_name else 0


def _is_of_city(tokens: Tokens, of: int, gazetteer: Gazetteer) -> bool:
    """Return whether a large city stands after "of", which follows a whole name."""
    city = of + 1
    if (
        tokens.folded[of] not in ("de", "di", "von", "van")
        or city >= len(tokens)
        or tokens.folded[of - 1] in _OF_CITIES
    ):
        return False
    found = gazetteer.matches(listed_key(tokens.folded[city : city + 1], gazetteer)) if tokens.capitalized[city] else ()
    return any(one.entry.population >= _LARGE_CITY and one.name_type == PROPER for one in found[:2])


def _is_gap_of_name(gap: str, *, after_noun: bool) -> bool:
    """Return whether a name goes on over a gap; after a noun, a day or so may stand in it: "ponte 25 de Abril"."""
    return gap in _GAPS or (after_noun and len(gap) <= 4 and gap.strip().isdecimal())


def _end_without_case(tokens: Tokens, noun: int, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> int:
    """Return where the name after an Arabic noun ends: after a known name, a word, or those that "bin" joins to it."""
    last = noun + 1
    if last >= len(tokens) or tokens.gap(noun) != " ":
        return 0
    phrase = phrase_at(tokens, last, gazetteer, cues.natural_kinds)
    if phrase is not None:
        return phrase[0]
    word = tokens.folded[last]
    if word in cues.not_names or word in nouns.no_names or word in cues.prepositions or len(word) < 3:
        return 0
    is_joined = last + 1 < len(tokens) and tokens.folded[last + 1] in _SON
    is_name = tokens.capitalized[last] or word.startswith("ال") or is_joined
    if nouns.before.get(without_prefix(tokens, noun, nouns)) == BUILDING and not is_name:
        return 0
    last += 1 + (word in cues.titles and last + 1 < len(tokens) and tokens.gap(last) == " ")  # "جسر الملك فهد"
    while last + 1 < len(tokens) and tokens.folded[last] in _SON and tokens.gap(last) == " ":
        last += 2
    return last
