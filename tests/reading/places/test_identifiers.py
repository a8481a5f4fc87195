"""Which entry of which gazetteer a place is."""

from __future__ import annotations

from typing import Any

import pytest

from storymap.reading.places.identifiers import identifiers_of


@pytest.mark.parametrize(
    ("properties", "url", "identifiers"),
    [
        ({"geonameid": 5520993}, "", ("geonames:5520993",)),
        ({"geonameid": " 5520993 ", "wikidata": "Q16562"}, "", ("geonames:5520993", "wikidata:Q16562")),
        ({"geonameid": 0}, "", ()),
        ({"geonameid": True}, "", ()),
        ({"geonameid": 5.5, "wikidata": "Q0", "uri": 7}, "", ()),
        ({}, "https://www.geonames.org/5520993/el-paso.html", ("geonames:5520993",)),
        ({}, "https://www.wikidata.org/wiki/Q16562", ("wikidata:Q16562",)),
        (
            {"uris": ["gn:5520993", "https://pleiades.stoa.org/places/423025"]},
            "",
            ("geonames:5520993", "pleiades:423025"),
        ),
        ({}, "https://www.openstreetmap.org/way/12", ("osm:way/12",)),
        (
            {"identifiers": ["geonames:1", "wikidata:Q5", "no such"]},
            "https://example.org",
            ("geonames:1", "wikidata:Q5"),
        ),
        ({"uri": "https://www.geonames.org/1/" + "a" * 1_000_000}, "", ()),
    ],
)
def test_identifiers(properties: dict[str, Any], url: str, identifiers: tuple[str, ...]) -> None:
    assert identifiers_of(properties, url) == identifiers
