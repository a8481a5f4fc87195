"""Two sites on two ports, so two origins: a newsroom's pages, and the map that they frame."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import UNKNOWN_FEATURE, WIDE

# As long as everything else in a page of two sites is waited for.
expect.set_options(timeout=10_000)

TYPES = {
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
}


class Site(ThreadingHTTPServer):
    """Serves the files of a folder, if it has one, and `pages` by their path."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.pages: dict[str, str] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def find(self, path: str) -> bytes | None:
        if path in self.pages:
            return self.pages[path].encode()
        file = self.folder / path.removeprefix("/") if self.folder else None
        return file.read_bytes() if file and file.is_file() else None


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        # Browsers ask for it by themselves.
        body = b"" if path == "/favicon.ico" else self.server.find(path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", TYPES.get(Path(path).suffix, "text/html; charset=utf-8"))
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the method it replaces
        pass


def serve(site: Site) -> Iterator[Site]:
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield site
    site.shutdown()
    thread.join()
    site.server_close()


@pytest.fixture
def newsroom() -> Iterator[Site]:
    yield from serve(Site())


@pytest.fixture
def maps(juarez: Path, tmp_path: Path) -> Iterator[Site]:
    """Where the example's page stands, as index.html."""
    site = Site()
    site.pages["/index.html"] = juarez.read_text(encoding="utf-8")
    yield from serve(site)


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, newsroom: Site) -> Iterator[Visit]:
    """Show a page of the newsroom. What a script says, or a request beyond the two sites, fails the test."""
    contexts: list[BrowserContext] = []
    said: list[str] = []
    asked: list[str] = []

    def show(body: str, **options: Any) -> Page:
        newsroom.pages["/"] = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Host</title>{body}'
        context = chromium.new_context(**{**WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(newsroom.address)
        return page

    yield show
    for context in contexts:
        context.close()
    # The browser says so itself wherever a frame refuses scripts.
    expected = ("error: Blocked script execution in", UNKNOWN_FEATURE)
    assert [words for words in said if not words.startswith(expected)] == []
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "about:", "blob:"))] == []
