"""The places file that a place is added to when none is named: the one that `build` reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from storymap.errors import PlacesError, Problem
from storymap.reading.article.reader import read_place_files

_DEFAULT = "places.geojson"
_EDITABLE = (".geojson", ".json")


def file_of_article(article: Path) -> Path:
    """Return the places file that an article's front matter names, else places.geojson beside it.

    Raises PlacesError if it names several that places can be added to.
    """
    return _only_file(_named_files(article), article.parent, article.name, "-o")


def file_of_folder(folder: Path) -> Path:
    """Return the places file of the articles in a folder, else places.geojson in it.

    Raises PlacesError if they have several.
    """
    try:
        articles = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        articles = []
    named = [file for article in articles for file in _named_files(article)]
    default = folder / _DEFAULT
    return _only_file([*named, default] if default.exists() else named, folder, "the articles here", "--to")


def _named_files(article: Path) -> list[Path]:
    """Return the places files that an article names, only those that places can be added to if there are any."""
    files = [article.parent / name for name in read_place_files(article)]
    editable = [file for file in files if file.suffix.lower() in _EDITABLE]
    return editable or files


def _only_file(files: Iterable[Path], folder: Path, where: str, option: str) -> Path:
    """Return the one file of several paths, the default file of the folder if there is none. Raises PlacesError."""
    distinct = list(dict.fromkeys(files))
    if len(distinct) > 1:
        names = " and ".join(file.name for file in distinct)
        remedy = f"say which one it goes into: {option} {distinct[0].name}"
        raise PlacesError(Problem(where, f"there are several places files: {names}", remedy))
    return distinct[0] if distinct else folder / _DEFAULT
