"""What windows hear: those that are there, those that were away, and those that are new."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from storymap.server.events import EventHub
from tests.server.loops import run_in_loop


def events(lines: list[str]) -> list[tuple[str, object]]:
    """The names and data of events as they are written."""
    found = []
    for line in lines:
        if line.startswith("id: "):
            _, name, data, *_ = line.split("\n")
            found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def ids(lines: list[str]) -> list[str]:
    return [line.split("\n")[0].removeprefix("id: ") for line in lines if line.startswith("id: ")]


async def take(stream: AsyncIterator[str], number: int) -> list[str]:
    return [await asyncio.wait_for(anext(stream), 5) for _ in range(number)]


def test_a_window_that_is_there_hears_what_happens() -> None:
    async def story() -> list[str]:
        hub = EventHub()
        stream = hub.lines()
        first = await take(stream, 1)
        hub.publish("page", {"revision": 1, "name": "São\nPaulo"})
        hub.publish("state", {"a": None})
        return first + await take(stream, 2)

    lines = run_in_loop(story())
    assert lines[0] == "retry: 500\n\n"
    assert events(lines) == [("page", {"revision": 1, "name": "São\nPaulo"}), ("state", {"a": None})]
    assert lines[1].endswith('event: page\ndata: {"revision":1,"name":"São\\nPaulo"}\n\n')


def test_a_new_window_hears_the_newest_of_each_name() -> None:
    async def story() -> list[str]:
        hub = EventHub()
        for number in range(3):
            hub.publish("page", number)
        hub.publish("state", "s")
        return await take(hub.lines(), 3)

    assert events(run_in_loop(story())) == [("page", 2), ("state", "s")]


def test_a_window_that_was_away_hears_what_it_missed() -> None:
    async def story() -> tuple[list[str], list[str]]:
        hub = EventHub()
        stream = hub.lines()
        await take(stream, 1)
        hub.publish("page", 1)
        heard = await take(stream, 1)
        hub.publish("page", 2)
        hub.publish("page", 3)
        return heard, await take(hub.lines(ids(heard)[0]), 3)

    heard, missed = run_in_loop(story())
    assert events(heard) == [("page", 1)]
    assert events(missed) == [("page", 2), ("page", 3)]


def test_a_window_that_missed_too_much_or_heard_another_run_gets_the_newest() -> None:
    async def story(last_id: str) -> list[str]:
        hub = EventHub()
        for number in range(500):
            hub.publish("page", number)
        return await take(hub.lines(last_id.replace("RUN", hub._run)), 2)

    for last_id in ("RUN-3", "0000-499", "RUN-", "RUN-x", "RUN-99999999999999999999", "", "-", "RUN-٣"):
        assert events(run_in_loop(story(last_id))) == [("page", 499)], last_id


def test_a_line_without_meaning_keeps_the_connection() -> None:
    async def story() -> list[str]:
        return await take(EventHub(keep_alive=0.01).lines(), 3)

    assert run_in_loop(story()) == ["retry: 500\n\n", ": \n\n", ": \n\n"]


def test_a_window_that_does_not_listen_is_let_go() -> None:
    async def story() -> tuple[int, int]:
        hub = EventHub()
        stream = hub.lines()
        await take(stream, 1)
        for number in range(1_000):
            hub.publish("page", number)
        rest = [line async for line in stream]
        return len(rest), len(hub._listeners)

    assert run_in_loop(story()) == (200, 0)


def test_all_streams_end_with_the_server() -> None:
    async def story() -> list[list[str]]:
        hub = EventHub()
        streams = [hub.lines() for _ in range(3)]
        for stream in streams:
            await take(stream, 1)
        hub.close()
        late = [line async for line in hub.lines()]
        return [[line async for line in stream] for stream in streams] + [late]

    assert run_in_loop(story()) == [[], [], [], []]


def test_a_window_that_goes_is_forgotten() -> None:
    async def story() -> tuple[int, int]:
        hub = EventHub()
        stream = hub.lines()
        await take(stream, 1)
        before = len(hub._listeners)
        await stream.aclose()  # type: ignore[attr-defined]
        return before, len(hub._listeners)

    assert run_in_loop(story()) == (1, 0)
