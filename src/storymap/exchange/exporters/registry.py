"""The exporters, a module a format, by name."""

from __future__ import annotations

from importlib import import_module
from typing import Final, Protocol, cast

from storymap.errors import Problem, StorymapError, printable
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedStory

# By what a person writes: the module.
_MODULES: Final[dict[str, str]] = {
    "markdown": "markdown",
    "annotations": "annotations",
    "tei": "tei.exporter",
    "linked-places": "linked_places",
    "umap": "umap",
    "kml": "kml",
    "gpx": "gpx",
    "csv": "csv",
    "geopackage": "geopackage",
    "ris": "ris",
    "bibtex": "bibtex",
}

ARCHIVE: Final = "archive"
"""The format that is made from a story's files and not from what its page shows: see `exchange/archive`."""


class Exporter(Protocol):
    """The shape of an exporter: a module with these names."""

    LABEL: str
    """What the format is called, such as "Linked Places Format"."""
    ENDING: str
    """The ending of its files, such as ".geojson"."""

    def write(self, story: SharedStory, report: Report) -> bytes:
        """Return the story as a file of this format; what cannot be said in it is reported."""
        ...


def export_names() -> tuple[str, ...]:
    """Return the names of the formats."""
    return (*_MODULES, ARCHIVE)


def check_format(name: str) -> None:
    """Raise StorymapError if there is no format of this name."""
    if name not in export_names():
        what = f'there is no format called "{printable(name, 40)}"'
        raise StorymapError(Problem("export", what, f"write one of {', '.join(export_names())}"))


def exporter_named(name: str) -> Exporter:
    """Return the exporter of this name, which is none of an archive. Raises StorymapError if there is none."""
    check_format(name)
    return cast("Exporter", import_module(f"storymap.exchange.exporters.{_MODULES[name]}"))
