"""Whether another process has a file open for writing: what it holds may be half of what that process will save."""

from __future__ import annotations

import ctypes
import errno
import signal
import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LONGEST_WAIT = 5.0  # seconds
_PAUSE = 0.01  # seconds
# The kinds of file systems on disks, from linux/magic.h: ext, XFS, Btrfs, F2FS, ZFS, tmpfs, overlay.
_LOCAL = {0xEF53, 0x58465342, 0x9123683E, 0xF2F52010, 0x2FC12FC1, 0x01021994, 0x794C7630}


def read_settled(path: Path) -> bytes:
    """Return what a file holds when nobody is writing it, as far as the system can say.

    Raises OSError: FileNotFoundError, and TimeoutError if another program has it open for writing for LONGEST_WAIT.
    """
    end = time.monotonic() + LONGEST_WAIT
    while True:
        with path.open("rb") as file:
            if not _has_writer(file.fileno()):
                return file.read()
        if time.monotonic() > end:
            raise TimeoutError(errno.ETXTBSY, "another program has it open for writing", str(path))
        time.sleep(_PAUSE)


def _has_writer(descriptor: int) -> bool:
    """Say whether somebody has a file open for writing. False where the system does not tell (all but Linux).

    Linux grants a lease to read only where nobody writes. It ends when the file is closed; a writer that comes before
    waits for that, and the signal that it causes is one which does nothing by itself.
    """
    if fcntl is None or not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN and _is_local(descriptor)
    return False


def _is_local(descriptor: int) -> bool:
    """Say whether a file is on a file system that refuses leases for writers alone: network ones do so at will."""
    state = ctypes.create_string_buffer(1024)
    if ctypes.CDLL(None).fstatfs(descriptor, state) != 0:
        return False
    # The first member of `struct statfs` is the kind of the file system.
    return ctypes.cast(state, ctypes.POINTER(ctypes.c_long))[0] in _LOCAL
