"""Files that change on disk, in all ways in which programs change them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import pytest

from storymap.server.watching import watched
from tests.server.loops import run_in_loop

Steps = Callable[["Heard"], Awaitable[None]]


class Heard:
    """What was told, one set of names after the other."""

    def __init__(self) -> None:
        self.told: list[set[str]] = []
        self._queue: asyncio.Queue[set[str]] = asyncio.Queue()

    async def changed(self, paths: set[Path]) -> None:
        names = {path.name for path in paths}
        self.told.append(names)
        self._queue.put_nowait(names)

    async def wait_for(self, name: str) -> None:
        """Wait until a file is told of."""
        while name not in await asyncio.wait_for(self._queue.get(), 20):
            pass


def watch(paths: Callable[[], Iterable[Path]], steps: Steps) -> list[set[str]]:
    async def run() -> list[set[str]]:
        heard = Heard()
        task = asyncio.create_task(watched(paths, heard.changed))
        # The first look is taken before anything is waited for.
        await asyncio.sleep(0)
        await steps(heard)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return heard.told

    return run_in_loop(run())


@pytest.fixture(params=["told by the system", "looked at"])
def folder(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article, on a system that tells of changes and on one that does not."""
    if request.param == "looked at":
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
    (tmp_path / "story.md").write_text("one")
    return tmp_path


def test_a_file_is_written_in_place_replaced_deleted_and_comes_back(folder: Path) -> None:
    story = folder / "story.md"

    async def steps(heard: Heard) -> None:
        story.write_text("two")
        await heard.wait_for("story.md")
        (folder / "other.md").write_text("three")
        (folder / "other.md").replace(story)
        await heard.wait_for("story.md")
        story.unlink()
        await heard.wait_for("story.md")
        story.write_text("four")
        await heard.wait_for("story.md")

    told = watch(lambda: [story], steps)
    assert {name for names in told for name in names} == {"story.md"}
    assert len(told) >= 4


def test_other_files_are_not_told_of(folder: Path) -> None:
    async def steps(heard: Heard) -> None:
        (folder / "notes.txt").write_text("x")
        (folder / "story.md").write_text("two")
        await heard.wait_for("story.md")

    assert {name for names in watch(lambda: [folder / "story.md"], steps) for name in names} == {"story.md"}


def test_a_file_that_is_not_there_yet_is_told_of_in_a_folder_that_is_not_there_yet(folder: Path) -> None:
    picture = folder / "media" / "deep" / "a.png"

    async def steps(heard: Heard) -> None:
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"x")
        await heard.wait_for("a.png")
        picture.write_bytes(b"xy")
        await heard.wait_for("a.png")

    watch(lambda: [picture], steps)


def test_a_folder_stands_for_the_files_in_it(folder: Path) -> None:
    async def steps(heard: Heard) -> None:
        (folder / "new.geojson").write_text("{}")
        await heard.wait_for("new.geojson")

    watch(lambda: [folder], steps)


def test_what_a_link_leads_to_is_told_of(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "real.md"
    elsewhere.write_text("one")
    link = folder / "link.md"
    link.symlink_to(elsewhere)

    async def steps(heard: Heard) -> None:
        elsewhere.write_text("two")
        await heard.wait_for("link.md")

    watch(lambda: [link], steps)


def test_a_folder_that_is_replaced_is_watched_still(folder: Path) -> None:
    """As a version control system does that checks out another branch."""
    story = folder / "issue" / "story.md"
    story.parent.mkdir()
    story.write_text("one")

    async def steps(heard: Heard) -> None:
        shutil.move(story.parent, folder / "old")
        await heard.wait_for("story.md")
        (folder / "issue").mkdir()
        story.write_text("two")
        await heard.wait_for("story.md")
        story.write_text("three")
        await heard.wait_for("story.md")

    watch(lambda: [story], steps)


def test_a_file_that_is_meant_since_the_last_change_is_watched(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    places = tmp_path_factory.mktemp("places") / "places.geojson"
    places.write_text("{}")
    meant = [folder / "story.md"]

    async def steps(heard: Heard) -> None:
        meant.append(places)
        (folder / "story.md").write_text("two")
        await heard.wait_for("story.md")
        places.write_text("[]")
        await heard.wait_for("places.geojson")

    told = watch(lambda: list(meant), steps)
    assert told[0] == {"story.md"} or told[0] == {"story.md", "places.geojson"}


def test_what_changes_while_a_change_is_worked_on_is_told_of(folder: Path) -> None:
    story = folder / "story.md"

    async def run() -> int:
        told: list[int] = []
        both = asyncio.Event()

        async def changed(paths: set[Path]) -> None:
            told.append(len(paths))
            if len(told) == 1:
                story.write_text("three, and longer")
            else:
                both.set()

        task = asyncio.create_task(watched(lambda: [story], changed))
        await asyncio.sleep(0)
        story.write_text("two")
        await asyncio.wait_for(both.wait(), 20)
        task.cancel()
        return len(told)

    assert run_in_loop(run()) == 2
