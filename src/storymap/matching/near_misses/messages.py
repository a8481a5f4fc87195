"""What a person is told of near misses, and the aliases to add, as a places file has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storymap.errors import Problem
from storymap.matching.near_misses.find import near_misses
from storymap.matching.near_misses.written_names import WrittenName
from storymap.model import Article, Mention

if TYPE_CHECKING:
    import geopandas as gpd

    from storymap.gazetteer.gazetteer import Gazetteer

_LONGEST_LINE = 240  # characters: a message is cut beyond 300


def near_miss_problems(
    article: Article,
    places: gpd.GeoDataFrame,
    mentions: Sequence[Mention],
    told: Sequence[Problem],
    gazetteer: Gazetteer,
) -> list[Problem]:
    """Return a warning for each place that the article may name otherwise, too, unless it is among those `told`."""
    said = {(problem.where, form) for problem in told for form in quoted(problem)}
    problems = []
    for row, forms in sorted(near_misses(article, places, mentions, range(len(places)), gazetteer).items()):
        where = places["where"].iloc[row] or article.name
        new = [form for form in forms if (where, form.text) not in said]
        if new:
            what = f'{_listed(article, new)} may be "{places["name"].iloc[row]}"'
            problems.append(Problem(where, what, f"if so, {alias_remedy(places, row, new)}", "warning"))
    return problems


def quoted(problem: Problem) -> list[str]:
    """Return the names and other words that a problem quotes."""
    return problem.what.split('"')[1::2]


def alias_remedy(places: gpd.GeoDataFrame, row: int, forms: Sequence[WrittenName]) -> str:
    """Return what to write so that these forms are found as the place's name, too."""
    texts = [form.text for form in forms]
    known = list(places["aliases"].iloc[row])
    line = f'"aliases": {json.dumps([*known, *texts], ensure_ascii=False)}'
    file = places["where"].iloc[row].partition(", ")[0]
    if not file.endswith((".geojson", ".json")) or len(line) > _LONGEST_LINE:
        return f"add to its aliases: {'; '.join(texts)}"
    return f"write {line} in its properties" if known else f"add {line} to its properties"


def _listed(article: Article, forms: Sequence[WrittenName]) -> str:
    listed = [f'"{form.text}"{_line(article, form)}' for form in forms]
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


def _line(article: Article, form: WrittenName) -> str:
    line = article.blocks[form.block].line_at(form.start)
    return f" (line {line})" if line else ""
