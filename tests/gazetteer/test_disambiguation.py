"""Which place a typed name is, and names that lead to one place alone."""

from __future__ import annotations

import pytest

from storymap.gazetteer.disambiguation import choices, unambiguous_name
from storymap.gazetteer.gazetteer import open_gazetteer


@pytest.mark.parametrize(
    ("name", "geonameid"),
    [
        ("El Paso, Texas", 5520993),
        ("El Paso, Texas, United States", 5520993),
        ("El Paso (Texas)", 5520993),
        ("El Paso County, Texas", 5521001),
        ("Houston, Texas", 4699066),
        ("New York, New York", 5128581),
        ("Paris, France", 2988507),
        ("Chihuahua (state)", 4014336),
        ("Georgia (country)", 614540),
    ],
)
def test_a_name_with_its_state_or_kind_says_which(name: str, geonameid: int) -> None:
    assert [match.entry.geonameid for match in choices(name, open_gazetteer())] == [geonameid]


def test_no_place_is_called_by_a_name_that_leads_elsewhere() -> None:
    gazetteer = open_gazetteer()
    for number in range(0, len(gazetteer), 4999):
        entry = gazetteer.entry(number)
        name = unambiguous_name(entry, gazetteer)
        assert name is None or [m.entry for m in choices(name, gazetteer)] == [entry]
