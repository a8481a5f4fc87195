"""Replace a file only if it still holds what was read from it: what somebody saved in between is never lost.

Where two names can be exchanged in one step (Linux, macOS), the new file and the old one are. Then what came out is
looked at: if it is not what was expected, somebody saved in the last moment, and it is put back. So nothing is lost
between a comparison and a rename, because the comparison comes after it. An editor that writes in place is waited
for, where the system says who has a file open for writing (Linux). Elsewhere the file is compared just before it is
replaced.

While names are exchanged the file beside has a name that says what both hold. If the process is killed then, `recover`
knows what it finds. Whoever calls these functions holds the lock of the folder (`locks.py`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path

from storymap.storage.atomic import sync, written_beside
from storymap.storage.open_writers import read_settled
from storymap.storage.renames import exchange_names, rename_new

_SUFFIX = ".storymap.swap"
# The file's name cut, its key, and the digests of the text that is expected to come out and of the new one.
_NAME = re.compile(rf"\..+-([0-9a-f]{{8}})-([0-9a-f]{{16}})-([0-9a-f]{{16}}){re.escape(_SUFFIX)}", re.DOTALL)
_MOST_EXCHANGES = 100
_NO_DIGEST = "0" * 16  # in place of that of a new text, where a file is removed


def read_or_none(path: Path) -> bytes | None:
    """Return what a file holds, None if there is none. Raises OSError, TimeoutError as `read_settled` does."""
    try:
        return read_settled(path)
    except FileNotFoundError:
        return None


def replace_if_unchanged(target: Path, expected: bytes | None, data: bytes) -> bool:
    """Put `data` in the place of a file that holds `expected`; None means that there is no file.

    Returns False if it holds something else, which then stays there. `target` is no link. Raises OSError.
    """
    if read_or_none(target) != expected:
        return False
    with written_beside(target, data) as temporary:
        is_done = _take_name(temporary, target) if expected is None else _exchange(temporary, target, expected, data)
    sync(target.parent)
    return is_done


def remove_if_unchanged(target: Path, expected: bytes) -> bool:
    """Remove a file that holds `expected`. Returns False if it holds something else, which stays. Raises OSError."""
    if read_or_none(target) != expected:
        return False
    beside = target.with_name(_name_beside(target, _digest(expected), _NO_DIGEST))
    try:
        target.rename(beside)
    except FileNotFoundError:
        return False
    out, is_closed = _read_after_exchange(beside)
    if out == expected and is_closed:
        beside.unlink()
        sync(target.parent)
        return True
    if not _take_name(beside, target):
        _keep(beside, target)
    return False


def recover(target: Path) -> Path | None:
    """Finish what a killed process began in the folder of `target`.

    Its own new text is dropped, because nobody was told that it was saved, and what somebody else saved is put back. If
    the file has been saved again since, both are kept: the path of the other one is returned.
    """
    kept = None
    for path in sorted(target.parent.glob(f".*{_SUFFIX}")):
        match = _NAME.fullmatch(path.name)
        if match and path.is_file() and not path.is_symlink():
            key, *digests = match.groups()
            if _digest(read_settled(path)) in digests:
                path.unlink(missing_ok=True)
            elif key == _key(target):
                kept = _put_back(path, target, new=digests[1]) or kept
    return kept


def _take_name(temporary: Path, target: Path) -> bool:
    try:
        rename_new(temporary, target)
    except FileExistsError:
        return False
    return True


def _exchange(temporary: Path, target: Path, expected: bytes, data: bytes) -> bool:
    beside = target.with_name(_name_beside(target, _digest(expected), _digest(data)))
    temporary.rename(beside)
    try:
        is_exchanged = exchange_names(beside, target)
    except OSError as error:
        beside.unlink()
        if isinstance(error, FileNotFoundError):  # somebody removed or renamed the file
            return False
        raise
    if is_exchanged:
        return _settle(beside, target, expected, data)
    try:
        if read_or_none(target) != expected:
            return False
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return True


def _settle(beside: Path, target: Path, expected: bytes, data: bytes) -> bool:
    """Look at what came out of the place of `target`, and put back what somebody else saved there.

    What comes out is always the latest that was saved, so it goes back until out comes what was put in the time before.
    """
    out, is_closed = _read_after_exchange(beside)
    if out == expected and is_closed:
        beside.unlink()
        return True
    put_in = data
    for _ in range(_MOST_EXCHANGES):
        _put_in(beside, target)
        if not beside.exists():
            return False
        before, put_in = put_in, out
        out, is_closed = _read_after_exchange(beside)
        if out == before and is_closed:
            beside.unlink()
            return False
        if out == before:
            break
    _keep(beside, target)
    return False


def _read_after_exchange(beside: Path) -> tuple[bytes, bool]:
    """Return what a file holds, and whether nobody has it open for writing any more."""
    try:
        return read_settled(beside), True
    except TimeoutError:
        return beside.read_bytes(), False


def _put_in(beside: Path, target: Path) -> None:
    try:
        if exchange_names(beside, target):
            return
    except FileNotFoundError:
        with contextlib.suppress(FileExistsError):
            rename_new(beside, target)


def _put_back(beside: Path, target: Path, *, new: str) -> Path | None:
    """Put somebody's text back into its place; if there is another text of somebody's, keep both, and say where."""
    current = read_or_none(target)
    if current is None:
        _take_name(beside, target)
        return None
    if _digest(current) == new and exchange_names(beside, target):
        if _digest(read_settled(beside)) == new:
            beside.unlink()
            return None
        exchange_names(beside, target)
    return _keep(beside, target)


def _keep(beside: Path, target: Path) -> Path:
    """Give a text that was saved, and has lost its place to another, a name that a person sees."""
    kept = target.with_name(f"{target.stem[:40]}.saved-{os.urandom(4).hex()}{target.suffix}")
    rename_new(beside, kept)
    return kept


def _name_beside(target: Path, expected: str, new: str) -> str:
    return f".{target.name.lstrip('.')[:40]}-{_key(target)}-{expected}-{new}{_SUFFIX}"


def _key(target: Path) -> str:
    return hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
