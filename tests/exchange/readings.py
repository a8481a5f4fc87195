"""What an importer reads of a file, without the command around it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from storymap.exchange.imported import Imported
from storymap.exchange.importers.registry import importer_named, importer_of
from storymap.exchange.source import Source
from storymap.exchange.story_files import story_files


def read_file(path: Path, name: str = "") -> tuple[Imported, dict[str, bytes]]:
    """Read a file by the importer of this name, or by its content; return that, and the files that it becomes."""
    source = Source(path)
    read = (importer_named(name) if name else importer_of(source)).read(source)
    return read, story_files(read)


def said(read: Imported) -> list[str]:
    """Return the lines of a report, each with what became of it."""
    return [f"{line.fate}: {line}" for line in read.report.lines()]


def places_of(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """Return the features of the places file of a story."""
    features: list[dict[str, Any]] = json.loads(files["places.geojson"])["features"]
    return features
