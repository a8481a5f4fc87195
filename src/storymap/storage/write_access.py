"""Write access: what others than the user may change, in a file, its folder or one above it."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from pathlib import Path

try:
    import grp
    import pwd
except ImportError:  # Windows, where nothing asks for them
    pass

_ROOT = 0


def has_owners() -> bool:
    """Say whether the system tells whose a file is."""
    return hasattr(os, "geteuid")


def changed_by_others(path: Path) -> Path | None:
    """Return what of a file and the folders that it is in others than the user may change, None if nothing.

    `path` has no links in it. A folder in which everybody may write and nobody may move what others own (/tmp) is
    trusted only where it is not the file's own. Where the system knows no owners, this is None. Raises OSError.
    """
    for number, part in enumerate((path, *path.parents)):
        if may_be_changed_by_others(part.lstat(), is_above=number > 1):
            return part
    return None


def may_be_changed_by_others(state: os.stat_result, *, is_above: bool = False) -> bool:
    """Say whether others than the user and the administrator may write what has this state, or it is theirs.

    `is_above` says that it is a folder above the one that counts.
    """
    if not has_owners():
        return False
    if state.st_uid not in (os.geteuid(), _ROOT):
        return True
    if is_above and state.st_mode & stat.S_ISVTX:
        return False
    if state.st_mode & stat.S_IWOTH:
        return True
    return bool(state.st_mode & stat.S_IWGRP) and not _is_own_group(state.st_gid)


@lru_cache(maxsize=64)
def _is_own_group(number: int) -> bool:
    """Say whether a group is the user's alone: many systems give each user one, with the right to write."""
    try:
        user, group = pwd.getpwuid(os.geteuid()), grp.getgrgid(number)
    except KeyError:
        return False
    return number == user.pw_gid and group.gr_name == user.pw_name and set(group.gr_mem) <= {user.pw_name}
