"""The sheets of one spreadsheet that were saved as CSV files, beside each other or in one zip."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from storymap.exchange.source import Source
from storymap.exchange.tables import Record, read_table

_SETTING: Final = "setting"
_VALUE: Final = "customize"


class Sheets:
    """Finds the sheets of a source, which is a zip of them, or the sheet `own` with the others beside it.

    Google names them "River - Chapters.csv" and "River - Options.csv"; in the folder of a map they are "Chapters.csv".
    """

    def __init__(self, source: Source, own: str = "") -> None:
        self._source = source
        self._own = own

    def rows(self, name: str) -> list[Record]:
        """Return the rows of a sheet; none where it is not there. Raises StorymapError where it is broken."""
        source = self._source
        if name == self._own:
            return read_table(source.text, source.name)
        for file in self._files(name):
            content = source.beside(file)
            if content is not None:
                return read_table(source.decode(content, file), file)
        return []

    def settings(self, name: str) -> Mapping[str, str]:
        """Return what a sheet of settings says, by their names in lower case; {} where it is not there."""
        return {row[_SETTING].lower(): row[_VALUE] for row in self.rows(name) if row[_SETTING]}

    def _files(self, name: str) -> tuple[str, ...]:
        """Return what the file of a sheet may be called."""
        path = PurePath(self._source.name)
        if self._source.archive is not None or not path.stem.lower().endswith(self._own.lower()):
            return (f"{name}.csv",)
        around = path.stem[: len(path.stem) - len(self._own)]
        return (f"{around}{name}{path.suffix}", f"{name}.csv")
