"""The readers as the fuzzer calls them, each with a file, and the look at the pages that are made of some."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from storymap.errors import Problem
from storymap.gazetteer.added import open_added_pack
from storymap.gazetteer.added_packing import GazetteerPacker
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.batch import BatchOptions, batch_lines
from storymap.geoparsing.desk_memory import learn
from storymap.model import Image, Recording
from storymap.reading.article.reader import read_article
from storymap.reading.desk.settings import read_settings_file
from storymap.reading.desk.stories import read_stories
from storymap.reading.gazetteers.open_source import open_source
from storymap.reading.json_lines import read_lines
from storymap.reading.media.audio_video import embed_recording
from storymap.reading.media.images import embed_image
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.context import read_context
from storymap.reading.places.gazetteer_files import read_gazetteer
from storymap.reading.places.reader import read_places
from storymap.reading.theme.stylesheet import read_theme
from storymap.reading.tiles.extract import read_tiles
from storymap.rendering.page import render_page
from storymap.story import build_story
from tools.fuzz.inputs import MARK
from tools.fuzz.seeds import NO_MANIFEST

PLACES = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Alpha"}, '
    '"geometry": {"type": "Point", "coordinates": [10, 50]}}]}'
)
STORY = "# T\n\nIn Alpha it rained.\n"
_TILES_AROUND = [(9.9, 50.0, 10.0, 50.1)]  # west, south, east, north in degrees


class LiveMarkError(Exception):
    """A page in which something of the input is alive."""


def _read_lines(path: Path) -> None:
    with path.open("rb") as file:
        for _ in batch_lines(read_lines(file), open_gazetteer(), BatchOptions()):
            pass


def _learn(path: Path) -> None:
    learn(read_stories(path.parent, [path]).stories, open_gazetteer(), STORY)


def _embed_picture(path: Path) -> None:
    _said: list[Problem] = []
    embed_image(Image(path.name, "A boat"), path.parent, "story.md", _said, media_policy=MediaPolicy())


def _embed_recording(path: Path) -> None:
    _said: list[Problem] = []
    embed_recording(Recording(path.name, "video", "A film"), path.parent, "story.md", _said, MediaPolicy())


def _pack(path: Path) -> None:
    packer = GazetteerPacker(open_gazetteer(), path.name)
    source = open_source(str(path), (), [])
    for place in source.places:
        packer.add(place)
    packer.pack(NO_MANIFEST)


def _search_pack(path: Path) -> None:
    try:
        gazetteer = open_gazetteer().with_added([open_added_pack(path, "alpha")])
    except ValueError:
        return
    for name in ("Alpha", "Alba", "Beta"):
        for match in gazetteer.lookup(name):
            gazetteer.full_name(match.entry)


# By the reader's name: the ending of its file, and the call.
TARGETS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "markdown": (".md", read_article),
    "html": (".html", read_article),
    "mhtml": (".mhtml", read_article),
    "zipped-page": (".zip", read_article),
    "text": (".txt", read_article),
    "front-matter": (".md", read_article),
    "word": (".docx", read_article),
    "odt": (".odt", read_article),
    "book": (".epub", read_article),
    "geojson": (".geojson", read_places),
    "csv": (".csv", read_places),
    "kml": (".kml", read_places),
    "kmz": (".kmz", read_places),
    "geopackage": (".gpkg", read_places),
    "shapefile": (".zip", read_places),
    "parquet": (".parquet", read_places),
    "flatgeobuf": (".fgb", read_places),
    "excel": (".xlsx", read_places),
    "ods": (".ods", read_places),
    "context": (".geojson", read_context),
    "gazetteer": (".json", read_gazetteer),
    "geonames": (".txt", _pack),
    "feature-lines": (".geojsonseq", _pack),
    "pleiades": (".jsonld", _pack),
    "added-gazetteer": (".bin", _search_pack),
    "json-lines": (".jsonl", _read_lines),
    "settings": (".toml", lambda path: read_settings_file(path, [])),
    "desk": (".geojson", _learn),
    "theme": (".css", read_theme),
    "tiles": (".pmtiles", lambda path: read_tiles(path, _TILES_AROUND)),
    "picture": (".png", _embed_picture),
    "svg": (".svg", _embed_picture),
    "recording": (".mp4", _embed_recording),
}
_ARTICLES = {"markdown", "html", "mhtml", "zipped-page", "text", "front-matter", "word", "odt", "book"}
_PLACES = {"geojson", "csv", "kml", "kmz", "geopackage", "shapefile", "parquet", "flatgeobuf", "excel", "ods"}
_MEDIA = {"picture", "svg", "recording"}


def render(reader: str, path: Path) -> None:
    """Build the page of the input and raise LiveMarkError if anything of it is alive there."""
    folder = path.parent
    article = path if reader in _ARTICLES else folder / "story.md"
    places = path if reader in _PLACES else folder / "places.geojson"
    if reader in _MEDIA:
        article = folder / "shown.md"
        article.write_text(f"{STORY}\n![A boat]({path.name})\n", encoding="utf-8")
    story = build_story(
        article,
        places,
        context=path if reader == "context" else (),
        theme=path if reader == "theme" else None,
        tiles=path if reader == "tiles" else None,
    )
    page = render_page(story).render()
    _check(page)


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


class _LiveMarks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            runs = name.startswith("on") or (name in ("href", "src", "action") and address.startswith("javascript:"))
            if runs:
                self.found.append(f"<{tag} {name}>")

    def handle_data(self, data: str) -> None:
        # A layer's name stands in folium's script, within a string and escaped.
        if self.cdata_elem == "script" and MARK in _STRING.sub("", data):
            self.found.append("<script>")


def _check(page: str) -> None:
    marks = _LiveMarks()
    # JSON in a script holds the story's words as text; a script of its own does not.
    marks.feed(re.sub(r"<script type=\"application/json\".*?</script>", "", page, flags=re.DOTALL))
    marks.close()
    if "49098013" in page:
        marks.found.append("a template expression")
    if marks.found:
        raise LiveMarkError(", ".join(marks.found[:5]))
