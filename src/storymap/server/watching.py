"""Hears of files that change on disk: those that are written in place, replaced, deleted, or come back."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

Signature = tuple[int, ...]
"""What of a file is another when its content may be."""
_GONE: Signature = ()
# Milliseconds: what a text editor does in one save comes together, and a person does not notice.
_DEBOUNCE, _STEP = 50, 10
# So often files are looked at without being told: not every system and every drive tells.
_LOOK = 1_000


async def watched(
    paths: Callable[[], Iterable[Path]],
    changed: Callable[[set[Path]], Awaitable[None]],
) -> None:
    """Call `changed` with the files that are others than before, until this is cancelled.

    `paths` says which files are meant, and is asked again after each change; a folder stands for the files in it. Files
    need not be there yet. Where the system tells nothing (some network drives), set WATCHFILES_FORCE_POLLING.
    """
    known = _signatures(paths())
    while True:
        folders = _folders(paths())
        # What changed while nobody was listening.
        known = await _tell(paths, changed, known)
        if folders == _folders(paths()):
            known = await _listen(paths, changed, known, folders)


async def _listen(
    paths: Callable[[], Iterable[Path]],
    changed: Callable[[set[Path]], Awaitable[None]],
    known: dict[Path, Signature],
    folders: dict[Path, Signature],
) -> dict[Path, Signature]:
    """Hear of changes until other folders are meant, and return the signatures that were seen last."""
    from watchfiles import awatch

    changes = awatch(
        *folders,
        watch_filter=None,
        debounce=_DEBOUNCE,
        step=_STEP,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        recursive=False,
        ignore_permission_denied=True,
    )
    try:
        async for _ in changes:
            known = await _tell(paths, changed, known)
            if _folders(paths()) != folders:
                break
    finally:
        await changes.aclose()
    return known


async def _tell(
    paths: Callable[[], Iterable[Path]],
    changed: Callable[[set[Path]], Awaitable[None]],
    known: dict[Path, Signature],
) -> dict[Path, Signature]:
    """Tell of what is another than `known`, and return what there is."""
    now = _signatures(paths())
    others = {path for path in {*known, *now} if known.get(path, _GONE) != now.get(path, _GONE)}
    if not others:
        return now
    began = time.time_ns()
    await changed(others)
    # Files that are meant since then: only if they were written after they may have been read.
    later = _signatures(paths())
    return {path: now.get(path, _GONE if _is_since(seen, began) else seen) for path, seen in later.items()}


def _is_since(signature: Signature, began: int) -> bool:
    return bool(signature) and signature[0] >= began


def _signatures(paths: Iterable[Path]) -> dict[Path, Signature]:
    found: dict[Path, Signature] = {}
    for path in paths:
        if path.is_dir():
            found |= {file: _signature(file) for file in _files(path)}
        else:
            found[path] = _signature(path)
    return found


def _files(folder: Path) -> list[Path]:
    try:
        return [Path(entry.path) for entry in os.scandir(folder) if entry.is_file()]
    except OSError:
        return []


def _signature(path: Path) -> Signature:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return _GONE
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev


def _folders(paths: Iterable[Path]) -> dict[Path, Signature]:
    """Return the folders to listen in, and which they are: one that was replaced is another."""
    meant: set[Path] = set()
    for path in paths:
        # A link's own folder, and that of what it leads to.
        for one in (path, Path(os.path.realpath(path))):
            meant.add(_existing(one if one.is_dir() else one.parent))
    found = {}
    for folder in sorted(meant):
        signature = _signature(folder)
        found[folder] = signature[2:] or _GONE
    return found


def _existing(folder: Path) -> Path:
    """Return the folder, or the one above that is there."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder
