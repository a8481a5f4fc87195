"""Stories whose files are as they were at the earlier build: what `atlas.json` has of them need not be read again.

A record of `atlas.json` carries a mark: a digest of the bytes that the story was read from, of where its page is, of
the version of storymap, and of the record itself as reading gave it. Where a mark is what it would be now, reading
would give the same record. So whoever changes a file, moves a page, installs another version or edits `atlas.json` has
the story read again. A story that depends on anything but its own file and the places beside it has no mark.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from storymap._version import __version__
from storymap.atlas.index_file import story_text
from storymap.atlas.records import StoryRecord
from storymap.atlas.sources.articles import PAGES, listed_address, names_of
from storymap.atlas.sources.read_story import FoundSource, ReadStory, link_to, source_from
from storymap.atlas.sources.story_json import story_data_names
from storymap.errors import StorymapError
from storymap.folding.for_matching import fold_name
from storymap.inputs import PLACES_BESIDE_ARTICLE
from storymap.limits import LARGEST_DOCUMENT, LARGEST_STORY_DATA, LARGEST_TEXT, LARGEST_WEB_ARCHIVE
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.files import open_regular
from storymap.reading.files_read import FilesRead

_SIZE = 16  # bytes
_LARGEST = max(LARGEST_TEXT, LARGEST_DOCUMENT, LARGEST_WEB_ARCHIVE, LARGEST_STORY_DATA)  # bytes: of any file of a story
_PIECE = 1 << 20  # bytes


class KeptStories:
    """The stories of an earlier build in the atlas' `folder`, None if there is no folder: then none is kept."""

    def __init__(self, earlier: Iterable[StoryRecord], allowed: AllowedFolders, folder: Path | None) -> None:
        self._earlier = {story.source: story for story in earlier if story.mark}
        self._allowed = allowed
        self._folder = folder

    def state_of(self, source: FoundSource) -> bytes:
        """Return what of the disk the story of a source depends on, b"" where it is not known beforehand.

        It is asked for before the story is read: what is changed meanwhile is then read again the next time.
        """
        if self._folder is None or source.kind == "feed":
            return b""
        digest = hashlib.blake2b(f"{__version__}\0{source.kind}\0{self._addresses(source)}".encode(), digest_size=_SIZE)
        for path in _files_of(source):
            try:
                if path != source.path:
                    self._allowed.find(path.name, path.parent, "")
                of_file = _digest_of(path, source.shown)
            except StorymapError:
                return b""  # reading says what is wrong
            if of_file is None:
                return b""
            digest.update(of_file)
        return digest.digest()

    def find(self, source: FoundSource, state: bytes) -> ReadStory | None:
        """Return the story of a source as the earlier build read it, None where it has to be read."""
        if not state or self._folder is None:
            return None
        known = self._earlier.get(source_from(source.path, source.shown, self._folder))
        if known is None or known.mark != _mark(known, state):
            return None
        path = source.path.resolve()
        names = names_of(path) if source.kind == "article" else story_data_names(path)
        return ReadStory(replace(known, story_id=""), source.kind, names, str(path), source.shown)

    def marked(self, story: ReadStory, source: FoundSource, state: bytes, read: FilesRead) -> ReadStory:
        """Return a story that was read now, with the mark by which it is known again if it has one."""
        files = _files_of(source)
        named = {path for _, path in read.named}
        if not state or story.depends_on_more or not (read.paths.keys() | named) <= {*files}:
            return story
        return replace(story, record=replace(story.record, mark=_mark(story.record, state)))

    def _addresses(self, source: FoundSource) -> str:
        """Return what the address of a story is made from, beside its file."""
        listed = listed_address(source, self._folder) if source.address else ""
        pages = (source.path.with_name(name) for name in (f"{source.path.stem}.html", *PAGES))
        return "\0".join((listed, *(link_to(page, self._folder) for page in pages if page.is_file())))


def shared_titles(stories: Iterable[ReadStory]) -> frozenset[str]:
    """Return the titles that more than one of the stories has, capitals and accents aside.

    Whether these are one story is decided by their paragraphs, of which a kept one has none: they are read again.
    """
    titles = [story.record.title for story in stories]
    folded = {title: fold_name(title) for title in titles}
    counts = Counter(map(folded.__getitem__, titles))
    return frozenset(title for title, fold in folded.items() if counts[fold] > 1)


def _files_of(source: FoundSource) -> tuple[Path, ...]:
    if source.kind == "article":
        return source.path, source.path.with_name(PLACES_BESIDE_ARTICLE)
    return (source.path,)


def _digest_of(path: Path, shown: str) -> bytes | None:
    """Return the digest of a regular file, None of one so large that it is not read. Raises StorymapError."""
    digest = hashlib.blake2b()
    with open_regular(path, shown) as file:
        if os.fstat(file.fileno()).st_size > _LARGEST:
            return None
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.digest()


def _mark(story: StoryRecord, state: bytes) -> str:
    own = story_text(replace(story, story_id="", mark="")).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(own, key=state, digest_size=_SIZE).hexdigest()
