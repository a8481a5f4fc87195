"""Locks between processes. One ends with the process that holds it, however that ends.

On Linux and macOS a folder itself is locked, and a temporary file, so nothing lies about for the sake of a lock.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

from storymap.storage.cache_folder import cache_folder

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LONGEST_WAIT = 60.0  # seconds
_PAUSE = 0.01  # seconds


def try_lock(descriptor: int) -> bool | None:
    """Lock an open file or folder: True if it is locked now, False if another has it, None if it cannot be known."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # some network file systems have no such locks
        return None
    return True


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes (and threads) of ours from changing files of an author in this folder.

    Where a folder cannot be locked, a file in the user's cache folder stands for it; where there is none either, the
    block runs without a lock, and only the comparison before replacing protects the file. Raises TimeoutError if
    another has the lock for LONGEST_WAIT.
    """
    with contextlib.ExitStack() as stack:
        if not _lock_folder(folder, stack):
            _lock_substitute(folder, stack)
        yield


def _lock_folder(folder: Path, stack: contextlib.ExitStack) -> bool:
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    stack.callback(os.close, descriptor)
    end = time.monotonic() + LONGEST_WAIT
    while (state := try_lock(descriptor)) is False:
        if time.monotonic() > end:
            raise _timeout(folder)
        time.sleep(_PAUSE)
    return bool(state)


def _lock_substitute(folder: Path, stack: contextlib.ExitStack) -> None:
    cache = cache_folder()
    if cache is None:
        return
    import hashlib

    from filelock import FileLock, Timeout

    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:40]
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        stack.enter_context(FileLock(cache / f"{name}.lock", timeout=LONGEST_WAIT))
    except Timeout as error:
        raise _timeout(folder) from error
    except (OSError, NotImplementedError):
        return


def _timeout(folder: Path) -> TimeoutError:
    return TimeoutError(errno.ETIMEDOUT, "another storymap is changing files in its folder", str(folder))
