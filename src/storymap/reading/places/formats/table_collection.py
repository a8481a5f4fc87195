"""A text table as a collection of features, which are made when they are asked for."""

from __future__ import annotations

from itertools import chain

from storymap.reading.places.formats.column_names import PICTURE_COLUMNS
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.table import RowReader, features_of_rows, row_reader
from storymap.reading.places.formats.table_features import TableFeatures
from storymap.reading.places.formats.text_table import Table
from storymap.reading.problem_log import ProblemLog


class TableCollection(FeatureCollection):
    """The features of a `table`: there is no list of them before they are `unpacked`."""

    __slots__ = ("table",)

    def __init__(self, table: TableFeatures) -> None:
        for name, value in (("table", table), ("crs", None), ("rejected", table.rejected), ("layers", ())):
            object.__setattr__(self, name, value)

    table: TableFeatures

    def unpacked(self) -> FeatureCollection:
        """Return the collection with its features, each made anew."""
        return FeatureCollection(list(self.table), self.crs, self.rejected, self.layers)


def features_of_table(table: Table, name: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of the table `name`, whose first row names its columns. What is wrong goes to `log`."""
    line, names = table.next_row() or (1, [])
    first = table.next_row()
    reader = row_reader(names, first[1] if first else [], name, f"line {line}", log)
    if reader is None:
        return FeatureCollection()
    if not _is_simple(reader):
        return features_of_rows(chain([first] if first else [], table.rows()), reader, name, log)
    features = TableFeatures(reader)
    features.look_through(first, table, name, log)
    return TableCollection(features)


def _is_simple(reader: RowReader) -> bool:
    """Say whether degrees have two columns, and each other column is a property by itself."""
    members = list(reader.members.values())
    has_degrees = bool(reader.positions.latitude and reader.positions.longitude)
    return has_degrees and len(set(members)) == len(members) and PICTURE_COLUMNS.isdisjoint(members)
