"""The sheets of one spreadsheet that were saved as CSV files, beside each other or in one zip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Final

from storymap.exchange.keyless_texts import keyless
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.exchange.tables import Record, read_table

_SETTING: Final = "setting"
_VALUE: Final = "customize"


# What a map of the sheets says of itself, and a story has not: what it is, and why it is lost.
_LOST: Final = {
    "basemap tiles api key": ("the key of the map's tiles", "it is not copied"),
    "google analytics tracking id": ("the counting of readers", "nothing is fetched from elsewhere"),
    "storymap logo": ("the logo", "a theme can have one"),
    "author email or website": ("the address of the author", "put it into the story"),
    "intro popup text": ("the words of the popup at the beginning", "put them into the story"),
}


def say_known_settings(report: Report, settings: Mapping[str, str], lost: Iterable[str]) -> None:
    """Say what becomes of the map's look, and of those settings among `lost` that have a value."""
    if settings.get("basemap tiles"):
        report.changed("the look of the map", "the map of storymap needs no server", example=settings["basemap tiles"])
    for name in lost:
        if settings.get(name):
            report.lost(*_LOST[name])


def say_other_settings(report: Report, settings: Mapping[str, str], known: Iterable[str]) -> None:
    """Say in one line which settings that have a value are not among those that are read or told."""
    for name in sorted({name for name, value in settings.items() if value} - {*known}):
        report.lost("other settings", "no story has them; put their texts into it", example=name)


class Sheets:
    """Finds the sheets of a source, which is a zip of them, or the sheet `own` with the others beside it.

    Google names them "River - Chapters.csv" and "River - Options.csv"; in the folder of a map they are "Chapters.csv".
    Keys in addresses are left out, which is told in `report`.
    """

    def __init__(self, source: Source, own: str = "", report: Report | None = None) -> None:
        self._source = source
        self._own = own
        self._report = report or Report()

    def rows(self, name: str) -> list[Record]:
        """Return the rows of a sheet; none where it is not there. Raises StorymapError where it is broken."""
        source = self._source
        if name == self._own:
            return self._keyless(read_table(source.text, source.name))
        for file in self._files(name):
            content = source.beside(file)
            if content is not None:
                return self._keyless(read_table(source.decode(content, file), file))
        return []

    def settings(self, name: str) -> Mapping[str, str]:
        """Return what a sheet of settings says, by their names in lower case; {} where it is not there."""
        return {row[_SETTING].lower(): row[_VALUE] for row in self.rows(name) if row[_SETTING]}

    def _keyless(self, rows: list[Record]) -> list[Record]:
        return [Record(row.line, keyless(row.cells, self._report)) for row in rows]

    def _files(self, name: str) -> tuple[str, ...]:
        """Return what the file of a sheet may be called."""
        path = PurePath(self._source.name)
        if self._source.archive is not None or not path.stem.lower().endswith(self._own.lower()):
            return (f"{name}.csv",)
        around = path.stem[: len(path.stem) - len(self._own)]
        return (f"{around}{name}{path.suffix}", f"{name}.csv")
