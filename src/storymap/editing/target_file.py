"""Which places file a suggested or added place goes into, when none is named: the one that `build` will read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from storymap.errors import PlacesError, Problem
from storymap.reading.article.reader import read_place_files

_USUAL = "places.geojson"
_EDITED = (".geojson", ".json")


def file_of_article(article: Path) -> Path:
    """Return the places file that an article's front matter names, else places.geojson beside it.

    Raises PlacesError if it names several that places can be added to.
    """
    return _the_one(_named(article), article.parent, article.name, "-o")


def file_of_folder(folder: Path) -> Path:
    """Return the places file of the articles in a folder, else places.geojson in it.

    Raises PlacesError if they have several.
    """
    try:
        articles = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        articles = []
    named = [file for article in articles for file in _named(article)]
    usual = folder / _USUAL
    return _the_one([*named, usual] if usual.exists() else named, folder, "the articles here", "--to")


def _named(article: Path) -> list[Path]:
    files = [article.parent / name for name in read_place_files(article)]
    edited = [file for file in files if file.suffix.lower() in _EDITED]
    return edited or files


def _the_one(files: Iterable[Path], folder: Path, where: str, option: str) -> Path:
    distinct = list(dict.fromkeys(files))
    if len(distinct) > 1:
        names = " and ".join(file.name for file in distinct)
        remedy = f"say which one it goes into: {option} {distinct[0].name}"
        raise PlacesError(Problem(where, f"there are several places files: {names}", remedy))
    return distinct[0] if distinct else folder / _USUAL
