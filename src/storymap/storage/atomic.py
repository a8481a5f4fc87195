"""Atomic replacement: a file is written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from storymap.storage.temporary import sweep, temporary_file


def replace_file(path: Path, data: bytes, *, follow_link: bool = True) -> None:
    """Write `data` to a temporary file beside `path`, then rename it to `path`. Missing folders are made.

    A reader sees the old file or the new one, never a part. A link is followed, so that it stays a link; with
    `follow_link` false it is replaced, and what it leads to stays as it is. Raises OSError, and leaves nothing behind,
    if the file cannot be written; what a killed process left there is removed.
    """
    target = Path(os.path.realpath(path)) if follow_link else Path(os.path.realpath(path.parent), path.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target.parent)
    with written_beside(target, data) as temporary:
        temporary.replace(target)
        sync(target.parent)


@contextlib.contextmanager
def written_beside(target: Path, data: bytes) -> Iterator[Path]:
    """Yield the path of a temporary file that can take the place of `target`, with its permissions."""
    with temporary_file(target, data) as temporary:
        is_replaced = target.exists() and not target.is_symlink()
        temporary.chmod(stat.S_IMODE(target.stat().st_mode) if is_replaced else 0o666 & ~umask())
        yield temporary


def sync(path: Path) -> None:
    """Have on disk what a file holds, or the names in a folder, where the system can do that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def umask() -> int:
    """Return the permission bits that new files of this process do not have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def replace_changed(path: Path, data: bytes) -> bool:
    """Put `data` at `path` where the file holds anything else, and say whether it did. Missing folders are made.

    For one of very many files that can be made again: a reader sees the old file or the new one, but when it is on disk
    is left to the system. A link is replaced, and what it leads to stays as it is. Raises OSError. What a killed
    process left beside it is removed where it writes.
    """
    if not path.is_symlink() and path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent)
    with temporary_file(path, data, is_synced=False) as temporary:
        temporary.chmod(0o666 & ~umask())
        temporary.replace(path)
    return True
