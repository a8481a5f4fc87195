"""Places that the article never mentions, and what it may have written instead."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from storymap.errors import Problem
from storymap.folding.for_matching import fold_for_matching, fold_name
from storymap.limits import MOST_LISTED
from storymap.model import Article, Mention

if TYPE_CHECKING:
    import geopandas as gpd

ADD_AN_ALIAS = "add an alias as the article writes it"
_LONGEST_COMPARED = 60


def unmentioned_places(
    article: Article, places: gpd.GeoDataFrame, mentions: Sequence[Mention], spared: Collection[str] = ()
) -> list[Problem]:
    """Return a warning for each of the first 500 places without a mention, and one for the rest.

    `spared` are ids of places that another warning already speaks of.
    """
    known = {mention.place_id for mention in mentions}.union(spared)
    missing = len(places) - len(known)
    if missing <= 0:
        return []
    from storymap.matching.near_misses.find import near_misses
    from storymap.matching.near_misses.messages import alias_remedy

    # There may be a million of them, and only the first of them are looked at.
    first = list(islice((n for n, place_id in enumerate(places.index) if place_id not in known), MOST_LISTED))
    records = (places[column].iloc[first].tolist() for column in ("name", "aliases", "where"))
    near = near_misses(article, places, mentions, first)
    file_title = "" if article.has_own_title else fold_for_matching(article.title).text
    warnings = []
    for row, name, aliases, where in zip(first, *records, strict=True):
        if forms := near.get(row):
            what = f'the article never mentions "{name}"; it writes "{forms[0].text}"'
            remedy = f"correct the article, or {alias_remedy(places, row, forms[:1])}"
        else:
            what, remedy = _in_words(name, (name, *aliases), file_title)
        warnings.append(Problem(where or article.name, what, remedy, "warning"))
    if missing > MOST_LISTED:
        rest = f"{missing - MOST_LISTED:,} more places are never mentioned"
        warnings.append(Problem(article.name, rest, "add aliases as the article writes them", "warning"))
    return warnings


def _in_words(name: str, names: Sequence[str], file_title: str) -> tuple[str, str]:
    """Return what is said of a place that is not mentioned, and the remedy."""
    if any((folded := fold_name(each[:_LONGEST_COMPARED])) and folded in file_title for each in names):
        what = f'only the title names "{name}", and that was made from the file\'s name, which is not tied'
        return what, "give the article a title that names it"
    return f'the article never mentions "{name}"', ADD_AN_ALIAS
