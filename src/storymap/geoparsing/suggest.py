"""The door of geoparsing: from an article to the places that it names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.gazetteer.entry_geometry import entry_geometry
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.gazetteer.in_language import in_language
from storymap.gazetteer.plain_data import entry_data
from storymap.geoparsing.article_input import PathInput, read_input
from storymap.geoparsing.article_text import article_text
from storymap.geoparsing.collected_suggestions import collect_suggestions
from storymap.geoparsing.desk_memory import NO_MEMORY, DeskMemory
from storymap.geoparsing.desk_of_text import at_desk
from storymap.geoparsing.home_region import home_region
from storymap.geoparsing.names_in_sites import ignoring_sites
from storymap.geoparsing.remembered import with_memory
from storymap.geoparsing.site_towns import with_towns
from storymap.geoparsing.suggested_roles import with_roles
from storymap.geoparsing.suggestions import IN, Suggestion, shown_score
from storymap.geoparsing.tied_mentions import with_tied_mentions
from storymap.geoparsing.toponyms import find_toponyms
from storymap.geoparsing.unknown_letters import unknown_letters

if TYPE_CHECKING:
    import geopandas as gpd

    from storymap.errors import Problem
    from storymap.geoparsing.recognisers import NamedRecogniser
    from storymap.model import Article


def suggest_places(
    article: PathInput | Article,
    *,
    home: str | None = None,
    gazetteer: Gazetteer | None = None,
    language: str | None = None,
    demonyms: bool = False,
    least: float = IN,
    desk: PathInput | None = None,
) -> gpd.GeoDataFrame:
    """Return the places that an article names, as a GeoDataFrame in EPSG:4326 in the order of first mention.

    Columns: name, status ("in"; "maybe" if the score is below .5; "apart" for a street, a building or the like, which
    has no location), aliases, layer, score (the probability that the name means a place), confidence (that it means
    this one), why, ignore, geonameid, candidates (up to three: name, lat, lon, geonameid), mentions (the number of
    them), town and town_geonameid (where a street or building stands, by the text; "" and 0 if it does not say) and
    geometry: the area of a country or state where the basemap has it, a point for other places, None for what the
    gazetteer does not have or where the confidence is below .5.
    Places with a score below `least` are left out. `home` is the newsroom's region: "El Paso, Texas". `desk` is a
    folder whose storymap.toml and places files count, as for the command; what is given here goes before what they say.

    Raises StorymapError when the article cannot be read, the language is none, or the gazetteer does not know `home`.
    """
    import geopandas as gpd

    gazetteer = gazetteer or open_gazetteer()
    memory = NO_MEMORY
    if desk is not None:
        article, gazetteer, memory = at_desk(article, Path(desk), gazetteer, language)
    found = find_suggestions(
        article, home=home, gazetteer=gazetteer, language=language, demonyms=demonyms, memory=memory
    )
    rows = [
        {
            "name": suggestion.name,
            "status": suggestion.status,
            "aliases": suggestion.aliases,
            "layer": suggestion.layer,
            "score": shown_score(suggestion.score),
            "confidence": shown_score(suggestion.confidence) if suggestion.places else None,
            "why": suggestion.why,
            "ignore": suggestion.ignore,
            "geonameid": suggestion.meant.geonameid if suggestion.meant else 0,
            "candidates": tuple(entry_data(entry, gazetteer) for entry in suggestion.places),
            "mentions": len(suggestion.mentions),
            "town": gazetteer.full_name(suggestion.town) if suggestion.town else "",
            "town_geonameid": suggestion.town.geonameid if suggestion.town else 0,
            "geometry": entry_geometry(suggestion.meant, gazetteer) if suggestion.meant else None,
        }
        for suggestion in found
        if suggestion.score >= least
    ]
    columns = [
        "name",
        "status",
        "aliases",
        "layer",
        "score",
        "confidence",
        "why",
        "ignore",
        "geonameid",
        "candidates",
        "mentions",
        "town",
        "town_geonameid",
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
    memory: DeskMemory = NO_MEMORY,
    recogniser: NamedRecogniser | None = None,
) -> list[Suggestion]:
    """Return the suggestions for an article, those of .2 and more, in the order of first mention.

    Their mentions are ranges of code points of `article_text`. Warnings of the article are added to `problems`.
    `select` and `whole` say what of a saved page is read, `allow_path` and `media_root` where its pictures may be, as
    for `read_article`. `memory` is what the desk knows; its home counts where none is given. A `recogniser` adds what
    it takes for names of places.
    """
    gazetteer = gazetteer or open_gazetteer()
    told = [] if problems is None else problems
    read = read_input(
        article,
        told,
        encoding=encoding,
        language=language,
        select=select,
        whole=whole,
        allow_path=allow_path,
        media_root=media_root,
    )
    text = article_text(read)
    told += unknown_letters(read.name, text, read.language)
    home_numbers = home_region(home, gazetteer) or memory.home
    toponyms = find_toponyms(
        text,
        gazetteer,
        language=read.language,
        demonyms=demonyms,
        home=home_numbers,
        memory=memory,
        recogniser=recogniser,
    )
    local = in_language(gazetteer, read.language)
    suggestions = with_memory(ignoring_sites(collect_suggestions(text, toponyms, local, read.language)), memory)
    suggestions = with_roles(with_tied_mentions(suggestions, read), read, gazetteer)
    return with_towns(suggestions, text, local, read.language)
