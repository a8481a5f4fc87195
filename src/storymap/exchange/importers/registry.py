"""The importers, in the order in which they look at a file; and those that others add.

Another package adds one by an entry point in the group "storymap.importers" whose object has the shape of `Importer`, a
module for example. It is loaded only when a person names it with `--as`: what is installed beside storymap never
decides by itself how a file is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import entry_points
from typing import Final, Protocol, cast

from storymap.errors import Problem, StorymapError, printable
from storymap.exchange.imported import Imported
from storymap.exchange.importers.failures import failures_told
from storymap.exchange.source import Source

GROUP: Final = "storymap.importers"
ARTICLE: Final = "article"
"""The importer of what `build` reads as it is."""
# By what a person writes after `--as`: the module. What is told more surely by its content comes first.
_MODULES: Final = {
    "storymapjs": "storymapjs",
    "umap": "umap",
    "recogito": "recogito",
    "tei": "tei.importer",
    "mapbox-storytelling": "mapbox_storytelling",
    "linked-places": "linked_places",
    "kml": "kml",
    "gpx": "gpx",
    "annotations": "annotations",
    "leaflet-storymaps": "leaflet_storymaps",
    "leaflet-maps": "leaflet_maps",
    "esri": "esri",
    ARTICLE: "article",
    "places": "places",
}


class Importer(Protocol):
    """The shape of an importer: a module with these names, or an object."""

    LABEL: str
    """What the format is called in messages, such as "a StoryMapJS file"."""

    def sniff(self, source: Source) -> bool:
        """Say whether the file is of this format, by its content. Raises nothing for a file of another."""
        ...

    def read(self, source: Source) -> Imported:
        """Return the story in the file. Raises StorymapError, with all problems, where it cannot be read."""
        ...


def importers() -> Iterator[Importer]:
    """Yield the importers of storymap, in the order in which they are asked."""
    return map(_own, _MODULES)


def tool_importer_of(source: Source) -> Importer | None:
    """Return the importer that knows the file by its content; None for an article, and for what no importer knows."""
    return next((_own(name) for name in _MODULES if name != ARTICLE and _own(name).sniff(source)), None)


def importer_of(source: Source) -> Importer:
    """Return the importer that knows the file by its content. Raises StorymapError if none does."""
    for importer in importers():
        if importer.sniff(source):
            return importer
    what = "this is no file of a tool that is known"
    raise StorymapError(Problem(source.name, what, f"name its format with --as: {', '.join(importer_names())}"))


def importer_named(name: str) -> Importer:
    """Return the importer of this name: ours, else one that is installed. Raises StorymapError if there is none."""
    if name in _MODULES:
        return _own(name)
    for entry in entry_points(group=GROUP):
        if entry.name == name:
            with failures_told("--as", name):
                return cast("Importer", entry.load())
    what = f'there is no importer called "{printable(name, 40)}"'
    raise StorymapError(Problem("--as", what, f"write one of {', '.join(importer_names())}"))


def importer_names() -> list[str]:
    """Return the names of all importers; those of other packages are listed and not loaded."""
    installed = sorted(entry.name for entry in entry_points(group=GROUP))
    return list(dict.fromkeys([*_MODULES, *installed]))


def _own(name: str) -> Importer:
    return cast("Importer", import_module(f"storymap.exchange.importers.{_MODULES[name]}"))
