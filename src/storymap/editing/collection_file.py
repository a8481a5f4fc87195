"""Read and change a places file as a collection."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from storymap.editing.author_file import change_file, read_text_or_none
from storymap.editing.collection import EMPTY, Collection
from storymap.errors import PlacesError, Problem

# The endings of files that places can be added to.
EDITABLE = (".geojson", ".json")
Result = TypeVar("Result")


def open_collection(path: Path) -> Collection:
    """Return the FeatureCollection in a file, an empty one if there is no file. Raises PlacesError."""
    _refuse_other_kind(path)
    return _collection(read_text_or_none(path), path)


def change_collection(path: Path, change: Callable[[Collection], tuple[Collection, Result]]) -> Result:
    """Change the FeatureCollection in a file, as `change_file` does; a file that is not there is made.

    `change` returns the changed collection and a result, which is returned as it was when the file was written. Whether
    a read-only file may be replaced is asked before, by `check_target`. Raises PlacesError.
    """
    _refuse_other_kind(path)
    results: list[Result] = []

    def changed_text(text: str | None) -> str:
        collection, result = change(_collection(text, path))
        results.append(result)
        return collection.text

    change_file(path, changed_text, replace_read_only=True)
    return results[-1]


def _refuse_other_kind(path: Path) -> None:
    if path.suffix.lower() not in EDITABLE:
        raise PlacesError(
            Problem(str(path), "places are added to GeoJSON files only", "name a file that ends in .geojson")
        )


def _collection(text: str | None, path: Path) -> Collection:
    return Collection(EMPTY if text is None else text, path.name)
