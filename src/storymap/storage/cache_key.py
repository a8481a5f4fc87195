"""The key that signs what is cached: nobody can put anything into the cache who cannot read the user's own data folder.

A cache folder may be shared, restored from elsewhere (as build servers do) or named by `STORYMAP_CACHE`. What stands in
it counts only if this user's storymap wrote it. The key is made once, at random, and never leaves the folder.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from functools import lru_cache
from pathlib import Path

from storymap.storage.data_folder import data_folder
from storymap.storage.renames import rename_new
from storymap.storage.temporary import temporary_file
from storymap.storage.write_access import has_owners

_NAME = "cache.key"
_SIZE = 32  # bytes
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def signing_key() -> bytes | None:
    """Return the key, which is made if there is none; None if there can be none that is the user's alone."""
    return _key_at(data_folder() / _NAME)


@lru_cache(maxsize=4)
def _key_at(path: Path) -> bytes | None:
    with contextlib.suppress(OSError):
        if (key := _read(path)) is not None:
            return key
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileExistsError), temporary_file(path, secrets.token_bytes(_SIZE)) as temporary:
            # Another process may be as far: the first one's counts. A temporary file can be read by its owner alone.
            rename_new(temporary, path)
        return _read(path)
    return None


def _read(path: Path) -> bytes | None:
    """Return the key in a file, None if there is no file, or none that is the user's alone."""
    try:
        descriptor = os.open(path, _OPEN)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode) or (has_owners() and not _is_own(state)):
            return None
        key = file.read(_SIZE + 1)
    return key if len(key) == _SIZE else None


def _is_own(state: os.stat_result) -> bool:
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
