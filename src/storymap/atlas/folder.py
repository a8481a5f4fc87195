"""The folder of an atlas: files are written where their bytes differ, and nobody else's file is ever touched.

A file is the atlas' own if its `atlas.json` lists it. That is written twice: before anything else it lists what was
there and what will be, so that a build that is killed leaves nothing that the next one does not know; at the end, when
what is no longer made is gone, it lists what is there.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from storymap.atlas.index_file import INDEX, PARTS_INDEX, BuiltAtlas, IndexText, index_text, read_built
from storymap.errors import PageError, Problem, StorymapError
from storymap.storage.atomic import replace_changed, replace_file
from storymap.storage.locks import locked
from storymap.storage.output import folder_problem
from storymap.storage.temporary import sweep

_MOST_NAMED = 5
_REMEDY = "move it elsewhere, or name another folder with -o"


class Written(NamedTuple):
    """How many files an atlas has, how many of them were written, and how many of an earlier build were removed."""

    files: int
    written: int
    removed: int


@contextmanager
def atlas_folder(folder: Path) -> Iterator[BuiltAtlas | None]:
    """Make a folder, keep other builds from it, and yield the atlas that is in it, None where there is none yet.

    Raises StorymapError where no folder can be written, and where an `atlas.json` is there that cannot be read: with it
    the addresses of places would be lost.
    """
    problem = folder_problem(folder, "-o")
    if problem is not None:
        raise PageError(problem)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            index = folder / INDEX
            yield read_built(index) if os.path.lexists(index) else None
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise PageError(Problem(str(folder), f"cannot write it: {reason}", "name another folder with -o")) from error


def write_files(
    folder: Path,
    built: BuiltAtlas,
    files: Mapping[str, bytes],
    earlier: BuiltAtlas | None,
    kept: frozenset[str] = frozenset(),
) -> Written:
    """Write the files of an atlas, by their paths in its folder, and its `atlas.json`. `earlier` is what was there.

    Of that, `kept` are the files that stay as they are.

    Raises PageError, before anything is written, if somebody else's file stands where one goes. Raises OSError.
    """
    known = frozenset(() if earlier is None else earlier.files)
    _check(folder, files, known)
    sweep(folder)
    listed = kept.union(files)
    before = (folder / INDEX).read_bytes() if earlier is not None else None
    index = IndexText(built)
    if not listed <= known:
        replace_changed(folder / INDEX, index.listing(known | listed).encode())
    written = sum(replace_changed(folder / name, content) for name, content in files.items())
    removed = sum(_remove(folder, name) for name in known.difference(listed))
    finished = index.listing(listed).encode()
    written += finished != before
    _finish(folder / INDEX, finished)
    return Written(len(listed) + 1, written, removed)


def unchanged_files(folder: Path, earlier: BuiltAtlas, slugs: Collection[str]) -> dict[str, list[str]]:
    """Return the files that an earlier build made of places, by `slugs`; none of a place that lacks one by now."""
    top_folder = str(folder)

    def is_there(name: str) -> bool:
        # A Path takes ten times as long, and there are three files a place.
        return os.path.isfile(os.path.join(top_folder, name))  # noqa: PTH113, PTH118

    found: dict[str, list[str]] = {}
    for name in earlier.files:
        top, _, below = name.partition("/")
        slug = below.partition("/")[0]
        if top == "place" and slug in slugs:
            found.setdefault(slug, []).append(name)
    return {slug: names for slug, names in found.items() if all(map(is_there, names))}


def list_files(folder: Path, built: BuiltAtlas, files: Collection[str], earlier: BuiltAtlas | None) -> Written:
    """List files that are there already in the `atlas.json`, and remove those of `earlier` that are none of them.

    Raises OSError.
    """
    removed = sum(_remove(folder, name) for name in frozenset(earlier.files if earlier else ()).difference(files))
    replace_file(folder / INDEX, index_text(replace(built, files=tuple(sorted(files)))).encode(), follow_link=False)
    return Written(len(files) + 1, len(files) + 1, removed)


def _finish(index: Path, content: bytes) -> None:
    if index.read_bytes() != content:
        # This one must not be lost: it has the addresses of places.
        replace_file(index, content, follow_link=False)


def _check(folder: Path, files: Mapping[str, bytes], known: Collection[str]) -> None:
    """Raise PageError if a file would take the place of somebody else's, or would be written through a link."""
    top = os.path.realpath(folder)
    foreign: list[str] = []
    parents: dict[Path, bool] = {}
    for name, content in files.items():
        path = folder / name
        if path.parent not in parents:
            parents[path.parent] = os.path.realpath(path.parent) == str(Path(top, Path(name).parent))
        if not parents[path.parent]:
            raise PageError(Problem(str(path.parent), "a link stands where a folder of the atlas goes", _REMEDY))
        if name not in known and os.path.lexists(path) and not _holds(path, content):
            foreign.append(name)
    if foreign:
        shown = ", ".join(foreign[:_MOST_NAMED]) + ("…" if len(foreign) > _MOST_NAMED else "")
        what = f"the folder holds what storymap did not write: {shown}"
        raise PageError(Problem(str(folder), what, _REMEDY))
    blocked = next((name for name in files if (folder / name).is_dir()), None)
    if blocked is not None:
        raise PageError(Problem(str(folder / blocked), "a folder stands where a file of the atlas goes", _REMEDY))


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def _remove(folder: Path, name: str) -> bool:
    """Remove a file of an earlier build, and its folders as far as they are empty then."""
    path = folder / name
    if os.path.realpath(path.parent) != str(Path(os.path.realpath(folder), Path(name).parent)):
        return False
    sweep(path.parent)
    try:
        path.unlink()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError):
        return False
    for parent in path.parents:
        if parent == folder:
            break
        with contextlib.suppress(OSError):
            parent.rmdir()
            continue
        break
    return True


def read_atlas(folder: Path) -> BuiltAtlas:
    """Return the atlas in a folder, or of an `atlas.json`. Raises StorymapError where there is none."""
    return read_built(index_of(folder))


def index_of(folder: Path) -> Path:
    """Return the `atlas.json` of a folder, or the one that was named. Raises StorymapError where there is none."""
    path = folder / INDEX if folder.is_dir() else folder
    if not path.exists() and (folder / PARTS_INDEX).is_file():
        what, remedy = "this is the atlas of a corpus", "build it again of the whole corpus: storymap atlas"
        raise StorymapError(Problem(str(folder), what, remedy))
    if not path.exists():
        remedy = "name the folder of an atlas, or build one first: storymap atlas"
        raise StorymapError(Problem(str(folder), "there is no atlas", remedy))
    return path
