"""The stories of a desk: what their places files say an editor accepted and refused.

Files are looked for in the order of their depth and names, and read within limits; what cannot be read is left out.
Nothing is learned from what others may change, from links, or from below another `storymap.toml`.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from storymap.errors import StorymapError, printable
from storymap.gazetteer.name_keys import name_key
from storymap.limits import (
    DEEPEST_DESK,
    LARGEST_DESK,
    LARGEST_DESK_FILE,
    LONGEST_NAME,
    MOST_DESK_ENTRIES,
    MOST_DESK_FILES,
    MOST_DESK_FOLDERS,
    MOST_DESK_PLACES,
)
from storymap.reading.desk.accepted_places import AcceptedPlace, accepted_place
from storymap.reading.desk.settings_file import SETTINGS
from storymap.reading.files import open_regular
from storymap.reading.places.suggestion_members import HISTORY_MEMBER, names_of, suggested_names_of
from storymap.storage.write_access import may_be_changed_by_others

# What none of a places file's bytes can do without, if there is something to learn from it.
_SIGNS = (b'"geonameid"', b'"storymap"')


class StoryPlaces(NamedTuple):
    """What a places file says: places that an editor left in it, and names of suggestions that are gone.

    `shown` is its path from the desk's folder. `is_own` says that it is the file of the story that is worked on.
    """

    shown: str
    accepted: tuple[AcceptedPlace, ...] = ()
    refused: tuple[str, ...] = ()
    is_own: bool = False


class DeskStories(NamedTuple):
    """The places files of a desk that say something, and those that could not be read. `is_cut`: there are more."""

    stories: tuple[StoryPlaces, ...] = ()
    unread: tuple[str, ...] = ()
    is_cut: bool = False


NO_STORIES = DeskStories()


def read_stories(folder: Path, own: Collection[Path] = (), *, below: bool = False) -> DeskStories:
    """Return what the places files (.geojson) in a folder, and with `below` in those below it, say.

    `own` are the files of the story that is worked on.
    """
    folder = Path(os.path.realpath(folder))
    files = _PlacesFiles(folder, DEEPEST_DESK if below else 0)
    own_files = {os.path.realpath(path) for path in own}
    stories: list[StoryPlaces] = []
    unread: list[str] = []
    size = count = 0
    for number, path in enumerate(files):
        shown = printable(path.relative_to(folder).as_posix(), 120)
        data = _read(path)
        size += 0 if data is None else len(data)
        if number >= MOST_DESK_FILES or size > LARGEST_DESK:
            return DeskStories(tuple(stories), tuple(unread), is_cut=True)
        if data is None:
            unread.append(shown)
        elif any(sign in data for sign in _SIGNS):
            story = _story(data, shown, is_own=str(path) in own_files)
            if story is None:
                unread.append(shown)
                continue
            count += len(story.accepted) + len(story.refused)
            if count > MOST_DESK_PLACES:
                return DeskStories(tuple(stories), tuple(unread), is_cut=True)
            if story.accepted or story.refused:
                stories.append(story)
    return DeskStories(tuple(stories), tuple(unread), files.is_cut)


class _PlacesFiles:
    """The paths of the places files of a folder and those below, the nearest first, each folder's in order.

    `is_cut` says after that whether folders were left out because there are too many.
    """

    def __init__(self, folder: Path, levels: int) -> None:
        self._folder = folder
        self._levels = levels
        self.is_cut = False

    def __iter__(self) -> Iterator[Path]:
        folders = deque([(self._folder, 0)])
        count = 0
        while folders:
            folder, depth = folders.popleft()
            count += 1
            if count > MOST_DESK_FOLDERS:
                self.is_cut = True
                return
            entries = _trusted_entries(folder, is_top=depth == 0)
            yield from (Path(entry.path) for entry in entries if _is_places_file(entry))
            if depth < self._levels:
                folders += [(Path(e.path), depth + 1) for e in entries if e.is_dir(follow_symlinks=False)]


def _trusted_entries(folder: Path, *, is_top: bool) -> list[os.DirEntry[str]]:
    """Return what stands in a folder, in order; nothing of one that others may change or that has its own settings."""
    try:
        if may_be_changed_by_others(folder.lstat()):
            return []
        with os.scandir(folder) as found:
            entries = list(islice(found, MOST_DESK_ENTRIES + 1))
    except OSError:
        return []
    if len(entries) > MOST_DESK_ENTRIES:
        return []  # some of them would be others each time
    entries = sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
    return entries if is_top or all(entry.name != SETTINGS for entry in entries) else []


def _is_places_file(entry: os.DirEntry[str]) -> bool:
    if not entry.name.lower().endswith(".geojson"):
        return False
    try:
        return entry.is_file(follow_symlinks=False) and not may_be_changed_by_others(entry.stat(follow_symlinks=False))
    except OSError:
        return False


def _read(path: Path) -> bytes | None:
    """Return the bytes of a file, None if it cannot be read or is too large."""
    try:
        with open_regular(path, path.name) as file:
            if os.fstat(file.fileno()).st_size > LARGEST_DESK_FILE:
                return None
            data = file.read(LARGEST_DESK_FILE + 1)
    except StorymapError:
        return None
    return data if len(data) <= LARGEST_DESK_FILE else None


def _story(data: bytes, shown: str, *, is_own: bool) -> StoryPlaces | None:
    try:
        collection = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(collection, dict) or not isinstance(features := collection.get("features"), list):
        return None
    features = [feature for feature in features if isinstance(feature, dict)]
    accepted = tuple(place for feature in features if (place := accepted_place(feature)) is not None)
    here = {name_key(name[:LONGEST_NAME]) for feature in features for name in names_of(feature)}
    suggested = (name[:LONGEST_NAME] for name in suggested_names_of(collection.get(HISTORY_MEMBER)))
    refused = tuple(dict.fromkeys(name for name in suggested if name_key(name) not in here))
    return StoryPlaces(shown, accepted, refused, is_own)
