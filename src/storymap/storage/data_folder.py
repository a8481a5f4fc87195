"""The folder of what a user adds to storymap and keeps: where this system keeps data, or what `STORYMAP_DATA` names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Where there is a Unix home, and no Android.
_IS_LINUX = sys.platform == "linux" and not hasattr(sys, "getandroidapilevel") and "ANDROID_ROOT" not in os.environ


def data_folder() -> Path:
    """Return the folder, which may not be there yet."""
    given = os.environ.get("STORYMAP_DATA")
    return Path(given) if given else (_linux_folder() if _IS_LINUX else None) or _folder_of_this_system()


def _linux_folder() -> Path | None:
    """Return the folder as the XDG Base Directory Specification has it, None where home is not told.

    It is the one that platformdirs finds, which a command that looks one name up would wait for as long again.
    """
    told = os.environ.get("XDG_DATA_HOME", "")
    if os.path.isabs(told):  # noqa: PTH117
        return Path(told, "storymap")
    home = os.environ.get("HOME", "")
    return Path(home, ".local", "share", "storymap") if os.path.isabs(home) else None  # noqa: PTH117


def _folder_of_this_system() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_path("storymap", appauthor=False))
