"""From the toponyms of a text to its suggestions: one for each place, with all of its names and mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.local_names import base_language
from storymap.geoparsing.longer_names import longer_names
from storymap.geoparsing.reasons import reasons_for
from storymap.geoparsing.suggested_names import suggested_names
from storymap.geoparsing.suggestions import IN, Landmark, Suggestion
from storymap.geoparsing.toponym import Toponym
from storymap.geoparsing.word_forms import base_name
from storymap.limits import LONGEST_NAME, MOST_ALIASES

# Facts that say of a toponym that it is a part of a longer name.
_PARTS_OF_LONGER_NAME = {
    "team",
    "newspaper",
    "organisation's word after",
    "within an organisation's name",
    "within a person's name",
    "street",
    "cartel or gang after",
}
_LANDMARKS: dict[str, Landmark] = {
    "natural landmark": "natural",
    "built landmark": "built",
    "named street": "street",
    "named building": "building",
}


def collect_suggestions(
    text: str, toponyms: list[Toponym], gazetteer: Gazetteer, language: str = "en"
) -> list[Suggestion]:
    """Return a suggestion for each place of .2 and more, in the order of first mention."""
    groups: dict[object, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        if toponym.end - toponym.start > LONGEST_NAME:
            continue  # no places file may have it
        groups[toponym.places[0].number if toponym.places else toponym.key].append(toponym)
    found = [_suggestion(text, group, gazetteer, language) for group in groups.values()]
    return sorted((s for s in found if s.status != "no"), key=lambda s: s.mentions[0])


def _suggestion(text: str, group: list[Toponym], gazetteer: Gazetteer, language: str) -> Suggestion:
    """Return the suggestion of the toponyms that mean one place."""
    group = sorted(group, key=lambda t: t.start)
    score = max(toponym.score for toponym in group)
    meant = [toponym for toponym in group if toponym.score >= min(IN, score)]
    surest = max(meant, key=lambda t: (bool(t.places), t.score))
    proper = gazetteer.name(surest.places[0]) if surest.places else ""
    name, aliases = suggested_names((text[t.start : t.end] for t in meant), proper, language)
    name, aliases = _in_first_case(name, aliases, {text[t.start : t.end]: t.key for t in meant}, language)
    # A name that stands in longer names alone is meant by them: to ignore these would leave it nowhere.
    by_itself = [toponym for toponym in meant if not _PARTS_OF_LONGER_NAME & toponym.evidence.keys()] or meant
    starts = {toponym.start for toponym in by_itself}
    doubtful = [toponym for toponym in group if toponym.start not in starts]
    return Suggestion(
        name=name,
        aliases=aliases,
        score=score,
        places=surest.places,
        mentions=tuple((toponym.start, toponym.end) for toponym in by_itself),
        ignore=longer_names(text, doubtful),
        why=reasons_for(text, surest, gazetteer),
        language=language,
        confidence=surest.confidence,
        alternatives=surest.alternatives,
        landmark=next((kind for fact, kind in _LANDMARKS.items() if fact in surest.evidence), None),
    )


def _in_first_case(
    name: str, aliases: tuple[str, ...], keys: Mapping[str, str], language: str
) -> tuple[str, tuple[str, ...]]:
    """Return a name as it is by itself, with the form that the article has among its aliases: "Москва" for "Москве".

    `keys` holds the name key of each spelling of the article.
    """
    base = base_name(name, keys.get(name, ""), base_language(language))
    if base == name:
        return name, aliases
    others = (alias for alias in dict.fromkeys((name, *aliases)) if not base.endswith(alias))
    return base, tuple(others)[:MOST_ALIASES]
