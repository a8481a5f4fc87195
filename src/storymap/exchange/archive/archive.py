"""The desk's archive of a story: everything from which the same page is built again, and that page."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from storymap._version import __version__
from storymap.build_choices import BuildChoices
from storymap.errors import Problem, StorymapError, printable
from storymap.exchange.archive.command import build_command
from storymap.exchange.archive.layout import Layout, archive_layout
from storymap.exchange.archive.rebuilding import check_rebuilds
from storymap.exchange.report import Report
from storymap.limits import LARGEST_ARCHIVE
from storymap.model import Story
from storymap.publishing.licences import licence_files
from storymap.reading.files import read_bytes
from storymap.reading.files_read import noting_files
from storymap.rendering.contract.names import PAGE_FILE
from storymap.storage.zip_file import zip_file

LABEL: Final = "an archive, which holds the originals"
ENDING: Final = ".zip"
MANIFEST: Final = "manifest.json"
README: Final = "README.txt"
_FORMAT: Final = 1
# Another version of these may write another page of the same story.
_LIBRARIES: Final = ("branca", "folium", "Jinja2", "markdown-it-py", "nh3", "pillow", "shapely")


@dataclass(frozen=True, slots=True)
class StoryArchive:
    """The archive as a ZIP file, and the story that it is of, with the warnings met on the way."""

    content: bytes
    story: Story


def archive_story(choices: BuildChoices, report: Report) -> StoryArchive:
    """Return the archive of the story that `choices` describe: the same files give the same bytes.

    Before it is returned, the page is built again from what is in it, and must be the same. Raises StorymapError where
    the story cannot be built, where it is too large, or where another page would be built.
    """
    if choices.is_empty:
        raise StorymapError(Problem("archive", "the story has no places yet", "add one first"))
    with noting_files() as read:
        story = choices.story()
        page = choices.page(story)
        built = page.files(PAGE_FILE)
    layout = archive_layout(choices, read)
    sources = _contents(layout)
    check_rebuilds(layout.choices, sources, built, known=story.problems)
    files = {
        **sources,
        **{f"page/{name}": content for name, content in built.items()},
        **{f"licences/{name}": content for name, content in licence_files(page).items()},
    }
    command = build_command(layout.choices, f"again/{PAGE_FILE}")
    files = {README: _readme(story, command, sources).encode("utf-8"), **dict(sorted(files.items()))}
    manifest = _manifest(files, command).encode("utf-8")
    report.kept("files of the story, as they are", count=len(sources))
    return StoryArchive(zip_file({**files, MANIFEST: manifest}), story)


def _contents(layout: Layout) -> dict[str, bytes]:
    """Return the files of the story by their paths in the archive."""
    left = LARGEST_ARCHIVE
    contents = {}
    for name, path in layout.files.items():
        try:
            contents[name] = read_bytes(path, max(left, 1), path.name)
        except StorymapError as error:
            if "larger than" not in error.problems[0].what:
                raise
            what = f"the files of the story have more than {LARGEST_ARCHIVE >> 20} MB together"
            raise StorymapError(Problem(path.name, what, "cut tiles to the story, or use smaller films")) from None
        left -= len(contents[name])
    return contents


def _manifest(files: Mapping[str, bytes], command: list[str]) -> str:
    data = {
        "by": "storymap export archive",
        "format": _FORMAT,
        "storymap": __version__,
        "libraries": {name: version(name) for name in _LIBRARIES},
        "build": command,
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _readme(story: Story, command: list[str], sources: Iterable[str]) -> str:
    folders = ", ".join(f"{folder}/" for folder in dict.fromkeys(name.partition("/")[0] for name in sources))
    return f"""{printable(story.article.title)}

THIS ARCHIVE HOLDS THE ORIGINALS. In {folders} are the files of the story as they are: notes of the desk, properties
of places that no page shows, and pictures with all that a camera wrote into them, such as where they were taken. It is
for keeping, not for publishing.

Its page is in page/, and can be opened in a browser. Whom the map credits, and the terms of what is in the page, are in
licences/. The SHA-256 of each file, and the versions that made it, are in {MANIFEST}.

In this folder storymap {__version__} builds the same page again, byte for byte, into again/:

  {shlex.join(command)}
"""
