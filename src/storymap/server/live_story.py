"""The story that is open, kept true: it is built when something has changed, and whoever looks on is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.errors import printable
from storymap.server.events import EventHub
from storymap.server.later_background import LaterBackground
from storymap.server.page_building import BuiltPage
from storymap.server.sitting.editor_state import editor_state
from storymap.server.sitting.open_story import OpenStory
from storymap.server.watching import watched

if TYPE_CHECKING:
    from storymap.server.contract.patch import PagePatch
    from storymap.server.contract.state import EditorState, PublicationState
    from storymap.server.sitting.story_parts import StoryParts

_IDLE = 0.25  # seconds: the gazetteer is asked when nobody is busy


class LiveStory:
    """The story that is open, if one is: its files are watched, its page is built, the gazetteer is asked about it.

    `publication` is what was published of it last. What the windows are shown goes to the `hub`. All of it is in one
    event loop; what takes time is done in threads.
    """

    def __init__(self, hub: EventHub, say: Callable[[str], None]) -> None:
        self.hub = hub
        self.story: OpenStory | None = None
        self.publication: PublicationState | None = None
        self._say = say
        self._background = LaterBackground(self._tell_page, lambda why: say(f"error: {why}"))
        # Changes are counted; a state says up to which of them it shows.
        self._count = 1
        self._shown = 1
        self._is_waiting = False  # for a page that shows what has changed
        self._dirty = asyncio.Event()
        self._told = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._of_story: list[asyncio.Task[None]] = []

    @property
    def count(self) -> int:
        """How many changes there were."""
        return self._count

    def state(self) -> EditorState:
        """Return everything that the editor shows, as it is."""
        return editor_state(self.story, self._shown, self.publication)

    def loaded(self, page: BuiltPage) -> None:
        """Note that a window loads a page."""
        self._background.loaded(page)

    async def show(self, story: OpenStory) -> None:
        """Build a story, show it, and keep it true from now on. The one before is left already."""
        self.story, self.publication = story, None
        self._dirty.clear()
        self._is_waiting = False
        await asyncio.to_thread(story.build)
        self._count += 1
        if story.newest is not None:
            self._background.replaced(story.newest)
            self._tell_page(story.newest.revision, None)
        self._tell(self._count)
        self._of_story = [
            asyncio.create_task(work) for work in (self._build(story), self._watch(story), self._ask(story))
        ]

    async def leave(self) -> None:
        """End what goes on for the story that is open."""
        for task in self._of_story:
            task.cancel()
        for task in self._of_story:
            with suppress(asyncio.CancelledError):
                await task
        self._of_story = []
        await self._background.end()

    async def end(self) -> None:
        """End everything that goes on."""
        await self.leave()
        for task in list(self._tasks):
            task.cancel()

    async def settled(self) -> None:
        """Wait until what is shown has all changes that there are now."""
        wanted = self._count
        async with self._told:
            await self._told.wait_for(lambda: self.story is None or self._shown >= wanted)

    def changed(self) -> None:
        """Have the page built again: something of the story has changed."""
        self._count += 1
        self._is_waiting = True
        self._dirty.set()

    def tell_more(self) -> None:
        """Tell what is new beside the page; with the page, where one is on its way."""
        if not self._is_waiting:
            self._count += 1
            self._tell(self._count)

    async def _watch(self, story: OpenStory) -> None:
        own = {story.texts.files.article, story.texts.files.places}

        async def changed(paths: set[Path]) -> None:
            is_new = await asyncio.to_thread(story.look)
            own.update((story.texts.files.article, story.texts.files.places))
            if is_new or not paths <= own:
                self.changed()

        await watched(lambda: [*story.builder.paths(), *own], changed)

    async def _build(self, story: OpenStory) -> None:
        while True:
            await self._dirty.wait()
            self._dirty.clear()
            count = self._count
            try:
                await self._build_once(story, count)
            except Exception as error:  # the editor goes on; the next change tries again
                self._say(f"error: {type(error).__name__}: {printable(str(error))}")

    async def _build_once(self, story: OpenStory, count: int) -> None:
        new = await asyncio.to_thread(story.build)
        if new is not None:
            self._tell_page(new.page.revision, new.patch)
            if new.patch is None:
                self._background.replaced(new.page)
            else:
                self._background.patched(new.page)
        self._is_waiting = self._dirty.is_set()
        self._tell(count)

    async def _ask(self, story: OpenStory) -> None:
        """Ask the gazetteer about the story, at first and whenever it is another."""
        asked: StoryParts | None = None
        while True:
            async with self._told:
                await self._told.wait_for(partial(_is_another, story, asked))
            if asked is not None:
                await asyncio.sleep(_IDLE)
            asked = story.parts
            try:
                if await asyncio.to_thread(story.consider):
                    self.tell_more()
                await asyncio.to_thread(story.prepare_search)
            except Exception as error:  # without suggestions the editor is still one
                self._say(f"error: {type(error).__name__}: {printable(str(error))}")

    def _tell_page(self, revision: int, patch: PagePatch | None) -> None:
        self.hub.publish("page", {"revision": revision, **({} if patch is None else {"patch": patch})})

    def _tell(self, count: int) -> None:
        self._shown = count
        self.hub.publish("state", self.state())
        task = asyncio.create_task(self._notify())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _notify(self) -> None:
        async with self._told:
            self._told.notify_all()


def _is_another(story: OpenStory, asked: StoryParts | None) -> bool:
    return story.parts is not asked
