"""Which files stories are read from: what was named, what stands in a folder, what a list says, what wildcards match.

A folder is looked through, at any depth, for published folders (they have a `story.json`), articles with places beside
them or named in their front matter, and feeds. Nothing is taken from an atlas that storymap wrote, from hidden folders,
or through links to folders. What is found is in the order of its path, whatever the order in which it was named.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from storymap.atlas.index_file import INDEX, PARTS_INDEX
from storymap.atlas.parts.corpus_folder import is_corpus
from storymap.atlas.sources.feeds import ENDINGS, feed_kind
from storymap.atlas.sources.lists import is_list, list_lines
from storymap.atlas.sources.read_story import FoundSource, SourceKind
from storymap.atlas.sources.story_json import STORY_DATA
from storymap.errors import Problem, StorymapError
from storymap.inputs import PLACES_BESIDE_ARTICLE
from storymap.limits import DEEPEST_STORY_FOLDER, MOST_STORY_ENTRIES, MOST_STORY_FOLDERS
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.kinds import KINDS, kind_of
from storymap.reading.files import is_address, open_regular

_HEAD: Final = 16 << 10  # bytes of a file that are looked at
_NAMED_PLACES = re.compile(rb"^[ \t]*[\"']?places[\"']?[ \t]*[:=]", re.MULTILINE)
_FRONT_MATTER = (b"---", b"+++", b"{")
_BUILT = re.compile(rb"<meta name=\"generator\" content=\"storymap ")
_MANIFEST: Final = "storymap-manifest.json"
# What stands beside stories in many folders and is none.
_NO_STORIES: Final = frozenset({"readme", "license", "licence", "changelog", "contributing", "notes"})
_WILDCARD = re.compile(r"[*?\[]")
_ORDER: Final = {kind: number for number, kind in enumerate(dict.fromkeys(KINDS.values()))}
_REMEDY: Final = "name a folder of stories, a story.json, an article, a feed or a list of them"


class StorySearch:
    """Looks for the sources of stories. `found` are they, and `problems` what stands against it, errors and warnings.

    `without_places` are articles in folders that are left out, because they have no places. `atlas` is the folder that
    is written, in which nothing is looked for. `allowed` are the folders that a list may name files in, beside its own.
    """

    def __init__(self, allowed: AllowedFolders, atlas: Path | None = None) -> None:
        self.problems: list[Problem] = []
        self.without_places: list[Path] = []
        self._found: dict[str, FoundSource] = {}
        self._allowed = allowed
        self._atlas = None if atlas is None else os.path.realpath(atlas)
        self._folders = 0

    @property
    def found(self) -> list[FoundSource]:
        """The sources, each once, in the order of their paths."""
        return [self._found[key] for key in sorted(self._found)]

    def look_at(self, path: Path, *, within_list: FoundSource | None = None) -> None:
        """Take what a person named: a folder, a file, or wildcards."""
        shown = str(path)
        try:
            if is_address(shown):
                raise _refusal(shown, "this is an address, and nothing is fetched", "save it, and name the file")
            if path.is_dir():
                self._look_in(path, 0)
            elif path.exists():
                self._take_file(path, within_list)
            elif _WILDCARD.search(shown):
                self._expand(path)
            else:
                raise _refusal(shown, "there is no such file", "check the path")
        except StorymapError as error:
            self.problems += error.problems
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "not a usable path"
            self.problems.append(Problem(shown, f"it cannot be read ({reason.lower()})", "check the path"))

    def _add(self, path: Path, kind: SourceKind, said: FoundSource | None = None) -> None:
        key = os.path.realpath(path)
        address, base = ("", None) if said is None else (said.address, said.address_from)
        before = self._found[key].address if key in self._found else ""
        if address and before not in ("", address):
            raise _two_addresses(path)
        if key not in self._found or address:
            self._found[key] = FoundSource(path, kind, str(path), address, base)

    def _take_file(self, path: Path, said: FoundSource | None) -> None:
        ending = path.suffix.lower()
        if ending == ".json":
            self._add(path, "published" if path.name == STORY_DATA else "data", said)
        elif ending in ENDINGS:
            self._add(path, "feed", said)
        elif kind_of(path) and not (ending == ".txt" and said is None and is_list(path)):
            self._add(path, "article", said)
        elif said is not None:
            raise _refusal(str(path), "this is no story", _REMEDY)
        else:
            self._take_list(path)

    def _take_list(self, path: Path) -> None:
        for line in list_lines(path, self._allowed, self.problems):
            said = FoundSource(line.path, "data", str(line.path), line.address, path.parent)
            self.look_at(line.path, within_list=said)
            try:
                if line.address and line.path.is_dir():
                    self._give_address(line.path, said)
            except StorymapError as error:
                self.problems += error.problems

    def _give_address(self, folder: Path, said: FoundSource) -> None:
        """Give the address that a list says of a folder to the one story in it."""
        top = os.path.realpath(folder)
        inside = [key for key in self._found if Path(key).is_relative_to(top)]
        published = [key for key in inside if self._found[key].kind == "published"]
        if len(inside) != 1 and len(published) != 1:
            what = f"it has {len(inside)} stories, and the list says one address"
            raise _refusal(str(folder), what, "write a line for each story")
        for key in inside:
            found = self._found[key]
            if found.address not in ("", said.address):
                raise _two_addresses(folder)
            self._found[key] = FoundSource(found.path, found.kind, found.shown, said.address, said.address_from)

    def _expand(self, pattern: Path) -> None:
        top = Path(pattern.anchor)
        matches = sorted(islice(top.glob(str(pattern.relative_to(top))), MOST_STORY_ENTRIES + 1))
        if len(matches) > MOST_STORY_ENTRIES:
            raise _refusal(str(pattern), f"it matches more than {MOST_STORY_ENTRIES:,} files", "name their folder")
        if not matches:
            raise _refusal(str(pattern), "nothing matches it", "check the path")
        for match in matches:
            if match.is_dir():
                self._look_in(match, 0)
            elif match.suffix.lower() in (*KINDS, *ENDINGS, ".json") and match.is_file():
                self._take_file(match, None)

    def _look_in(self, folder: Path, depth: int) -> None:
        self._folders += 1
        if self._folders > MOST_STORY_FOLDERS:
            what = f"there are more than {MOST_STORY_FOLDERS:,} folders in it"
            raise _refusal(str(folder), what, "name the folders of the stories")
        entries = _entries(folder)
        names = {entry.name for entry in entries}
        if refusal := self._refusal_of(folder, names):
            if depth == 0:
                raise refusal
            return
        if os.path.realpath(folder) == self._atlas:
            return
        if STORY_DATA in names:
            self._add(folder / STORY_DATA, "published")
            if _MANIFEST in names:
                return
        self._take_articles(folder, entries, has_places=PLACES_BESIDE_ARTICLE in names)
        inner = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
        if inner and depth >= DEEPEST_STORY_FOLDER:
            what = f"folders deeper than {DEEPEST_STORY_FOLDER} levels are not looked through"
            self.problems.append(Problem(str(folder), what, "name them, too", "warning"))
            return
        for entry in inner:
            self._look_in(folder / entry.name, depth + 1)

    def _refusal_of(self, folder: Path, names: Collection[str]) -> StorymapError | None:
        """Return why a folder is none of stories, None if it may be one."""
        if os.path.realpath(folder) == self._atlas:
            return None
        if INDEX in names:
            what = "this is an atlas, and no folder of stories"
            return _refusal(str(folder), what, "name the folders that its stories are in")
        if PARTS_INDEX in names:
            what = "this is the atlas of a corpus, and no folder of stories"
            return _refusal(str(folder), what, "name a folder of stories")
        if is_corpus(folder):
            what = "this is a corpus, and no folder of stories: there is nothing in it to add, or to decide"
            return _refusal(str(folder), what, "build an atlas of it alone: storymap atlas")
        return None

    def _take_articles(self, folder: Path, entries: Iterable[os.DirEntry[str]], *, has_places: bool) -> None:
        by_stem: dict[str, Path] = {}
        without: list[Path] = []
        for entry in entries:
            path = folder / entry.name
            if not entry.is_file() or not self._allowed.holds(path, folder):
                continue
            if path.suffix.lower() in ENDINGS and feed_kind(_head(path)):
                self._add(path, "feed")
            elif not _may_be_story(path):
                continue
            elif not _has_places(path, has_places=has_places):
                without.append(path)
            else:
                first = by_stem.get(path.stem)
                if first is None or _ORDER[kind_of(path)] < _ORDER[kind_of(first)]:
                    by_stem[path.stem] = path
        for path in by_stem.values():
            self._add(path, "article")
        self.without_places += [path for path in without if path.stem not in by_stem]


def _may_be_story(path: Path) -> bool:
    """Say whether a file in a folder is an article, and no page that storymap built, and no list."""
    kind = kind_of(path)
    if not kind or kind == "zip" or path.stem.lower() in _NO_STORIES:
        return False
    is_built = kind == "html" and _BUILT.search(_head(path)) is not None
    return not is_built and not (kind == "txt" and is_list(path))


def _has_places(path: Path, *, has_places: bool) -> bool:
    """Say whether an article in a folder has places: beside it, or named in its front matter."""
    if has_places:
        return True
    head = _head(path).lstrip(b"\xef\xbb\xbf")
    return head.startswith(_FRONT_MATTER) and _NAMED_PLACES.search(head) is not None


def _head(path: Path) -> bytes:
    try:
        with open_regular(path, str(path)) as file:
            return file.read(_HEAD)
    except StorymapError:
        return b""


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        entries = list(islice(found, MOST_STORY_ENTRIES + 1))
    if len(entries) > MOST_STORY_ENTRIES:
        what = f"there are more than {MOST_STORY_ENTRIES:,} files in it"
        raise _refusal(str(folder), what, "divide them into folders")
    visible = (entry for entry in entries if not entry.name.startswith(".") and entry.name != "node_modules")
    return sorted(visible, key=lambda entry: entry.name)


def _two_addresses(path: Path) -> StorymapError:
    return _refusal(str(path), "two addresses are said to be that of its page", "leave one out")


def _refusal(where: str, what: str, remedy: str) -> StorymapError:
    return StorymapError(Problem(where, what, remedy))
