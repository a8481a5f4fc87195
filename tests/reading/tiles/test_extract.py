"""Which tiles of an archive come into a story, and what is said of those that cannot."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import mapbox_vector_tile
import pytest

from storymap.errors import StorymapError
from storymap.model import Credit
from storymap.reading.tiles.extract import read_tiles
from storymap.reading.tiles.story_extent import StoryExtent
from tests.streets import BRIDGE, LAYERS, TOWN, encode, tile_of, tiles_in, town, write_archive

POINT = (*BRIDGE, *BRIDGE)
ROADS = {"vector_layers": [{"id": "roads"}]}


def problem(
    path: Path, places: list[tuple[float, float, float, float]] | None = None, deepest: int | None = None
) -> str:
    with pytest.raises(StorymapError) as caught:
        read_tiles(path, [POINT] if places is None else places, deepest)
    (only,) = caught.value.problems
    return str(only)


def test_one_place_gets_the_tiles_a_tenth_of_a_degree_around_it(tmp_path: Path) -> None:
    wide = (-107.0, 31.4, -106.0, 32.1)
    archive = write_archive(
        tmp_path / "a.pmtiles", {key: encode(key) for z in (9, 12, 13) for key in tiles_in(z, *wide)}
    )
    around = (BRIDGE[0] - 0.1, BRIDGE[1] - 0.1, BRIDGE[0] + 0.1, BRIDGE[1] + 0.1)
    expected = {key for zoom in (9, 12, 13) for key in tiles_in(zoom, *around)}
    cut = read_tiles(archive, [POINT]).tiles
    assert set(cut) == expected
    assert len(expected) < len(tiles_in(13, *wide))


def test_the_cut_begins_at_zoom_9_and_ends_where_it_is_asked(tmp_path: Path) -> None:
    archive = write_archive(
        tmp_path / "a.pmtiles", {key: encode(key) for z in range(7, 14) for key in tiles_in(z, *TOWN)}
    )
    assert {zoom for zoom, _, _ in read_tiles(archive, [(-109, 23, -105, 27), POINT]).tiles} == {9, 10, 11, 12, 13}
    assert {zoom for zoom, _, _ in read_tiles(archive, [(-109, 23, -105, 27), POINT], 11).tiles} == {9, 10, 11}


def test_a_tile_keeps_what_is_drawn_and_loses_the_rest(tmp_path: Path) -> None:
    key = tile_of(14, *BRIDGE)
    archive = write_archive(tmp_path / "a.pmtiles", {key: encode(key)})
    tile = gzip.decompress(read_tiles(archive, [POINT]).tiles[key])
    whole = mapbox_vector_tile.decode(encode(key))
    assert mapbox_vector_tile.decode(tile) == {name: layer for name, layer in whole.items() if name != "pois"}
    assert "pois" in whole


def test_tiles_that_are_not_packed_are_packed(tmp_path: Path) -> None:
    packed = write_archive(tmp_path / "a.pmtiles", town())
    plain = write_archive(tmp_path / "b.pmtiles", town(), pack=False)
    assert read_tiles(plain, [POINT]) == read_tiles(packed, [POINT])


def test_a_story_across_180_degrees_gets_both_sides(tmp_path: Path) -> None:
    layers = {"roads": [(shape, {"kind": "highway"}) for shape, _ in LAYERS["roads"]]}
    west, east = tile_of(10, 179.99, -17.0), tile_of(10, -179.99, -17.0)
    tile = encode(tile_of(10, *BRIDGE), layers)
    archive = write_archive(tmp_path / "a.pmtiles", {west: tile, east: tile, tile_of(10, 0.0, -17.0): tile})
    fiji = [(178.4, -18.1, 178.4, -18.1), (-179.9, -16.9, -179.9, -16.9)]
    assert set(read_tiles(archive, fiji).tiles) == {west, east}


def test_the_extent_across_180_degrees_is_the_shorter_one() -> None:
    extent = StoryExtent.around([(178, -18, 178, -18), (-179, -16, -179, -16)])
    assert extent.parts == ((178, -18, 180.0, -16), (-180.0, -18, -179, -16))
    assert extent.span == pytest.approx(3)
    assert StoryExtent.around([(-100, 0, -100, 0), (20, 0, 20, 0)]).parts == ((-100, 0, 20, 0),)


@pytest.mark.parametrize(
    ("attribution", "named"),
    [
        (
            '<a href="https://protomaps.com">Protomaps</a> © <a href="https://openstreetmap.org">OpenStreetMap</a>',
            (
                Credit("Protomaps", "https://protomaps.com"),
                Credit(" © "),
                Credit("OpenStreetMap", "https://openstreetmap.org"),
            ),
        ),
        ("Jane &amp; Joe", (Credit("Jane & Joe"),)),
        ('<a href="javascript:alert(1)">x</a>', (Credit("x"),)),
        ("<script>alert(1)</script><b onclick=x>bold</b>", (Credit("bold"),)),
        ("{{ 7 * 191 }}", (Credit("{{ 7 * 191 }}"),)),
        ("   ", (Credit("© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright"),)),
        (None, (Credit("© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright"),)),
        (["a"], (Credit("© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright"),)),
    ],
)
def test_the_archive_says_whom_to_credit(tmp_path: Path, attribution: object, named: tuple[Credit, ...]) -> None:
    archive = write_archive(tmp_path / "a.pmtiles", town([10]), metadata={**ROADS, "attribution": attribution})
    assert read_tiles(archive, [POINT]).credits == named


def test_a_credit_without_end_ends(tmp_path: Path) -> None:
    archive = write_archive(
        tmp_path / "a.pmtiles", town([10]), metadata={**ROADS, "attribution": "<b>x</b> y" * 100_000}
    )
    assert sum(len(credit.text) for credit in read_tiles(archive, [POINT]).credits) < 400


def test_an_archive_of_another_town_is_refused_with_the_box_to_cut(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "a.pmtiles", town())
    assert problem(archive, [(13.4, 52.5, 13.4, 52.5)]) == (
        "a.pmtiles: it does not show the story at its deepest zoom; cut an extract around the story: "
        "pmtiles extract ARCHIVE FILE --bbox=13.30,52.40,13.50,52.60"
    )


def test_an_archive_next_to_the_story_whose_shallow_tiles_reach_the_story_is_refused(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "a.pmtiles", {**town([9]), **town([14])})
    assert "does not show the story at its deepest zoom" in problem(archive, [(-106.3, 31.75, -106.3, 31.75)])


def noisy(zoom: int, size: int = 2_000_000) -> dict[tuple[int, int, int], bytes]:
    """Tiles along the street, none of which can be packed into less than `size` bytes."""
    noise = random.Random(1).randbytes(size).hex()  # noqa: S311 - noise, and the same in every run
    layers = {"roads": [(LAYERS["roads"][1][0], {"kind": "highway", "noise": noise})]}
    return {key: tile for key in tiles_in(zoom, *TOWN) if (tile := encode(key, layers))}


def test_a_cut_that_is_too_large_says_which_zoom_fits(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "a.pmtiles", {**town([9]), **noisy(10), **noisy(13)})
    assert problem(archive) == (
        "a.pmtiles: the tiles around the story have about 11.4 MB to zoom 13; a page carries 8 MB; to zoom 10 they "
        "have 4.6 MB; give --tiles-zoom 10, or a smaller extract"
    )
    assert len(read_tiles(archive, [POINT], 10).tiles) == 2 + len(town([9]))


def test_a_cut_that_is_too_large_at_every_zoom_asks_for_a_smaller_extract(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "a.pmtiles", noisy(13, 3_000_000))
    assert problem(archive) == (
        "a.pmtiles: the tiles around the story have about 10.3 MB to zoom 13; a page carries 8 MB; cut an extract "
        "around the story: pmtiles extract ARCHIVE FILE --bbox=-106.59,31.65,-106.39,31.85"
    )


@pytest.mark.parametrize("deepest", [8, 16, -1])
def test_a_deepest_zoom_out_of_reach_is_refused(tmp_path: Path, deepest: int) -> None:
    archive = write_archive(tmp_path / "a.pmtiles", town())
    assert problem(archive, deepest=deepest) == f"tiles: the deepest zoom is {deepest}; give one of 9 to 15"


def test_an_archive_that_begins_too_deep_is_refused(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "a.pmtiles", town([13, 14]))
    assert problem(archive, deepest=11) == (
        "a.pmtiles: it has zooms 13 to 14, and none of 9 to 11; use one with more zooms"
    )


def test_tiles_in_another_schema_are_refused(tmp_path: Path) -> None:
    metadata = {"vector_layers": [{"id": "transportation"}, {"id": "water"}, {"id": 7}, "x"]}
    archive = write_archive(tmp_path / "a.pmtiles", town(), metadata=metadata)
    assert problem(archive) == (
        "a.pmtiles: it has no layer of roads (its layers: transportation, water); use tiles in Protomaps' schema"
    )
    assert "it does not say" in problem(write_archive(tmp_path / "b.pmtiles", town(), metadata={}))


def test_tiles_in_which_nothing_is_drawn_are_refused(tmp_path: Path) -> None:
    key = tile_of(14, *BRIDGE)
    archive = write_archive(tmp_path / "a.pmtiles", {key: encode(key, {"pois": LAYERS["pois"]})})
    assert "nothing in its tiles around the story is drawn" in problem(archive)


def test_a_story_without_a_place_on_the_map_has_no_tiles(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "a.pmtiles", town())
    assert problem(archive, []) == "a.pmtiles: no place of the story is on the map; give a place its coordinates"
