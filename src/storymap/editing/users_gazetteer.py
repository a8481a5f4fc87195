"""The gazetteer as a user has it: the one that ships, those that they added, and a newsroom's own places over both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.editing.added_gazetteers import added_names, open_added
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.reading.desk.settings import DeskSettings


def users_gazetteer(
    files: Sequence[Path], problems: list[Problem], settings: DeskSettings | None = None, *, no_added: bool = False
) -> Gazetteer:
    """Return the shipped gazetteer, those that the user added beside it, and places of files and settings over it.

    Warnings go to `problems`. Raises PlacesError.
    """
    gazetteer = open_gazetteer()
    if not no_added and added_names():
        gazetteer = gazetteer.with_added(open_added(problems))
    if not files and settings is None:
        return gazetteer
    from storymap.geoparsing.own_places import with_own_places

    if settings is None:
        return with_own_places(gazetteer, files, problems=problems)
    return with_own_places(gazetteer, [*files, *settings.gazetteers], settings.names, problems)
