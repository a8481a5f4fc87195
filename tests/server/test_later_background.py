"""What lies under the places comes after the patch, for the newest page alone, and where a window has another."""

from __future__ import annotations

import asyncio
from typing import Any

from storymap.server.later_background import LaterBackground
from tests.server.loops import run_in_loop
from tests.server.test_page_building import TEXT, Desk, desk

__all__ = ["desk"]


class Windows:
    """What windows were told."""

    def __init__(self, quiet: float = 0.0) -> None:
        self.told: list[tuple[int, list[str]]] = []
        self.failed: list[str] = []
        self.background = LaterBackground(self.tell, self.failed.append, quiet=quiet)

    def tell(self, revision: int, patch: Any) -> None:
        assert patch["base"] == patch["revision"] == revision
        self.told.append((revision, [name for name in ("basemap", "picture") if patch.get(name)]))

    async def made(self) -> None:
        """Wait for what is being made."""
        assert self.background._making is not None
        await asyncio.gather(self.background._making, return_exceptions=True)


def moved(desk: Desk, *position: float) -> None:
    desk.places[0]["geometry"]["coordinates"] = list(position)
    assert desk.patch() is not None


def test_only_the_background_of_the_newest_page_is_made(desk: Desk) -> None:
    async def story() -> None:
        windows = Windows()
        windows.background.replaced(desk.page)
        for number in range(3):
            moved(desk, -99.4 - number / 50, 27.6)
            windows.background.patched(desk.page)
        await windows.made()
        assert windows.told == [(4, ["basemap"])]
        desk.patch(TEXT.replace("Two", "Three"))
        windows.background.patched(desk.page)
        await windows.made()
        assert windows.told == [(4, ["basemap"])]

    run_in_loop(story())


def test_what_comes_back_before_it_was_told_is_not_told(desk: Desk) -> None:
    async def story(is_loaded: bool) -> list[tuple[int, list[str]]]:
        windows = Windows()
        windows.background.replaced(desk.page)
        before = desk.places[0]["geometry"]["coordinates"]
        moved(desk, -99.4, 27.6)
        windows.background.patched(desk.page)
        if is_loaded:
            windows.background.loaded(desk.page)
        moved(desk, *before)
        windows.background.patched(desk.page)
        await windows.made()
        return windows.told

    assert run_in_loop(story(False)) == []
    # This window has the one between.
    assert run_in_loop(story(True)) == [(desk.page.revision, ["basemap"])]


def test_a_page_that_is_loaded_has_its_background(desk: Desk) -> None:
    async def story() -> None:
        windows = Windows()
        windows.background.replaced(desk.page)
        moved(desk, -99.4, 27.6)
        windows.background.patched(desk.page)
        moved(desk, -99.42, 27.6)
        windows.background.replaced(desk.page)
        desk.patch(TEXT.replace("Two", "Three"))
        windows.background.patched(desk.page)
        await windows.made()
        assert windows.told == []

    run_in_loop(story())


def test_what_fails_is_said_and_made_the_next_time(desk: Desk) -> None:
    async def story() -> None:
        windows = Windows()
        windows.background.replaced(desk.page)
        moved(desk, -99.4, 27.6)
        broken = desk.page
        broken.basemap_patch_from = None  # type: ignore[assignment, method-assign]
        windows.background.patched(broken)
        await windows.made()
        assert windows.told == []
        assert [why.split(":")[0] for why in windows.failed] == ["TypeError"]
        desk.patch(TEXT.replace("Two", "Three"))
        windows.background.patched(desk.page)
        await windows.made()
        assert windows.told == [(3, ["basemap"])]

    run_in_loop(story())


def test_at_the_end_nothing_is_made(desk: Desk) -> None:
    async def story() -> None:
        windows = Windows(quiet=60)
        windows.background.replaced(desk.page)
        moved(desk, -99.4, 27.6)
        windows.background.patched(desk.page)
        await asyncio.wait_for(windows.background.end(), 10)
        assert windows.told == []

    run_in_loop(story())
