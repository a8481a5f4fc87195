"""Online tiles: which providers and addresses are taken, which are refused in which words, and what the page may ask."""

from __future__ import annotations

import json
import re

import pytest
from xyzservices import providers

from storymap.attribution import attribution_parts
from storymap.errors import PageError
from storymap.model import Story
from storymap.rendering.online_tiles import online_tiles
from storymap.rendering.page import render_page
from tests.hostile import HOSTILE
from tests.pages import Page

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def refusal(basemap: str | None, attribution: str | None = "© Me", *, allow_key: bool = False) -> str:
    with pytest.raises(PageError) as caught:
        online_tiles(basemap, attribution, allow_key=allow_key)
    return str(caught.value)


def pictures(html: str) -> list[str]:
    policy = Page(html).one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    return dict(part.split(" ", 1) for part in policy.split("; "))["img-src"].split()


def test_without_a_provider_the_page_says_and_allows_nothing_of_one(border_story: Story) -> None:
    assert online_tiles(None) is None
    html = render_page(border_story).render()
    assert pictures(html) == ["data:"]
    assert '"tiles"' not in html


def test_a_provider_of_xyzservices_is_credited_with_its_links(border_story: Story) -> None:
    html = render_page(border_story, basemap="OpenStreetMap.Mapnik").render()
    assert pictures(html) == ["data:", "https://tile.openstreetmap.org"]
    assert json.loads(Page(html).one("script", id="storymap-data").text)["tiles"] == {
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": [
            ["© ", ""],
            ["OpenStreetMap", "https://www.openstreetmap.org/copyright"],
            [" contributors", ""],
        ],
        "minZoom": 0,
        "maxZoom": 19,
        "subdomains": ["a", "b", "c"],
    }


def test_the_policy_allows_every_subdomain_and_no_other_server(border_story: Story) -> None:
    html = render_page(border_story, basemap="OpenTopoMap").render()
    assert pictures(html) == ["data:", *(f"https://{s}.tile.opentopomap.org" for s in "abc")]
    html = render_page(border_story, basemap="https://t{s}.example.org:8443/{z}/{x}/{y}", attribution="A").render()
    assert pictures(html) == ["data:", *(f"https://t{s}.example.org:8443" for s in "abc")]


def test_the_page_with_tiles_is_the_same_every_time(border_story: Story) -> None:
    pages = [render_page(border_story, basemap=TILES, attribution="A").render() for _ in range(2)]
    assert pages[0] == pages[1]


def test_every_open_provider_of_xyzservices_is_asked_at_its_own_servers_only() -> None:
    usable = 0
    for name, provider in providers.flatten().items():
        closed = provider.requires_token() or provider.get("status") == "broken"
        if closed or not provider["url"].startswith("https:") or provider.get("crs", "EPSG:3857") != "EPSG:3857":
            continue
        tiles = online_tiles(name)
        assert tiles is not None
        usable += 1
        host = provider["url"].split("/")[2]
        assert set(tiles.origins) == {f"https://{host.replace('{s}', one)}" for one in tiles.subdomains}
        assert set(re.findall(r"{(.*?)}", tiles.url)) <= {"x", "y", "-y", "z", "s", "r"}
        assert "".join(text for text, _ in tiles.attribution).strip()
    assert usable > 600


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "OpenStreetMap.Mapnick",
            'basemap: there is no provider named "OpenStreetMap.Mapnick"; did you mean "OpenStreetMap.Mapnik"?',
        ),
        (
            "my map",
            'basemap: there is no provider named "my map"; use a name of xyzservices, or an address',
        ),
        (
            "MapBox",
            "basemap: MapBox needs a key; get one that may be public, and give the address of the tiles with the key in it, "
            "and --allow-key",
        ),
        (
            "TopPlusOpen.Grey",
            "basemap: the tiles are not sent over https; begin the address with https://",
        ),
        ("Esri.AntarcticBasemap", "basemap: Esri.AntarcticBasemap is not in Web Mercator; use another provider"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(name: str, said: str) -> None:
    assert refusal(name, None, allow_key=True) == said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://tiles.example.org/{z}/{x}/{y}.png", "the tiles are not sent over https"),
        ("ftp://tiles.example.org/{z}/{x}/{y}.png", "this is not a web address"),
        ("javascript://%0aalert(1)/{z}/{x}/{y}", "this is not a web address"),
        ("tiles.example.org/{z}/{x}/{y}.png", "this is not a web address"),
        ("//tiles.example.org/{z}/{x}/{y}.png", "this is not a web address"),
        ("https:///{z}/{x}/{y}.png", "this is not a web address"),
        ("https://tiles.example.org:port/{z}/{x}/{y}", "this is not a web address"),
        ("https://[::1]/{z}/{x}/{y}", "this is not a web address"),
        ("https://*/{z}/{x}/{y}", "this is not a web address"),
        ("https://*.example.org/{z}/{x}/{y}", "this is not a web address"),
        ("https://a;script-src/{z}/{x}/{y}", "this is not a web address"),
        ("https://a,b/{z}/{x}/{y}", "this is not a web address"),
        ("https://{x}.example.org/{z}/{x}/{y}", "this is not a web address"),
        ("https://tiles.example.org/{z}/{x}", "the address has no {y} after its server"),
        ("https://tiles.example.org/", "the address has no {z} after its server"),
        ("https://tiles.example.org/{z}/{x}/{y}.png#a", "the address has a part after #"),
        ("https://tiles.example.org/{z}/{x}/{y}{", "a brace in the address is not paired"),
        ("https://tiles.example.org/{z}/{x}/{y}}", "a brace in the address is not paired"),
        ("https://tiles.example.org/{z}/{x}/{y}/{q}", "{q} in the address is not understood"),
        (
            "https://tiles.example.org/{z}/{x}/{y}/{{ 7 * 7 }}",
            "the address holds a character that addresses do not have",
        ),
        ("https://tiles.example.org/{z}/{x}/{y}.png' *", "the address holds a character that addresses do not have"),
        (
            "https://tiles.example.org\\@evil.org/{z}/{x}/{y}",
            "the address holds a character that addresses do not have",
        ),
        ("https://tïles.example.org/{z}/{x}/{y}", "the address holds a character that addresses do not have"),
        ("https://me:secret@tiles.example.org/{z}/{x}/{y}", "the address holds a name or a password"),
        ("https://tiles.example.org/{z}/{x}/{y}/" + "a" * 1000, "the address has more than 1,000 characters"),
    ],
)
def test_an_address_that_is_not_one_of_tiles_is_refused(url: str, said: str) -> None:
    assert refusal(url, allow_key=True).startswith(f"basemap: {said}; ")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_address_or_name_is_refused_in_one_clean_line(text: str) -> None:
    for basemap in (text, f"https://{text}/{{z}}/{{x}}/{{y}}"):
        said = refusal(basemap)
        assert not set("\x1b\x00\n\u202e\u2028") & set(said)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_server_on_this_computer_may_do_without_https(host: str) -> None:
    tiles = online_tiles(f"http://{host}:8080/{{z}}/{{x}}/{{y}}.png", "Me")
    assert tiles is not None
    assert tiles.origins == (f"http://{host}:8080",)


PUBLIC = "pk9f8e7d6c5b4a3928170615"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"{TILES}?apikey={PUBLIC}", '"apikey"'),
        (f"{TILES}?access_token={PUBLIC}", '"access_token"'),
        (f"{TILES}?style=light&KEY={PUBLIC}", '"KEY"'),
        (f"{TILES}?subscription-key={PUBLIC}", '"subscription-key"'),
        (f"{TILES}?id={PUBLIC}", '"id"'),
        (f"https://tiles.example.org/{PUBLIC}/{{z}}/{{x}}/{{y}}", "in its path"),
    ],
)
def test_a_key_is_refused_unless_it_is_said_to_be_public_and_is_never_printed(url: str, found: str) -> None:
    said = refusal(url)
    assert said == (
        f"basemap: the address holds a key ({found}), and whoever opens the page can take it; "
        "if the key may be public, say so with --allow-key (in Python allow_key=True)"
    )
    allowed = online_tiles(url, "Me", allow_key=True)
    assert allowed is not None and allowed.url == url


@pytest.mark.parametrize("name", ["apikey", "accessToken", "key"])
def test_a_place_for_a_key_must_be_filled(name: str) -> None:
    said = refusal(f"{TILES}?k={{{name}}}", allow_key=True)
    assert said == (
        "basemap: the address has a place for a key, and no key; write a key that may be public in its place"
    )


@pytest.mark.parametrize(
    "url", [f"{TILES}?style=light-v10&lang=es", "https://tiles.example.org/World_Street_Map_2024/{z}/{x}/{y}{r}.png"]
)
def test_what_is_no_key_is_not_taken_for_one(url: str) -> None:
    assert online_tiles(url, "Me") is not None


@pytest.mark.parametrize("attribution", ["", "  ", "<b></b>", "<script>alert(1)</script>"])
def test_an_address_needs_someone_to_credit(attribution: str) -> None:
    assert refusal(TILES, None) == (
        "basemap: whom the tiles are from must be said; give the provider's attribution with the address"
    )
    assert refusal(TILES, attribution) == "basemap: the attribution is blank; write whom the tiles are from"


def test_an_attribution_or_a_key_without_a_basemap_is_a_mistake() -> None:
    said = 'basemap: an attribution or a key was given, but no basemap; name one, such as "OpenStreetMap.Mapnik"'
    assert refusal(None) == said
    assert refusal(None, None, allow_key=True) == said


def test_an_attribution_takes_the_place_of_the_providers_own() -> None:
    tiles = online_tiles("OpenStreetMap.Mapnik", "OSM, via us")
    assert tiles is not None
    assert tiles.attribution == (("OSM, via us", ""),)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("© Me & you", [("© Me & you", "")]),
        ("&copy; Me &amp; you", [("© Me & you", "")]),
        ('<a href="https://example.org/a?b&amp;c">Maps</a>', [("Maps", "https://example.org/a?b&c")]),
        ('<a href="javascript:alert(1)">Maps</a> by <b>me</b>', [("Maps by me", "")]),
        ('<a href="mailto:a@b.example">Maps</a>', [("Maps", "")]),
        ('<a href="https://e.org" onclick="alert(1)"><img src=x onerror=alert(1)>M</a>', [("M", "https://e.org")]),
        ("a<script>alert(1)</script>b", [("ab", "")]),
        ("a\x1b[2J\n b\u202e", [("a [2J b ", "")]),
        ("5 < 6", [("5 < 6", "")]),
    ],
)
def test_an_attribution_is_text_and_links_and_nothing_else(written: str, parts: list[tuple[str, str]]) -> None:
    assert list(attribution_parts(written)) == parts
