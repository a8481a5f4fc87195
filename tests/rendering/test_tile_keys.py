"""Keys in addresses of tiles: found wherever they are, never printed, and nothing else is taken for one."""

from __future__ import annotations

import base64
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xyzservices import providers

from storymap.errors import PageError
from storymap.rendering.online_tiles import _fill, online_tiles
from storymap.rendering.tile_keys import find_key

ZXY = "{z}/{x}/{y}"
RANDOM = "c4f1e92b7a60d38e"
WEB_TOKEN = ".".join(
    base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (b'{"alg":"none"}', b'{"sub":"me"}', b"x")
)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        # In the host.
        (f"https://qrs456tuv.maps.example/{ZXY}.png", "in its host"),
        (f"https://QRS456TUV.maps.example/{ZXY}.png", "in its host"),
        (f"https://{RANDOM}.maps.example/{ZXY}.png", "in its host"),
        (f"https://t{{s}}-qrs456tuv.maps.example/{ZXY}.png", "in its host"),
        # Behind a semicolon.
        (f"https://maps.example/{ZXY}.png;key=qrs456", '"key"'),
        (f"https://maps.example/{ZXY};ApiKey=qrs/tile.png", '"ApiKey"'),
        (f"https://maps.example/v1;{RANDOM}/{ZXY}.png", "in its path"),
        (f"https://maps.example/{ZXY}.png?style=a;token=qrs", '"token"'),
        # In the path.
        (f"https://maps.example/{RANDOM}/{ZXY}.png", "in its path"),
        (f"https://maps.example/{ZXY}@{RANDOM}.png", "in its path"),
        (f"https://maps.example/api-key/letters/{ZXY}.png", "in its path"),
        (f"https://maps.example/token=letters/{ZXY}.png", '"token"'),
        (f"https://maps.example/%63%34%66%31%65%39%32%62%37%61%36%30%64%33%38%65/{ZXY}.png", "in its path"),
        (f"https://maps.example/7F3C2A10-9B8E-4D6C-A1B2-C3D4E5F60718/{ZXY}.png", "in its path"),
        # In parameters, by their names, however they are written.
        (f"https://maps.example/{ZXY}.png?%6bey=letters", '"key"'),
        (f"https://maps.example/{ZXY}.png?%256bey=letters", '"key"'),
        (f"https://maps.example/{ZXY}.png%3fkey%3dletters", '"key"'),
        (f"https://maps.example/{ZXY}.png?TK=letters", '"TK"'),
        (f"https://maps.example/{ZXY}.png?sv=2021&sr=c&sig=le%2Btters%3D", '"sig"'),
        (f"https://maps.example/{ZXY}.png?X-Amz-Signature=letters", '"X-Amz-Signature"'),
        (f"https://maps.example/{ZXY}.png?format=png,key=letters", '"key"'),
        (f"https://maps.example/{ZXY}.png?options=key:letters", '"options"'),
        # In parameters whose names say little, by their values.
        (f"https://maps.example/{ZXY}.png?mapid=qrs456tuv789", '"mapid"'),
        (f"https://maps.example/{ZXY}.png?k=qrs456", '"k"'),
        (f"https://maps.example/{ZXY}.png?k=justletters", '"k"'),
        (f"https://maps.example/{ZXY}.png?t=q4r5s6t7", '"t"'),
        (f"https://maps.example/{ZXY}.png?{RANDOM}", "in its query"),
        (f"https://maps.example/{ZXY}.png?a=b&{RANDOM}=1", "in its query"),
        # As providers write them.
        (f"https://maps.example/{ZXY}.png?q=pk.eyJ1IjoibWUifQ", '"q"'),
        (f"https://maps.example/{ZXY}.png?q={WEB_TOKEN}", '"q"'),
        (f"https://maps.example/{ZXY}.png?q=AIzaAbCdEfGhIjKlMnOpQr", '"q"'),
        (f"https://maps.example/{ZXY}.png?q=AAPKabcdefghijkl", '"q"'),
        (f"https://maps.example/{ZXY}.png?q=AKIAABCDEFGHIJKLMNOP", '"q"'),
    ],
)
def test_a_key_is_found_and_never_printed(url: str, found: str) -> None:
    with pytest.raises(PageError) as caught:
        online_tiles(url, "Me")
    said = str(caught.value)
    assert said == (
        f"basemap: the address holds a key ({found}), and whoever opens the page can take it; "
        "if the key may be public, say so with --allow-key (in Python allow_key=True)"
    )
    assert not any(secret in said.lower() for secret in ("qrs4", "letters", RANDOM, "7f3c", "eyj", "aiza"))
    assert online_tiles(url, "Me", allow_key=True) is not None


@pytest.mark.parametrize(
    "url",
    [
        f"https://maps.example/{ZXY}@2x.png",
        f"https://maps.example/v1.2.0/osm-bright/{ZXY}{{r}}.png",
        f"https://maps.example/styles/dark-matter/512/{ZXY}@3x.webp",
        f"https://maps.example/2024-05-17/{ZXY}.png?v=1.2.0&t=1699999999",
        f"https://maps.example/20240517T120000Z/{ZXY}.png?t=20240517T120000Z",
        f"https://maps.example/sentinel2_2023_L2A_rgb/{ZXY}.png?s=2x&size=512",
        f"https://maps.example/ESA_WorldCover_10m_2021_v200_Map/{ZXY}.png",
        f"https://maps.example/bmaporthofoto30cm/turkey/{ZXY}.png?lang=zh-Hant",
        f"https://maps.example/{ZXY}.png?mapid=streets-v11&srs=EPSG:3857",
        f"https://d1a2b3c4d5e6f7.cloudfront.net/{ZXY}.png",
        f"https://tiles.arcgis.com/tiles/Ab3dE5gH7jK9mN1p/arcgis/rest/services/Parks/MapServer/tile/{ZXY}",
        f"https://tile2024.maps2go.example/{ZXY}.png",
        "https://mt1.maps.example/vt/lyrs=m&x={x}&y={y}&z={z}",
    ],
)
def test_what_own_tile_servers_are_called_is_no_key(url: str) -> None:
    assert find_key(url) == ""


def test_no_open_provider_is_taken_for_one_with_a_key() -> None:
    opened = {name: _fill(provider) for name, provider in providers.flatten().items() if not provider.requires_token()}
    assert len(opened) > 800
    assert [name for name, url in opened.items() if find_key(url)] == []


@given(st.text(string.hexdigits.lower()[:16], min_size=16, max_size=64))
def test_a_long_hexadecimal_number_is_a_key_wherever_it_stands(number: str) -> None:
    if sum(map(str.isdigit, number)) < 2 or sum(map(str.isalpha, number)) < 2:
        return
    for url in (
        f"https://maps.example/{number}/{ZXY}.png",
        f"https://maps.example/{ZXY}.png?a={number.upper()}",
        f"https://maps.example/{ZXY}.png;a={number}",
    ):
        assert number not in find_key(url).lower()
        assert find_key(url)


@pytest.mark.parametrize("secret", [RANDOM, WEB_TOKEN, f"key={RANDOM}"])
def test_a_key_in_braces_or_in_place_of_a_name_is_not_printed(secret: str) -> None:
    for basemap in (f"https://maps.example/{ZXY}.png?q={{{secret}}}", secret):
        with pytest.raises(PageError) as caught:
            online_tiles(basemap, "Me")
        assert secret not in str(caught.value)
