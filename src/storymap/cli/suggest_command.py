"""The command that adds the places which an article names and its map lacks: to the file that the map is made of."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storymap.editing.collection import Collection

_NEW = "more.geojson"


def suggest_remedy(given: dict[str, Any]) -> str:
    """Return what to do, for a command that was given these options: what it says works as it stands."""
    file = _target(given)
    words = ["storymap", "suggest", str(given["article"])]
    for key in ("encoding", "select", "lang"):
        words += [f"--{key}", given[key]] if given.get(key) else []
    words += [f"--{key.replace('_', '-')}" for key in ("whole", "no_settings") if given.get(key)]
    words += [word for folder in given.get("allow_path", ()) for word in ("--allow-path", str(folder))]
    if file is not None and not given["places"]:
        return f"{shlex.join(words)} adds them"
    if file is not None:
        return f"{shlex.join([*words, '-o', str(file)])} adds them"
    return f"{shlex.join([*words, '-o', _NEW])} finds them; name that file with --places, beside the others"


def removed_places(given: dict[str, Any]) -> set[str]:
    """Return the name keys of what was suggested for the places file and is gone: an editor does not want it."""
    from storymap.editing.collection_file import open_collection
    from storymap.editing.suggestion_history import suggested_before
    from storymap.errors import StorymapError

    file = _target(given)
    if file is None:
        return set()
    try:
        collection: Collection = open_collection(file)
    except StorymapError:
        return set()
    return suggested_before(collection)


def _target(given: dict[str, Any]) -> Path | None:
    """Return the places file that places can be added to, None if the story has none."""
    from storymap.editing.collection_file import EDITABLE
    from storymap.editing.target_file import file_of_article
    from storymap.errors import StorymapError
    from storymap.reading.allowed_folders import AllowedFolders

    if given["places"]:
        return next((file for file in given["places"] if file.suffix.lower() in EDITABLE), None)
    try:
        file = file_of_article(given["article"], AllowedFolders(given.get("allow_path", ())))
    except StorymapError:
        return None
    return file if file.suffix.lower() in EDITABLE else None
