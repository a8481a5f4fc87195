"""Gazetteer files of a newsroom: any file of places, and Linked Places Format.

Linked Places Format is GeoJSON with an "@context": a feature's names are in its member `names`, each a `toponym`, and
its title in `properties.title` (https://github.com/LinkedPasts/linked-places-format).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from storymap.errors import PlacesError, Problem, StorymapError
from storymap.limits import LARGEST_GAZETTEER, LONGEST_NAME, MOST_BRACKETS, MOST_FEATURES
from storymap.reading.files import read_bytes
from storymap.reading.places.reader import read_places
from storymap.reading.text import is_blank, normalise, without_overrides


class GazetteerRow(NamedTuple):
    """One place of a gazetteer file. `lat` and `lon` are degrees, a point within the place's geometry."""

    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...]
    properties: Mapping[str, Any]


def read_gazetteer(path: str | PathLike[str], *, problems: list[Problem] | None = None) -> list[GazetteerRow]:
    """Return the located places of a file. Raises PlacesError with every error; warnings go to `problems`."""
    file = Path(path)
    linked = _linked_places(file)
    frame = None if linked is not None else read_places([file], problems=problems)
    if linked is not None:
        return linked
    rows = []
    assert frame is not None  # noqa: S101 - one of the two is there
    for row in frame.itertuples():
        if row.geometry is not None and not row.geometry.is_empty:
            point = row.geometry.representative_point()
            rows.append(GazetteerRow(row.name, point.y, point.x, tuple(row.aliases), row.properties))
    if not rows:
        raise PlacesError(Problem(file.name, "no place in it has both a name and a point"))
    return rows


def _linked_places(file: Path) -> list[GazetteerRow] | None:
    """Return the places of a file in Linked Places Format, None for another file."""
    if file.suffix.lower() not in (".json", ".geojson", ".jsonld") or not file.is_file():
        return None
    try:
        text = read_bytes(file, LARGEST_GAZETTEER, file.name).decode("utf-8-sig")
        if text.count("[") + text.count("{") > MOST_BRACKETS:
            what = f"the file has more than {MOST_BRACKETS:,} lists and objects"
            raise PlacesError(Problem(file.name, what, "divide it"))
        data = json.loads(text)
    except PlacesError:
        raise
    except StorymapError as error:
        raise PlacesError(error.problems) from None
    except (ValueError, RecursionError):
        return None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not any(
        isinstance(f, dict) and isinstance(f.get("names"), list) for f in features
    ):
        return None
    if len(features) > MOST_FEATURES:
        raise PlacesError(Problem(file.name, f"the file has more than {MOST_FEATURES:,} features", "divide it"))
    rows = [row for feature in features if isinstance(feature, dict) for row in _linked_row(feature)]
    if not rows:
        raise PlacesError(Problem(file.name, "no place in it has both a name and a point"))
    return rows


def _linked_row(feature: dict[str, Any]) -> list[GazetteerRow]:
    import shapely
    from shapely.geometry import shape

    given = feature.get("properties")
    properties: dict[str, Any] = given if isinstance(given, dict) else {}
    names = [n.get("toponym") for n in feature.get("names") or [] if isinstance(n, dict)]
    title = properties.get("title")
    written = [without_overrides(normalise(text)).strip() for text in (title, *names) if isinstance(text, str)]
    texts = [text for text in written if not is_blank(text) and len(text) <= LONGEST_NAME]
    try:
        point = shape(feature["geometry"]).representative_point()
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        return []
    if not texts or point.is_empty or not (-90 <= point.y <= 90 and -180 <= point.x <= 180):
        return []
    aliases = tuple(dict.fromkeys(text for text in texts if text != texts[0]))
    return [GazetteerRow(texts[0], point.y, point.x, aliases, properties)]
