"""Where a new story can be kept, and the stories that were open before: by numbers of a list that the server holds."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import platformdirs

from storymap.errors import Problem, StorymapError
from storymap.reading.article.kinds import kind_of
from storymap.server.contract.state import ShelfItem, ShelfState
from storymap.server.sitting.dropped_files import DEVICE
from storymap.server.sitting.memory import remembered

_LONGEST_NAME = 60
_MOST_TRIES = 1_000
_HEADING = re.compile(r"\A\s*#+\s*")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*[\"']?([^\n\"']+)", re.MULTILINE)


class Shelf:
    """The folders and stories that are offered. `start` is the folder that the editor was started in."""

    def __init__(self, start: Path) -> None:
        documents = Path(platformdirs.user_documents_path())
        folders = [start.absolute(), *([documents] if documents.is_dir() else [])]
        self._folders = list(dict.fromkeys(folders))
        self._recents: list[Path] = []

    @property
    def folders(self) -> list[Path]:
        """Where a story can be kept."""
        return list(self._folders)

    def state(self) -> ShelfState:
        """Return what is offered. The list of recent stories is made anew, and only grows in its numbers."""
        for path in remembered().recents:
            if path not in self._recents and path.is_file() and kind_of(path):
                self._recents.append(path)
        order = {path: at for at, path in enumerate(remembered().recents)}
        recents = sorted(enumerate(self._recents), key=lambda pair: order.get(pair[1], len(order)))
        return {
            "folders": [_item(number, folder) for number, folder in enumerate(self._folders)],
            "recents": [{"number": number, "name": path.name, "folder": path.parent.name} for number, path in recents],
        }

    def recent(self, number: int) -> Path:
        """Return a story that was offered. Raises StorymapError if it is not there."""
        if not 0 <= number < len(self._recents):
            raise StorymapError(Problem("recent", "there is no such story on the list", "look at the list again"))
        path = self._recents[number]
        if not path.is_file():
            raise StorymapError(Problem(path.name, "this story is not there any more", "choose another one"))
        return path

    def new_folder(self, number: int, name: str) -> Path:
        """Make a new folder of this name, or of one like it, in one that was offered. Raises StorymapError."""
        if not 0 <= number < len(self._folders):
            raise StorymapError(Problem("folder", "there is no such folder on the list", "look at the list again"))
        parent, slug = self._folders[number], folder_slug(name)
        try:
            for count in range(1, _MOST_TRIES):
                folder = parent / (slug if count == 1 else f"{slug}-{count}")
                try:
                    folder.mkdir(parents=True)
                except FileExistsError:
                    continue
                return folder
        except OSError as error:
            reason = (error.strerror or "it cannot be made").lower()
            what = f"no folder can be made in it: {reason}"
            raise StorymapError(Problem(parent.name, what, "choose another folder")) from error
        raise StorymapError(Problem(parent.name, f'it has too many folders called "{slug}"', "give another title"))


def folder_slug(name: str) -> str:
    """Return a folder's name that is made of a title: letters, digits and hyphens of any script."""
    plain = unicodedata.normalize("NFKD", name[:1_000])
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    slug = re.sub(r"[\W_]+", "-", letters).strip("-")[:_LONGEST_NAME].strip("-") or "story"
    return f"story-{slug}" if DEVICE.fullmatch(slug) else slug


def title_of(text: str) -> str:
    """Return what a pasted text is called: the title of its front matter, or its first line."""
    front = _FRONT_MATTER.match(text)
    # Each is looked for by itself: in one expression time would grow with the square of the lines.
    if front and (found := _TITLE.search(front[0])):
        return found[1].strip()
    text = text[front.end() :] if front else text
    lines = (line for line in text.splitlines() if line.strip(" \t-#*_>"))
    return _HEADING.sub("", next(lines, ""), count=1).strip()


def _item(number: int, folder: Path) -> ShelfItem:
    return {"number": number, "name": folder.name or str(folder), "folder": folder.parent.name}
