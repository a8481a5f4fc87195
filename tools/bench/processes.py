"""What a person waits for a command: whole processes, in seconds that they computed, and rebuilds in one process.

Computed is what the system counts for a process and its threads. What else runs on the machine adds little to that, so
a few rounds are enough.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from storymap import build_story, render_page
from storymap.storage.build_caches import BuildCaches
from tools.bench.basemap import STORIES
from tools.bench.builds import EXAMPLE
from tools.bench.preview import with_pictures
from tools.bench.rows import Row, at_most, ms

_ROUNDS = 7
_IMPORTS = "import folium, geopandas"
_PYTHON = "Python and its library for commands"
_COMMANDS: list[tuple[str, Sequence[str], float, str]] = [
    (
        "`suggest` of an article of 700 words",
        ["-m", "storymap", "suggest", str(EXAMPLE), "--json"],
        0.25,
        "loading the Markdown reader and what reads names",
    ),
    ("`find`", ["-m", "storymap", "find", "Laredo"], 0.1, _PYTHON),
    ("`--help`", ["-m", "storymap", "--help"], 0.06, _PYTHON),
    ("`import storymap`", ["-c", "import storymap"], 0.08, ""),
]


def process_rows() -> Iterator[Row]:
    """Yield the figures of commands and rebuilds."""
    with TemporaryDirectory() as folder:
        desk = Path(folder)
        yield _beside_imports(desk)
        for what, command, aim, why in _COMMANDS:
            yield at_most(f"{what}, whole process", _computed(command, desk), aim, ms, why)
        yield _first_build("the example", EXAMPLE, desk, 0.15)
        yield _first_build("a story of Indonesia", _indonesia(desk), desk, 0.4)
        (desk / "pictures").mkdir()
        rebuilds = [
            ("rebuild of the example in one process", EXAMPLE, 0.015),
            ("rebuild with 10 pictures of 1600 px in one process", with_pictures(desk / "pictures"), 0.025),
        ]
        for what, story, aim in rebuilds:
            why = "reading the article, its front matter, places and pictures, each time"
            yield at_most(what, _rebuild(story), aim, ms, why)
            yield at_most(
                f"{what}, as preview and editor do",
                _rebuild(story, BuildCaches()),
                aim,
                ms,
                "reading the article, and joining the page",
            )


def _beside_imports(desk: Path) -> Row:
    build, imports = _build(EXAMPLE, desk), ["-c", _IMPORTS]
    pairs = [(_once(build, desk), _once(imports, desk)) for _ in range(_ROUNDS)]
    ours, base = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    return Row(
        "`build` of the example, whole process",
        ms(ours),
        f"`{_IMPORTS}`: {ms(base)}",
        f"{ours / base:.2f} x as long",
        "at most 1.25 x",
        ours <= 1.25 * base,
        "storymap's own modules, and the page itself",
        ours,
    )


def _first_build(name: str, story: Path, desk: Path, aim: float) -> Row:
    """Return what the first build of a story takes more than the next one: its basemap and its picture."""
    command = _build(story, desk)
    warm = _computed(command, desk)
    cold = min(_once(command, desk, f"empty{number}") for number in range(_ROUNDS))
    return Row(
        f"first build of {name}, with its basemap and picture",
        f"{ms(cold - warm)} more",
        f"the next build: {ms(warm)}",
        aim=f"at most {ms(aim)} more",
        met=cold - warm <= aim,
        why="folium, which the next build does not load, the basemap and its names, the picture",
        figure=cold - warm,
    )


def _indonesia(desk: Path) -> Path:
    folder = desk / "indonesia"
    folder.mkdir()
    places = STORIES["Indonesia"]
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": [lon, lat]}}
        for name, lon, lat in places
    ]
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "places.geojson").write_text(json.dumps(collection), encoding="utf-8")
    (folder / "story.md").write_text(f"# Islands\n\nFrom {', '.join(one[0] for one in places)}.\n", encoding="utf-8")
    return folder / "story.md"


def _build(story: Path, desk: Path) -> list[str]:
    return ["-m", "storymap", "build", str(story), "-q", "-o", str(desk / "page.html")]


def _computed(command: Sequence[str], desk: Path) -> float:
    """Return the seconds of the quickest of some rounds, of which the first, which fills the cache, is none."""
    _once(command, desk)
    return min(_once(command, desk) for _ in range(_ROUNDS))


def _once(command: Sequence[str], desk: Path, cache: str = "cache") -> float:
    """Return the seconds that a process computed, with a cache of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "STORYMAP_CACHE": str(desk / cache)}
    subprocess.run([sys.executable, *command], check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _rebuild(story: Path, caches: BuildCaches | None = None) -> float:
    def once() -> float:
        start = time.process_time()
        render_page(build_story(story, caches=caches), caches=caches).render()
        return time.process_time() - start

    return min(once() for _ in range(2 * _ROUNDS))
