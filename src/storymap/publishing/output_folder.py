"""A folder that is replaced whole or not at all, and in which nobody else's file is ever lost.

A folder is ours if its manifest says so, and every file in it is one that the manifest lists, unchanged.

The new folder is made beside the old one, under the name `.NAME.storymap-old`. Then the two exchange their names in one
step, and what has that name now is the old folder, which is looked at once more and removed. Where names cannot be
exchanged the old folder takes that name first, and the new one follows. Whenever a run is killed, the next one knows
what it finds (`_recover`): one folder is in its place, or `.NAME.storymap-old` is put there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from storymap.errors import PageError, Problem
from storymap.storage.atomic import sync, umask
from storymap.storage.locks import locked
from storymap.storage.output import folder_problem, replacement_problem
from storymap.storage.renames import exchange_names, rename_new
from storymap.storage.temporary import discard, sweep, temporary_folder

MANIFEST = "storymap-manifest.json"
_FORMAT = 1
_MOST_NAMED = 5


def write_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write `files`, by their path in it, as the folder `path`, and return it. An earlier folder of ours is replaced.

    Raises PageError, and leaves everything as it was, if `path` is no folder, holds what we did not write, or cannot be
    written. A link to a folder stays a link.
    """
    target = Path(os.path.realpath(path))
    try:
        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.parent):
            sweep(target.parent)
            _recover(target, path)
            _check(target, path)
            with temporary_folder(target) as fresh:
                _fill(fresh, {**files, MANIFEST: _manifest(files)})
                fresh.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o777 & ~umask())
                _swap(fresh, target, path)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise PageError(Problem(str(path), f"cannot write it: {reason}", "name another folder with -o")) from error
    return path


def check_folder(path: Path, sources: Iterable[str], *, force: bool = False) -> None:
    """Raise PageError if the folder `path` may not be written or replaced: see `folder_problem` and `write_folder`.

    Nor may one of the `sources` be in it: the folder would be replaced together with its input.
    """
    problem = folder_problem(path, "-o", force=force)
    if problem is not None:
        raise PageError(problem)
    target = Path(os.path.realpath(path))
    _check(target, path)
    known = _read_manifest(target / MANIFEST) or {}
    if any(_is_within(source, target) for source in sources):
        raise PageError(Problem(str(path), "one of the inputs is in this folder", "name another folder with -o"))
    for name in () if force else (MANIFEST, *known):
        entry = target / name
        problem = replacement_problem(path / name, entry.stat(), "-o") if entry.exists() else None
        if problem is not None:
            raise PageError(problem)


def _is_within(source: str, target: Path) -> bool:
    return target.is_dir() and Path(os.path.realpath(source)).is_relative_to(target)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder, so that they are on disk."""
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        sync(folder / name)
    for inner in {(folder / name).parent for name in files}:
        sync(inner)


def _check(target: Path, path: Path) -> None:
    """Raise PageError if the folder that is there holds anything but what we wrote."""
    if not target.exists():
        return
    if not target.is_dir():
        raise PageError(Problem(str(path), "this is not a folder", "name another folder with -o"))
    entries = sorted(_entries(target))
    if not entries:
        return
    known = _read_manifest(target / MANIFEST)
    if known is None:
        remedy = "name a new or empty folder with -o"
        raise PageError(Problem(str(path), "the folder holds files that storymap did not write", remedy))
    foreign = [name for name in entries if name != MANIFEST and not _is_ours(target, name, known)]
    if foreign:
        shown = ", ".join(foreign[:_MOST_NAMED]) + ("…" if len(foreign) > _MOST_NAMED else "")
        raise PageError(
            Problem(
                str(path),
                f"the folder holds what storymap did not write, or what was changed since: {shown}",
                "move it elsewhere, or name another folder with -o",
            )
        )


def _entries(folder: Path, above: str = "") -> Iterator[str]:
    """Yield the path, as seen from the outermost folder, of all that is in it: of folders only the empty ones."""
    for entry in folder.iterdir():
        name = f"{above}{entry.name}"
        inner = list(_entries(entry, f"{name}/")) if entry.is_dir() and not entry.is_symlink() else []
        yield from inner or [name]


def _is_ours(target: Path, name: str, known: Mapping[str, str]) -> bool:
    entry = target / name
    return not entry.is_symlink() and entry.is_file() and known.get(name) == _digest(entry.read_bytes())


def _read_manifest(path: Path) -> dict[str, str] | None:
    """Return the digest of each file that the manifest lists, or None if there is no manifest of ours."""
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return None
        data = json.loads(path.read_bytes())
        if data["format"] != _FORMAT or data["by"] != "storymap publish":
            return None
        return {str(name): str(digest) for name, digest in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _manifest(files: Mapping[str, bytes]) -> bytes:
    digests = {name: _digest(data) for name, data in sorted(files.items())}
    data = {"by": "storymap publish", "format": _FORMAT, "files": digests}
    return (json.dumps(data, indent=2) + "\n").encode("utf-8")


def _swap(fresh: Path, target: Path, path: Path) -> None:
    """Put `fresh` in the place of `target`, which is not there, empty, or ours."""
    if not target.exists():
        rename_new(fresh, target)
        sync(target.parent)
        return
    old = _old(target)
    _take_place(fresh, target, old)
    sync(target.parent)
    try:
        _check(old, path)
    except PageError:
        # Somebody put a file into the folder in the last moment.
        _put_back(old, target, fresh)
        raise
    discard(old)


def _take_place(fresh: Path, target: Path, old: Path) -> None:
    """Put `fresh` in the place of `target`, and what was there in that of `old`."""
    fresh.rename(old)
    try:
        is_exchanged = exchange_names(old, target)
    except OSError:
        discard(old)
        raise
    if not is_exchanged:
        old.rename(fresh)
        target.rename(old)
        try:
            fresh.rename(target)
        except BaseException:
            old.rename(target)
            raise


def _put_back(old: Path, target: Path, fresh: Path) -> None:
    """Put the earlier folder back into its place; the new one is removed, unless somebody changed it already."""
    if not exchange_names(old, target):
        target.rename(fresh)
        old.rename(target)
        fresh.rename(old)
    _check(old, old)
    discard(old)


def _recover(target: Path, path: Path) -> None:
    """Finish what a killed run began: put the old folder back, or remove what is in nobody's way any more."""
    old = _old(target)
    if not old.is_dir() or old.is_symlink():
        return
    if not target.exists():
        rename_new(old, target)
        return
    try:
        _check(old, old)
    except PageError as error:
        remedy = "it is an earlier folder with files of somebody's: move them elsewhere, and remove it"
        raise PageError(Problem(str(old), error.problems[0].what, remedy)) from error
    discard(old)


def _old(target: Path) -> Path:
    name = os.fsencode(target.name)
    # A name has at most 255 bytes.
    cut = target.name if len(name) <= 200 else f"{target.name[:40]}-{_digest(name)[:16]}"
    return target.with_name(f".{cut}.storymap-old")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
