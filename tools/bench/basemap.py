"""Measures the basemap: what it adds to a page, how long it takes to make, to read and to draw.

Times are medians on the machine at hand, the browser's in a headless Chromium that draws without a graphics card.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import shapely
from playwright.sync_api import Browser, sync_playwright

from storymap import Article, Block, build_story, render_page
from storymap.rendering.basemap.labels import StoryPlace
from storymap.rendering.basemap.make import make_basemap
from tools.bench.rows import table

ROOT = Path(__file__).parents[2]
ROUNDS = 7
# The map beside the article is 1200 by 800 pixels in a window as wide as this.
WINDOW = {"width": 2070, "height": 800}
STORIES: dict[str, list[tuple[str, float, float]]] = {
    "the example": [],
    "Levant": [("Beirut", 35.5, 33.89), ("Amman", 35.93, 31.95), ("Gaza", 34.47, 31.5), ("Damascus", 36.28, 33.51)],
    "Ukraine": [("Lviv", 24.03, 49.84), ("Kharkiv", 36.23, 49.99), ("Odesa", 30.72, 46.48), ("Sevastopol", 33.5, 44.6)],
    "Indonesia": [("Banda Aceh", 95.32, 5.55), ("Jakarta", 106.85, -6.21), ("Merauke", 140.33, -8.47)],
    "a village": [("Hallstatt", 13.65, 47.56)],
    "Fiji": [("Suva", 178.44, -18.14), ("Taveuni", -179.98, -16.85), ("Lakeba", -178.8, -18.2)],
    "three continents": [("London", -0.13, 51.51), ("Lagos", 3.38, 6.52), ("Sydney", 151.21, -33.87)],
}

# The page measures how long it takes to decode, and to draw; then come redraws, and redraws that are waited for.
_DRAWING = """() => {
  let layer;
  map_story.eachLayer((each) => { if (each.labelling) layer = each; });
  const median = (work) => {
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    });
    return times.sort((a, b) => a - b)[7];
  };
  const pixel = document.querySelector('canvas.basemap').getContext("2d");
  return {
    first: performance.getEntriesByName("basemap").reduce((sum, { duration }) => sum + duration, 0),
    redraw: median(() => { layer._update(); layer.settle(); }),
    names: median(() => layer.labelling().forEach((step) => step())),
    painted: median(() => { layer._update(); layer.settle(); pixel.getImageData(0, 0, 1, 1); }),
  };
}"""


def measured() -> str:
    """Return the table."""
    rows = []
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, places in STORIES.items():
            rows.append({"story": name, **measure(name, places, Path(folder), browser)})
        browser.close()
    columns = list(rows[0])
    return table(columns, [[str(row[column]) for column in columns] for row in rows])


def measure(name: str, places: list[tuple[str, float, float]], folder: Path, browser: Browser) -> dict[str, Any]:
    """Return the figures of one story."""
    if places:
        frame = gpd.GeoDataFrame(
            {"name": [place for place, _, _ in places]},
            geometry=[shapely.Point(x, y) for _, x, y in places],
            crs="EPSG:4326",
        )
        story = build_story(Article(title=name, blocks=(Block("paragraph", "A text."),)), frame)
    else:
        story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    spots = [StoryPlace((row["name"], *row["aliases"]), row["geometry"]) for _, row in story.places.iterrows()]
    basemap = make_basemap(spots)
    page = render_page(story).save(folder / f"{len(name)}.html")
    context = browser.new_context(viewport=WINDOW, device_scale_factor=2, offline=True)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.wait_for_selector("html.is-ready", state="attached")
    drawn = tab.evaluate(_DRAWING)
    context.close()
    return {
        "page kB gz": kilobytes(page.read_text(encoding="utf-8")),
        "basemap kB gz": kilobytes(json.dumps(basemap, ensure_ascii=False, separators=(",", ":"))),
        "make ms": round(1000 * median(lambda: make_basemap(spots))),
        "decode and first draw ms": round(drawn["first"]),
        "redraw ms": round(drawn["redraw"], 1),
        "names ms": round(drawn["names"], 1),
        "redraw and pixels back ms": round(drawn["painted"], 1),
    }


def kilobytes(text: str) -> float:
    """Return the size of a text, gzipped, in kB."""
    return round(len(gzip.compress(text.encode(), 9)) / 1000, 1)


def median(work: Callable[[], object]) -> float:
    """Return the median time of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
