"""Read and write a places file as a collection; it is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from storymap.editing.collection import EMPTY, Collection
from storymap.errors import PlacesError, Problem
from storymap.storage.atomic import replace_file

_LARGEST = 200_000_000  # bytes


def open_collection(path: Path) -> Collection:
    """Return the FeatureCollection in a file, an empty one if there is no file. Raises PlacesError."""
    if path.suffix.lower() not in (".geojson", ".json"):
        raise PlacesError(
            Problem(str(path), "places are added to GeoJSON files only", "name a file that ends in .geojson")
        )
    try:
        if path.stat().st_size > _LARGEST:
            raise PlacesError(Problem(str(path), "this file is larger than 200 MB", "divide it"))
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Collection(EMPTY, path.name)
    except UnicodeDecodeError as error:
        raise PlacesError(Problem(str(path), "this is not UTF-8 text", "save it as UTF-8")) from error
    except OSError as error:
        raise PlacesError(Problem(str(path), (error.strerror or "it cannot be read").lower())) from error
    return Collection(text, path.name)


def write_collection(path: Path, collection: Collection) -> None:
    """Write a collection, as `replace_file` does. Raises PlacesError."""
    try:
        replace_file(path, collection.text.encode("utf-8"))
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise PlacesError(Problem(str(path), f"cannot write it: {reason}")) from error
