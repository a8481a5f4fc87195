"""What the preview serves: the window, its assets, the pages of the last revisions, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from storymap.build_choices import BuildChoices
from storymap.server.page_building import PageBuilder
from storymap.server.preview_app import Preview
from tests.server.running import Running, running


@pytest.fixture
def preview(desk: Path) -> Preview:
    return Preview("story.md", lambda: PageBuilder(BuildChoices(desk / "story.md")))


@pytest.fixture
def server(preview: Preview) -> Iterator[Running]:
    with running(preview.app(), read_only=True) as one:
        yield one


def wait_for_page(server: Running, revision: int) -> str:
    """The page of a revision, once there is one."""
    for _ in range(2_000):
        answer = server.ask(f"/page/{revision}")
        if answer.status == 200:
            return answer.body
    raise AssertionError(f"there is no page {revision}")


def test_the_window_loads_only_what_is_its_own(server: Running) -> None:
    answer = server.ask("/")
    # The cookie alone opens it: it holds nothing of the story, its name neither.
    assert "<title>preview</title>" in answer.body
    assert "story.md" not in answer.body
    assert answer.headers["content-security-policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'; "
    )
    assert answer.headers["x-frame-options"] == "deny"
    for name, kind in (("preview.js", "text/javascript"), ("preview.css", "text/css")):
        assert f"/assets/{name}" in answer.body
        asset = server.ask(f"/assets/{name}")
        assert (asset.status, asset.headers["content-type"]) == (200, f"{kind}; charset=utf-8")


def test_no_other_file_is_served(server: Running) -> None:
    for path in (
        "/assets/storymap.js",
        "/assets/../guard.py",
        "/assets/%2e%2e/guard.py",
        "/story.md",
        "/assets/",
        "/api/state",
    ):
        assert server.ask(path).status == 404, path
    assert server.ask("/", "POST").status == 405


def test_the_page_is_for_a_frame_of_the_window(server: Running) -> None:
    page = wait_for_page(server, 1)
    assert "it rained. Nobody left" in page
    headers = server.ask("/page/1").headers
    assert (headers["x-frame-options"], headers["content-security-policy"]) == ("sameorigin", "frame-ancestors 'self'")


def test_a_page_that_is_gone_is_the_newest(server: Running, preview: Preview, desk: Path) -> None:
    wait_for_page(server, 1)
    for revision in range(2, 6):
        (desk / "story.md").write_text(f"# A day\n\nIn Laredo it rained {revision} times.\n")
        wait_for_page(server, revision)
    assert len(preview._pages) == 3
    assert "it rained 5 times" in server.ask("/page/1").body
    assert server.ask("/page/6").status == 404


def test_the_window_does_not_wait_for_what_builds_the_page(desk: Path) -> None:
    may_go_on = Event()

    def made() -> PageBuilder:
        assert may_go_on.wait(60)
        return PageBuilder(BuildChoices(desk / "story.md"))

    with running(Preview("story.md", made).app(), read_only=True) as server:
        try:
            assert "<title>preview</title>" in server.ask("/").body
            assert server.ask("/assets/preview.js").status == 200
            assert server.ask("/page/1").status == 404
        finally:
            may_go_on.set()
        assert "Laredo" in wait_for_page(server, 1)


def test_the_page_and_its_events_need_the_key_beside_the_cookie(server: Running) -> None:
    wait_for_page(server, 1)
    for path in ("/page/1", "/events", "/api/ticket?for=/page/1"):
        assert server.ask(path, x_storymap=None).status == 403, path
        assert server.ask(path, "HEAD", cookie=None).status == 403, path
    page = server.ask(server.ticket("/page/1"), x_storymap=None)
    assert "it rained. Nobody left" in page.body
    assert server.key not in page.body


def test_events_name_no_folder(server: Running, desk: Path) -> None:
    (desk / "story.md").unlink()
    with server.listen() as lines:
        event = next(json.loads(line.removeprefix("data: ")) for line in lines if "no such file" in line)
    assert event["errors"] == [
        {"where": "story.md", "what": "there is no such file", "remedy": "check the path", "severity": "error"}
    ]
    assert event["article"] == "story.md"
    assert str(desk) not in json.dumps(event)
