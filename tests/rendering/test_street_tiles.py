from __future__ import annotations

import base64
import gzip
import html
from collections.abc import Callable
from dataclasses import replace

import pytest
from pmtiles.reader import MemorySource, Reader, all_tiles

from storymap.model import Credit, Story, StreetTiles
from storymap.rendering.page import render_page
from storymap.rendering.street_tiles import tiles_archive
from tests.hostile import HOSTILE
from tests.pages import Page
from tests.streets import encode, on_map, tile_of, town

StoryMaker = Callable[..., Story]
TILES = StreetTiles(
    {key: gzip.compress(tile, mtime=0) for key, tile in town([10, 13]).items()},
    (Credit("© OpenStreetMap", "https://www.openstreetmap.org/copyright"), Credit(" & friends")),
)


def test_the_archive_in_the_page_holds_the_tiles_where_they_are(make_story: StoryMaker) -> None:
    page = Page(render_page(replace(make_story(), tiles=TILES)).render())
    data = base64.b64decode(page.one("script", id="storymap-tiles").text, validate=True)
    source = MemorySource(data)
    assert dict(all_tiles(source)) == TILES.tiles
    header = Reader(source).header()
    assert (header["version"], header["min_zoom"], header["max_zoom"], header["clustered"]) == (3, 10, 13, True)
    # The outline of the tiles of zoom 13, of which there are 8192 from west to east, and from north to south.
    corners = [
        8192 * part
        for west_or_east, north_or_south in (("min_lon_e7", "max_lat_e7"), ("max_lon_e7", "min_lat_e7"))
        for part in on_map(header[west_or_east] / 1e7, header[north_or_south] / 1e7)
    ]
    assert corners == pytest.approx([1671, 3332, 1675, 3335], abs=1e-4)
    assert tile_of(13, -106.56, 31.80) == (13, 1671, 3332)
    assert tile_of(13, -106.42, 31.70) == (13, 1674, 3334)


def test_the_same_tiles_give_the_same_bytes_in_whatever_order() -> None:
    backwards = StreetTiles(dict(reversed(TILES.tiles.items())), TILES.credits)
    assert tiles_archive(backwards) == tiles_archive(TILES)


def test_equal_tiles_are_in_the_archive_once() -> None:
    sea = gzip.compress(encode(tile_of(14, 0, 0)), mtime=0)
    many = StreetTiles({(14, x, 100): sea for x in range(500)})
    assert len(tiles_archive(many)) < 2_000 + len(sea)


def test_a_page_without_tiles_carries_nothing_of_them(make_story: StoryMaker) -> None:
    html_ = render_page(make_story()).render()
    assert "storymap-tile" not in html_
    assert "PMTiles" not in html_
    assert "PMTiles" in render_page(replace(make_story(), tiles=TILES)).render()


def test_the_policy_lets_nothing_be_fetched_for_tiles(make_story: StoryMaker) -> None:
    page = Page(render_page(replace(make_story(), tiles=TILES)).render())
    policy = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src" not in policy
    assert "worker-src" not in policy
    assert "unsafe" not in policy


def test_the_credits_are_words_and_links(make_story: StoryMaker) -> None:
    template = Page(render_page(replace(make_story(), tiles=TILES)).render()).one("template")
    assert template.text == "© OpenStreetMap & friends"


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_credit_is_words(make_story: StoryMaker, name: str) -> None:
    credit = Credit(HOSTILE[name], HOSTILE[name])
    text = render_page(replace(make_story(), tiles=StreetTiles(TILES.tiles, (credit,)))).render()
    inside = text[text.index('<template id="storymap-tile-credits">') :].split("</template>")[0].split(">", 1)[1]
    assert html.unescape(inside) == HOSTILE[name]
    assert "<" not in inside
