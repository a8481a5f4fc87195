"""`storymap edit` as a process: it says where it is, answers, and ends by Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from click.testing import CliRunner

from storymap.cli.main import main


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[tuple[str, urllib.request.OpenerDirector]]:
    """The editor in a process of its own: its address, and a browser that has opened the link."""
    environment = {**os.environ, "STORYMAP_DATA": str(folder / "data"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "storymap", "edit", "--no-open", "--no-settings", *arguments]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            link = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", process.stdout.readline())
            assert link is not None
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
            with browser.open(link[0]) as window:
                assert window.status == 200
                browser.addheaders = [("X-Storymap", window.url.partition("#key=")[2])]
            yield link[0].partition("?")[0], browser
        finally:
            process.send_signal(signal.SIGINT)
            rest = process.communicate(timeout=20)[0]
    assert process.returncode == 0
    assert "Traceback" not in rest


def test_it_opens_a_story_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("# Trucks\n\nThey drove to El Paso, Texas.\n")
    with running(tmp_path, "story.md") as (address, browser):
        state = json.load(browser.open(f"{address}api/state"))
    assert (state["story"]["article"], state["fields"]["title"]) == ("story.md", "Trucks")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "story.md"]


def test_without_an_article_it_begins_with_a_sheet_of_paper(tmp_path: Path) -> None:
    with running(tmp_path) as (address, browser):
        assert json.load(browser.open(f"{address}api/state"))["story"] is None
        shelf = json.load(browser.open(f"{address}api/shelf"))
    assert shelf["folders"][0]["name"] == tmp_path.name


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["missing.md"],
            "error: missing.md: there is no such file; check the path, or begin without one: storymap edit",
        ),
        (
            ["."],
            "error: .: an article is a .md, .txt, .html, .mhtml, .docx, .odt or .epub file; save it as one of these",
        ),
        (["folder.md"], "error: folder.md: this is a folder; name a file in it"),
    ],
)
def test_what_is_no_article_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.md").mkdir()
    result = CliRunner().invoke(main, ["edit", *arguments])
    assert (result.exit_code, result.output.strip()) == (1, said)


def test_it_listens_on_this_machine_alone() -> None:
    result = CliRunner().invoke(main, ["edit", "--host", "192.0.2.1"])
    assert result.exit_code == 2
    assert "No such option" in result.output
