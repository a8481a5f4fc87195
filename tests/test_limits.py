"""How much is read: each limit of `storymap.limits` is met, and one less refuses the same input by name.

Those of pictures and recordings are in tests/test_media_limits.py.
"""

from __future__ import annotations

import ast
import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from pmtiles.tile import deserialize_header
from pyarrow.parquet import ParquetFile
from shapely.geometry import Point

from storymap import limits
from storymap.atlas.decisions import decisions_at
from storymap.atlas.index_file import index_text, read_built
from storymap.atlas.records import Atlas
from storymap.atlas.sources.reader import read_sources
from storymap.build_choices import BuildChoices
from storymap.editing.added_gazetteers import Wishes, add_gazetteer, added_names, open_added, remove_gazetteer
from storymap.errors import Problem, StorymapError
from storymap.exchange.archive.archive import archive_story
from storymap.exchange.importers import storymapjs
from storymap.exchange.importers.annotated.quotes import Quote, QuotedText
from storymap.exchange.javascript_literal import values_in
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.gazetteer import added
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.batch import BatchOptions, batch_lines
from storymap.geoparsing.recognisers import NamedRecogniser
from storymap.model import Article, Block
from storymap.reading.article.html.tokens import read_markup
from storymap.reading.article.markdown.reader import _check_amount
from storymap.reading.article.reader import read_article
from storymap.reading.article.view_directives import ViewDirectives
from storymap.reading.article.web_page.css_selection import selected_tokens
from storymap.reading.article.web_page.linked_data import linked_data
from storymap.reading.desk import stories
from storymap.reading.desk.found_settings import read_settings
from storymap.reading.json_lines import read_lines
from storymap.reading.places.context import read_context
from storymap.reading.places.formats import registry
from storymap.reading.places.formats.geoparquet import _declared_size
from storymap.reading.places.geometry.complexity import _run_boxes
from storymap.reading.places.reader import read_places
from storymap.reading.problem_log import ProblemLog
from storymap.reading.theme.stylesheet import read_theme
from storymap.reading.tiles.extract import read_tiles
from storymap.server.sitting.pasted_amount import check_amount
from tests import streets
from tests.atlas.folders import border
from tests.cli.commands import run
from tests.conftest import ROOT
from tests.reading.article import word_files
from tests.reading.places.formats.spreadsheets.spreadsheet_files import ods, ods_row, row, xlsx

Input = Callable[[int], list[Problem]]


@dataclass(frozen=True)
class Case:
    """An input of `size`, what reads it, and what is said of one that is too large."""

    name: str
    module: str
    size: int
    read: Input
    said: str


def reading(function: Callable[..., Any], name: str, data: bytes | str) -> list[Problem]:
    """Return everything that is said of a file."""
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    problems: list[Problem] = []
    try:
        function(name, problems=problems)
    except StorymapError as error:
        problems += error.problems
    return problems


def article(make: Callable[[int], str], name: str = "a.html") -> Input:
    return lambda size: reading(read_article, name, make(size))


def features(*shapes: Any, **properties: Any) -> str:
    listed = [
        {"type": "Feature", "properties": {"name": f"Place {number}", **properties}, "geometry": shape}
        for number, shape in enumerate(shapes)
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed})


POINT = {"type": "Point", "coordinates": [10, 50]}


def places(make: Callable[[int], str | bytes], name: str = "p.geojson") -> Input:
    return lambda size: reading(read_places, name, make(size))


def line(size: int, bend: float = 0.001) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [[step * bend, 0] for step in range(size)]}


def polygon(*positions: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*positions, positions[0]]]}


def nested(size: int, inner: Any, wrap: Callable[[Any], Any]) -> Any:
    for _ in range(size):
        inner = wrap(inner)
    return inner


def collections(size: int) -> str:
    return features(nested(size, POINT, lambda inner: {"type": "GeometryCollection", "geometries": [inner]}))


def adding(make: Callable[[int], str], name: str = "p.txt") -> Input:
    return lambda size: reading(lambda file, problems: add_gazetteer(file, Wishes(), problems), name, make(size))


def importing(size: int) -> list[Problem]:
    return reading(lambda file, problems: Source(Path(file), problems=problems), "a.kml", "x" * size)


def quoting(size: int) -> list[Problem]:
    quoted = Article("", (Block("paragraph", "Basel"),))
    try:
        QuotedText(quoted, "Basel", "a.csv").find(Quote("Basel", position=0))
    except StorymapError as error:
        return list(error.problems)
    return []


STORY = "# T\n\nIn Laredo.\n"
ARCHIVED = len(STORY) + len(features(POINT))


def archiving(size: int) -> list[Problem]:
    Path("places.geojson").write_text(features(POINT))
    story = STORY + " " * (size - ARCHIVED)
    return reading(lambda file, problems: archive_story(BuildChoices(Path(file)), Report()), "story.md", story)


def scripting(size: int) -> list[Problem]:
    return reading(lambda file, problems: values_in(Path(file).read_text(), file, lambda *_: True), "a.js", "x" * size)


def sections(size: int) -> list[Problem]:
    slides = json.dumps({"storymap": {"slides": [{"text": {"headline": "A"}}] * size}})
    return reading(lambda file, problems: storymapjs.read(Source(Path(file), problems=problems)), "a.json", slides)


def dump(size: int) -> str:
    """Lines as a GeoNames dump has them."""
    line = "{}\tZefir {}\t\t\t10\t{}\tP\tPPL\tTD\t\t\t\t\t\t0\t\t1\tx\t2024\n"
    return "".join(line.format(90_000_000 + k, chr(65 + k), 15 + k) for k in range(size))


def several_added(size: int) -> list[Problem]:
    """What is said when so many gazetteers are added where there was none."""
    problems: list[Problem] = []
    for name in added_names():
        remove_gazetteer(name)
    for number in range(size):
        Path("a.txt").write_text(dump(1))
        try:
            add_gazetteer("a.txt", Wishes(name=f"several-{number}"), problems)
        except StorymapError as error:
            problems += error.problems
    return problems


def recognised(size: int) -> list[Problem]:
    """What is said of a model that finds so many names."""
    try:
        NamedRecogniser("--model", lambda text: [(at, at + 1, "place") for at in range(size)]).places("a" * size)
    except StorymapError as error:
        return [*error.problems]
    return []


GRAPH = json.dumps({"@graph": [{"title": "Zefirum", "reprPoint": [12, 41], "placeTypes": ["settlement"]}]})
SHEET = row(1, "name", "lat", "lon") + row(2, "Bern", 1, 2)
with zipfile.ZipFile(io.BytesIO(ods(ods_row("name", "lat", "lon")))) as spreadsheet:
    SHEET_SIGNS = sum(map(spreadsheet.read("content.xml").count, (b"<", b"=")))
PLACEMARK = "<Placemark><name>A</name><Point><coordinates>10,50</coordinates></Point></Placemark>"
BOW_TIE = polygon((0, 0), (1, 1), (0, 1), (1, 0))
ZIGZAG = shapely.Polygon([*((step / 100, step % 2) for step in range(300)), (3, 5), (0, 5)])
RUNS = len(_run_boxes(shapely.get_rings([ZIGZAG])))


def kml(size: int) -> str:
    return f"<kml>{PLACEMARK * size}</kml>"


def deep_kml(size: int) -> str:
    shape = nested(
        size, "<Point><coordinates>1,2</coordinates></Point>", lambda s: f"<MultiGeometry>{s}</MultiGeometry>"
    )
    return f"<kml><Placemark><name>A</name>{shape}</Placemark></kml>"


def kmz(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, kml(1))
    return file.getvalue()


def frame(size: int) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": [f"Place {n}" for n in range(size)]}, geometry=[Point(1, 2)] * size, crs=4326)


@cache
def parquet() -> bytes:
    file = io.BytesIO()
    frame(5).to_parquet(file)
    return file.getvalue()


def layered(size: int) -> list[Problem]:
    for number in range(size):
        frame(1).to_file("l.gpkg", layer=f"Layer {number}")
    return reading(read_places, "l.gpkg", Path("l.gpkg").read_bytes())


def rows(size: int) -> list[Problem]:
    frame(size).to_file("r.gpkg")
    return reading(read_places, "r.gpkg", Path("r.gpkg").read_bytes())


def shapes(name: str) -> Input:
    def read(_: int) -> list[Problem]:
        frame(2).to_file(name)
        return reading(read_places, name, Path(name).read_bytes())

    return read


def context(make: Callable[[int], str]) -> Input:
    return lambda size: reading(read_context, "c.geojson", make(size))


def topology(points: int) -> str:
    arc = [[n / 1000, 1] for n in range(points)]
    line = {"type": "LineString", "arcs": [0], "properties": {"name": "A"}}
    return json.dumps({"type": "Topology", "objects": {"a": line}, "arcs": [arc]})


def umap(size: int) -> str:
    one = {"type": "Feature", "properties": {"name": "A"}, "geometry": POINT}
    return json.dumps({"type": "umap", "layers": [{"features": [one] * size}]})


def overpass(size: int) -> str:
    one = {"type": "way", "id": 1, "nodes": [1, 2], "tags": {"name": "A"}}
    return json.dumps({"generator": "Overpass API", "elements": [one] * 3 if size == 6 else [one] * size})


def gpx(size: int) -> str:
    return "<gpx>" + '<wpt lat="1" lon="2"><name>A</name></wpt>' * size + "</gpx>"


def lines(make: Callable[[int], str]) -> Input:
    def read(size: int) -> list[Problem]:
        try:
            list(batch_lines(read_lines(io.BytesIO(make(size).encode())), open_gazetteer(), BatchOptions()))
        except StorymapError as error:
            return list(error.problems)
        return []

    return read


def mhtml(make: Callable[[int], str]) -> Input:
    return article(lambda n: f'Content-Type: multipart/related; boundary="b"\n{make(n)}', "a.mhtml")


SAVED = "--b\nContent-Type: text/html\n\n<p>Text.</p>\n"


def padded(size: int, text: str) -> str:
    return text + " " * (size - len(text))


def settings(make: Callable[[int], str]) -> Input:
    def read(_name: str, problems: list[Problem]) -> None:
        read_settings(Path(), problems)

    return lambda size: reading(read, "storymap.toml", make(size))


def theme(make: Callable[[int], str]) -> Input:
    return lambda size: reading(read_theme, "t.css", make(size))


KEYS = streets.tiles_in(10, -106.5, 31.74, -106.47, 31.76)
RAW = {key: streets.encode(key) for key in KEYS}


@cache
def archive() -> bytes:
    path = Path("t.pmtiles")
    streets.write_archive(path, RAW)
    return path.read_bytes()


def part(name: str) -> bytes:
    header: Any = deserialize_header(archive()[:127])
    begin = header[f"{name}_offset"]
    return gzip.decompress(archive()[begin : begin + header[f"{name}_length"]])


def tiles(_size: int) -> list[Problem]:
    def read(name: str, problems: list[Problem]) -> None:
        del problems
        read_tiles(name, [(-106.49, 31.745, -106.48, 31.755)])

    return reading(read, "t.pmtiles", archive())


@cache
def extracted() -> int:
    Path("t.pmtiles").write_bytes(archive())
    found = read_tiles("t.pmtiles", [(-106.49, 31.745, -106.48, 31.755)]).tiles
    return sum(map(len, set(found.values())))


def logged(size: int) -> list[Problem]:
    found = ProblemLog("f")
    for _ in range(size):
        found.add(Problem("f", "wrong"))
    return [problem for problem in found.problems() if problem.what != "wrong"]


def pasted(text: Callable[[int], str]) -> Input:
    def read(size: int) -> list[Problem]:
        try:
            check_amount(text(size))
        except StorymapError as error:
            return list(error.problems)
        return []

    return read


def views(size: int) -> list[Problem]:
    directives = ViewDirectives("a.md")
    directives.read({"show": ",".join(map(str, range(size)))}, 1)
    return directives.problems


def sources(name: str, content: str) -> Input:
    return lambda size: reading(
        lambda file, problems: read_sources([Path(file)], problems), name, padded(size, content)
    )


def in_folders(levels: int) -> Input:
    """Read the folders, one in the other, of which the last has a story."""

    def read(_size: int) -> list[Problem]:
        folder = Path("s", *["a"] * levels)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "story.md").write_text(STORY)
        (folder / "places.geojson").write_text(features(POINT))
        (Path("s") / "places.geojson").write_text(features(POINT))
        (Path("s") / "top.md").write_text("# Top\n\nText.\n")
        problems: list[Problem] = []
        try:
            read_sources([Path("s")], problems)
        except StorymapError as error:
            problems += error.problems
        return problems

    return read


def deciding(make: Callable[[int], str]) -> Input:
    return lambda size: reading(lambda file, problems: decisions_at(Path(file)), "atlas.toml", make(size))


def same(size: int) -> str:
    return f"[[same]]\nplaces = {json.dumps([f'a/p{number}' for number in range(size)])}\n"


def reading_index(_size: int) -> list[Problem]:
    return reading(lambda file, problems: read_built(Path(file)), "atlas.json", ATLAS)


ATLAS = index_text(Atlas("", "", (), ()))


def padded_wkt(size: int) -> str:
    return "POINT (1" + "2)".rjust(size - 8)


A, F, P, T = "reading.article.", "reading.places.formats.", "reading.places.", "reading.tiles."
CASES = [
    Case("LARGEST_PASTE", "server.sitting.pasted_amount", 50, pasted(lambda n: "x" * n), "larger than"),
    Case("MOST_PASTED_LINES", "server.sitting.pasted_amount", 50, pasted(lambda n: "x\n\n" * n), "more lines"),
    Case("MOST_PASTED_LINES", "server.sitting.pasted_amount", 50, pasted(lambda n: "[" * (3 * n - 3) + "x"), "more markup"),
    Case("LARGEST_ARTICLE", A + "text_file", 50, article(lambda n: "x" * n, "a.txt"), "larger than"),
    Case("MOST_ARTICLE_LINES", A + "text_checks", 4, article(lambda n: "\n".join("abcdefgh"[:n]), "a.txt"), "lines of text"),
    Case("LARGEST_FRONT_MATTER", A + "front_matter.yaml_source", 30, article(lambda n: f"---\ntitle: {'x' * (n - 8)}\n---\nText.", "a.md"), "front matter is longer"),
    Case("MOST_HTML_ELEMENTS", A + "html.cleaning", 5, article(lambda n: "<div>a</div>" * n), "HTML elements"),
    Case("DEEPEST_HTML", A + "html.cleaning", 5, article(lambda n: "<div>" * n + "a"), "nested more than"),
    Case("MOST_HTML_CLONES", A + "html.cleaning", 5, article(lambda n: "<b>a" + "<br>" * n), "are not closed"),
    Case("MOST_HTML_REFERENCES", A + "html.cleaning", 5, article(lambda n: "a" + "&amp;" * n), "character references"),
    Case("MOST_MAIN_CONTENT", A + "web_page.main_content", 21, article(lambda n: f"<html><p>{'A river. ' * 200}" + "<p>a" * ((n - 3) // 3)), "too large or too deeply"),
    Case("DEEPEST_MAIN_CONTENT", A + "web_page.main_content", 5, article(lambda n: f"<html><p>{'A river. ' * 200}</p>" + "<div>" * (n - 1) + "a"), "too large or too deeply"),
    Case("LARGEST_WEB_ARCHIVE", A + "packed_file", 200, mhtml(lambda n: padded(n - 46, "\n" + SAVED)), "larger than"),
    Case("MOST_WEB_ARCHIVE_LINES", A + "web_page.mhtml", 9, mhtml(lambda n: "\n" + SAVED + "\n" * (n - 6)), "lines in it"),
    Case("MOST_WEB_ARCHIVE_PARTS", A + "web_page.mhtml", 5, mhtml(lambda n: "\n" + SAVED * (n - 1)), "files in it"),
    Case("DEEPEST_WEB_ARCHIVE", A + "web_page.mhtml", 3, mhtml(lambda n: "\n" + SAVED + "--b\nContent-Type: multipart/x\n\n" * (n - 1)), "have parts themselves"),
    Case("LONGEST_CONTENT_TYPE", A + "web_page.mhtml", 70, mhtml(lambda n: " " + "x" * (n - 47) + "\n\n" + SAVED), "says of its kind"),
    Case("DEEPEST_MARKDOWN", A + "markdown.reader", 10, article(lambda n: ">" * (n - 2) + " a", "a.md"), "nested too deeply"),
    Case("MOST_CONTAINERS", A + "html.containers", 3, article(lambda n: "<blockquote>" * n + "a"), "are nested more than"),
    Case("LONGEST_TEMPLATE_TAG", A + "markdown.template_tags", 5, article(lambda n: "a {{<" + "x" * n + ">}}", "a.md"), "are not closed within"),
    Case("MOST_ACTIONS", A + "view_directives", 3, article(lambda n: "[a](view:x) " * n, "a.md"), "actions of the map"),
    Case("MOST_VIEW_NAMES", A + "view_directives", 3, views, "names are listed"),
    Case("MOST_FEATURES", F + "geojson", 3, places(lambda n: features(*[POINT] * n)), "features"),
    Case("MOST_FEATURES", F + "table", 3, places(lambda n: "name,lat,lon\n" + "A,1,2\n" * n, "p.csv"), "rows"),
    Case("MOST_FEATURES", F + "kml", 3, places(kml, "p.kml"), "placemarks"),
    Case("MOST_FEATURES", F + "overpass", 3, places(overpass, "p.json"), "elements"),
    Case("MOST_TOPOLOGY_POSITIONS", F + "overpass", 6, places(overpass, "p.json"), "positions"),
    Case("MOST_FEATURES", F + "umap", 3, places(umap, "p.umap"), "features"),
    Case("MOST_FEATURES", F + "gpx", 3, places(gpx, "p.gpx"), "waypoints"),
    Case("MOST_TOPOLOGY_POSITIONS", F + "topojson", 5, places(topology, "p.topojson"), "positions"),
    Case("MOST_FEATURES", F + "geoparquet", 5, places(lambda _: parquet(), "p.parquet"), "features"),
    Case("MOST_FEATURES", F + "gdal", 3, rows, "features"),
    Case("MOST_BRACKETS", F + "geojson", 7, places(lambda _: features(POINT)[:-1] + ', "more": [0]}'), "lists and objects"),
    Case("MOST_COLUMNS", F + "table", 5, places(lambda n: "name,lat,lon" + "".join(f",c{k}" for k in range(n - 3)) + "\nA,1,2\n", "p.csv"), "columns"),
    Case("LONGEST_CELL", F + "table", 30, places(lambda n: f"name,lat,lon\n{'x' * n},1,2\n", "p.csv"), "far too long"),
    Case("LONGEST_SHAPE_CELL", F + "table", 30, places(lambda n: f"name,wkt\nA,{padded_wkt(n)}\n", "p.csv"), "far too long"),
    Case("LONGEST_SHAPE_CELL", F + "text_table", 30, places(lambda n: f"name,wkt\nA,{padded_wkt(n)}\n", "p.csv"), "far too long"),
    Case("MOST_COLUMNS", F + "spreadsheets.sheet", 3, places(lambda _: xlsx(SHEET), "p.xlsx"), "more than"),
    Case("MOST_TABLE_VALUES", F + "spreadsheets.sheet", 6, places(lambda _: xlsx(SHEET), "p.xlsx"), "cells, blank ones"),
    Case("LONGEST_SHEET_TEXT", F + "spreadsheets.sheet", 16, places(lambda _: xlsx(SHEET), "p.xlsx"), "million characters"),
    Case("MOST_SHEET_TAGS", F + "spreadsheets.xml_parts", SHEET_SIGNS, places(lambda _: ods(ods_row("name", "lat", "lon")), "p.ods"), "millions of cells"),
    Case("MOST_LAYERS", F + "geopackage", 2, layered, "layers"),
    # The largest blob of a small one is a node of its index.
    Case("LARGEST_SHAPE", F + "geopackage", 1228, shapes("p.gpkg"), "a shape has more than"),
    Case("LARGEST_SHAPE", F + "flatgeobuf", 84, shapes("p.fgb"), "a shape has more than"),
    Case("MOST_FEATURES", F + "flatgeobuf", 2, shapes("p.fgb"), "features"),
    Case("MOST_COLUMNS", F + "flatgeobuf", 1, shapes("p.fgb"), "columns"),
    Case("MOST_TABLE_VALUES", F + "flatgeobuf", 2, shapes("p.fgb"), "values"),
    Case("LARGEST_SHAPE", F + "shapefile", 20, shapes("p.shp"), "a shape has more than"),
    Case("MOST_XML_TAGS", F + "xml_file", kml(1).count("<"), places(lambda _: kml(1), "p.kml"), "millions of elements"),
    Case("MOST_XML_COMMAS", F + "xml_file", 3, places(kml, "p.kml"), "millions of elements"),
    Case("DEEPEST_KML", F + "kml", 3, places(deep_kml, "p.kml"), "list of geometries is empty"),
    Case("MOST_ZIP_MEMBERS", "reading.zip_archive", 2, places(lambda _: kmz("doc.kml", "b.kml"), "p.kmz"), "the archive has more than"),
    Case("LARGEST_ZIP", "reading.zip_archive", len(kml(1)), places(lambda _: kmz("doc.kml"), "p.kmz"), "the archive holds more than"),
    Case("LARGEST_BINARY", F + "shapefile", 60, places(lambda n: "x" * n, "p.shp"), "larger than"),
    Case("DEEPEST_COLLECTION", P + "geometry.from_geojson", 3, places(collections), "nested more than"),
    Case("DEEPEST_PROPERTY", P + "extra_properties", 3, places(lambda n: features(POINT, more=nested(n, 1, lambda x: [x]))), "nested too deeply"),
    Case("MOST_PROPERTIES", P + "extra_properties", 3, places(lambda n: features(POINT, **{f"k{k}": [k] for k in range(n)})), "properties; those unknown"),
    Case("MOST_PROPERTY_VALUES", P + "extra_properties", 5, places(lambda n: features(POINT, more=[1] * (n - 1))), "values"),
    Case("MOST_CONTEXT_POSITIONS", P + "context", 5, context(lambda n: features(line(n))), "positions in all"),
    Case("MOST_CONTEXT_NAMES", P + "context", 2, context(lambda n: features(*[line(2)] * n)), "have a name"),
    Case("MOST_CROSSINGS", P + "geometry.repair", 1, places(lambda _: features(BOW_TIE)), "too often to be mended"),
    Case("MOST_MENDED_POSITIONS", P + "geometry.repair", 5, places(lambda _: features(BOW_TIE)), "too detailed to be mended"),
    Case("MOST_CUT_POSITIONS", P + "geometry.normalise", 4, places(lambda _: features(polygon((179, 0), (181, 0), (181, 1)))), "too detailed to be cut"),
    Case("MOST_RUNS", P + "geometry.complexity", RUNS, places(lambda _: features(json.loads(shapely.to_geojson(ZIGZAG)))), "too detailed to be checked"),
    Case("LARGEST_IMPORT", "exchange.source", 8, importing, "larger than"),
    # Twice in five letters: the file, and the text in it. A place takes as long as fifty letters.
    Case("MOST_QUOTE_STEPS", "exchange.importers.annotated.quotes", 110, quoting, "quotes more words than can be looked for"),
    Case("LARGEST_ARCHIVE", "exchange.archive.archive", ARCHIVED, archiving, "MB together"),
    Case("MOST_SECTIONS", "exchange.article_parts", 2, sections, "it has more than"),
    Case("LARGEST_SCRIPT", "exchange.javascript_literal", 8, scripting, "the script has more than"),
    Case("MOST_GAZETTEER_PLACES", "gazetteer.added_packing", 3, adding(dump), "places or"),
    Case("MOST_GAZETTEER_NAMES", "gazetteer.added_packing", 3, adding(dump), "names are new in it"),
    Case("MOST_ADDED_GAZETTEERS", "editing.added_gazetteers", 2, several_added, "added gazetteers, and no more can be"),
    Case("LARGEST_GAZETTEER_TEXT", "reading.gazetteers.streams", len(dump(3)), adding(lambda _: dump(3)), "GB of text"),
    Case("LARGEST_GAZETTEER_TEXT", "reading.gazetteers.json_stream", len(GRAPH), adding(lambda _: GRAPH, "a.json"), "GB of text"),
    Case("LONGEST_GAZETTEER_LINE", "reading.gazetteers.streams", len(dump(1)), adding(lambda _: dump(1)), "the line is longer than"),
    Case("LONGEST_GAZETTEER_LINE", "reading.gazetteers.json_stream", len(GRAPH) - len('{"@graph": []}'), adding(lambda _: GRAPH, "a.json"), "object 1 of its list is larger than"),
    Case("LARGEST_LINE", "reading.json_lines", 40, lines(lambda n: "\n" + padded(n, '{"text": "a"}')), "line 2: the line is longer"),
    Case("LONGEST_RECORD_TEXT", "geoparsing.batch", 5, lines(lambda n: json.dumps({"text": "é" * n})), "line 1: the text has more than"),
    Case("MOST_RECOGNISED", "geoparsing.recognisers", 2, recognised, "the model returned more than"),
    Case("MOST_RECORD_MENTIONS", "geoparsing.batch", 2, lines(lambda _: '{"text": "In Paris and in Rome."}'), "line 1: it names places more than"),
    Case("LARGEST_SETTINGS", "reading.desk.settings_file", 30, settings(lambda n: padded(n, 'lang = "en"')), "larger than"),
    Case("MOST_HOUSE_NAMES", "reading.desk.settings", 3, settings(lambda n: f"never = {json.dumps(['A'] * n)}"), "line 1: it has"),
    Case("MOST_HOUSE_NAMES", "reading.desk.settings", 3, settings(lambda n: "[names]\n" + "".join(f"A{k} = 1\n" for k in range(n))), "line 1: it has"),
    Case("LARGEST_THEME", "reading.theme.stylesheet", 60, theme(lambda n: padded(n, "p { color: red }")), "larger than"),
    Case("DEEPEST_CSS", "reading.theme.stylesheet", 6, theme(lambda n: "p { margin: " + "(" * (n - 1) + "0" + ")" * (n - 1) + "}"), "nested too deeply"),
    Case("MOST_EXTRACT_TILES", T + "extract", len(KEYS), tiles, "tiles around the story"),
    Case("MOST_TILES", T + "pmtiles_directory", len(KEYS), tiles, "tiles"),
    Case("LARGEST_DECOMPRESSED", T + "extract", sum(map(len, set(RAW.values()))), tiles, "a page carries"),
    Case("LARGEST_TILE", T + "pmtiles_archive", max(map(len, RAW.values())), tiles, "a tile is larger"),
    Case("MOST_ENTRIES", T + "pmtiles_archive", len(set(RAW.values())), tiles, "it lists more than"),
    Case("DEEPEST_DIRECTORY", T + "pmtiles_archive", 0, tiles, "damaged"),
    Case("MOST_DECIDED", "atlas.decisions", 3, deciding(same), "or one about more places"),
    Case("MOST_DECIDED", "atlas.decisions", 3, deciding(lambda n: same(2) * n), "decisions, or"),
    Case("LARGEST_DECISIONS", "atlas.decisions", 90, deciding(lambda n: padded(n, same(2))), "larger than"),
    Case("LARGEST_STORY_DATA", "atlas.sources.story_json", 90, sources("a.json", "{}"), "larger than"),
    Case("LARGEST_FEED", "atlas.sources.feeds", 90, sources("a.xml", "<feed/>"), "larger than"),
    Case("LARGEST_STORY_LIST", "atlas.sources.lists", 90, sources("a.tsv", "nowhere"), "larger than"),
    Case("MOST_STORY_FOLDERS", "atlas.sources.search", 3, in_folders(2), "folders in it"),
    Case("MOST_STORY_ENTRIES", "atlas.sources.search", 3, in_folders(1), "files in it"),
    Case("DEEPEST_STORY_FOLDER", "atlas.sources.search", 2, in_folders(2), "are not looked through"),
    Case("LARGEST_ATLAS_INDEX", "atlas.index_file", len(ATLAS), reading_index, "larger than"),
    Case("MOST_LISTED", "reading.problem_log", 3, logged, "more errors"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)


def said(problems: list[Problem], what: str) -> bool:
    return any(what in str(problem) for problem in problems)


def meet(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module(f"storymap.{case.module}")
    assert getattr(module, case.name) == getattr(limits, case.name)
    monkeypatch.setattr(module, case.name, case.size)
    assert not said(at := case.read(case.size), case.said), at
    monkeypatch.setattr(module, case.name, case.size - 1)
    assert said(past := case.read(case.size), case.said), past


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name} {case.module.rpartition('.')[2]}")
def test_an_input_of_the_limit_is_read_and_one_more_is_said(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(case, monkeypatch)


def test_the_limits_of_an_extract(monkeypatch: pytest.MonkeyPatch) -> None:
    meet(Case("LARGEST_EXTRACT", T + "extract", extracted(), tiles, "a page carries"), monkeypatch)


def test_the_limit_of_what_an_archive_says(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("LARGEST_METADATA", T + "pmtiles_archive", len(part("metadata")), tiles, "metadata is damaged")
    meet(case, monkeypatch)


def test_the_limit_of_directories(monkeypatch: pytest.MonkeyPatch) -> None:
    # As many as make the directory larger than anything else in the archive.
    far = {(10, column, 0): column.to_bytes(2, "big") for column in range(600)}
    streets.write_archive(Path("many.pmtiles"), RAW | far)
    data = Path("many.pmtiles").read_bytes()
    header: Any = deserialize_header(data[:127])
    begin = header["root_offset"]
    size = len(gzip.decompress(data[begin : begin + header["root_length"]]))
    around = [(-106.49, 31.745, -106.48, 31.755)]
    read = lambda _: reading(lambda name, problems: read_tiles(name, around), "many.pmtiles", data)  # noqa: E731
    meet(Case("LARGEST_DIRECTORIES", T + "pmtiles_archive", size, read, "it lists more than"), monkeypatch)


def test_the_limits_of_a_word_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = word_files.write_docx(tmp_path / "a.docx", word_files.p("Text.")).read_bytes()
    read = lambda _: reading(read_article, "a.docx", data)  # noqa: E731
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "comments.xml" not in name]
    signs = sum(part.count(b"<") + part.count(b"=") for part in parts)
    package = A + "documents.document_parts"
    meet(Case("LARGEST_DOCUMENT", A + "packed_file", len(data), read, "larger than"), monkeypatch)
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    for name, size, what in (
        ("LARGEST_DOCUMENT_XML", sum(map(len, parts)), "far more markup"),
        ("MOST_DOCUMENT_SIGNS", signs, "far more markup"),
        ("DEEPEST_DOCUMENT", 5, "nested more than"),
    ):
        meet(Case(name, package, size, read, what), monkeypatch)
        monkeypatch.undo()
        monkeypatch.chdir(tmp_path)


def test_the_limit_of_a_parquet_file(monkeypatch: pytest.MonkeyPatch) -> None:
    size = _declared_size(ParquetFile(io.BytesIO(parquet())))
    case = Case("LARGEST_PARQUET", F + "geoparquet", size, places(lambda _: parquet(), "p.parquet"), "MB")
    meet(case, monkeypatch)


@pytest.mark.parametrize(("ending", "name"), [(".geojson", "LARGEST_TEXT"), (".csv", "LARGEST_TABLE"), (".kml", "LARGEST_XML"), (".kmz", "LARGEST_XML"), (".gpkg", "LARGEST_BINARY"), (".parquet", "LARGEST_BINARY"), (".zip", "LARGEST_BINARY"), (".xlsx", "LARGEST_SPREADSHEET"), (".ods", "LARGEST_SPREADSHEET")])  # fmt: skip
def test_a_file_has_the_size_of_its_kind_at_most(ending: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    largest, reader = registry._READERS[ending]
    assert largest == getattr(limits, name)
    read = places(lambda _: "x" * 60, f"p{ending}")
    monkeypatch.setitem(registry._READERS, ending, (60, reader))
    assert not said(read(0), "larger than")
    monkeypatch.setitem(registry._READERS, ending, (59, reader))
    assert said(read(0), "larger than")


def test_a_selector_has_so_much_at_most() -> None:
    page = "<html><p>a</p>"
    most = limits.MOST_SELECTOR_PARTS
    for selector, longer in ((",".join(["p"] * most), ",p"), ("p,." + "a" * (limits.LONGEST_SELECTOR - 3), "a")):
        assert selected_tokens(read_markup(page, "a.html"), selector, "a.html")
        with pytest.raises(StorymapError, match=r"at most 6 are read|is not a selector"):
            selected_tokens(read_markup(page, "a.html"), selector + longer, "a.html")


def test_linked_data_has_so_much_at_most() -> None:
    data = '{"@type": "Article", "headline": "A"}'
    padded = data + " " * (limits.LARGEST_LINKED_DATA - len(data))
    for script, is_read in ((padded, True), (padded + " ", False)):
        assert bool(linked_data(f'<script type="application/ld+json">{script}</script>')) == is_read


@pytest.mark.parametrize(("name", "sign"), [("MOST_ANGLE_BRACKETS", "<"), ("MOST_SQUARE_BRACKETS", "["), ("MOST_BARS", "|"), ("MOST_EMPHASIS", "*"), ("MOST_PUNCTUATION", "+")])  # fmt: skip
def test_signs_of_markup_are_counted(name: str, sign: str) -> None:
    most = getattr(limits, name)
    _check_amount(sign * most, "a.md")
    with pytest.raises(StorymapError, match=f"more than {most:,} characters of markup"):
        _check_amount(sign * (most + 1), "a.md")


DESK_PLACES = json.dumps({"features": [{"properties": {"name": "Laredo", "geonameid": 4705349}}]})
# The size that is read, and of how many files is learned beyond it.
DESK_LIMITS = {
    "LARGEST_DESK_FILE": (len(DESK_PLACES), 0),
    "LARGEST_DESK": (4 * len(DESK_PLACES), 3),
    "MOST_DESK_FILES": (4, 3),
    "MOST_DESK_FOLDERS": (5, 3),
    "MOST_DESK_ENTRIES": (3, 0),
    "DEEPEST_DESK": (2, 3),
    "MOST_DESK_PLACES": (4, 3),
}


@pytest.mark.parametrize("name", DESK_LIMITS)
def test_what_is_beyond_the_limits_of_a_desk_is_not_learned_from(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (Path("a/p.geojson"), Path("b/p.geojson"), Path("c/p.geojson"), Path("c/d/p.geojson")):
        path.parent.mkdir()
        path.write_text(DESK_PLACES)
    assert getattr(stories, name) == getattr(limits, name)
    size, fewer = DESK_LIMITS[name]
    monkeypatch.setattr(stories, name, size)
    assert len(stories.read_stories(Path(), below=True).stories) == 4
    monkeypatch.setattr(stories, name, size - 1)
    found = stories.read_stories(Path(), below=True)
    assert len(found.stories) == fewer
    assert found.is_cut == (name in ("LARGEST_DESK", "MOST_DESK_FILES", "MOST_DESK_FOLDERS", "MOST_DESK_PLACES"))


REAL = {
    "LONGEST_NAME": (lambda n: features(POINT, layer="x" * n), "layer has more than 200 characters"),
    "MOST_ALIASES": (lambda n: features(POINT, aliases=[f"a{k}" for k in range(n)]), "aliases has more than 500 items"),
    "LONGEST_NOTE": (lambda n: features(POINT, note="x" * n), "note has more than 5,000 characters"),
    "LONGEST_PROPERTY": (lambda n: features(POINT, more="x" * n), "has more than 100,000 characters"),
}


@pytest.mark.parametrize("name", REAL)
def test_a_place_has_so_much_at_most(name: str) -> None:
    make, what = REAL[name]
    most = getattr(limits, name)
    assert places(make)(most) == []
    assert said(places(make)(most + 1), what)


def all_limits() -> dict[str, int]:
    return {name: value for name, value in vars(limits).items() if name.isupper()}


def test_what_an_added_gazetteer_says_of_itself_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path))
    assert limits.LARGEST_GAZETTEER_MANIFEST == added.LARGEST_GAZETTEER_MANIFEST
    Path("a.txt").write_text(dump(1))
    made, _ = add_gazetteer("a.txt", Wishes(), [])
    for size, told in ((len(made.manifest.to_json()), 0), (len(made.manifest.to_json()) - 1, 1)):
        monkeypatch.setattr(added, "LARGEST_GAZETTEER_MANIFEST", size)
        problems: list[Problem] = []
        open_added(problems)
        assert len(problems) == told


def test_an_atlas_of_more_stories_than_a_page_has_is_fetched_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    border(tmp_path / "s")
    assert limits.MOST_STORIES_IN_ONE_PAGE == 2_000
    for most, is_in_parts in ((3, False), (2, True)):
        monkeypatch.setattr(limits, "MOST_STORIES_IN_ONE_PAGE", most)
        assert run("atlas", str(tmp_path / "s"), "-o", str(tmp_path / str(most))).exit_code == 0
        assert (tmp_path / str(most) / "atlas-parts.json").exists() == is_in_parts


def test_every_limit_is_met_here() -> None:
    here = Path(__file__).parent
    source = "".join((here / name).read_text(encoding="utf-8") for name in ("test_limits.py", "test_media_limits.py"))
    assert [name for name in all_limits() if not re.search(rf'"{name}"|\blimits\.{name}\b', source)] == []


def shown(value: int, unit: str) -> str:
    if unit != "bytes":
        return f"{value:,} {unit}"
    if value % 1_000_000 == 0:
        return f"{value // 1_000_000} MB"
    if value < 1 << 10:
        return f"{value} bytes"
    return f"{value / (1 << 20):g} MB" if value >= 1 << 20 else f"{value >> 10} kB"


def test_the_page_of_limits_says_each() -> None:
    source = (ROOT / "src/storymap/limits.py").read_text(encoding="utf-8")
    written = re.findall(r"^(\w+): Final = .*?  # (\w+): (.+)$", source, re.MULTILINE)
    assert {name for name, _, _ in written} == set(all_limits()) == {
        node.target.id for node in ast.parse(source).body if isinstance(node, ast.AnnAssign)
    }  # fmt: skip
    page = (ROOT / "docs/limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    expected = [(what.partition("; ")[0], shown(all_limits()[name], unit)) for name, unit, what in written]
    assert [row for row in rows if row[1] not in ("at most", "---")] == expected
