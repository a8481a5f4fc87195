"""Inputs as hypothesis makes them: seeds that are changed, text of a format's own words, tables of any shape.

`words.json` has the words of each format.
"""

from __future__ import annotations

import datetime
import io
import json
import warnings
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiPoint, Point, Polygon

from tools.fuzz.seeds import seeds, written, zipped

# What must never be alive in a page; `targets.py` looks for it.
MARK = "window.pwned=1"
_HOSTILE = (
    f"<script>{MARK}</script>",
    f'<img src=x onerror="{MARK}">',
    f'" onmouseover="{MARK}" x=\'',
    f"</script><script>{MARK}//",
    f"javascript:{MARK}",
    "{{ 7001 * 7013 }}",
    "{% for x in y %}",
    "</style><style>*{display:none}",
    "\u202e\u2066\u200b\u3164\u2800",
    "\x00\x1b[2J\x07\r\n",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍" * 8,
)
_WORDS = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
_SPEAKS = {
    **dict.fromkeys(("geojson", "context", "gazetteer", "json-lines", "feature-lines", "pleiades", "desk"), "json"),
    **{"kml": "xml", "theme": "css"},
}
_TABLES = {"geopackage": ".gpkg", "shapefile": ".zip", "parquet": ".parquet", "flatgeobuf": ".fgb"}
_ZIP = b"PK\x03\x04"
_CHANGE = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(["set", "cut", "add", "end", "copy", "word"]),
    st.binary(min_size=1, max_size=8),
    st.integers(1, 400),
)


def inputs(reader: str) -> st.SearchStrategy[bytes]:
    """Return the inputs of `reader`: of three kinds, where all apply."""
    words = _words(reader)
    changes = st.lists(_CHANGE, min_size=1, max_size=4)
    some_words = st.lists(st.sampled_from(words), min_size=4, max_size=4)
    changed = st.builds(_changed, st.sampled_from(seeds(reader)), changes, some_words)
    kinds = [changed]
    if seeds(reader)[0].startswith(_ZIP):
        kinds.append(st.builds(_changed_member, st.just(seeds(reader)[0]), st.integers(0, 9), changes))
    if reader in _TABLES:
        shapes, systems = st.lists(_SHAPES, max_size=4), st.sampled_from([4326, 3857, None])
        kinds.append(st.builds(_table, st.just(_TABLES[reader]), _columns(), shapes, systems))
    if len(words) > len(_HOSTILE):
        piece = st.one_of(st.sampled_from(words), st.text(max_size=6))
        made = st.lists(piece, max_size=60).map("".join)
        # A piece that repeats a thousand times finds what takes the square of the time.
        many = st.tuples(made, piece, st.integers(1, 4_000), made).map(lambda p: p[0] + p[1] * p[2] + p[3])
        head = "---\n" if reader == "front-matter" else ""
        kinds += [(text).map(lambda text: (head + text).encode("utf-8", "surrogatepass")) for text in (made, many)]
    return st.one_of(kinds)


def _words(reader: str) -> list[str]:
    return [*_HOSTILE, *_WORDS.get(_SPEAKS.get(reader, reader), ())]


def _changed(data: bytes, changes: list[tuple[float, str, bytes, int]], words: list[str] | None = None) -> bytes:
    for number, (share, kind, new, length) in enumerate(changes):
        at = int(share * len(data))
        match kind:
            case "set":
                data = data[:at] + new + data[at + len(new) :]
            case "cut":
                data = data[:at] + data[at + length :]
            case "add":
                data = data[:at] + new + data[at:]
            case "copy":
                data = data[:at] + data[at : at + length] * 3 + data[at + length :]
            case "word":
                word = words[number % len(words)].encode("utf-8", "surrogatepass") if words else new * 3
                data = data[:at] + word + data[at:]
            case _:
                data = data[:at] if length < 40 else data
    return data


def _changed_member(archive: bytes, number: int, changes: list[tuple[float, str, bytes, int]]) -> bytes:
    """Change one file within a ZIP archive, or leave it out."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    name = sorted(members)[number % len(members)]
    members[name] = _changed(members[name], changes)
    if changes[0][3] < 40:
        del members[name]
    return zipped(members)


_SHAPES: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(
            Point(10, 50),
            Point(500, 1e7),
            Point(0, 0, 5),
            Point(float("nan"), 1),
            Point(),
            None,
            LineString([(0, 0), (0, 0)]),
        ),
        *(Polygon([(0, 0), (1, 1), (0, 1), (1, 0)]), MultiPoint([(1, 2), (3, 4)]), GeometryCollection([Point(1, 2)])),
    ]
)
_CELLS: dict[str, st.SearchStrategy[Any]] = {
    "text": st.one_of(st.none(), st.text(max_size=8), st.sampled_from(_HOSTILE)),
    "number": st.floats(),
    "integer": st.integers(-(2**31), 2**31 - 1),
    "bytes": st.binary(max_size=8),
    "date": st.datetimes(datetime.datetime(1900, 1, 1), datetime.datetime(2100, 1, 1)),
    "list": st.lists(st.text(max_size=4), max_size=3),
    "mixed": st.one_of(st.none(), st.booleans(), st.text(max_size=4)),
}


def _columns() -> st.SearchStrategy[list[tuple[str, list[Any]]]]:
    names = st.sampled_from(
        [
            *(
                "name",
                "Name",
                "NAME",
                "geom",
                "geometry_",
                "shape",
                "geography",
                "id",
                "fid",
                "aliases",
                "layer",
                "note",
            ),
            *("note", "zoom", "image", "where", "place_id", "properties", "a b", "kind", "x" * 70),
        ]
    )
    cells = st.sampled_from(sorted(_CELLS)).flatmap(lambda kind: st.lists(_CELLS[kind], min_size=4, max_size=4))
    return st.lists(st.tuples(names, cells), max_size=5)


def _table(ending: str, columns: list[tuple[str, list[Any]]], shapes: list[Any], crs: int | None) -> bytes:
    """Return a table as a file; where its writer refuses it, an empty one."""
    data = {name: pd.Series(cells[: len(shapes)], dtype=object).infer_objects() for name, cells in columns}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = gpd.GeoDataFrame(data, geometry=gpd.GeoSeries(shapes, crs=crs), crs=crs)
        try:
            return written(frame, ending)
        except Exception:
            return b""
