"""Temporary files and folders beside what they become, and how those of killed processes are swept.

Each has a name of ours, and a lock as long as its writer lives. So what has such a name and no lock is nobody's, and
whoever writes into that folder next removes it. Where there are no locks, age decides. A sweep that errs makes a writer
fail; it never takes what is in place.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from storymap.storage.locks import try_lock

SUFFIX = ".storymap.part"
_NAME = re.compile(r"\..+-[a-z0-9_]{8}" + re.escape(SUFFIX), re.DOTALL)
_OLD = 24 * 3600  # seconds
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextlib.contextmanager
def temporary_file(target: Path, data: bytes, *, is_synced: bool = True) -> Iterator[Path]:
    """Write `data` to a new file beside `target`, safely on disk unless not `is_synced`, and yield its path.

    At the end it is removed if it still has that name. Raises OSError.
    """
    while True:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=_prefix(target), suffix=SUFFIX)
        path = Path(name)
        with contextlib.ExitStack() as stack, os.fdopen(descriptor, "wb") as file:
            stack.callback(_remove, path)
            if not _hold(path, stack):
                continue  # a sweep was faster than the lock
            file.write(data)
            file.flush()
            if is_synced:
                os.fsync(file.fileno())
            # From here on nobody has it open for writing: see `open_writers.py`.
            file.close()
            yield path
            return


@contextlib.contextmanager
def temporary_folder(target: Path) -> Iterator[Path]:
    """Make a new folder beside `target` and yield its path. At the end it is removed if it still has that name."""
    while True:
        path = Path(tempfile.mkdtemp(dir=target.parent, prefix=_prefix(target), suffix=SUFFIX))
        with contextlib.ExitStack() as stack:
            stack.callback(_remove, path)
            if not _hold(path, stack):
                continue
            yield path
            return


def sweep(folder: Path) -> None:
    """Remove the temporary files and folders in `folder` that a killed process left. Nothing is ever raised."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        names = [entry.path for entry in entries if _NAME.fullmatch(entry.name)]
        for name in names:
            with contextlib.suppress(OSError):
                _remove_abandoned(Path(name))


def discard(path: Path) -> None:
    """Remove a file or folder of ours; if the process is killed meanwhile, a sweep removes the rest."""
    with contextlib.suppress(OSError):
        doomed = path.with_name(f"{_prefix(path)}{os.urandom(4).hex()}{SUFFIX}")
        path.rename(doomed)
        _remove(doomed)


def _prefix(target: Path) -> str:
    return f".{target.name.lstrip('.')[:40]}-"


def _hold(path: Path, stack: contextlib.ExitStack) -> bool:
    """Lock a new temporary file or folder until the stack ends. False if it is gone."""
    if os.name == "nt":  # an open file cannot be renamed on Windows
        return True
    try:
        descriptor = os.open(path, _OPEN)
    except FileNotFoundError:
        return False
    stack.callback(os.close, descriptor)
    return try_lock(descriptor) is not False and _is_at(path, descriptor)


def _remove_abandoned(path: Path) -> None:
    state = path.lstat()
    is_ours = not hasattr(os, "geteuid") or state.st_uid == os.geteuid()
    if not is_ours or not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
        return
    is_old = time.time() - state.st_mtime > _OLD
    if os.name == "nt":
        if is_old:
            _remove(path)
        return
    descriptor = os.open(path, _OPEN)
    try:
        state_of_lock = try_lock(descriptor)
        if (state_of_lock or (state_of_lock is None and is_old)) and _is_at(path, descriptor):
            _remove(path)
    finally:
        os.close(descriptor)


def _is_at(path: Path, descriptor: int) -> bool:
    """Say whether `path` still is the name of what is open."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
