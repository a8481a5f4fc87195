"""From an article to its places: reading, suggesting, the gazetteer, areas and the places file, put together."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storymap.errors import PlacesError, Problem
from storymap.gazetteer.gazetteer import CustomPlace, Gazetteer, Match, open_gazetteer
from storymap.gazetteer.names import name_key
from storymap.suggesting.suggestions import IN, MAYBE, Suggestion, calibrated, collect_suggestions
from storymap.suggesting.toponyms import Toponym, find_toponyms

if TYPE_CHECKING:
    import geopandas as gpd

    from storymap.editing.collection import Collection
    from storymap.gazetteer.entries import Entry
    from storymap.model import Article

PathInput = str | PathLike[str]
MEMORY = "storymap"  # the foreign member of a places file that says what was suggested before
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
    from storymap.reading.article import read_article

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
    from storymap.reading.gazetteers import read_gazetteer

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


def geometry_of(suggestion: Suggestion, gazetteer: Gazetteer) -> Any:
    """Return a suggestion's geometry: an area, a point, or None when it is not located."""
    return entry_geometry(suggestion.candidates[0], gazetteer) if suggestion.candidates else None


def entry_geometry(entry: Entry, gazetteer: Gazetteer) -> Any:
    """Return the area of a country or state where the basemap has one, else the place's point."""
    import shapely

    from storymap.areas import area_of

    area = area_of(entry, gazetteer)
    return shapely.Point(round(entry.lon, 5), round(entry.lat, 5)) if area is None else area


STAND_IN = "a point stands for its area, which the basemap does not have"


def is_stand_in(entry: Entry | None, geometry: Any) -> bool:
    """Return whether a country or state has a point for want of its area."""
    from storymap.gazetteer import kinds

    return entry is not None and entry.kind in (kinds.COUNTRY, kinds.STATE) and geometry.geom_type == "Point"


def candidate_data(entry: Entry, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a candidate as plain data."""
    return {
        "name": gazetteer.full_name(entry),
        "lat": round(entry.lat, 5),
        "lon": round(entry.lon, 5),
        "geonameid": entry.geonameid or None,
    }


def feature_of(suggestion: Suggestion, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a suggestion as a GeoJSON feature that `build` takes as it is."""
    from shapely.geometry import mapping

    geometry = geometry_of(suggestion, gazetteer)
    properties: dict[str, Any] = {"name": suggestion.name}
    if suggestion.aliases:
        properties["aliases"] = list(suggestion.aliases)
    properties["layer"] = suggestion.layer
    if suggestion.ignore:
        properties["ignore"] = list(suggestion.ignore)
    properties["score"] = calibrated(suggestion.score)
    why = suggestion.why
    if is_stand_in(suggestion.candidates[0] if suggestion.candidates else None, geometry):
        why = (*why, STAND_IN)
    properties["why"] = "; ".join(why)
    if suggestion.candidates and suggestion.candidates[0].geonameid:
        properties["geonameid"] = suggestion.candidates[0].geonameid
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": None if geometry is None else json.loads(json.dumps(mapping(geometry))),
    }


def names_in(collection: Collection) -> set[str]:
    """Return the folded names and aliases of the features of a places file."""
    known = set()
    for feature in collection.features:
        properties = feature.get("properties")
        if not isinstance(properties, dict):
            continue
        aliases = properties.get("aliases")
        for name in (properties.get("name"), *(aliases if isinstance(aliases, list) else [])):
            if isinstance(name, str):
                known.add(name_key(name))
    return known


def suggested_before(collection: Collection) -> set[str]:
    """Return the folded names that were suggested for this file before: what is gone, an editor has removed."""
    memory = collection.member(MEMORY)
    names = memory.get("suggested") if isinstance(memory, dict) else None
    return {name_key(name) for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def add_suggestions(
    collection: Collection, accepted: Iterable[Suggestion], refused: Iterable[Suggestion], gazetteer: Gazetteer
) -> tuple[Collection, list[Suggestion]]:
    """Return the places file with the accepted suggestions that are new to it, and those.

    What the file has is not changed, and what was suggested before and is gone is not put in again. The file remembers
    what was suggested in its member "storymap".
    """
    known, before = names_in(collection), suggested_before(collection)
    fresh = []
    for suggestion in accepted:
        keys = {name_key(name) for name in (suggestion.name, *suggestion.aliases)}
        if not keys & known and name_key(suggestion.name) not in before:
            fresh.append(suggestion)
            known |= keys
    said = [*fresh, *(s for s in refused if name_key(s.name) not in before)]
    if fresh:
        collection = collection.with_features([feature_of(suggestion, gazetteer) for suggestion in fresh])
    if said:
        memory = collection.member(MEMORY)
        memory = dict(memory) if isinstance(memory, dict) else {}
        before_now = memory.get("suggested")
        earlier: list[Any] = before_now if isinstance(before_now, list) else []
        memory["suggested"] = [*earlier, *(suggestion.name for suggestion in said)]
        if any(s.candidates for s in said):
            memory["credit"] = "Places: GeoNames (CC BY 4.0)"
        collection = collection.with_member(MEMORY, memory)
    return collection, fresh


def suggestion_data(suggestion: Suggestion, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a suggestion as plain data for `--json`."""
    return {
        "name": suggestion.name,
        "status": suggestion.status,
        "score": calibrated(suggestion.score),
        "aliases": list(suggestion.aliases),
        "layer": suggestion.layer,
        "candidates": [candidate_data(entry, gazetteer) for entry in suggestion.candidates],
        "mentions": [{"start": start, "end": end} for start, end in suggestion.mentions],
        "ignore": list(suggestion.ignore),
        "why": list(suggestion.why),
    }


@dataclass(frozen=True, slots=True)
class BulkOptions:
    """How texts are read in bulk. `least` is the lowest score that is written."""

    least: float = IN
    demonyms: bool = False
    language: str = "en"


def bulk_lines(
    lines: Iterable[str], gazetteer: Gazetteer, options: BulkOptions, home: dict[int, float] | None = None
) -> Iterator[str]:
    """Yield for each JSON line {"id", "text"} one with the mentions. Raises PlacesError at a line that is none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text = record["text"]
            if not isinstance(text, str):
                raise TypeError("text")
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            remedy = 'write one JSON object a line: {"id": "1", "text": "…"}'
            raise PlacesError(Problem(f"line {number}", "this is not a text to read", remedy)) from error
        began = time.perf_counter()
        toponyms = find_toponyms(text, gazetteer, language=options.language, demonyms=options.demonyms, home=home)
        took = (time.perf_counter() - began) * 1000
        mentions = [_mention_data(toponym) for toponym in toponyms if toponym.score >= options.least]
        yield json.dumps({"id": record.get("id"), "ms": round(took, 3), "mentions": mentions}, ensure_ascii=False)


def _mention_data(toponym: Toponym) -> dict[str, Any]:
    candidates = [
        {"lat": round(entry.lat, 5), "lon": round(entry.lon, 5), "geonameid": entry.geonameid or None}
        for entry in toponym.candidates
    ]
    first = candidates[0] if candidates else {"lat": None, "lon": None, "geonameid": None}
    return {
        "start": toponym.start,
        "end": toponym.end,
        **first,
        "score": round(toponym.score, 4),
        "candidates": candidates,
    }


def match_data(match: Match, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return what `find` says of a place."""
    from storymap.gazetteer import kinds

    entry = match.entry
    return {
        **candidate_data(entry, gazetteer),
        "kind": kinds.LABELS[entry.kind],
        "population": entry.population or None,
        "country": entry.country or None,
    }


__all__ = ["MAYBE", "suggest_places"]
