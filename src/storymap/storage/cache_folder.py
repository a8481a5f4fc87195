"""The folder of the cache: the user's own, or what `STORYMAP_CACHE` names; "off" turns the cache off."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def cache_folder() -> Path | None:
    """Return the folder, which may not be there yet, or None if the cache is off."""
    given = os.environ.get("STORYMAP_CACHE", "")
    if given.lower() == "off":
        return None
    return Path(given or platformdirs.user_cache_path("storymap"))
