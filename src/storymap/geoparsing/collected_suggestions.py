"""From the toponyms of a text to its suggestions: one for each place, with all of its names and mentions."""

from __future__ import annotations

from collections.abc import Mapping

from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.local_names import base_language
from storymap.geoparsing.longer_names import longer_names
from storymap.geoparsing.place_groups import PlaceGroup, groups_by_place
from storymap.geoparsing.reasons import reasons_for
from storymap.geoparsing.suggested_names import suggested_names
from storymap.geoparsing.suggestions import Landmark, Suggestion
from storymap.geoparsing.toponym import Toponym
from storymap.geoparsing.word_forms import base_name
from storymap.limits import MOST_ALIASES

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
    found = [_suggestion(text, group, gazetteer, language) for group in groups_by_place(toponyms)]
    return sorted((s for s in found if s.status != "no"), key=lambda s: s.mentions[0])


def _suggestion(text: str, group: PlaceGroup, gazetteer: Gazetteer, language: str) -> Suggestion:
    """Return the suggestion of the toponyms that mean one place."""
    meant, surest = group.meant, group.surest
    proper = gazetteer.name(surest.places[0]) if surest.places else ""
    name, aliases = suggested_names((text[t.start : t.end] for t in meant), proper, language)
    name, aliases = _in_first_case(name, aliases, {text[t.start : t.end]: t.key for t in meant}, language)
    starts = {toponym.start for toponym in group.by_itself}
    doubtful = [toponym for toponym in group.toponyms if toponym.start not in starts]
    return Suggestion(
        name=name,
        aliases=aliases,
        score=group.score,
        places=surest.places,
        mentions=tuple((toponym.start, toponym.end) for toponym in group.by_itself),
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
