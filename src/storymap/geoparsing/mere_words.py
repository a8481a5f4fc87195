"""Names of the gazetteer that a text of another language than English has as words, persons or teams."""

from __future__ import annotations

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import PROPER, GazetteerEntry
from storymap.gazetteer.gazetteer import GazetteerMatch
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.tokens import Tokens, has_no_case

_ARTICLES = frozenset({"el", "la", "los", "las", "le", "les", "il", "lo", "gli", "der", "die", "das", "os", "as"})
_LARGE_CITY = 50_000  # people
_AFTER_PERSONS = ("さん", "氏", "容疑者", "被告", "選手", "先生", "女士")  # "Mr": the name before is a person's
# Towns have no article but the one in their name, so what follows it is the town's team: "el Badajoz", "il Catania".
_ARTICLES_OF_TEAMS = {
    "es": frozenset({"el", "del", "al"}),
    "it": frozenset({"il", "del", "al", "dal"}),
    "fr": frozenset({"le"}),
}
_TOWNS = frozenset({place_types.SEAT, place_types.TOWN})


def is_mere_word(tokens: Tokens, words: range, match: GazetteerMatch, cues: CueWords) -> bool:
    """Return whether words, by number, are rather common ones of the language than the place of that name.

    A large city or a state may be meant after "in" all the same: "in Essen". In letters that have no capitals nothing
    else tells them apart.
    """
    if tokens.language == "en":
        return False
    has_article = len(words) == 2 and tokens.folded[words[0]] in _ARTICLES
    if len(words) != 1 + has_article:
        return False
    folded = tokens.folded[words[-1]]
    if not has_article and (folded in cues.strong_prepositions or folded in cues.prepositions):
        return True
    if folded not in cues.common_words:
        return False
    entry, name_type = match
    is_large = entry.kind in (place_types.STATE, place_types.CAPITAL) or entry.population >= _LARGE_CITY
    is_meant = (has_article and name_type == PROPER) or _before(tokens, words[0]) in cues.strong_prepositions
    return has_no_case(tokens.words[words[0]]) or not (is_large and is_meant)


def is_person_or_team(tokens: Tokens, words: range, entry: GazetteerEntry) -> bool:
    """Return whether what stands around a name makes a person or a team of it, by the rules of the language."""
    if tokens.language in ("ja", "zh"):
        return tokens.text.startswith(_AFTER_PERSONS, tokens.ends[words[-1]])
    return entry.kind in _TOWNS and _before(tokens, words[0]) in _ARTICLES_OF_TEAMS.get(tokens.language, ())


def _before(tokens: Tokens, first: int) -> str:
    """Return the folded word before a word, "" where more than a blank is between them."""
    return tokens.folded[first - 1] if first and tokens.gap(first - 1) == " " else ""
