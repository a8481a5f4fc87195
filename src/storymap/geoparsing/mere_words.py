"""Names of the gazetteer that a text has as words, persons or teams."""

from __future__ import annotations

from collections.abc import Sequence

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import PROPER
from storymap.gazetteer.gazetteer import GazetteerMatch
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.tokens import Tokens, has_no_case

_ARTICLES = frozenset({"el", "la", "los", "las", "le", "les", "il", "lo", "gli", "der", "die", "das", "os", "as"})
_LARGE_CITY = 15_000  # people
_WELL_KNOWN_CITY = 300_000  # people: an article before the name of a smaller one is that of another noun
_NOUNS_IN_CAPITALS = "de"
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
        return " ".join(tokens.folded[words[0] : words[-1] + 1]) in cues.common_words
    has_article = len(words) == 2 and tokens.folded[words[0]] in _ARTICLES
    if len(words) != 1 + has_article:
        return False
    folded, before = tokens.folded[words[-1]], _before(tokens, words[0])
    if not has_article and (folded in cues.strong_prepositions or folded in cues.prepositions):
        return True
    entry = match.entry
    if before in cues.determiners and entry.kind in place_types.SETTLEMENTS and entry.population < _WELL_KNOWN_CITY:
        return not has_article
    if folded not in cues.common_words:
        return False
    return has_no_case(tokens.words[words[0]]) or not _is_large_and_meant(tokens, words, match, cues)


def _is_large_and_meant(tokens: Tokens, words: range, match: GazetteerMatch, cues: CueWords) -> bool:
    """Return whether a common word means the large place of its name: by its own article, "in", or a capital."""
    entry, name_type = match
    if entry.kind not in (place_types.STATE, place_types.CAPITAL) and entry.population < _LARGE_CITY:
        return False
    if _before(tokens, words[0]) in cues.strong_prepositions or _is_written_as_name(tokens, words):
        return True
    return len(words) > 1 and name_type == PROPER


def is_person_or_team(tokens: Tokens, words: range, matches: Sequence[GazetteerMatch]) -> bool:
    """Return whether what stands around a name makes a person or a team of it, by the rules of the language.

    `matches` are the places of the name: "el Marañón" is the river, whatever the town of its name.
    """
    if tokens.language in ("ja", "zh"):
        return tokens.text.startswith(_AFTER_PERSONS, tokens.ends[words[-1]])
    articles = _ARTICLES_OF_TEAMS.get(tokens.language)
    if articles is None or _before(tokens, words[0]) not in articles or matches[0].entry.kind not in _TOWNS:
        return False
    return not any(match.entry.kind in place_types.NATURAL for match in matches)


def _is_written_as_name(tokens: Tokens, words: range) -> bool:
    """Return whether a word has a capital because it is a name, alone and not as the first of a sentence."""
    first, last = words[0], words[-1] + 1
    if tokens.language == _NOUNS_IN_CAPITALS or not tokens.capitalized[first] or tokens.upper[first]:
        return False
    if tokens.gap(first - 1) != " " or (tokens.capitalized[first - 1] and not has_no_case(tokens.words[first - 1])):
        return False
    return not (last < len(tokens) and tokens.capitalized[last] and tokens.gap(last - 1) in (" ", "-"))


def _before(tokens: Tokens, first: int) -> str:
    """Return the folded word before a word, "" where more than a blank is between them."""
    return tokens.folded[first - 1] if first and tokens.gap(first - 1) == " " else ""
