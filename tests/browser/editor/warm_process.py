"""`storymap edit` in processes of its own that are warm: forks of one that has loaded the libraries and built a story.

Both take longer than most tests, and there is one editor for each test. What a process does from the start is tested
in tests/cli/test_edit.py.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import ROOT

_LIBRARIES = (
    "storymap.cli.edit",
    "storymap.geoparsing.suggest",
    "storymap.publishing.publish",
    "storymap.rendering.page",
    "storymap.rendering.static_map.render",
    "storymap.server.edit_app",
    "storymap.server.session",
    "storymap.story",
    "uvicorn.protocols.http.h11_impl",
    "watchfiles",
)
_PLACES = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "Laredo"}, "geometry": {"type": "Point", "coordinates": [-99.5, 27.5]}},
{"type": "Feature", "properties": {"name": "El Paso"}, "geometry": {"type": "Point", "coordinates": [-106.5, 31.8]}}
]}"""


def start(arguments: list[str], folder: Path, environment: dict[str, str], output: Path) -> int:
    """Run `storymap` in a folder, its standard output going into the pipe `output`; return the process' id."""
    process = _warm()
    assert process.stdin is not None and process.stdout is not None
    order = {"arguments": arguments, "folder": str(folder), "environment": environment, "output": str(output)}
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    return int(process.stdout.readline())


@cache
def _warm() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.kill)
    return process


def _obey() -> None:
    """Fork for each line of standard input, and say the fork's id."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork
    for library in _LIBRARIES:
        import_module(library)
    _rehearse()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _become(json.loads(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _rehearse() -> None:
    """Do once what each sitting begins with, so that its forks have the tables that are made once a process."""
    from storymap.build_choices import BuildChoices
    from storymap.server.sitting.newsroom import NewsroomChoices
    from storymap.server.sitting.opening import opened_story

    with TemporaryDirectory() as folder:
        article = Path(folder, "rehearsal.md")
        article.write_text("# Rehearsal\n\nFrom Laredo to El Paso.\n", encoding="utf-8")
        article.with_suffix(".geojson").write_text(_PLACES, encoding="utf-8")
        choices = BuildChoices(article, (article.with_suffix(".geojson"),))
        story = opened_story(choices, NewsroomChoices(no_settings=True, no_added=True), 1)
        story.build()
        assert story.newest is not None, story.errors
        story.newest.html()
        story.consider()
        story.prepare_search()


def _become(order: dict[str, object]) -> None:
    from storymap.cli.main import main

    os.chdir(str(order["folder"]))
    os.environ.clear()
    os.environ.update(order["environment"])  # type: ignore[call-overload]
    os.dup2(os.open(str(order["output"]), os.O_WRONLY), 1)
    os.close(0)
    status = 1
    try:
        main(order["arguments"])
    except SystemExit as ended:
        status = int(ended.code or 0)
    finally:
        sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    _obey()
