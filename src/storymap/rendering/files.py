"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from storymap.errors import PageError, Problem

_PAGE = b"<!doctype html>"


def write_whole(path: Path, data: bytes) -> Path:
    """Write `data` to `path` by way of a temporary file beside it, and return `path`.

    A reader sees the old file or the new one, never a part. A link is followed, so that it stays a link. Raises
    PageError with the remedy if the file cannot be written; nothing is left behind.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            raise PageError(Problem(str(path), "this is not a file", "name another output with -o"))
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-", suffix=".part")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise PageError(Problem(str(path), f"cannot write it: {reason}", "name another output with -o")) from error
    return path


def refuse_source(path: Path, sources: Iterable[str]) -> None:
    """Raise PageError if `path` is one of the `sources`, under whatever name: a page must not replace its input."""
    for source in sources:
        with contextlib.suppress(OSError):
            if path.samefile(source):
                raise PageError(Problem(str(path), "the output is one of the inputs", "name another output with -o"))


def refuse_stranger(path: Path) -> None:
    """Raise PageError if there is something at `path` that is no page: it is somebody's work."""
    if path.is_dir():
        raise PageError(Problem(str(path), "this is not a file", "name another output with -o"))
    with contextlib.suppress(OSError):
        with path.open("rb") as file:
            start = file.read(len(_PAGE))
        if start and start.lower() != _PAGE:
            raise PageError(Problem(str(path), "there is a file that is no page", "name another output with -o"))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
