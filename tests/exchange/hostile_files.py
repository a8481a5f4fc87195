"""Files that mean no good, or nothing at all: for every reader of other tools' files."""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

from storymap.limits import LARGEST_ZIP

_DEEP = 100_000
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_DTD = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'
_FILE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY own SYSTEM "file:///etc/passwd">]>'
_TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{}</p></body></text></TEI>'
_KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>{}</name></Document></kml>'
_GPX = '<gpx xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>{}</name></metadata></gpx>'
_RECOGITO = (
    "UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,URI,VOCAB_LABEL,LAT,LNG,PLACE_TYPE,VERIFICATION_STATUS,TAGS,COMMENTS"
)


def _zip(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def hostile_files() -> dict[str, bytes]:
    """Return the files by name."""
    noise = random.Random(7).randbytes(5_000)  # noqa: S311 - the same noise each time
    bomb = _zip("storymap.json", b" " * LARGEST_ZIP + b"[]")
    texts = {
        "deep-lists.json": "[" * _DEEP,
        "deep-lists-closed.json": "[" * _DEEP + "]" * _DEEP,
        "deep-objects.json": '{"storymap":' * _DEEP,
        "deep.xml": "<TEI>" * _DEEP,
        "deep.kml": "<kml>" + "<Folder>" * _DEEP,
        "deep.js": "var config = " + "{chapters: [" * 20_000,
        "laughs-tei.xml": _DTD + _TEI.format("&l9;"),
        "laughs.kml": _DTD + _KML.format("&l9;"),
        "laughs.gpx": _DTD + _GPX.format("&l9;"),
        "file-tei.xml": _FILE + _TEI.format("&own;"),
        "file.kml": _FILE + _KML.format("&own;"),
        "open.json": '{"storymap": {"slides": [{"text": ',
        "digits.json": '{"storymap": {"slides": ' + "9" * 10_000 + "}}",
        "numbers.json": '{"storymap": {"slides": [NaN, Infinity, -1e999]}}',
        "types-storymapjs.json": json.dumps({"storymap": {"slides": 5}}),
        "types-umap.umap": json.dumps({"type": "umap", "layers": {"a": 1}, "properties": []}),
        "types-esri.json": json.dumps({"root": 1, "nodes": "n", "resources": [None]}),
        "types-annotations.jsonld": json.dumps([{"@context": 1, "type": "Annotation", "target": [[]], "body": 3}]),
        "types-linked.json": json.dumps({"type": "FeatureCollection", "@context": "linkedplaces", "features": 3}),
        "script.js": "var config = (function () { while (true) {} })();",
        "template.js": "var config = { title: `${process.exit(1)}`, chapters: [] };",
        "header.csv": f"{_RECOGITO}\n",
        "one-line.csv": f"{_RECOGITO}\n" + "x" * 1_000_000,
        "columns.csv": ",".join(f"c{n}" for n in range(50_000)),
        "link.kml": _KML.format("x</name><NetworkLink><Link><href>http://127.0.0.1/</href></Link></NetworkLink><name>"),
    }
    return {
        **{name: text.encode("utf-8") for name, text in texts.items()},
        "empty.json": b"",
        "noise.json": b"{" + noise,
        "noise.csv": noise,
        "noise.xml": b"<?xml" + noise,
        "noise.zip": b"PK\x03\x04" + noise,
        "nul.json": b"\0" * 1_000,
        "encoding.json": '{"storymap": {"slides": [{"text": {"headline": "Zürich"}}]}'.encode("latin-1"),
        "encoding.xml": b'<?xml version="1.0" encoding="utf-7"?>' + _TEI.format("+ADw-x+AD4-").encode(),
        "half.json": '{"storymap": {"slides": []}'.encode("utf-16")[:-3],
        "bomb.zip": bomb,
        "cut.zip": _zip("story.json", b'{"storymap": {}}')[:-30],
        "above.zip": _zip("../../story.json", b"{}"),
        "empty.zip": b"PK\x05\x06" + b"\0" * 18,
    }


def write_hostile_files(folder: Path) -> list[Path]:
    """Write them into a folder, and return their paths."""
    paths = []
    for name, content in hostile_files().items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths
