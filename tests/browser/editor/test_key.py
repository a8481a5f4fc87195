"""Who has the window's key: every tab of its origin, and neither the page in its frame nor a server at another port."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from storymap.server.page_building import BuildChoices, PageBuilder
from storymap.server.preview_app import Preview
from tests.browser.editor.conftest import SHOWN
from tests.browser.editor.opened_editor import running as editing
from tests.server.running import Running, running

NEEDS_LINK = "This address is for whoever has the link: open the one that the terminal shows."
# What a script of the framed page may try.
TRIED = """async () => {
    const tried = async (what) => { try { return String(await what()) } catch (error) { return error.name } };
    return [location.href,
        await tried(() => localStorage.getItem('storymap-key')),
        await tried(() => parent.localStorage.getItem('storymap-key')),
        await tried(() => parent.location.href),
        await tried(() => parent.history.state),
        await tried(() => document.cookie),
        document.referrer,
        JSON.stringify(history.state),
        await tried(() => fetch('/api/ticket?for=/page/2'))];
}
"""
CONTENT = ("/page/1", "/events", "/api/ticket?for=/page/1")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.md").write_text("# A day\n\nIt rained.\n", encoding="utf-8")
    (tmp_path / "places.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    return tmp_path


@contextmanager
def previewing(folder: Path, port: int = 0) -> Iterator[Running]:
    """Serve the preview without a window."""
    shown = Preview("story.md", lambda: PageBuilder(BuildChoices(folder / "story.md")))
    with running(shown.app(), port=port, read_only=True) as server:
        yield server


@pytest.fixture
def server(story: Path) -> Iterator[Running]:
    with previewing(story) as one:
        yield one


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    context.set_default_timeout(15_000)
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    """Open an address in a tab, and wait until the story can be seen in it."""
    tab = context.new_page()
    tab.goto(address)
    tab.wait_for_selector(SHOWN)
    return tab


def asks_again(window: Page) -> None:
    """Let a window that has lost its server ask at once, as when a computer has its network again."""
    window.evaluate("dispatchEvent(new Event('online'))")


def stored(tab: Page) -> str | None:
    """What the storage of this tab's origin has for the key."""
    key: str | None = tab.evaluate("localStorage.getItem('storymap-key')")
    return key


@contextmanager
def other_server() -> Iterator[tuple[str, list[str]]]:
    """Run somebody else's server at a port of this machine: its address, and the cookies that it was sent."""
    cookies: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            cookies.append(self.headers.get("cookie", ""))
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>other</title>")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", cookies
        finally:
            server.shutdown()
            thread.join(10)


def test_a_server_at_another_port_gets_the_cookie_and_nothing_for_it(server: Running, context: BrowserContext) -> None:
    with other_server() as (address, cookies):
        opened(context, server.link)
        tab = context.new_page()
        tab.goto(address)
        assert server.cookie in cookies
        assert stored(tab) is None
        for path in CONTENT:
            assert server.ask(path, cookie=server.cookie, x_storymap=None).status == 403
        assert server.key not in server.ask("/?token=x", x_storymap=None).headers["location"]


def test_the_key_leaves_the_address_and_every_tab_has_it(server: Running, context: BrowserContext) -> None:
    first = opened(context, server.link)
    assert first.url == server.address.url
    assert stored(first) == server.key
    first.reload()
    first.wait_for_selector(SHOWN)
    second = opened(context, server.address.url)
    assert second.title() == "story.md · preview"
    # There is no address with the key to go back to.
    first.go_back()
    assert first.url == "about:blank"


def test_a_page_in_the_frame_cannot_get_the_key(server: Running, context: BrowserContext) -> None:
    frame = opened(context, server.link).wait_for_selector(SHOWN).content_frame()
    assert frame is not None
    address, *said = frame.evaluate(TRIED)
    security = "SecurityError"
    assert said == [security, security, security, security, security, "", "null", "TypeError"]
    # What it reads of itself opens itself.
    origin, _, query = address.partition("page/1?")
    assert origin == server.address.url
    assert query.startswith("ticket=")
    assert server.key not in query
    assert server.ask(f"/page/1?{query}", x_storymap=None).status == 200
    for path in ("/page/2", "/events", "/api/ticket"):
        answer = server.ask(f"{path}?for=/page/2&{query}", x_storymap=query.removeprefix("ticket="))
        assert answer.status == 403


def test_where_the_storage_is_refused_the_tab_has_the_key_and_another_says_what_to_do(
    server: Running, context: BrowserContext
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
    )
    first = opened(context, server.link)
    assert first.url == server.address.url
    first.reload()
    first.wait_for_selector(SHOWN)
    second = context.new_page()
    second.goto(server.address.url)
    second.get_by_text(NEEDS_LINK).wait_for()
    (line,) = server.said
    second.goto(line.rpartition(" ")[2])
    second.wait_for_selector(SHOWN)


def test_a_preview_that_was_started_anew_says_so_until_its_link_is_opened(context: BrowserContext, story: Path) -> None:
    with previewing(story) as server:
        window = opened(context, server.link)
    window.get_by_text("Not connected").wait_for()
    (story / "story.md").write_text("# A day\n\nIt snowed.\n", encoding="utf-8")
    with previewing(story, server.address.port) as another:
        asks_again(window)
        window.get_by_text(NEEDS_LINK).wait_for()
        opened(context, another.link)
        # The first tab finds the key that the second has got, and begins anew: pages of two runs have the same numbers.
        window.frame_locator(SHOWN).get_by_text("It snowed.").wait_for()
        window.get_by_text(NEEDS_LINK).wait_for(state="hidden")
        context.close()


def test_an_editor_that_was_started_anew_says_so(context: BrowserContext, story: Path) -> None:
    with editing(story, "story.md") as link:
        window = opened(context, link)
        address, port = window.url, window.url.rstrip("/").rpartition(":")[2]
        second = opened(context, address)
        assert second.url == address
    said = window.get_by_role("alert")
    said.get_by_text("Not connected").wait_for()
    with editing(story, "story.md", "--port", port) as link:
        asks_again(window)
        said.get_by_text("storymap was started anew, and this window belongs to the run before.").wait_for()
        late = context.new_page()
        late.goto(address)
        late.get_by_text(NEEDS_LINK).wait_for()
        opened(context, link)
        said.wait_for(state="hidden")
