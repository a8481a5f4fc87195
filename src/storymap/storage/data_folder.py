"""The folder of what a user adds to storymap and keeps: where this system keeps data, or what `STORYMAP_DATA` names."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Return the folder, which may not be there yet."""
    return Path(os.environ.get("STORYMAP_DATA") or platformdirs.user_data_path("storymap", appauthor=False))
