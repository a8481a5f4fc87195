"""Files that were dropped: kept beside nobody's work under names of the server's making, until they are used.

A file is bounded while it arrives. Which kind it is says its name's ending, and its first bytes must not say otherwise;
the readers look at it again.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import AsyncIterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import (
    LARGEST_BINARY,
    LARGEST_IMPORT,
    LARGEST_LINKED_ITEM,
    LARGEST_PICTURE,
    LARGEST_TEXT,
    LARGEST_WEB_ARCHIVE,
)
from storymap.reading.article.kinds import kind_of, refusal
from storymap.reading.file_signatures import binary_kind
from storymap.reading.media.kinds import ENDINGS, PICTURE_ENDINGS
from storymap.reading.places.formats.registry import place_endings
from storymap.reading.slugs import slugify
from storymap.server.contract.state import DroppedState

Kind = Literal["article", "places", "picture", "tiles", "context", "recording", "tool"]
DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Some systems have devices of these names, and no files or folders."""
MOST_FILES = 200
LARGEST: dict[Kind, int] = {
    "article": LARGEST_WEB_ARCHIVE,
    "places": LARGEST_TEXT,
    "picture": LARGEST_PICTURE,
    "tiles": LARGEST_BINARY,
    "recording": LARGEST_LINKED_ITEM,
    "tool": LARGEST_IMPORT,
}
LARGEST_DROP = max(LARGEST.values())
_LONGEST_STEM = 60
_MOST_TRIES = 1_000
_HEAD = 1 << 16
# Which tool it is, is told by the content: see `exchange/importers`.
_OF_TOOLS = (".js", ".json", ".jsonld", ".tei", ".umap", ".xml")
_TEXTS = (".md", ".markdown", ".mdown", ".qmd", ".rmd", ".txt", ".aml", ".html", ".htm", ".mhtml", ".mht", ".svg")


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file that was dropped. `name` is what it was called, as a name that any system can have."""

    number: int
    name: str
    kind: Kind
    path: Path
    size: int

    def state(self) -> DroppedState:
        """Return what the editor shows of it."""
        return {"number": self.number, "name": self.name, "kind": self.kind, "bytes": self.size}

    def copy_into(self, folder: Path) -> Path:
        """Copy it into a folder under its own name, or one like it: no file is replaced. Raises StorymapError."""
        stem, ending = Path(self.name).stem, Path(self.name).suffix
        try:
            for count in range(1, _MOST_TRIES):
                target = folder / (self.name if count == 1 else f"{stem}-{count}{ending}")
                if target.is_file() and _is_same(target, self.path):
                    return target
                try:
                    with self.path.open("rb") as source, target.open("xb") as copy:
                        shutil.copyfileobj(source, copy)
                except FileExistsError:
                    continue
                return target
        except OSError as error:
            reason = (error.strerror or "it cannot be written").lower()
            what = f"it cannot be kept: {reason}"
            raise StorymapError(Problem(self.name, what, "make room, and try again")) from error
        raise StorymapError(Problem(self.name, "there are too many files of this name", "give it another name"))


class DroppedFiles:
    """The files that were dropped in this sitting."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="storymap-dropped-")
        self._files: dict[int, DroppedFile] = {}
        self._count = 0

    @property
    def folder(self) -> Path:
        """Where the files are, until the sitting ends."""
        return Path(self._folder.name)

    def get(self, number: int, *kinds: Kind) -> DroppedFile:
        """Return a file that was dropped, of one of these kinds. Raises StorymapError."""
        file = self._files.get(number)
        if file is None:
            raise StorymapError(Problem("file", "this file is not here any more", "drop it again"))
        if file.kind not in kinds:
            raise StorymapError(Problem(file.name, "this kind of file cannot be used here", "drop another one"))
        return file

    async def take(self, written: str, parts: AsyncIterable[bytes]) -> DroppedFile:
        """Keep a file that arrives in parts. Raises StorymapError as soon as it is too large, or of no kind."""
        if len(self._files) >= MOST_FILES:
            raise StorymapError(Problem("files", "too many files were dropped", "start the editor again"))
        name, kind = safe_name(written), kind_of_name(written)
        self._count += 1
        path = Path(self._folder.name, f"{self._count}{Path(name).suffix}")
        size, largest = 0, LARGEST[kind]
        try:
            with path.open("xb") as file:
                async for part in parts:
                    size += len(part)
                    if size > largest:
                        raise StorymapError(Problem(name, f"it is larger than {largest >> 20} MB", "use a smaller one"))
                    file.write(part)
            _check(path, name, size)
        except OSError as error:
            path.unlink(missing_ok=True)
            reason = (error.strerror or "it cannot be written").lower()
            raise StorymapError(Problem(name, f"it cannot be kept: {reason}", "make room, and try again")) from error
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        dropped = DroppedFile(self._count, name, kind, path, size)
        self._files[dropped.number] = dropped
        return dropped

    def close(self) -> None:
        """Remove what is left."""
        self._folder.cleanup()


def safe_name(written: str) -> str:
    """Return a file's name of small letters, digits and hyphens, with the ending that it has."""
    name = re.split(r"[/\\]", written)[-1][-300:]
    path = PurePosixPath(name)
    ending = re.sub(r"[^a-z0-9.]", "", path.suffix.lower())[:12]
    has_letters = any(map(str.isalnum, path.stem))
    stem = slugify(path.stem)[:_LONGEST_STEM].strip("-") if has_letters else ""
    if not stem or DEVICE.fullmatch(stem):
        stem = f"file-{stem}".rstrip("-")
    return f"{stem}{ending}"


def kind_of_name(written: str) -> Kind:
    """Return which kind of file a name's ending means. Raises StorymapError for one that is not read."""
    ending = Path(safe_name(written)).suffix
    kinds: tuple[tuple[Kind, bool], ...] = (
        ("picture", ending in PICTURE_ENDINGS),
        ("recording", ending in (*ENDINGS["audio"], *ENDINGS["video"])),
        ("tiles", ending == ".pmtiles"),
        ("places", ending in place_endings() and ending != ".zip"),
        ("article", bool(kind_of(Path(f"x{ending}")))),
        ("tool", ending in _OF_TOOLS),
    )
    found = next((kind for kind, is_so in kinds if is_so), None)
    if found is None:
        raise refusal(Path(f"x{ending}"), printable(written, 80))
    return found


def _check(path: Path, name: str, size: int) -> None:
    """Raise StorymapError for an empty file, and for one that says at its beginning that it is no text."""
    if size == 0:
        raise StorymapError(Problem(name, "the file is empty", "check that it was saved"))
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if path.suffix in _TEXTS and (kind := binary_kind(head)):
        raise StorymapError(Problem(name, f"this is {kind}, not what its name says", "give it the right ending"))


def _is_same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
