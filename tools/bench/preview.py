"""How long after a save the previewed page is true, and how long the preview takes to start."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image
from playwright.sync_api import Browser

from tools.bench.builds import EXAMPLE
from tools.bench.places import many_places, text_about
from tools.bench.rows import Row, ms
from tools.bench.server import browser, first_page, p95_row, seen, serving, settle, window

_ROUNDS = 40
_STARTS = 5
_PICTURES, _WIDE, _HIGH = 10, 1600, 1200

_Save = Callable[[int], None]


def preview_rows() -> Iterator[Row]:
    """Yield the figures of the preview."""
    with TemporaryDirectory() as folder, browser() as chromium:
        desk = Path(folder)
        for name in ("example", "pictures", "many"):
            (desk / name).mkdir()
        story = copied_example(desk / "example")
        yield p95_row("save of the text to patched page", _saves(chromium, story, text_edit(story)), 0.2)
        yield p95_row("save of a moved place to patched page", _saves(chromium, story, place_edit(story)), 0.2)
        story = with_pictures(desk / "pictures")
        what = f"save of the text, with {_PICTURES} pictures of {_WIDE} px"
        yield p95_row(what, _saves(chromium, story, text_edit(story)), 0.3)
        story = of_many_places(desk / "many")
        yield p95_row("save of the text, 100,000 places", _saves(chromium, story, text_edit(story)), 0.3)
        times = _saves(chromium, story, text_edit(story), "--all-places")
        yield p95_row("the same, all of them on the map (`--all-places`)", times, 0.3)
        yield from _starts(chromium, desk / "example" / "story.md", desk)


def _saves(chromium: Browser, story: Path, save: _Save, *options: str) -> list[float]:
    """Return the seconds from the save of a file to the frame in which the page shows it."""
    times = []
    with serving("preview", story.parent, story.name, *options) as address, window(chromium, address) as page:
        first_page(page)
        settle(1)
        for number in range(_ROUNDS):
            since = time.time()
            save(number)
            times.append(seen(page, since))
            settle(min(2, 0.3 + 2 * times[-1]))
    return times


def _starts(chromium: Browser, story: Path, desk: Path) -> Iterator[Row]:
    warm = min(_start(chromium, story, desk / "warm") for _ in range(_STARTS + 1))
    yield Row("preview: start to usable page, warm", ms(warm), aim="at most 1.0 s", met=warm <= 1.0)
    cold = min(_start(chromium, story, desk / f"cold{number}") for number in range(_STARTS))
    yield Row("preview: start to usable page, empty cache", ms(cold), aim="at most 2.5 s", met=cold <= 2.5)


def _start(chromium: Browser, story: Path, home: Path) -> float:
    since = time.time()
    with (
        serving("preview", story.parent, story.name, home=home) as address,
        window(chromium, address) as page,
    ):
        return seen(page, since, ("ready",))


def copied_example(folder: Path) -> Path:
    """Copy the example into a folder, and return its article."""
    shutil.copytree(EXAMPLE.parent, folder, dirs_exist_ok=True)
    return folder / EXAMPLE.name


def with_pictures(folder: Path) -> Path:
    """Return the article of the example with ten large photographs, which are made up."""
    story = copied_example(folder)
    random = np.random.default_rng(1)
    lines = []
    for number in range(_PICTURES):
        coarse = Image.fromarray(random.integers(0, 255, (90, 120, 3), dtype=np.uint8))
        coarse.resize((_WIDE, _HIGH), Image.Resampling.BICUBIC).save(folder / f"{number}.jpg", quality=90)
        lines.append(f"![Picture {number}, made up.]({number}.jpg)")
    story.write_text(story.read_text(encoding="utf-8") + "\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    return story


def of_many_places(folder: Path) -> Path:
    """Return an article that names forty of 100,000 places."""
    many_places(100_000).to_file(folder / "places.geojson", driver="GeoJSON", engine="pyogrio")
    paragraphs = "\n\n".join(block.text for block in text_about(100_000).blocks)
    (folder / "story.md").write_text(f"# Many places\n\n{paragraphs}\n", encoding="utf-8")
    return folder / "story.md"


def text_edit(story: Path) -> _Save:
    """Return what changes a word of the article each time, as an editor does: in place, or by another file's name."""
    text = story.read_text(encoding="utf-8")
    before, after = text.rsplit("\n\n", 1)

    def save(number: int) -> None:
        first, *words = after.split(" ")
        edited = f"{before}\n\n{' '.join([first, f'now{number}', *words])}"
        if number % 2:
            story.write_text(edited, encoding="utf-8")
        else:
            other = story.with_name(".story.md.swp")
            other.write_text(edited, encoding="utf-8")
            other.replace(story)

    return save


def place_edit(story: Path) -> _Save:
    """Return what moves the first place by a hundredth of a degree each time."""
    places = story.with_name("places.geojson")
    collection = json.loads(places.read_text(encoding="utf-8"))
    point = next(one["geometry"] for one in collection["features"] if (one["geometry"] or {}).get("type") == "Point")
    lon, lat = point["coordinates"]

    def save(number: int) -> None:
        point["coordinates"] = [round(lon + 0.01 * (1 + number % 7), 4), round(lat + 0.01 * (1 + number % 5), 4)]
        places.write_text(json.dumps(collection, ensure_ascii=False, indent=1), encoding="utf-8")

    return save
