"""From an article to its places: reading, suggesting and the gazetteer, put together."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.errors import PlacesError, Problem
from storymap.gazetteer.gazetteer import CustomPlace, Gazetteer, open_gazetteer
from storymap.geoparsing.geojson import candidate_data, geometry_of
from storymap.geoparsing.suggestions import IN, Suggestion, calibrated, collect_suggestions
from storymap.geoparsing.toponyms import find_toponyms

if TYPE_CHECKING:
    import geopandas as gpd

    from storymap.model import Article

PathInput = str | PathLike[str]
_HOME_STATE, _HOME_COUNTRY = 1.0, 0.4


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

    Columns: name, aliases, layer, score (the probability that the name means a place), why, ignore, geonameid,
    candidates (up to three: name, lat, lon, geonameid), mentions (the number of them) and geometry: the area of a
    country or state where the basemap has it, a point for other places, None for what the gazetteer does not have.
    Places with a score below `least` are left out. `home` is the newsroom's region: "El Paso, Texas".

    Raises StorymapError when the article cannot be read or the gazetteer does not know `home`.
    """
    import geopandas as gpd

    gazetteer = gazetteer or open_gazetteer()
    found = suggest(article, home=home, gazetteer=gazetteer, language=language, demonyms=demonyms)
    rows = [
        {
            "name": suggestion.name,
            "aliases": suggestion.aliases,
            "layer": suggestion.layer,
            "score": calibrated(suggestion.score),
            "why": suggestion.why,
            "ignore": suggestion.ignore,
            "geonameid": suggestion.candidates[0].geonameid if suggestion.candidates else 0,
            "candidates": tuple(candidate_data(entry, gazetteer) for entry in suggestion.candidates),
            "mentions": len(suggestion.mentions),
            "geometry": geometry_of(suggestion, gazetteer),
        }
        for suggestion in found
        if suggestion.score >= least
    ]
    columns = ["name", "aliases", "layer", "score", "why", "ignore", "geonameid", "candidates", "mentions", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs=4326)


def suggest(
    article: PathInput | Article,
    *,
    home: str | None = None,
    gazetteer: Gazetteer | None = None,
    language: str | None = None,
    demonyms: bool = False,
) -> list[Suggestion]:
    """Return the suggestions for an article, those of .2 and more, in the order of first mention.

    Mentions are ranges of code points of `article_text`.
    """
    from storymap.model import Article
    from storymap.reading.article.reader import read_article

    gazetteer = gazetteer or open_gazetteer()
    read = article if isinstance(article, Article) else read_article(article)
    text = article_text(read)
    toponyms = find_toponyms(
        text, gazetteer, language=language or read.language, demonyms=demonyms, home=home_region(home, gazetteer)
    )
    return collect_suggestions(text, toponyms, gazetteer)


def article_text(article: Article) -> str:
    """Return the title and the blocks of an article as one text, a blank line between two."""
    heads = [article.title, article.subtitle]
    blocks = [block.text for block in article.blocks if block.kind != "code"]
    return "\n\n".join(part for part in [*heads, *blocks] if part)


def home_region(home: str | None, gazetteer: Gazetteer) -> dict[int, float] | None:
    """Return the state and country of the newsroom, with how much each counts. Raises PlacesError."""
    if not home:
        return None
    found = gazetteer.lookup(home, most=1)
    if not found:
        raise PlacesError(Problem("--home", f'the gazetteer has no "{home}"', 'write for example "El Paso, Texas"'))
    entry = found[0].entry
    numbers = gazetteer.parents(entry) | {entry.number}
    return {number: _HOME_COUNTRY if number == entry.land else _HOME_STATE for number in numbers}


def gazetteer_with(files: Sequence[Path], problems: list[Problem] | None = None) -> Gazetteer:
    """Return the shipped gazetteer with the places of files over it. Raises PlacesError."""
    gazetteer = open_gazetteer()
    if not files:
        return gazetteer
    from storymap.reading.places.gazetteer_files import read_gazetteer

    places = []
    for file in files:
        for row in read_gazetteer(file, problems=problems):
            country, population = row.properties.get("country"), row.properties.get("population")
            places.append(
                CustomPlace(
                    row.name, row.lat, row.lon, row.aliases,
                    country.upper() if isinstance(country, str) and len(country) == 2 else "",
                    int(population) if isinstance(population, int | float) and 0 <= population < 1e11 else 0,
                    properties=row.properties,
                )
            )  # fmt: skip
    return gazetteer.with_places(places)
