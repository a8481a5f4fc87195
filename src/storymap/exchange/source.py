"""The file that is imported: its bytes, its text, and the files that stand beside it or in it. Nothing is fetched."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Final

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_IMPORT, MOST_BRACKETS
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.encoding import Decoding, check_encoding, decode
from storymap.reading.files import read_bytes
from storymap.reading.problem_log import at_line
from storymap.reading.zip_archive import ZipArchive

_MOST_FOLDERS: Final = 20  # around a member of an archive that is looked for; a name may have thousands


class Source:
    """The file at `path`, and what it names: files in its folder or below, or members of the archive that it is.

    `text_path` is the text that annotations are of, where a person named one; `encoding` is that of text that is not in
    Unicode. What is guessed about it is added to `problems`. Raises StorymapError where the file cannot be read.
    """

    def __init__(
        self,
        path: Path,
        *,
        text_path: Path | None = None,
        encoding: str | None = None,
        problems: list[Problem] | None = None,
    ) -> None:
        check_encoding(encoding)
        self.path = path
        self.name = path.name
        self.text_path = text_path
        self.encoding = encoding
        self.problems: list[Problem] = [] if problems is None else problems
        self.data = read_bytes(path, LARGEST_IMPORT, str(path))
        self._allowed = AllowedFolders()

    @cached_property
    def archive(self) -> ZipArchive | None:
        """The archive that the file is, None for any other file."""
        return ZipArchive(self.data, self.name) if self.data.startswith(b"PK\x03\x04") else None

    @cached_property
    def text(self) -> str:
        """The file as text. Raises StorymapError where it is none."""
        return self.decode(self.data, self.name)

    @property
    def beginning(self) -> str:
        """The first characters of the file, to see what it is; bytes that are not UTF-8 are left out."""
        return self.data[:65536].decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")

    @cached_property
    def json(self) -> Any:
        """The file as JSON; None where it is no JSON at all. Raises StorymapError for JSON that is broken."""
        if self.archive is not None or not self.beginning.startswith(("{", "[")):
            return None
        return read_json(self.text, self.name)

    def decode(self, data: bytes, name: str) -> str:
        """Return the text of a file, or of a member of an archive. Raises StorymapError."""
        return decode(data, name, Decoding(self.encoding, self.problems.append))

    def beside(self, name: str, longest: int = LARGEST_IMPORT) -> bytes | None:
        """Return the content of the file `name` as the source calls it, None if it is not there or may not be read.

        In an archive it is looked for from the top, and from the folder of any of its members; a loose file names those
        in its folder or below.
        """
        if self.archive is not None:
            member = self.member(name)
            content = None if member is None else self.archive.read(member)
            return content if content and len(content) <= longest else None
        path = self.path_beside(name)
        try:
            return None if path is None else read_bytes(path, longest, name)
        except (StorymapError, OSError, ValueError):
            return None

    def path_beside(self, name: str) -> Path | None:
        """Return the path of a file in the folder of a loose file or below, None if it is not there or not allowed."""
        try:
            path = self._allowed.find(name, self.path.parent, "the file")
            return path if path.is_file() else None
        except (StorymapError, OSError, ValueError):
            return None

    def member(self, name: str) -> str | None:
        """Return the member of the archive that is called so, with any folders above it; None if there is none."""
        wanted = PurePosixPath(name.replace("\\", "/")).as_posix().lstrip("./")
        return self._members.get(wanted) or self._members.get(wanted.lower())

    @cached_property
    def _members(self) -> dict[str, str]:
        """The members of the archive by what they may be called, as written and in lower case.

        A whole name comes before the end of another, and a name as it is written before one in another case.
        """
        names = {member.replace("\\", "/"): member for member in self.archive.names} if self.archive else {}
        found: dict[str, str] = {}
        for called in (names, {name.lower(): member for name, member in reversed(names.items())}):
            ends: dict[str, str] = {}
            for name, member in called.items():
                rest = name
                for _ in range(_MOST_FOLDERS):
                    _, slash, rest = rest.partition("/")
                    if slash:
                        ends.setdefault(rest, member)
            found = {**ends, **called, **found}
        return found


def read_json(text: str, name: str) -> Any:
    """Return a JSON text as data. Raises StorymapError, with the line, where it is broken or too deep."""
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        raise StorymapError(Problem(name, "it has millions of lists and objects", "use a smaller one"))
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = "this is not valid JSON"
        raise StorymapError(Problem(at_line(name, error.lineno), what, "save or download it again")) from None
    except (RecursionError, ValueError):
        what = "its lists are nested too deep, or a number has thousands of digits"
        raise StorymapError(Problem(name, what, "save or download it again")) from None
