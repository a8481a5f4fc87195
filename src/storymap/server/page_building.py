"""Builds the page of a story again and again while its files change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import count
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from storymap.build_choices import BuildChoices
from storymap.errors import Problem, StorymapError
from storymap.rendering.page import StoryPage
from storymap.server.page_patch import is_empty, page_patch
from storymap.storage.build_caches import BuildCaches

if TYPE_CHECKING:
    from storymap.model import Image, Story
    from storymap.rendering.page_assets import PageBundle
    from storymap.rendering.page_parts import PageParts
    from storymap.server.contract.patch import PagePatch


_QUOTED = re.compile(r'"([^"\n]+)"')
_NO_PATH = re.compile(r"://|^data:|\0")
_LONGEST_NAME = 300


class BuiltPage:
    """A story and its page, as they were at one moment. `revision` grows from page to page."""

    def __init__(self, revision: int, story: Story, choices: BuildChoices, caches: BuildCaches | None = None) -> None:
        self.revision = revision
        self.story = story
        self._choices = choices
        self._caches = caches
        self._page = choices.page(story, caches)
        self._rendered: dict[tuple[str, str], str] = {}
        self._rendering = Lock()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The warnings and notes of the story."""
        return self.story.problems

    @cached_property
    def parts(self) -> PageParts:
        """What can be changed in a page that somebody looks at."""
        return self._page.parts()

    def patch_from(self, older: BuiltPage) -> PagePatch | None:
        """Return what has changed since an older page, without the basemap; None if the page has to be loaded."""
        return page_patch(older.parts, self.parts, base=older.revision, revision=self.revision)

    def basemap_patch_from(self, older: Iterable[BuiltPage], *, picture: bool = False) -> PagePatch | None:
        """Return what lies under the places, for a page that was patched; None if it is that of all `older` pages.

        It takes time, and with the `picture` that is printed twice as much.
        """
        ours, theirs = self.parts, [page.parts for page in older]
        patch = page_patch(ours, ours, base=self.revision, revision=self.revision)
        if patch is None:
            return None
        if any(parts.background != ours.background for parts in theirs):
            patch["basemap"] = self._page.background
        if picture and (patch.get("basemap") or any(parts.shapes != ours.shapes for parts in theirs)):
            patch["picture"] = str(self._page.printed())
        return None if is_empty(patch) else patch

    def html(self, bundle: PageBundle = "storymap", *, language: str | None = None) -> str:
        """Return the page with the script of this `bundle`, its interface in the story's language or in another."""
        key = (bundle, language or "")
        # Two windows may ask at once, and what is rendered is put together in the page itself.
        with self._rendering:
            if key not in self._rendered:
                self._rendered[key] = self._page_in(language).render_with(bundle)
            return self._rendered[key]

    def _page_in(self, language: str | None) -> StoryPage:
        return self._page if language is None else self._choices.page(_in_language(self.story, language), self._caches)


class PageBuilder:
    """Builds the page of the story that `choices` describe, and knows which files it is made of.

    `caches` keep what has not changed from one page to the next. `first` is the revision of the first page.
    """

    def __init__(self, choices: BuildChoices, caches: BuildCaches | None = None, first: int = 1) -> None:
        self.choices = choices
        self._caches = BuildCaches() if caches is None else caches
        self._revisions = count(first)
        self._files: list[Path] = choices.files()
        self._is_good = False

    def build(self) -> BuiltPage:
        """Return the page of what the files hold now. Raises StorymapError with every problem of all inputs."""
        self._is_good = False
        try:
            built = BuiltPage(next(self._revisions), self.choices.story(self._caches), self.choices, self._caches)
        except StorymapError as error:
            missed = _places_of(_quoted(error.problems), [self.choices.article], self.choices)
            self._files = [*dict.fromkeys([*self._files, *missed])]
            raise
        self._files = [*self.choices.files(), *_story_files(built.story, self.choices)]
        self._is_good = True
        return built

    def paths(self) -> Iterable[Path]:
        """Return the files that the page is made of; as long as it cannot be built, all that are beside the article."""
        return dict.fromkeys([*self._files, *([] if self._is_good else [self.choices.article.parent])])


def _in_language(story: Story, language: str) -> Story:
    return replace(story, article=replace(story.article, language=language))


def _story_files(story: Story, choices: BuildChoices) -> list[Path]:
    """Return the files that a story is made of, and those that it would have if they were there."""
    sources = [Path(source) for source in story.sources]
    images: list[Image | None] = [block.image for block in story.article.blocks]
    recordings = [block.recording for block in story.article.blocks if block.recording is not None]
    images += [recording.poster for recording in recordings]
    named = [image.src for image in (*images, *story.places["image"]) if image is not None]
    named += [recording.src for recording in recordings]
    return [*sources, *_places_of([*named, *_quoted(story.problems)], [*sources, choices.article], choices)]


def _places_of(names: Iterable[str], beside: Iterable[Path], choices: BuildChoices) -> Iterator[Path]:
    """Yield where files of these names may be: nothing is opened, and where there is none is nothing to hear."""
    folders = dict.fromkeys(path.parent for path in beside)
    if choices.media_root is not None:
        folders[choices.media_root] = None
    for name in dict.fromkeys(names):
        if 0 < len(name) <= _LONGEST_NAME and not _NO_PATH.search(name):
            yield from (folder / name.lstrip("/") for folder in folders)


def _quoted(problems: Iterable[Problem]) -> list[str]:
    """Return what problems name: a picture that is not there has left no other trace."""
    return [name for problem in problems for name in _QUOTED.findall(problem.what)]
