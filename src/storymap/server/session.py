"""A session of the editor: which story is open, what is dropped, and what the windows hear."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from storymap.build_choices import BuildChoices
from storymap.editing.edit import EditConflict
from storymap.errors import Problem, StorymapError
from storymap.server.events import EventHub
from storymap.server.live_story import LiveStory
from storymap.server.page_building import BuiltPage
from storymap.server.sitting.commands.table import checked_command
from storymap.server.sitting.decisions import reason_state
from storymap.server.sitting.dropped_files import DroppedFiles
from storymap.server.sitting.exports import export_beside, export_formats
from storymap.server.sitting.file_work import FileWork
from storymap.server.sitting.memory import remember, remembered
from storymap.server.sitting.new_story import start_story, story_of_file
from storymap.server.sitting.newsroom import NewsroomChoices
from storymap.server.sitting.open_story import OpenStory
from storymap.server.sitting.opening import opened_story
from storymap.server.sitting.pending import plain_state
from storymap.server.sitting.publications import Publications
from storymap.server.sitting.shelf import Shelf
from storymap.server.told_problems import told_problem

if TYPE_CHECKING:
    from storymap.server.contract.state import (
        Answer,
        CandidateState,
        DroppedState,
        EditorState,
        ExportState,
        FormatState,
        OpenedState,
        PlaceState,
        PublicationState,
        ShelfState,
        TargetState,
        WebChange,
    )

_Result = TypeVar("_Result")
_IDLE = 0.25  # seconds: the gazetteer is asked when nobody is busy
_LONGEST_WAIT = 5.0  # seconds: for a page that is being built
MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class EditorChoices:
    """What `storymap edit` was told: the options of the build and of the newsroom, and where it was started.

    Without an article it begins with a sheet of paper.
    """

    build: BuildChoices
    has_article: bool = True
    newsroom: NewsroomChoices = field(default_factory=NewsroomChoices)
    folder: Path = field(default_factory=Path)


class EditorSession:
    """One run of the editor. Everything is asked of it in one event loop; what takes time is done in threads."""

    def __init__(self, choices: EditorChoices, hub: EventHub, say: Callable[[str], None] = lambda _: None) -> None:
        self.hub = hub
        self.dropped = DroppedFiles()
        self._choices = choices
        self._say = say
        self._live = LiveStory(hub, say)
        self._shelf = Shelf(choices.folder)
        self._publications: Publications | None = None
        self._has_begun = asyncio.Event()
        self._commanding = asyncio.Lock()
        self._beginning: asyncio.Task[None] | None = None

    @property
    def story(self) -> OpenStory | None:
        """The story that is open, if one is."""
        return self._live.story

    def begin(self) -> None:
        """Open the story that the command named, if it named one. Whoever asks for the state waits for it."""
        if not self._choices.has_article:
            self._has_begun.set()
            return
        self._beginning = asyncio.create_task(self._begin())

    async def _begin(self) -> None:
        try:
            # From now on the folder that the command was given in may go, and come back.
            own = self._choices.build
            await self._open(replace(own, article=own.article.absolute()))
        except StorymapError as error:
            # It was there a moment ago. The sheet of paper is there still.
            for problem in error.problems:
                self._say(f"error: {problem}")
        finally:
            self._has_begun.set()

    async def end(self) -> None:
        """End what goes on, and remove what was dropped."""
        if self._beginning is not None:
            self._beginning.cancel()
        await self._live.end()
        self.hub.close()
        self.dropped.close()

    def loaded(self, page: BuiltPage) -> None:
        """Note that a window loads a page."""
        self._live.loaded(page)

    # What the window asks.

    async def state(self) -> EditorState:
        """Return everything that the editor shows; it waits for what is being built."""
        await self._has_begun.wait()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._live.settled(), _LONGEST_WAIT)
        return self._live.state()

    def shelf(self) -> ShelfState:
        """Return what the sheet of paper offers."""
        return self._shelf.state()

    async def search(self, typed: str, *, with_own: bool = False) -> list[CandidateState]:
        """Return places whose name begins as was typed, the likeliest first; before them, if asked, the story's own."""
        story = self._opened()
        return await asyncio.to_thread(_found, story, typed, with_own)

    async def places(self, typed: str) -> list[PlaceState]:
        """Return places of the story whose name begins as was typed."""
        parts = self._opened().parts
        return [] if parts is None else await asyncio.to_thread(parts.place_states.named, typed)

    async def block(self, number: int) -> dict[str, Any]:
        """Return the source of a block. Raises StorymapError if it cannot be edited by itself."""
        story = self._opened()
        source = None if story.parts is None else await asyncio.to_thread(story.parts.source_of, number)
        if source is None or story.parts is None:
            what = "this block cannot be edited by itself"
            raise StorymapError(Problem(story.article_name, what, "change it in the file"))
        return {"source": source, "line": story.parts.story.article.blocks[number].line}

    # What the window does.

    async def command(self, data: Any) -> Answer:
        """Do what a command asks for, and answer once it is on disk."""
        command = checked_command(data)
        story = self._opened()
        try:
            async with self._commanding:
                await self._in_thread(self._perform, story, command)
        except EditConflict:
            self._live.changed()
            return {"ok": False, "revision": self._live.count, "conflict": True}
        except StorymapError as error:
            if story.commands.held is not None:
                self._live.changed()
            return {"ok": False, "revision": self._live.count, "problem": plain_state(self.shown(error.problems[0]))}
        self._live.changed()
        return {"ok": True, "revision": self._live.count}

    async def start(self, text: str, title: str, folder: int) -> None:
        """Begin a story with a pasted text. Raises StorymapError."""
        article = await self._in_thread(start_story, text, title, self._shelf, folder)
        await self._open_article(article)

    async def open_recent(self, number: int) -> None:
        """Open a story that was open before. Raises StorymapError."""
        await self._open_article(self._shelf.recent(number))

    async def open_dropped(self, number: int, folder: int) -> OpenedState:
        """Begin a story with a file that was dropped: an article, or what another tool wrote. Raises StorymapError."""
        file = self.dropped.get(number, "article", "places", "tool")
        article, opened = await self._in_thread(story_of_file, file, self._shelf, folder)
        if article is not None:
            await self._open_article(article)
        return opened

    async def drop(self, name: str, parts: AsyncIterable[bytes]) -> DroppedState:
        """Keep a file that was dropped. Raises StorymapError."""
        return (await self.dropped.take(name, parts)).state()

    async def targets(self) -> list[TargetState]:
        """Return the folders that the story can be published into."""
        story, publications = self._opened(), self._published()
        return [] if story.parts is None else await asyncio.to_thread(publications.states, story.parts.story)

    async def publish(self, target: int, url: str) -> PublicationState:
        """Publish the story as it is. Raises StorymapError."""
        await self.state()
        story, publications = self._opened(), self._published()
        if story.parts is None or story.errors:
            # The page that is there is not that of the files.
            raise StorymapError(story.errors or Problem(story.article_name, "there is no page of it yet"))
        made = await self._in_thread(publications.publish, story.parts.story, target, url, story.builder.choices)
        self._live.publication = made
        self._live.tell_more()
        return made

    async def compare(self, target: int) -> list[WebChange]:
        """Return what would change on the web."""
        await self.state()
        story, publications = self._opened(), self._published()
        if story.parts is None:
            return []
        return await asyncio.to_thread(publications.changes, story.parts.story, target)

    async def formats(self) -> list[FormatState]:
        """Return the formats in which the story can be given away."""
        return await asyncio.to_thread(export_formats)

    async def export(self, target: int, form: str) -> ExportState:
        """Write the story for other tools, beside a folder that it can be published into. Raises StorymapError."""
        await self.state()
        story, publications = self._opened(), self._published()
        if story.parts is None or story.errors:
            raise StorymapError(story.errors or Problem(story.article_name, "there is no page of it yet"))
        place = publications.place_of(target)
        return await self._in_thread(
            export_beside, place.folder, story.parts.story, place.url, story.builder.choices, form
        )

    def shown(self, problem: Problem) -> Problem:
        """Return a problem without the folders of this machine: the window has no use for them."""
        folders = [self._choices.folder, *self._shelf.folders, self.dropped.folder]
        if self.story is not None:
            folders.append(self.story.texts.files.article.parent)
        if self._publications is not None:
            folders += self._publications.folders
        return told_problem(problem, folders)

    # What happens by itself.

    def _perform(self, story: OpenStory, command: dict[str, Any]) -> None:
        work = FileWork(story, self.dropped)
        if not work.perform(command):
            story.commands.perform(command)

    async def _open_article(self, article: Path) -> None:
        # What was said of the files of another story is not meant for this one.
        own = self._choices.build
        await self._open(
            replace(own, article=article, places=(), context=(), title=None, language=None, tiles=None, fields={})
        )

    async def _open(self, choices: BuildChoices) -> None:
        before = self.story
        first = 1 if before is None or before.newest is None else before.newest.revision + 1
        story = await self._in_thread(opened_story, choices, self._choices.newsroom, first)
        await self._live.leave()
        self._publications = Publications(choices.article)
        remember(remembered().opened(choices.article.absolute()))
        await self._live.show(story)

    def _opened(self) -> OpenStory:
        if self.story is None:
            raise StorymapError(Problem("story", "no story is open", "begin one"))
        return self.story

    def _published(self) -> Publications:
        if self._publications is None:
            raise StorymapError(Problem("story", "no story is open", "begin one"))
        return self._publications

    async def _in_thread(self, work: Callable[..., _Result], *arguments: Any) -> _Result:
        """Do work in a thread to its end, whoever asked for it and went away."""
        done: Awaitable[_Result] = asyncio.shield(asyncio.create_task(asyncio.to_thread(work, *arguments)))
        return await done


def _found(story: OpenStory, typed: str, with_own: bool) -> list[CandidateState]:
    parts = story.parts
    language = "" if parts is None else parts.story.article.language
    own = [] if parts is None or not with_own else list(map(_own_candidate, parts.place_states.named(typed, 3)))
    return [*own, *story.newsroom.search(typed, language, MOST_FOUND - len(own))]


def _own_candidate(place: PlaceState) -> CandidateState:
    from shapely.geometry import shape

    point = None if place["geometry"] is None else shape(place["geometry"]).representative_point()
    return {
        "entry": -1,
        "name": place["name"],
        "kind": "",
        "population": 0,
        "lat": 0.0 if point is None else round(point.y, 5),
        "lon": 0.0 if point is None else round(point.x, 5),
        "probability": None,
        "why": reason_state(""),
        "place_id": place["place_id"],
    }
