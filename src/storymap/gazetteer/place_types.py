"""Place types: what kind of place an entry is. Plain integers, because an article compares thousands of them."""

from __future__ import annotations

CONTINENT, COUNTRY, STATE, COUNTY = 0, 1, 2, 3
CAPITAL, SEAT, TOWN, QUARTER, FORMER = 4, 5, 6, 7, 8
REGION, SEA, RIVER, LAKE, MOUNTAINS, ISLAND = 9, 10, 11, 12, 13, 14
CUSTOM = 15
LOCAL = 16  # the last; of a gazetteer that a user added: a landmark, or what is not said to be anything

LABELS = (
    "continent", "country", "state", "county", "capital", "city", "town", "quarter", "former place",
    "region", "sea", "river", "lake", "mountains", "island", "place", "local place",
)  # fmt: skip
SETTLEMENTS = frozenset({CAPITAL, SEAT, TOWN, QUARTER, FORMER})
NATURAL = frozenset({REGION, SEA, RIVER, LAKE, MOUNTAINS, ISLAND})
