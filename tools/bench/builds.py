"""How long builds take, how large they are, and how both grow."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from storymap import Article, build_story, render_page
from tools.bench.places import folium_geojson, folium_markers, many_places, text_about
from tools.bench.rows import Row, at_most, best, faster, mb, ms, times

EXAMPLE = Path(__file__).parents[2] / "geodata" / "juarez" / "story.md"
# Of the process itself: what getrusage says begins with the memory of the one that started it.
_PEAK = """import time
print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0], time.process_time())
"""


def build_rows() -> Iterator[Row]:
    """Yield the figures of builds."""
    yield from _twenty_thousand()
    yield from _growth()
    yield _memory()
    yield from _candidates()


def _twenty_thousand() -> Iterator[Row]:
    places, text = many_places(20_000), text_about(20_000)
    pages = {}

    def ours() -> None:
        pages["ours"] = render_page(build_story(text, places, all_places=True)).render()

    def markers() -> None:
        pages["markers"] = folium_markers(places)

    def geojson() -> None:
        pages["geojson"] = folium_geojson(places)

    ours()
    story = build_story(text, places, all_places=True)
    whole, page = best(ours, 5), best(lambda: render_page(story).render(), 5)
    naive, layer = best(markers, 1), best(geojson, 3)
    what = "20,000 places to HTML"
    checks = "half is checking and matching, which folium does not do"
    yield faster(f"{what}, checked and matched", whole, "folium: Marker, Popup and Tooltip each", naive, 100, checks)
    yield faster(f"{what}, the page alone", page, "the same", naive, 100, "")
    yield faster(f"{what}, checked and matched", whole, "folium.GeoJson", layer, 20, checks)
    one = "there, too, all places are one piece of JSON"
    yield faster(f"{what}, the page alone", page, "the same", layer, 20, one)
    size, other = (len(pages[name].encode()) / 1e6 for name in ("ours", "markers"))
    yield Row(
        "its size",
        mb(size),
        f"markers: {mb(other)}",
        times(other / size),
        "8 x smaller",
        other >= 8 * size,
        "two thirds are names, ids and notes, each there once",
    )


def _growth() -> Iterator[Row]:
    counts = (1_000, 10_000, 100_000)
    frames = {count: many_places(count) for count in counts}
    texts = {count: text_about(count) for count in counts}
    took = {}
    for count in counts:
        took[count] = best(lambda c=count: build_story(texts[c], frames[c], all_places=True), 3)  # type: ignore[misc]
    yield _exponent("reading and matching, 1,000 to 100,000 places", took)
    for count in counts:
        story = build_story(texts[count], frames[count], all_places=True)
        render_page(story)
        took[count] = best(lambda s=story: render_page(s).render(), 3)  # type: ignore[misc]
    yield _exponent("making the page, 1,000 to 100,000 places", took)


def _exponent(what: str, took: dict[int, float]) -> Row:
    """Return the power with which the time grows, over the last tenfold: 1 is linear."""
    *_, second, last = took
    power = math.log(took[last] / took[second]) / math.log(last / second)
    said = ", ".join(ms(seconds) for seconds in took.values())
    return Row(what, said, ratio=f"exponent {power:.2f}", aim="linear", met=power <= 1.15)


def _memory() -> Row:
    with TemporaryDirectory() as folder:
        many_places(100_000).to_file(Path(folder, "places.geojson"), driver="GeoJSON", engine="pyogrio")
        peak, _ = _build_of(Path(folder), text_about(100_000), "--all-places")
    why = "134 MB are the libraries, 140 reading and checking, the rest putting the page together"
    return at_most("memory of a build of 100,000 places, from GeoJSON", peak, 300, mb, why)


def _candidates() -> Iterator[Row]:
    places = many_places(1_000_000)
    points = {"latitude": places.geometry.y, "longitude": places.geometry.x}
    table = places.drop(columns="geometry").assign(**points)
    with TemporaryDirectory() as folder:
        table.to_csv(Path(folder, "places.csv"), index=False)
        peak, seconds = _build_of(Path(folder), text_about(1_000_000, 300), "--places", f"{folder}/places.csv")
    what = "`build` with 1,000,000 candidates in CSV, 300 named"
    why = "Python's reader of CSV, matching, and an id for each row"
    yield at_most(f"{what}: processor time", seconds, 8, ms, why)
    yield at_most(f"{what}: memory", peak, 900, mb, "")


def _build_of(desk: Path, article: Article, *options: str) -> tuple[float, float]:
    """Return the most memory (megabytes) and the processor time (seconds) that `build` takes for an article."""
    names = " and ".join(block.text for block in article.blocks)
    (desk / "story.md").write_text(f"# Many places\n\n{names}\n", encoding="utf-8")
    arguments = ["build", str(desk / "story.md"), *options, "-q", "-o", str(desk / "page.html")]
    program = f"from storymap.cli.main import main\nmain({json.dumps(arguments)}, standalone_mode=False)\n{_PEAK}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    peak, seconds = done.stdout.split()[-2:]
    return int(peak) / 1024, float(seconds)
