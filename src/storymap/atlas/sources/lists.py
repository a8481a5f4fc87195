"""Lists of stories: a text file with a source on each line, and after a tab, if wanted, the address of its page.

```
# the border
juarez/story.md	https://example.org/2009/juarez/
floods/
2012/*/story.json
```

Paths are as seen from the list's folder. What begins with # is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from storymap.atlas.sources.read_story import followed
from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_STORY_LIST
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.encoding import decode
from storymap.reading.files import open_regular, read_bytes
from storymap.reading.problem_log import at_line
from storymap.urls import is_web_address

_HEAD = 4096  # bytes
# Another scheme, a server, or a path from the top of a disk.
_NO_PATH = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")


class ListLine(NamedTuple):
    """A source that a list names, and the address that it says, or ""."""

    path: Path
    address: str


def is_list(path: Path) -> bool:
    """Say whether a text file is a list: whether its first line names something that is there."""
    try:
        with open_regular(path, str(path)) as file:
            head = file.read(_HEAD).decode("utf-8-sig", "replace")
    except StorymapError:
        return False
    first = next((written for line in head.splitlines() if (written := _source(line))), "")
    try:
        return bool(first) and (any(sign in first for sign in "*?[") or (path.parent / first).exists())
    except (OSError, ValueError):
        return False


def list_lines(path: Path, allowed: AllowedFolders, problems: list[Problem]) -> Iterator[ListLine]:
    """Yield what a list names. Lines that name nothing usable go to `problems`. Raises StorymapError."""
    text = decode(read_bytes(path, LARGEST_STORY_LIST, str(path)), str(path))
    for number, line in enumerate(text.splitlines(), 1):
        written = _source(line)
        where = at_line(str(path), number)
        address = line.partition("\t")[2].strip()
        if not written:
            if address and not line.lstrip().startswith("#"):
                what = "an address stands there, and no story before it"
                problems.append(Problem(where, what, "write the story, a tab, and the address of its page"))
            continue
        try:
            found = allowed.find(written, path.parent, f'the source "{printable(written, 80)}"')
            _check_address(address)
        except StorymapError as error:
            problems += [Problem(where, problem.what, problem.remedy) for problem in error.problems]
            continue
        yield ListLine(found, address)


def _check_address(address: str) -> None:
    """Raise StorymapError if what a list says of a page is neither an address that all may know, nor a path."""
    is_path = not _NO_PATH.match(address) and followed(address, Path(), Path()) != ""
    if address and not is_web_address(address) and not is_path:
        raise StorymapError(Problem("", f'"{printable(address, 80)}" is no address', "correct it"))
    if is_web_address(address) and "@" in urlsplit(address).netloc:
        # What it is must not stand on a screen.
        raise StorymapError(Problem("", "the address holds a user name or a password", "leave them out"))


def _source(line: str) -> str:
    written = line.partition("\t")[0].strip()
    return "" if written.startswith("#") else written
