"""The corpus of the fuzzer: a small valid input for each reader, made here."""

from __future__ import annotations

import gzip
import io
import struct
import tempfile
import wave
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import geopandas as gpd
import mapbox_vector_tile
from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely.geometry import LineString, Point, Polygon

from storymap.gazetteer.added import Manifest
from storymap.gazetteer.added_packing import GazetteerPacker, PlaceRecord
from storymap.gazetteer.gazetteer import open_gazetteer
from tools.fuzz.document_seeds import book_members, open_document_members, word_members

MARKDOWN = b"""---
title: The bridge
byline: [Ana, Bo]
places: places.geojson
---

# The bridge

> In **Alpha** it [rained](https://example.org), [here](view:50, 10, 9) and
> [in towns](layers:Towns). ![A boat](boat.png "On the *river*"){credit="Ana"}

- one
- two {view="alpha" hide="Rivers"}

| a | b |
|---|---|
| 1 | 2 |

<div>Beta &amp; `code`<br>~~gone~~ ![](film.mp4)</div>
"""
HTML = b"""<!doctype html><html lang="es"><head><title>T</title><meta property="og:title" content="The bridge">
<script>var a = "<p>";</script><style>p { color: red }</style></head><body><nav>Home</nav><article>
<h1>The bridge</h1><p data-view="alpha">In <b>Alpha</b> it <i>rained <a href="https://example.org">twice</a></i>,
<button data-view="alpha">here</button> and <span data-layers="Towns" data-hide="Rivers">there</span>.</p>
<figure><img src="boat.png" alt="A boat"><figcaption>The river</figcaption></figure><svg><path d="M0 0"/></svg>
<ul><li>one<li>two</ul><table><tr><td>1<td>2</table><!-- a comment --><select><option>1</select></article></body></html>
"""
MHTML = (
    b"From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="--b--"\n\n\n----b--\n'
    b"Content-Type: text/html; charset=utf-8\nContent-ID: <1@b>\nContent-Transfer-Encoding: quoted-printable\n"
    b"Content-Location: https://example.org/a\n\n"
    + HTML.replace(b"=", b"=3D").replace(b"boat.png", b"cid:2@b")
    + b"\n----b--\n"
    b"Content-Type: image/gif\nContent-ID: <2@b>\nContent-Transfer-Encoding: base64\n"
    b"Content-Location: https://example.org/boat.png\n\nR0lGODlhAQABAAAAACw=\n----b----\n"
)
DOCUMENT = b"""<html><head><style type="text/css">.c1{font-style:italic}.c2{font-weight:700}</style></head>
<body class="c0 doc-content"><p class="c1 title">The bridge</p><p class="subtitle">A day</p><p><span class="c1">In
Alpha</span>
<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> it <span class="c2">rained</span><sup><a href="#ftnt1">[1]</a></sup>,
<a href="https://www.google.com/url?q=https://example.org&amp;sa=D">twice</a>.</p><hr><div><p>
<a href="#ftnt_ref1">[1]</a> A note.</p></div><div><p>
<a href="#cmnt_ref1" id="cmnt1">[a]</a> A comment</p></div></body></html>
"""
TEXT = b"BORDER:\nThe bridge\n\nBy Ana Example\n\nEL PASO, Texas - In Alpha it rained.\n\n* * *\n\n(c) 2026 Example\n"
BOOK = b"""The Project Gutenberg EBook of A, by B

Title: The bridge
       A _story_
Language: Spanish

*** START OF THIS PROJECT GUTENBERG EBOOK A ***

Produced by C

CONTENTS

 I In Alpha 3



CHAPTER I



In _Alpha_[1] it rained [Pg 2] and the river rose and nobody knew whether the
bridge would stand until the morning of the next day.

   One line,
     Another line.

[Illustration: Beta]

[Footnote 1: Gamma.]

End of Project Gutenberg's A
"""
GEOJSON = b"""{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "alpha", "properties": {"name": "Alpha", "aliases": ["Al", "A1"], "layer": "Towns",
 "note": "n", "image": {"src": "boat.png", "alt": "A boat"}, "zoom": 7.5,
 "url": "https://example.org", "more": [1, {"a": null}]},
 "geometry": {"type": "Point", "coordinates": [10, 50, 3]}},
{"type": "Feature", "properties": {"name": "Beta", "kind": "river"},
 "geometry": {"type": "GeometryCollection", "geometries": [
 {"type": "Polygon", "coordinates": [[[179, 0], [181, 0], [181, 1], [179, 0]]]},
 {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}]}},
{"type": "Feature", "properties": {"name": "Gamma"}, "geometry": null}]}
"""
TABLE = b'name,lat,lon,aliases,note\nAlpha,50,10,"Al; A1","On the, ""river"""\nBeta,-3.5,1e2,,\n'
KML = b"""<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<name>Towns</name><Placemark><name>Alpha</name><description><![CDATA[<b>A</b><br>town]]></description>
<Point><coordinates>10,50,0</coordinates></Point></Placemark></Folder><Placemark><name>Beta</name><ExtendedData>
<Data name="layer"><value>Rivers</value></Data></ExtendedData><MultiGeometry><Polygon><outerBoundaryIs><LinearRing>
<coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark>
</Document></kml>"""
LINKED = b"""{"type": "FeatureCollection", "@context": "http://linkedpasts.org/assets/linkedplaces-context-v1.jsonld",
"features": [{"type": "Feature", "@id": "x", "properties": {"title": "Alpha"}, "names": [{"toponym": "Al"}],
"geometry": {"type": "Point", "coordinates": [10, 50]}}]}"""
LINES = b'{"id": 1, "text": "In Laredo, Texas, it rained."}\n\n{"id": "b", "text": "From Paris to Rome."}\n'
SETTINGS = b"""home = "El Paso, Texas"
lang = "es"  # a comment
gazetteers = ["own.csv"]
never = ["Jordan", "Nice"]
[names]
"the Springs" = "Colorado Springs, Colorado"
Hill = { lat = 1.5, lon = -2 }
Up = 4736286
"""
SUGGESTED = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Laredo",
"aliases": ["L."], "geonameid": 4705349, "role": "scene"},
"geometry": {"type": "Point", "coordinates": [-99.5, 27.5]}}],
"storymap": {"suggested": ["Laredo", "Jordan"]}}"""
_DUMP_LINE = b"%d\tAlpha\tAlpha\tAlba,Alphaville,ALF\t50.1\t%d.5\tP\tPPL\tCZ\t\t52\t\t\t\t120\t\t9\tx\t2024\n"
DUMP = b"".join(_DUMP_LINE % (number, number) for number in (10, 11, 12))
FEATURE_LINES = b"""\x1e{"type": "Feature", "properties": {"name": "Alpha", "place": "village", "name:de": "A"},
"geometry": {"type": "Point", "coordinates": [10, 50]}}
\x1e{"type": "Feature", "properties": {"name": "Beta", "waterway": "river"},
"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}}
""".replace(b",\n", b", ")
PLEIADES = b"""{"@context": {}, "@graph": [{"title": "Alpha/Alba", "reprPoint": [12.5, 41.9],
"placeTypes": ["settlement"], "names": [{"romanized": "Alba", "attested": "A"}], "features": []},
{"title": "Beta", "reprPoint": null, "names": 3}]}"""
NO_MANIFEST = Manifest("Alpha", "", "a", "", "", "", 0, 0)
THEME = b""":root { --accent: #0a5; --ground: #fff; }
@media (prefers-color-scheme: dark) { body { color: rgb(0 0 0 / 50%); background: url("data:image/png;base64,AAAA") } }
/* quiet */ .place::after { content: "\\201C"; font: 1rem/1.5 serif; width: calc(1px + var(--gap, 2px)) }
"""
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10"><defs><g id="a">
<path d="M0 0h5v5z"/></g><linearGradient id="g"><stop offset="1" stop-color="red"/></linearGradient></defs>
<use href="#a"/><rect width="5" height="5" fill="url(#g)"/><text x="1" y="5">Alpha</text><title>T</title></svg>"""


def table_of_shapes() -> gpd.GeoDataFrame:
    """Return a small table with a name, a note and three shapes."""
    shapes = [Point(10, 50), LineString([(0, 0), (1, 1)]), Polygon([(0, 0), (1, 0), (1, 1)])]
    return gpd.GeoDataFrame({"name": ["Alpha", "Beta", "Gamma"], "note": ["n", "", None]}, geometry=shapes, crs=4326)


def written(frame: gpd.GeoDataFrame, ending: str) -> bytes:
    """Return `frame` as a file with this ending: .gpkg, .fgb, .parquet, or .zip of a Shapefile."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"p{ending}"
        if ending == ".parquet":
            frame.to_parquet(path)
        elif ending in (".gpkg", ".fgb"):
            frame.to_file(path)
        else:
            frame.to_file(path.with_suffix(".shp"))
            return zipped({part.name: part.read_bytes() for part in sorted(Path(folder).iterdir())})
        return path.read_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of `members`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def _points() -> gpd.GeoDataFrame:
    return table_of_shapes().iloc[:1]


def _picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(file, kind)
    return file.getvalue()


def _wav() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(8000)
        out.writeframes(b"\x80" * 400)
    return file.getvalue()


def _boxes(*boxes: tuple[bytes, bytes]) -> bytes:
    return b"".join(struct.pack(">I", 8 + len(data)) + kind + data for kind, data in boxes)


def _mp4() -> bytes:
    handler = _boxes((b"hdlr", b"\0" * 8 + b"vide" + b"\0" * 13))
    track = _boxes((b"tkhd", b"\0" * 84), (b"mdia", handler))
    movie = _boxes((b"mvhd", b"\0" * 100), (b"trak", track), (b"udta", _boxes((b"name", b"Alpha"))))
    return _boxes((b"ftyp", b"isom\0\0\0\1isommp41"), (b"moov", movie), (b"mdat", b"\0" * 64))


def _mp3() -> bytes:
    frame = b"\xff\xfb\x90\x00" + b"\0" * 413
    return b"ID3\x03\0\0\0\0\0\x0bTIT2\0\0\0\x01\0\0\0" + frame * 3


def _webm() -> bytes:
    head = b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm"
    return head + b"\x18\x53\x80\x67\x8c\x16\x54\xae\x6b\x87\xae\x85\xd7\x81\x01\x83\x81"


def _tiles() -> bytes:
    layers = [
        {"name": "roads", "features": [{"geometry": "LINESTRING(0 0, 4000 4000)", "properties": {"kind": "highway"}}]},
        {"name": "earth", "features": [{"geometry": "POINT(5 5)", "properties": {"name": "Alpha"}}]},
    ]
    tile = gzip.compress(bytes(mapbox_vector_tile.encode(layers)), mtime=0)
    file = io.BytesIO()
    writer = Writer(file)
    for number in sorted(zxy_to_tileid(10, column, row) for column in (539, 540, 541) for row in (346, 347, 348)):
        writer.write_tile(number, tile)
    header = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
    writer.finalize(header, {"attribution": "<a href='https://example.org'>A</a>", "vector_layers": [{"id": "roads"}]})
    return file.getvalue()


_RELATION = b'<r><Relationship Id="a" Type="x/%s" Target="%s"/></r>'
_WORKBOOK = {
    "xl/workbook.xml": b'<w xmlns:r="r"><sheets><sheet name="A" r:id="a"/></sheets></w>',
    "xl/_rels/workbook.xml.rels": _RELATION % (b"worksheet", b"sheet.xml"),
    "xl/sheet.xml": b"<w><row>"
    + b"".join(b'<c t="str"><v>%s</v></c>' % name for name in (b"name", b"lat", b"lon", b"note"))
    + b'</row><row r="2"><c t="inlineStr"><is><t>Alpha</t></is></c><c r="B2"><v>50</v></c><c r="C2"><v>1e1</v></c>'
    b'<c r="D2" t="e"><v>#N/A</v></c></row><mergeCell ref="A2:A3"/></w>',
}
_TEXT_CELL = b'<t:table-cell o:value-type="string"><x:p>%s</x:p></t:table-cell>'
_SHEET = (
    b'<o:document-content xmlns:o="o" xmlns:t="t" xmlns:x="x"><t:table t:name="A"><t:table-row>'
    + b"".join(_TEXT_CELL % name for name in (b"name", b"lat", b"lon", b"note"))
    + b'</t:table-row><t:table-row t:number-rows-repeated="2">'
    + _TEXT_CELL % b"Alpha"
    + b'<t:table-cell o:value-type="float" o:value="50" t:number-columns-repeated="2"/>'
    + _TEXT_CELL % b"a<x:s x:c='3'/>b"
    + b"</t:table-row></t:table></o:document-content>"
)


def _packed_gazetteer() -> bytes:
    packer = GazetteerPacker(open_gazetteer(), "a")
    for name, lat in (("Alpha", 50.1), ("Beta", 10.0)):
        packer.add(PlaceRecord(name, lat, 14.5, aliases=("Alba",)))
    return packer.pack(NO_MANIFEST)


_SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "markdown": lambda: [MARKDOWN],
    "html": lambda: [HTML, DOCUMENT],
    "mhtml": lambda: [MHTML],
    "zipped-page": lambda: [zipped({"a.html": DOCUMENT, "images/boat.png": _picture("PNG")})],
    "text": lambda: [TEXT, BOOK],
    "word": lambda: [zipped(word_members())],
    "odt": lambda: [zipped(open_document_members(_picture("PNG")))],
    "book": lambda: [zipped(book_members(_picture("PNG")))],
    "front-matter": lambda: [MARKDOWN[: MARKDOWN.index(b"# The")] + b"In Alpha.\n"],
    "geojson": lambda: [GEOJSON],
    "context": lambda: [GEOJSON],
    "csv": lambda: [TABLE, TABLE.replace(b",", b"\t"), TABLE.replace(b",", b";")],
    "kml": lambda: [KML],
    "kmz": lambda: [zipped({"doc.kml": KML})],
    "geopackage": lambda: [written(_points(), ".gpkg")],
    "shapefile": lambda: [written(_points(), ".zip")],
    "parquet": lambda: [written(table_of_shapes(), ".parquet")],
    "flatgeobuf": lambda: [written(table_of_shapes(), ".fgb")],
    "excel": lambda: [zipped(_WORKBOOK)],
    "ods": lambda: [zipped({"content.xml": _SHEET})],
    "gazetteer": lambda: [LINKED, GEOJSON],
    "geonames": lambda: [DUMP],
    "feature-lines": lambda: [FEATURE_LINES],
    "pleiades": lambda: [PLEIADES],
    "added-gazetteer": lambda: [_packed_gazetteer()],
    "json-lines": lambda: [LINES],
    "settings": lambda: [SETTINGS],
    "desk": lambda: [SUGGESTED],
    "theme": lambda: [THEME],
    "tiles": lambda: [_tiles()],
    "picture": lambda: [_picture(kind) for kind in ("PNG", "JPEG", "GIF", "WEBP")],
    "svg": lambda: [SVG],
    "recording": lambda: [_mp4(), _mp3(), _wav(), _webm(), b"OggS\0\2" + b"\0" * 40],
}


@cache
def seeds(reader: str) -> tuple[bytes, ...]:
    """Return the valid inputs from which those of `reader` are made."""
    return tuple(_SEEDS[reader]())
