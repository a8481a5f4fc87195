"""CSV and TSV: a row for each place."""

from __future__ import annotations

from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.table_collection import features_of_table
from storymap.reading.places.formats.text_table import Table
from storymap.reading.problem_log import ProblemLog


def read_table(text: str, name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each row of the CSV or TSV `text`, separated by commas, semicolons or tabs.

    The first row names the columns. What is wrong goes to `log`.
    """
    if text.lstrip()[:1] in {"{", "<"}:
        kind = "JSON" if text.lstrip()[0] == "{" else "XML or HTML"
        log.error(name, f"this is {kind}, not a table", "give the file the ending that it should have")
        return FeatureCollection()
    return features_of_table(Table(text, name, log), name, log)
