"""Areas of countries and states, and the points of countries: GeoNames' against Natural Earth's land."""

from __future__ import annotations

import pytest
import shapely
from tools.gazetteer.areas import area_of_units, country_area

from storymap.gazetteer import place_types
from storymap.gazetteer.areas import area_number, area_of, packed_area
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geometry.bounds import unwrapped

# Their islands are so far from each other that GeoNames' point is far from all, or on the other side of 180 degrees.
_SCATTERED = {"KI", "SH", "PF", "CK"}


def place(name: str) -> GazetteerEntry:
    return open_gazetteer().lookup(name)[0].entry


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("England", "London", "Cardiff"),
        ("Scotland", "Glasgow", "Belfast"),
        ("Wales", "Cardiff", "Liverpool"),
        ("Northern Ireland", "Belfast", "Dublin"),
        ("Lombardy", "Milan", "Turin"),
        ("Andalusia", "Sevilla", "Madrid"),
        ("Texas", "El Paso", "Ciudad Juarez"),
        ("Chihuahua", "Ciudad Juarez", "Las Cruces"),
        ("Quebec", "Sherbrooke", "Toronto"),
        ("Mexico", "Hermosillo", "Tucson"),
    ],
)
def test_a_state_or_country_is_the_land_of_its_towns(name: str, inside: str, outside: str) -> None:
    area = area_of(place(name), open_gazetteer())
    assert area is not None
    assert area.is_valid
    assert area.contains(shapely.Point(place(inside).lon, place(inside).lat))
    assert not area.contains(shapely.Point(place(outside).lon, place(outside).lat))


def test_what_the_basemap_has_no_area_of_has_none() -> None:
    gazetteer = open_gazetteer()
    assert area_of(place("Gibraltar"), gazetteer) is None
    assert area_of(place("Laredo"), gazetteer) is None
    assert area_of(place("Harris County, Texas"), gazetteer) is None


@pytest.mark.parametrize(
    "name", ["Texas", "Fiji", "Russia", "Antarctica", "South Africa", "Lesotho", "Chukotka", "Alaska"]
)
def test_an_area_is_that_of_the_basemap_and_holds_what_it_holds_there(name: str) -> None:
    gazetteer = open_gazetteer()
    entry = next(m.entry for m in gazetteer.lookup(name) if m.entry.kind in (place_types.COUNTRY, place_types.STATE))
    is_country = entry.kind == place_types.COUNTRY
    made = country_area(entry.country) if is_country else area_of_units(list(gazetteer.units_of(entry)))
    area, number = area_of(entry, gazetteer), area_number(entry, gazetteer)
    assert made is not None and area is not None and number is not None
    assert shapely.to_wkb(area) == shapely.to_wkb(made)
    packed, (flat,) = packed_area(number), unwrapped([made])
    assert packed.bounds == flat.bounds
    west, south, east, north = packed.bounds
    assert packed.size == flat.area
    # Between the towns of a grid, and hard by each of its corners.
    grid = [
        (west + (east - west) * x / 97, south + (north - south) * y / 89) for x in range(1, 97) for y in range(1, 89)
    ]
    corners = [(x, y) for x, y in shapely.get_coordinates(flat).tolist() if south < y < north]
    near = [(x + dx, y + dy) for x, y in corners for dx in (-1.23e-5, 1.23e-5) for dy in (-0.7e-5, 0.7e-5)]
    points = [*grid, *(point for point in near if south < point[1] < north)]
    assert [packed.holds(x, y) for x, y in points] == shapely.contains_xy(flat, *zip(*points, strict=True)).tolist()


def test_the_point_of_a_country_lies_in_it_or_among_its_islands() -> None:
    gazetteer = open_gazetteer()
    seen = 0
    for code in {entry.country for entry in map(gazetteer.entry, range(len(gazetteer)))} - _SCATTERED - {""}:
        country = gazetteer.by_code(code)
        area = None if country is None else area_of(country, gazetteer)
        if country is None or country.kind != place_types.COUNTRY or area is None:
            continue
        seen += 1
        # A country of less than a square degree is an island or a few of them.
        far = 0.1 if area.area > 1 else 2.5
        off = area.convex_hull.distance(shapely.Point(country.lon, country.lat))
        assert off <= far, f"{code}: {off:.2f} degrees off"
    assert seen > 220


def test_the_gazetteer_knows_the_units_of_this_basemap() -> None:
    from storymap.basemap_data.pack import read_pack
    from storymap.gazetteer.pack import read_pack as read_gazetteer

    assert len(read_gazetteer("gazetteer.bin")["unit_states"]) == 4 * len(read_pack("politics")["unit_point"])


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("New South Wales", "Dubbo"),  # not on Lord Howe Island
        ("Hamadān", "Hamadān, Iran"),  # Iran's states had each other's codes
        ("Sakhalinskaya oblast'", "Yuzhno-Sakhalinsk"),  # not on the Kuril Islands
    ],
)
def test_the_point_of_a_state_lies_in_its_main_part(name: str, town: str) -> None:
    state = next(m.entry for m in open_gazetteer().lookup(name) if m.entry.kind == place_types.STATE)
    assert shapely.Point(state.lon, state.lat).distance(shapely.Point(place(town).lon, place(town).lat)) < 6


def test_no_point_of_a_state_lies_among_the_towns_of_another() -> None:
    gazetteer = open_gazetteer()
    entries = list(map(gazetteer.entry, range(len(gazetteer))))
    towns = [entry for entry in entries if entry.kind in place_types.SETTLEMENTS]
    tree = shapely.STRtree(shapely.points([(town.lon, town.lat) for town in towns]))
    with_towns = {town.state for town in towns}
    states = [entry for entry in entries if entry.kind == place_types.STATE and entry.number in with_towns]
    nearest = tree.nearest(shapely.points([(state.lon, state.lat) for state in states]))
    strange = [
        gazetteer.full_name(state)
        for state, number in zip(states, nearest.tolist(), strict=True)
        if towns[number].country == state.country and towns[number].state != state.number
    ]
    # Degrees of longitude are shorter far from the equator: nearest here is not nearest there.
    assert len(strange) <= len(states) // 50, strange
