"""What the editor remembers from one sitting to the next: recent stories, and where each was published.

It is a small file in the user's data folder. What cannot be read is as if it were not there.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from storymap.errors import StorymapError
from storymap.reading.files import read_bytes
from storymap.storage.atomic import replace_file
from storymap.storage.data_folder import data_folder

MOST_RECENTS = 12
_LARGEST = 1 << 20
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Published:
    """A folder that a story was published into, and the address that was given for it."""

    folder: Path
    url: str = ""


@dataclass(frozen=True, slots=True)
class EditorMemory:
    """The articles that were open, the newest first, and by article where they were published, the newest first."""

    recents: tuple[Path, ...] = ()
    published: dict[Path, tuple[Published, ...]] = field(default_factory=dict)

    def opened(self, article: Path) -> EditorMemory:
        """Return the memory once an article was opened."""
        kept = (article, *(path for path in self.recents if path != article))[:MOST_RECENTS]
        return replace(self, recents=kept)

    def placed(self, article: Path, place: Published) -> EditorMemory:
        """Return the memory once an article was published."""
        others = (one for one in self.published.get(article, ()) if one.folder != place.folder)
        known = {path: places for path, places in self.published.items() if path in self.recents}
        return replace(self, published={**known, article: (place, *others)[:MOST_RECENTS]})


def remembered() -> EditorMemory:
    """Return what is remembered; of a file that is damaged as much as can be read."""
    try:
        data = json.loads(read_bytes(_file(), _LARGEST))
    except (StorymapError, ValueError, RecursionError):
        return EditorMemory()
    recents = data.get("recents") if isinstance(data, dict) else None
    published = data.get("published") if isinstance(data, dict) else None
    return EditorMemory(
        tuple(path for one in _list(recents) if (path := _path(one)) is not None)[:MOST_RECENTS],
        _published(published if isinstance(published, dict) else {}),
    )


def remember(memory: EditorMemory) -> None:
    """Keep what is to be remembered; where that cannot be written nothing is said: nobody's work depends on it."""
    data = {
        "recents": [str(path) for path in memory.recents],
        "published": {
            str(article): [{"folder": str(one.folder), "url": one.url} for one in places]
            for article, places in memory.published.items()
        },
    }
    with suppress(OSError):
        replace_file(
            _file(), (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogateescape")
        )


def _published(data: dict[str, Any]) -> dict[Path, tuple[Published, ...]]:
    found = {}
    for name, places in data.items():
        article = _path(name)
        if article is not None:
            found[article] = tuple(
                Published(folder, url if isinstance(url := one.get("url"), str) else "")
                for one in _list(places)
                if isinstance(one, dict) and (folder := _path(one.get("folder"))) is not None
            )[:MOST_RECENTS]
    return found


def _path(value: Any) -> Path | None:
    if not isinstance(value, str) or not value or len(value) > _LONGEST or "\0" in value:
        return None
    path = Path(value)
    return path if path.is_absolute() else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _file() -> Path:
    return data_folder() / "editor.json"
