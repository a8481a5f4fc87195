"""The cache: results of earlier builds in the user's cache folder. It saves time, and is never needed.

A missing, damaged or unwritable cache costs the time to make a result again, nothing else. Nothing here raises, and
nothing cached is ever run: a result is bytes. A file is signed (`cache_key`) for what it is the result of, so that what
anybody else has put there, or under another name, is no result. Two builds may cache the same result at once, because
each file is replaced whole.

`STORYMAP_CACHE` names another folder; "off" turns the cache off.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from storymap._version import __version__
from storymap.storage.atomic import replace_file
from storymap.storage.cache_folder import cache_folder
from storymap.storage.cache_key import signing_key
from storymap.storage.memo import Memo
from storymap.storage.temporary import sweep

LARGEST_FOLDER = 512 << 20  # bytes
_SIGNATURE_SIZE = 32  # bytes
# The rooms that make what is cached, and the rooms of data and code that these use (a test compares them).
_ROOMS = ("basemap_data", "folding", "gazetteer", "geometry", "reading", "rendering")
# The latest results are cached in memory too.
_MOST_RECENT = 200
_LARGEST_RECENT = 64 << 20  # bytes

_recent: Memo[bytes] = Memo(_MOST_RECENT, _LARGEST_RECENT, len)


def cached(kind: str, parts: Iterable[bytes], make: Callable[[], bytes], *, is_lasting: bool = True) -> bytes:
    """Return what `make` returns for `parts`, from the cache if it was made before.

    `kind` is a word for the kind of result; `parts` must hold all that the result depends on but the program itself:
    another version of it, or a changed file of it, makes every result anew. A result that is not `is_lasting` is kept
    in memory alone: one of many while somebody drags a place about.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    _sweep_once(folder)
    key = _key(kind, parts)
    data = _recent.find(key)
    if data is None:
        data = _read(folder / f"{key}.bin")
        if data is None:
            data = make()
            if is_lasting:
                _write(folder / f"{key}.bin", data)
        _recent.keep(key, data)
    return data


@cache
def _sweep_once(folder: Path) -> None:
    """Remove what killed processes left in the folder, once a process; each write does so, too."""
    sweep(folder)


def _key(kind: str, parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256(_program_state())
    for part in parts:
        # The lengths keep "ab", "c" from being "a", "bc".
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return f"{kind}-{digest.hexdigest()[:40]}"


@cache
def _program_state() -> bytes:
    """Return bytes that change when the program does: its version, and size and time of the files of its rooms."""
    root = Path(__file__).parents[1]
    return "\n".join([__version__, *(state for room in _ROOMS for state in _file_states(root / room, room))]).encode()


def _file_states(folder: Path | str, name: str) -> Iterator[str]:
    """Yield the path, size and time of each file below a folder, which is called `name`, in the same order always."""
    # pathlib takes five times as long for the same, which was the most that a build from the cache waited for it.
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            below = f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _file_states(entry.path, below)
            elif not entry.name.endswith(".pyc") and entry.is_file():
                state = entry.stat()
                yield f"{below} {state.st_size} {state.st_mtime_ns}"


def _read(path: Path) -> bytes | None:
    """Return the data of a cache file, None if there is none, or this user's storymap has not written it so.

    The file counts as used now.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return None
    signature, data = content[:_SIGNATURE_SIZE], content[_SIGNATURE_SIZE:]
    expected = _signature(path.name, data)
    if expected is None or not hmac.compare_digest(signature, expected):
        return None
    with contextlib.suppress(OSError):
        path.touch()
    return data


def _write(path: Path, data: bytes) -> None:
    """Write a cache file, which begins with the signature of its name and data, and prune its folder."""
    signature = _signature(path.name, data)
    if signature is None:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, signature + data, follow_link=False)
        _prune(path.parent)


def _signature(name: str, data: bytes) -> bytes | None:
    """Return what says that data is the result with this name; None where nothing can be signed."""
    key = signing_key()
    return None if key is None else hmac.digest(key, name.encode() + b"\0" + data, "sha256")


def _prune(folder: Path) -> None:
    """Remove the least recently used files until the folder is no larger than LARGEST_FOLDER."""
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
