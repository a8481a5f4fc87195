"""Renames that replace nothing: two names are exchanged in one step, or a new name is taken.

Linux and macOS have these as system calls that Python does not offer.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_LINUX_NOREPLACE, _LINUX_EXCHANGE = 1, 2
_MACOS_EXCHANGE, _MACOS_NOREPLACE = 2, 4
# The number of the call where the C library has no function for it (musl before 1.2.6).
_LINUX_CALLS = {"x86_64": 316, "aarch64": 276, "riscv64": 276, "i686": 353, "armv7l": 382, "ppc64le": 357, "s390x": 347}
# What the call says where the system or this file system does not know it.
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}

_Call = Callable[[bytes, bytes, int], int]


def exchange_names(first: Path, second: Path) -> bool:
    """Exchange what two names stand for, in one step; both must be there. False if the system cannot do this.

    Raises OSError, FileNotFoundError among them.
    """
    return _rename(first, second, _MACOS_EXCHANGE if sys.platform == "darwin" else _LINUX_EXCHANGE)


def rename_new(source: Path, target: Path) -> None:
    """Rename `source` to `target`. Raises FileExistsError, and changes nothing, if there is something at `target`."""
    if _rename(source, target, _MACOS_NOREPLACE if sys.platform == "darwin" else _LINUX_NOREPLACE):
        return
    if os.name != "nt" and not source.is_dir():
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        else:
            source.unlink()
            return
    source.rename(target)  # on Windows this never replaces; elsewhere no folder that holds anything


def _rename(source: Path, target: Path, flag: int) -> bool:
    call = _system_call()
    if call is None:
        return False
    sys.audit("os.rename", str(source), str(target), -1, -1)
    if call(os.fsencode(source), os.fsencode(target), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(source), None, str(target))


@cache
def _system_call() -> _Call | None:
    """Return the function of the C library that renames by flags, None if there is none."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return _macos_call(library)
    if hasattr(library, "renameat2"):
        function = library.renameat2
        function.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
        return lambda source, target, flag: int(function(_AT_FDCWD, source, _AT_FDCWD, target, flag))
    number = _LINUX_CALLS.get(platform.machine())
    return None if number is None else _numbered_call(library, number)


def _numbered_call(library: ctypes.CDLL, number: int) -> _Call:
    function = library.syscall
    function.restype = ctypes.c_long
    function.argtypes = [
        *(ctypes.c_long, ctypes.c_int, ctypes.c_char_p),
        *(ctypes.c_int, ctypes.c_char_p, ctypes.c_uint),
    ]
    return lambda source, target, flag: int(function(number, _AT_FDCWD, source, _AT_FDCWD, target, flag))


def _macos_call(library: ctypes.CDLL) -> _Call | None:
    if not hasattr(library, "renamex_np"):
        return None
    function = library.renamex_np
    function.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
    return lambda source, target, flag: int(function(source, target, flag))
