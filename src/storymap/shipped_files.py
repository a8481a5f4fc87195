"""Files of data that ship beside the code, read by whoever imported the code: from a folder, or from a zip.

`importlib.resources` does the same and more, and takes as long to import as Python takes to start: a command that looks
one name up would wait for it.
"""

from __future__ import annotations

import errno
import os
from importlib import import_module
from pathlib import Path
from typing import Any


def shipped_path(package: str, *names: str) -> Path:
    """Return where a file of a package is. Within a zip it cannot be opened by its path."""
    return Path(import_module(package).__path__[0], *names)


def shipped_bytes(package: str, *names: str) -> bytes:
    """Return what a file of a package holds. Raises FileNotFoundError."""
    path = shipped_path(package, *names)
    loader: Any = import_module(package).__loader__
    try:
        data: bytes = loader.get_data(str(path))
    except OSError as error:
        if error.errno:
            raise
        # So a zip says that it has no such file.
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from None
    return data


def shipped_text(package: str, *names: str) -> str:
    """Return the text of a file of a package, which is in UTF-8. Raises FileNotFoundError."""
    return shipped_bytes(package, *names).decode()
