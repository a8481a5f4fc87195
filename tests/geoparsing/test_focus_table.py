"""The table of places by their entries: the same as that of their shapes, wherever on the globe they lie."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.focus.place_table import PlaceTable
from storymap.focus.story_places import FocusPlaces, place_table
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.entry_geometry import entry_geometry
from storymap.gazetteer.gazetteer import CustomPlace, open_gazetteer
from storymap.geometry.bounds import unwrapped
from storymap.geoparsing.focus_table import focus_table
from storymap.geoparsing.suggestions import kind_of
from storymap.model import Mention

# Countries and states across 180 degrees, at the poles, within others and on many islands, and towns in and near them.
NAMES = (
    "United States", "Russia", "Fiji", "New Zealand", "Kiribati", "Antarctica", "France", "Lesotho", "South Africa",
    "Alaska", "Texas", "Chukotka", "Hawaii", "Suva", "Wellington", "Anchorage", "El Paso", "Moscow", "Anadyr", "Paris",
    "Maseru", "Honolulu", "Apia", "Tarawa", "Longyearbyen", "Greenland", "Norway", "Mississippi River", "Asia",
)  # fmt: skip
POLES = (CustomPlace("Pole", -90.0, 0.0), CustomPlace("Cap", 88.0, 180.0), CustomPlace("Line", 0.0, -180.0))


@lru_cache(maxsize=1)
def entries() -> tuple[GazetteerEntry, ...]:
    gazetteer = open_gazetteer().with_places(POLES)
    found = [gazetteer.lookup(name)[:2] for name in (*NAMES, *(place.name for place in POLES))]
    return tuple(match.entry for matches in found for match in matches)


def by_shapes(places: list[GazetteerEntry | None]) -> PlaceTable:
    """Return the table of the entries' shapes, as that of a story's places is made."""
    gazetteer = open_gazetteer()
    shapes = np.array([None if entry is None else entry_geometry(entry, gazetteer) for entry in places], dtype=object)
    nothing = np.full(len(places), None)
    ids = [str(row) for row in range(len(places))]
    columns = FocusPlaces(
        ids=ids,
        rows_of=lambda names: np.array(list(map(int, names)), dtype=np.intp),
        flat=unwrapped(shapes),
        kinds=np.array([kind_of(entry) if entry else "" for entry in places], dtype=object),
        roles=nothing,
        weights=nothing,
    )
    return place_table(columns, [Mention(0, 0, 1, name) for name in ids])


def is_same(places: list[GazetteerEntry | None]) -> None:
    shaped = by_shapes(places)
    named = {str(row): (entry, kind_of(entry) if entry else "") for row, entry in enumerate(places)}
    table = focus_table(named, open_gazetteer())
    assert [list(inner) for inner in table.inner] == [list(inner) for inner in shaped.inner]
    assert list(table.is_area) == list(shaped.is_area)
    assert [box is None for box in table.boxes] == [box is None for box in shaped.boxes]
    for one, other in zip(table.boxes, shaped.boxes, strict=True):
        assert one is None or one == pytest.approx(other, abs=1e-12)


@settings(max_examples=60)
@given(st.data())
def test_the_table_is_that_of_the_shapes(data: st.DataObject) -> None:
    places = st.one_of(st.sampled_from(entries()), st.none())
    is_same(data.draw(st.lists(places, min_size=1, max_size=9)))


def test_all_places_together_are_shown_on_a_map_of_the_world() -> None:
    is_same([*entries(), None])


def test_an_area_holds_what_lies_in_it_on_either_side_of_180_degrees() -> None:
    gazetteer = open_gazetteer()
    names = ("Russia", "Moscow", "Chukotka", "Alaska")
    table = focus_table({name: (gazetteer.lookup(name)[0].entry, "") for name in names}, gazetteer)
    assert [table.ids[row] for row in table.inner[0]] == ["Moscow", "Chukotka"]
