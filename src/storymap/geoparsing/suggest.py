"""The door of geoparsing: from an article to the places that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING

from storymap.errors import StorymapError
from storymap.gazetteer.entry_geometry import entry_geometry
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.gazetteer.in_language import in_language
from storymap.gazetteer.plain_data import entry_data
from storymap.geoparsing.article_text import article_text
from storymap.geoparsing.home_region import home_region
from storymap.geoparsing.suggested_roles import with_roles
from storymap.geoparsing.suggestions import IN, Suggestion, collect_suggestions, shown_score
from storymap.geoparsing.tied_mentions import with_tied_mentions
from storymap.geoparsing.toponyms import find_toponyms
from storymap.geoparsing.unknown_letters import unknown_letters

if TYPE_CHECKING:
    import geopandas as gpd

    from storymap.errors import Problem
    from storymap.model import Article

PathInput = str | PathLike[str]


def suggest_places(
    article: PathInput | Article,
    *,
    home: str | None = None,
    gazetteer: Gazetteer | None = None,
    language: str | None = None,
    demonyms: bool = False,
    least: float = IN,
) -> gpd.GeoDataFrame:
    """Return the places that an article names, as a GeoDataFrame in EPSG:4326 in the order of first mention.

    Columns: name, aliases, layer, score (the probability that the name means a place), confidence (that it means this
    one), why, ignore, geonameid, candidates (up to three: name, lat, lon, geonameid), mentions (the number of them) and
    geometry: the area of a country or state where the basemap has it, a point for other places, None for what the
    gazetteer does not have or where the confidence is below .5.
    Places with a score below `least` are left out. `home` is the newsroom's region: "El Paso, Texas".

    Raises StorymapError when the article cannot be read, the language is none, or the gazetteer does not know `home`.
    """
    import geopandas as gpd

    gazetteer = gazetteer or open_gazetteer()
    found = find_suggestions(article, home=home, gazetteer=gazetteer, language=language, demonyms=demonyms)
    rows = [
        {
            "name": suggestion.name,
            "aliases": suggestion.aliases,
            "layer": suggestion.layer,
            "score": shown_score(suggestion.score),
            "confidence": shown_score(suggestion.confidence) if suggestion.places else None,
            "why": suggestion.why,
            "ignore": suggestion.ignore,
            "geonameid": suggestion.meant.geonameid if suggestion.meant else 0,
            "candidates": tuple(entry_data(entry, gazetteer) for entry in suggestion.places),
            "mentions": len(suggestion.mentions),
            "geometry": entry_geometry(suggestion.meant, gazetteer) if suggestion.meant else None,
        }
        for suggestion in found
        if suggestion.score >= least
    ]
    columns = [
        "name",
        "aliases",
        "layer",
        "score",
        "confidence",
        "why",
        "ignore",
        "geonameid",
        "candidates",
        "mentions",
        "geometry",
    ]
    return gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs=4326)


def find_suggestions(
    article: PathInput | Article,
    *,
    home: str | None = None,
    gazetteer: Gazetteer | None = None,
    language: str | None = None,
    demonyms: bool = False,
    encoding: str | None = None,
    problems: list[Problem] | None = None,
    select: str | None = None,
    whole: bool = False,
    allow_path: Sequence[PathInput] = (),
    media_root: PathInput | None = None,
) -> list[Suggestion]:
    """Return the suggestions for an article, those of .2 and more, in the order of first mention.

    Their mentions are ranges of code points of `article_text`. Warnings of the article are added to `problems`.
    `select` and `whole` say what of a saved page is read, `allow_path` and `media_root` where its pictures may be, as
    for `read_article`.
    """
    from storymap.model import Article
    from storymap.reading.article.language.article_language import with_language
    from storymap.reading.article.language.tags import language_problems
    from storymap.reading.article.leading_blocks import with_leading_blocks
    from storymap.reading.article.reader import read_article

    if wrong := language_problems(language):
        raise StorymapError(wrong)
    gazetteer = gazetteer or open_gazetteer()
    told = [] if problems is None else problems
    if isinstance(article, Article):
        declared = replace(article, language=language or article.language)
        read = with_language(with_leading_blocks(declared), told)
    else:
        read = read_article(
            article,
            problems=told,
            encoding=encoding,
            language=language,
            select=select,
            whole=whole,
            allow_path=allow_path,
            media_root=media_root,
        )
    text = article_text(read)
    told += unknown_letters(read.name, text, read.language)
    home_numbers = home_region(home, gazetteer)
    toponyms = find_toponyms(text, gazetteer, language=read.language, demonyms=demonyms, home=home_numbers)
    suggestions = collect_suggestions(text, toponyms, in_language(gazetteer, read.language), read.language)
    return with_roles(with_tied_mentions(suggestions, read), read, gazetteer)
