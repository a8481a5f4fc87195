"""The files of a story on disk: read as they are, and written only where they are as they were."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from storymap.build_choices import BuildChoices
from storymap.editing.author_file import change_file
from storymap.editing.collection_file import EDITABLE
from storymap.editing.edit import AuthorFile, Texts
from storymap.errors import Problem, StorymapError
from storymap.inputs import PLACES_BESIDE_ARTICLE
from storymap.limits import LARGEST_EDITED
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.article_files import ArticleFiles
from storymap.reading.article.kinds import kind_of
from storymap.reading.article.reader import front_matter_of
from storymap.reading.files import read_bytes
from storymap.server.told_problems import told_problem, without_folders
from storymap.storage.conditional_replace import read_or_none

FILES: tuple[AuthorFile, ...] = get_args(AuthorFile)
NONE = ""
"""The digest of a file that is not there."""
# Of these the text is the file; the others are archives.
_TEXT_KINDS = ("md", "txt", "html", "aml", "mhtml")


class OtherText(Exception):  # noqa: N818
    """A file does not hold what it was expected to hold; nothing was written."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file holds: its text, None if there is no file or it is no UTF-8 text, and a digest of its bytes."""

    text: str | None = None
    digest: str = NONE

    @classmethod
    def of(cls, text: str | None) -> FileState:
        """Return the state of a file that was written."""
        return cls() if text is None else cls(text, digest_of(text.encode("utf-8")))

    @property
    def is_there(self) -> bool:
        """Whether there is a file."""
        return self.digest != NONE

    @property
    def is_text(self) -> bool:
        """Whether the text can be edited; a file that is not there can be made."""
        return self.text is not None or not self.is_there


@dataclass(frozen=True, slots=True)
class StoryFiles:
    """The article and the places file of a story."""

    article: Path
    places: Path

    def path(self, file: AuthorFile) -> Path:
        """Return where a file is."""
        return self.article if file == "article" else self.places

    @property
    def has_text(self) -> bool:
        """Whether the article is a text, and no archive."""
        return kind_of(self.article) in _TEXT_KINDS

    @property
    def can_place(self) -> bool:
        """Whether places can be changed where they are."""
        return self.places.suffix.lower() in EDITABLE

    def is_editable(self, file: AuthorFile) -> bool:
        """Whether a file is of a kind that is edited as text."""
        return self.has_text if file == "article" else self.can_place

    def read(self) -> dict[AuthorFile, FileState]:
        """Return what the files hold now. Raises StorymapError if one of them cannot be read."""
        return {file: self._state(file) for file in FILES}

    def write(self, file: AuthorFile, before: str | None, after: str | None) -> None:
        """Replace the text of a file, None for no file. Raises OtherText if it is not `before`, and StorymapError."""

        def change(text: str | None) -> str | None:
            if text != before:
                raise OtherText
            return after

        change_file(self.path(file), change)

    def without_folders(self, text: str) -> str:
        """Return a text without the folders of this machine."""
        return without_folders(text, (self.article.parent, self.places.parent))

    def shown(self, problem: Problem) -> Problem:
        """Return a problem without the folders of this machine."""
        return told_problem(problem, (self.article.parent, self.places.parent))

    def _state(self, file: AuthorFile) -> FileState:
        path = self.path(file)
        target = Path(os.path.realpath(path))
        if not target.exists():
            return FileState()
        if not target.is_file():
            raise StorymapError(Problem(path.name, "this is not a file", "move it elsewhere"))
        data = _settled(target) if self.is_editable(file) and target.stat().st_size <= LARGEST_EDITED else None
        if data is None:
            state = target.stat()
            return FileState(None, f"{state.st_mtime_ns:x}-{state.st_size:x}")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return FileState(None, digest_of(data))
        return FileState(text, digest_of(data))


def places_file_of(article: Path, given: Sequence[Path], allowed: AllowedFolders) -> Path:
    """Return the places file of a story that is edited: of several the first that can be, or else the first.

    `given` are those that were named with the command, before the article's own. Raises StorymapError.
    """
    names = list(given)
    if not names:
        front = front_matter_of(article).paths("places")
        names = ArticleFiles(article.name, article, allowed).named("places", front, []) if front else []
    if not names:
        return ArticleFiles(article.name, article, allowed).beside_or_new(PLACES_BESIDE_ARTICLE)
    return next((path for path in names if path.suffix.lower() in EDITABLE), names[0])


def without_missing_places(choices: BuildChoices, places: Path) -> BuildChoices:
    """Return the choices of a build that does without the places file of the editor as long as there is none."""
    if places.exists():
        return choices
    others = tuple(path for path in choices.places if path != places)
    named = choices.places or front_matter_of(choices.article).paths("places")
    return replace(choices, places=others, is_empty=len(named) <= 1)


def not_editable(name: str) -> Problem:
    """Return why a file whose text is not known is not changed here: a text that is no UTF-8, or another kind."""
    if Path(name).suffix.lower() in EDITABLE or kind_of(Path(name)) in _TEXT_KINDS:
        return Problem(name, "this is not UTF-8 text", "save it as UTF-8")
    return Problem(name, "this kind of file is not changed here", "make a Markdown or GeoJSON file of it first")


def texts_of(states: dict[AuthorFile, FileState]) -> Texts:
    """Return the texts of files."""
    return {file: state.text for file, state in states.items()}


def digest_of(data: bytes) -> str:
    """Return a digest that is short enough to be sent with each command."""
    return hashlib.sha256(data).hexdigest()[:20]


def _settled(target: Path) -> bytes | None:
    try:
        return read_or_none(target)
    except TimeoutError:  # somebody has it open for writing: what is there now is looked at, and again when they close
        return read_bytes(target, LARGEST_EDITED)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise StorymapError(Problem(target.name, reason, "give yourself the right to read it")) from error
