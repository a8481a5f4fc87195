"""Links from an atlas to its stories."""

from __future__ import annotations

import pytest

from storymap.atlas.story_links import story_link

BASE = "https://maps.example.org/atlas/"


@pytest.mark.parametrize(
    ("address", "from_place", "absolute"),
    [
        ("https://example.org/a/", "https://example.org/a/", "https://example.org/a/"),
        ("../juarez/index.html", "../../../juarez/index.html", "https://maps.example.org/juarez/index.html"),
        ("juarez/", "../../juarez/", "https://maps.example.org/atlas/juarez/"),
        ("/juarez/", "/juarez/", "https://maps.example.org/juarez/"),
        ("javascript:alert(1)", "", ""),
        ("mailto:desk@example.org", "", ""),
        ("//elsewhere.example.org/", "", ""),
        ("a b/", "", ""),
        ("", "", ""),
    ],
)
def test_an_address_is_seen_from_where_the_link_stands(address: str, from_place: str, absolute: str) -> None:
    assert story_link(address, depth=2) == from_place
    assert story_link(address, base=BASE, depth=2) == absolute
