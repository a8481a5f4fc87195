"""The features of a large table, which are made when they are asked for."""

from __future__ import annotations

import gc
import weakref

from storymap.reading.places.formats.table_collection import TableCollection, features_of_table
from storymap.reading.places.formats.text_table import Table
from storymap.reading.problem_log import ProblemLog


def test_a_table_is_let_go_with_its_last_use() -> None:
    """It may be large, and the collector of cycles comes seldom, or never."""
    log = ProblemLog("places.csv")
    text = "name,lat,lon\n" + "".join(f"Mill {n},1,2\n" for n in range(3_000))
    made = features_of_table(Table(text, "places.csv", log), "places.csv", log)
    assert isinstance(made, TableCollection)
    names = [made.table[at].properties["name"] for at in (0, 2_999, 1)]
    assert names == ["Mill 0", "Mill 2999", "Mill 1"]
    gone = weakref.ref(made.table)
    gc.disable()
    try:
        del made
        assert gone() is None
    finally:
        gc.enable()
