"""Paths at which the system offers itself as files: devices, standard output, the memory of processes."""

from __future__ import annotations

from pathlib import Path

_SYSTEM_FOLDERS = ("/dev", "/proc", "/sys")
_SHARED_MEMORY = "/dev/shm"  # noqa: S108 - plain files stand there


def is_system_file(path: Path) -> bool:
    """Say whether a path, its folders resolved, is no file of anybody's: /dev/stdout may look like one."""
    return any(map(path.is_relative_to, _SYSTEM_FOLDERS)) and not path.is_relative_to(_SHARED_MEMORY)
