"""The settings of a desk for an article, where it has any: what reads and checks them is imported then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from storymap.reading.desk.settings_file import find_settings

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.reading.desk.settings import DeskSettings


def read_settings(folder: Path, problems: list[Problem]) -> DeskSettings | None:
    """Return the settings for an article in this folder, None if there are none; `find_settings` says where they are.

    Warnings go to `problems`. Raises StorymapError with everything that is wrong in them.
    """
    path = find_settings(folder, problems)
    if path is None:  # as for most people, who wait for nothing else then
        return None
    from storymap.reading.desk.settings import read_settings_file

    return read_settings_file(path, problems)
