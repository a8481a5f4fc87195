"""Files of the user: read within a limit of size. Folders, pipes, devices and addresses are refused."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from storymap.errors import Problem, StorymapError
from storymap.reading.files_read import note_read

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def read_bytes(path: Path, longest: int, where: str | None = None) -> bytes:
    """Return the bytes of the regular file `path`, at most `longest` of them.

    Raises StorymapError, with `where` naming the file (the path itself unless given), when it is missing, a
    folder, a pipe or a device, not readable, empty, or longer than `longest` bytes.
    """
    place = str(path) if where is None else where
    with open_regular(path, place) as file:
        # As many as there are: room for `longest` bytes takes several times as long as reading a picture.
        size = min(os.fstat(file.fileno()).st_size, longest)
        data = file.read(size + 1)
        if len(data) > size:  # it has grown meanwhile, or does not say how long it is
            data += file.read(longest + 1 - len(data))
    if not data:
        raise _refusal(place, "the file is empty", "check that it was saved")
    if len(data) > longest:
        raise _refusal(place, f"the file is larger than {_size(longest)}", "use a smaller one")
    return data


@contextmanager
def open_regular(path: Path, where: str) -> Iterator[BinaryIO]:
    """Open the regular file `path` for reading. Raises StorymapError when that, or reading within, fails."""
    try:
        # Looked at before, because opening a device may do something, and again, because it may have been replaced.
        _check_kind(path.stat(), where)
        with open(path, "rb", opener=_open_at_once) as file:
            _check_kind(os.fstat(file.fileno()), where)
            note_read(path)
            yield file
    except FileNotFoundError:
        raise _refusal(where, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise _refusal(where, "this is a folder", "name a file in it") from None
    except PermissionError:
        if path.is_dir():  # Windows says this of folders
            raise _refusal(where, "this is a folder", "name a file in it") from None
        raise _refusal(where, "the file may not be read", "change its permissions or copy it") from None
    except BrokenPipeError:
        raise  # of what is written meanwhile, and no fault of this file
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a usable file name"
        raise _refusal(where, f"the file cannot be read ({reason})", "check the path") from None


def _check_kind(state: os.stat_result, where: str) -> None:
    if not stat.S_ISREG(state.st_mode) and not stat.S_ISDIR(state.st_mode):
        raise _refusal(where, "this is a pipe or a device, not a file", "save its content as a file")


def _open_at_once(path: str, flags: int) -> int:
    # Opening a pipe would wait for a writer for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_address(path: str) -> bool:
    """Say whether `path` is an address such as https://example.org/a, and not the path of a file."""
    return _ADDRESS.match(path) is not None


def _size(length: int) -> str:
    return f"{length >> 20} MB" if length >= 1 << 20 else f"{length >> 10} kB"


def _refusal(where: str, what: str, remedy: str) -> StorymapError:
    return StorymapError(Problem(where, what, remedy))
