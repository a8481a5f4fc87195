"""The places file that a place is added to when none is named: the one that `build` reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from storymap.editing.collection_file import EDITABLE
from storymap.errors import PlacesError, Problem
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.article_files import ArticleFiles, distinct_files
from storymap.reading.article.reader import front_matter_of
from storymap.storage.output import output_problem

_DEFAULT = "places.geojson"


def file_of_article(article: Path, allowed: AllowedFolders) -> Path:
    """Return the places file that an article's front matter names, else places.geojson beside it.

    Raises StorymapError if it names several that places can be added to, or one that it may not name.
    """
    named = _named_files(article, allowed)
    return _only_file(named, allowed, article, article.name, "-o")


def file_of_folder(folder: Path, allowed: AllowedFolders) -> Path:
    """Return the places file of the articles in a folder, else places.geojson in it.

    Raises StorymapError if they have several, or name one that they may not name.
    """
    try:
        articles = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        articles = []
    named = [file for article in articles for file in _named_files(article, allowed)]
    default = folder / _DEFAULT
    return _only_file([*named, default] if default.exists() else named, allowed, default, "the articles here", "--to")


def check_target(path: Path, option: str, *, force: bool = False) -> None:
    """Raise PlacesError if no places file may be written at `path`, as `output_problem` says; `option` named it."""
    problem = output_problem(path, option, force=force)
    if problem is not None:
        raise PlacesError(problem)


def _named_files(article: Path, allowed: AllowedFolders) -> list[Path]:
    """Return the places files that an article names, only those that places can be added to if there are any."""
    names = front_matter_of(article).paths("places")
    editable = [name for name in names if Path(name).suffix.lower() in EDITABLE]
    return ArticleFiles(article.name, article, allowed).named("places", editable or names, [])


def _only_file(files: Iterable[Path], allowed: AllowedFolders, beside: Path, where: str, option: str) -> Path:
    """Return the one file of several paths, the default file of the folder if there is none.

    `beside` is a file of that folder. Raises StorymapError if there are several, or the default file is a link to
    where it may not lead.
    """
    distinct = distinct_files(files, str, [])
    if len(distinct) > 1:
        names = " and ".join(file.name for file in distinct)
        remedy = f"say which one it goes into: {option} {distinct[0].name}"
        raise PlacesError(Problem(where, f"there are several places files: {names}", remedy))
    default = beside.parent / _DEFAULT
    if not distinct or distinct[0] == default:
        return ArticleFiles(where, beside, allowed).beside_or_new(_DEFAULT)
    return distinct[0]
