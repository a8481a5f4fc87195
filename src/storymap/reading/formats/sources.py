"""Which file is what: a local file of a known kind, by its name and its content, or a refusal."""

from __future__ import annotations

import re
from os import PathLike, fspath
from pathlib import Path

from storymap.errors import StorymapError
from storymap.reading.findings import Findings
from storymap.reading.formats.features import Collection
from storymap.reading.formats.geojson import read_geojson
from storymap.reading.text import decode, read_bytes

LARGEST_TEXT = 128 << 20

_JSON = {".geojson", ".json", ".geojsonl", ".geojsons", ".geojsonseq", ".ndjson", ".jsonl"}
_KNOWN = "use GeoJSON, CSV, GeoPackage, KML, Shapefile or GeoParquet"
# GDAL takes such names for files inside archives, addresses and programs.
_NOT_LOCAL = re.compile(r"/vsi|[A-Za-z][A-Za-z0-9+.-]+:/|.*://", re.IGNORECASE)


def open_source(path: str | PathLike[str], name: str, findings: Findings) -> Collection:
    """Return the features of the local file `path`. What is wrong goes to `findings`; nothing is raised."""
    try:
        return _open(fspath(path), name, findings)
    except StorymapError as error:
        for problem in error.problems:
            findings.add(problem)
        return Collection()


def _open(path: str, name: str, findings: Findings) -> Collection:
    if _NOT_LOCAL.match(path):
        findings.error(path, "only files on this computer are read", "save it and name the file")
        return Collection()
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix in _JSON:
        return read_geojson(decode(read_bytes(file, LARGEST_TEXT, name), name), name, findings)
    findings.error(
        name, f'files named "{suffix}" are not read' if suffix else "the file has no ending", _KNOWN
    )
    return Collection()
