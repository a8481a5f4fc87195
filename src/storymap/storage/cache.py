"""What was worked out before, kept in the user's cache folder: it saves time, and is never needed.

A missing, damaged or unwritable cache costs the time to work a thing out again, nothing else. Nothing here raises, and
nothing kept is ever run: it is bytes, and a digest says whether they are still those that were written. Two builds may
keep the same thing at once, for each file is replaced whole.

`STORYMAP_CACHE` names another folder; "off" turns the cache off.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import platformdirs

from storymap._version import __version__
from storymap.storage.atomic import replace_file

LARGEST_FOLDER = 512 << 20
_MOST_RECENT = 8
_LARGEST_RECENT = 16 << 20
_DIGEST = 32

_recent: OrderedDict[str, bytes] = OrderedDict()


def cached(kind: str, parts: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """Return what `make` returns for `parts`, from the cache if it was made before.

    `kind` is a word that tells one sort of thing from others; `parts` must hold all that the result depends on, but not
    the program itself: another version of it, or a changed file of it, makes everything anew.
    """
    folder = _folder()
    key = _key(kind, parts)
    data = _recall(key, folder)
    if data is None:
        data = make()
        if folder is not None:
            _write(folder / f"{key}.bin", data)
    if folder is not None and len(data) <= _LARGEST_RECENT:
        _recent[key] = data
        _recent.move_to_end(key)
        if len(_recent) > _MOST_RECENT:
            _recent.popitem(last=False)
    return data


def _folder() -> Path | None:
    given = os.environ.get("STORYMAP_CACHE", "")
    if given.lower() == "off":
        return None
    return Path(given or platformdirs.user_cache_path("storymap"))


def _key(kind: str, parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256(_program())
    for part in parts:
        # The lengths keep "ab", "c" from being "a", "bc".
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return f"{kind}-{digest.hexdigest()[:40]}"


@cache
def _program() -> bytes:
    """Return what changes when the program changes: its version, and size and time of each of its files."""
    root = Path(__file__).parents[1]
    files = [__version__]
    for folder in ("rendering", "matching"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                state = path.stat()
                files.append(f"{path.relative_to(root).as_posix()} {state.st_size} {state.st_mtime_ns}")
    return "\n".join(files).encode()


def _recall(key: str, folder: Path | None) -> bytes | None:
    if folder is None:
        return None
    data = _recent.get(key)
    return _read(folder / f"{key}.bin") if data is None else data


def _read(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, data = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(data).digest() != digest:
        return None
    with contextlib.suppress(OSError):
        path.touch()
    return data


def _write(path: Path, data: bytes) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, hashlib.sha256(data).digest() + data)
        _prune(path.parent)


def _prune(folder: Path) -> None:
    """Remove what was not used for longest, until the folder is small enough again."""
    files = []
    for path in folder.glob("*.bin"):
        with contextlib.suppress(OSError):
            state = path.stat()
            files.append((state.st_mtime_ns, state.st_size, path))
    size = sum(length for _, length, _ in files)
    for _, length, path in sorted(files):
        if size <= LARGEST_FOLDER:
            return
        with contextlib.suppress(OSError):
            path.unlink()
            size -= length
