"""Online tiles: a loopback server gives the page and its tiles, or refuses them; from disk nothing is asked for."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import ROOT, WIDE, OpenPage, until


def png() -> bytes:
    """A green picture of 256 by 256."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x00\x80\x00" * 256) * 256
    header = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Server(ThreadingHTTPServer):
    """Serves one page, and tiles with the status that a test wants; keeps what it was asked for."""

    page = b""
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def tiles(self) -> str:
        return f"{self.address}/tiles/{{z}}/{{x}}/{{y}}.png"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        is_tile = self.path.startswith("/tiles/")
        if is_tile:
            self.server.asked.append((self.path, self.headers.get("Referer", "")))
        status = self.server.status if is_tile else 200 if self.path == "/" else 404
        body = b"no" if status != 200 else png() if is_tile else self.server.page
        self.send_response(status)
        self.send_header("Content-Type", "image/png" if is_tile else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the method it replaces
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def build(tiles: str, attribution: str = '© <a href="https://example.org/who">Example &amp; Maps</a>') -> bytes:
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    return render_page(story, basemap=tiles, attribution=attribution).render().encode()


Visit = Callable[[], Page]


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Visit]:
    """Open the server's page with a network; errors of its script fail the test, pictures that do not come do not."""
    context = chromium.new_context(**WIDE)
    wrong: list[str] = []

    def open_() -> Page:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda message: None if "Failed to load resource" in message.text else wrong.append(message.text),
        )
        page.goto(server.address + "/")
        page.wait_for_selector("html.is-ready", state="attached")
        return page

    yield open_
    context.close()
    assert wrong == []


def test_over_the_web_the_tiles_are_asked_for_and_shown(server: Server, visit: Visit) -> None:
    server.page = build(server.tiles)
    page = visit()
    until(page, "document.querySelectorAll('.leaflet-tile-loaded').length > 3")
    page.locator(".folium-map.has-tiles").wait_for()
    assert {referrer for _, referrer in server.asked} == {server.address + "/"}
    expect(page.locator(".basemap-names")).to_be_hidden()
    expect(page.locator(".basemap")).to_be_visible()


def test_tiles_lie_over_the_embedded_map_and_under_the_places(server: Server, visit: Visit) -> None:
    server.page = build(server.tiles)
    page = visit()
    until(page, "document.querySelectorAll('.leaflet-tile-loaded').length > 3")
    order = page.evaluate(
        "() => { const marker = document.querySelector('.place-marker').getBoundingClientRect();"
        " const tile = document.querySelector('.leaflet-tile-container').parentElement;"
        " const ground = document.querySelector('canvas.basemap');"
        " const level = (element) => Number(getComputedStyle(element).zIndex) || 0;"
        " const at = document.elementFromPoint(marker.x + marker.width / 2, marker.y + marker.height / 2);"
        " return [level(tile) > level(ground), at.closest('.place-marker') !== null]; }"
    )
    assert order == [True, True]


def test_the_provider_is_credited_by_text_and_a_link(server: Server, visit: Visit) -> None:
    server.page = build(server.tiles)
    credit = visit().locator(".leaflet-control-attribution")
    expect(credit).to_contain_text("© Example & Maps")
    link = credit.get_by_role("link", name="Example & Maps")
    expect(link).to_have_attribute("href", "https://example.org/who")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_hostile_attribution_runs_nothing(server: Server, visit: Visit) -> None:
    server.page = build(
        server.tiles, "<img src=x onerror='window.pwned = 1'>&lt;img src=x onerror='window.pwned=1'&gt; Me"
    )
    page = visit()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("<img src=x onerror='window.pwned=1'> Me")
    assert page.locator(".leaflet-control-attribution img").count() == 0
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize("status", [403, 404, 500])
def test_tiles_that_fail_leave_the_embedded_map_and_the_page_as_they_were(
    server: Server, visit: Visit, status: int
) -> None:
    server.page = build(server.tiles)
    server.status = status
    page = visit()
    until(page, "document.querySelectorAll('.leaflet-tile').length > 3")
    until(page, "[...document.querySelectorAll('.leaflet-tile')].every((tile) => tile.complete)")
    assert server.asked
    assert page.locator(".has-tiles").count() == 0
    shown = page.evaluate("[...document.querySelectorAll('.leaflet-tile')].map((t) => getComputedStyle(t).visibility)")
    assert set(shown) == {"hidden"}
    expect(page.locator(".basemap-names")).to_be_visible()
    page.locator(".place-marker[data-place=el-paso]").click()
    expect(page.get_by_role("dialog", name="El Paso")).to_be_visible()


def test_names_come_back_when_the_provider_stops_to_answer(server: Server, visit: Visit) -> None:
    server.page = build(server.tiles)
    page = visit()
    page.locator(".has-tiles").wait_for()
    server.status = 403
    page.evaluate("map_story.setView([60, 100], 5, { animate: false })")
    until(page, "!document.querySelector('.has-tiles')")
    expect(page.locator(".basemap-names")).to_be_visible()


def test_no_other_server_may_be_asked(server: Server, chromium: Browser) -> None:
    server.page = build(server.tiles)
    with chromium.new_context(**WIDE) as context:
        page = context.new_page()
        barred: list[str] = []
        page.on("console", lambda message: barred.append(message.text))
        page.goto(server.address + "/")
        page.wait_for_selector("html.is-ready", state="attached")
        other = server.address.replace("127.0.0.1", "localhost")
        page.evaluate(
            "src => new Promise((done) => { const image = new Image(); image.onerror = image.onload = done; image.src = src; })",
            f"{other}/tiles/0/0/0.png?other",
        )
        assert any("Content Security Policy" in text for text in barred)
        assert not any("other" in path for path, _ in server.asked)


def test_from_disk_no_tile_is_asked_for(server: Server, open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_bytes(build(server.tiles))
    page = open_page(file, offline=False)
    expect(page.locator(".place-marker").first).to_be_visible()
    expect(page.locator(".basemap-names")).to_be_visible()
    assert page.locator(".leaflet-tile").count() == 0
    assert server.asked == []
