"""The page of an atlas in parts, over a server that answers range requests, over one that does not, and from disk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.bench.range_server import RangeServer, range_server

from storymap.atlas.parts.writer import write_parts
from tests.atlas.parts.made_tables import made_tables, vocabulary
from tests.atlas.parts.reading import Parts
from tests.browser.axe import faults_in
from tests.browser.conftest import PHONE, WIDE, until

OpenAtlas = Callable[..., Page]
MB = 1_000_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("atlas")
    write_parts(made_tables(1_500, 300), made)
    return made


@pytest.fixture
def server(folder: Path) -> Iterator[RangeServer]:
    with range_server(folder) as serving:
        yield serving


@pytest.fixture
def open_atlas(chromium: Browser, server: RangeServer) -> Iterator[OpenAtlas]:
    """Opens the atlas; what the page says in the console, or asks of anybody else, fails the test."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_(fragment: str = "", *, wait: str = "html.has-places", **options: Any) -> Page:
        context = chromium.new_context(**{**WIDE, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(server.address + fragment)
        page.wait_for_selector(wait, state="attached")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((server.address, "data:"))] == []


def titles(page: Page) -> list[str]:
    return page.locator(".atlas-stories .atlas-title").all_inner_texts()


def test_a_first_look_is_small_and_shows_clusters_beside_the_list(open_atlas: OpenAtlas, server: RangeServer) -> None:
    page = open_atlas()
    assert sum(size for _, size in server.sent) < MB
    assert {path.split("/")[-1] for path, _ in server.sent} == {"", "places.pmtiles"}
    expect(page.locator(".atlas-counts").first).to_have_text("1,500 stories · 300 places")
    assert page.locator(".atlas-most-named li").count() == 100
    # What is drawn is there for the keyboard and screen readers, too.
    expect(page.locator(".cluster-button").first).to_have_attribute("aria-label", re.compile("^Cluster of"))


def test_a_search_finds_places_and_stories_and_says_how_many(open_atlas: OpenAtlas, folder: Path) -> None:
    page = open_atlas()
    name = Parts(folder).blocks("places.bin", Parts(folder).data["places"])[3][0]
    page.get_by_role("searchbox", name="Search places and words").fill(name)
    expect(page.locator(".atlas-found-places button").first).to_contain_text(name)
    expect(page.locator(".atlas-found-stories li").first).to_be_visible()
    assert page.url.endswith(f"#q={name.replace('é', '%C3%A9')}")
    expect(page.locator(".live-region")).to_have_text(re.compile(r"^\d+ places? found\. \d+ stories$"))


def test_words_and_dates_of_the_address_are_asked_for(open_atlas: OpenAtlas) -> None:
    page = open_atlas(f"#q={vocabulary()[0]}&from=2001&to=2003")
    expect(page.locator(".atlas-found-stories li").first).to_be_visible()
    assert page.get_by_role("searchbox").input_value() == vocabulary()[0]
    years = {text[-4:] for text in page.locator(".atlas-found-stories time").all_inner_texts()}
    assert years <= {"2001", "2002", "2003"}
    page.get_by_role("combobox", name="From").select_option("2003")
    until(
        page,
        "[...document.querySelectorAll('.atlas-found-stories time')].every((one) => one.textContent.endsWith('2003'))",
    )
    assert "from=2003&to=2003" in page.url


def test_bars_say_how_many_stories_each_year_has(open_atlas: OpenAtlas, folder: Path) -> None:
    page = open_atlas("#from=2001&to=2003-04")
    dates = [story[1] for story in Parts(folder).blocks("stories.bin", Parts(folder).data["stories"])]
    counts = Counter(int(date[:4]) for date in dates if date)
    years = range(min(counts), max(counts) + 1)
    expect(page.get_by_role("img", name=f"Stories by year: {years[0]}–{years[-1]}")).to_be_visible()
    rects = page.locator(".year-bars rect")
    heights = [round(float(str(one.get_attribute("height"))) / 28 * max(counts.values())) for one in rects.all()]
    assert heights == [counts[year] for year in years]
    wanted = rects.evaluate_all("(all) => all.flatMap((one, at) => (one.classList.contains('is-out') ? [] : at))")
    assert [years[at] for at in wanted] == [2001, 2002, 2003]


def test_what_a_search_finds_has_headings_of_its_own(open_atlas: OpenAtlas) -> None:
    page = open_atlas("#q=ba")
    expect(page.locator(".atlas-results h2")).to_have_text(["Places", "Stories, newest first"])
    page.locator(".atlas-found-places button").first.click()
    expect(page.locator(".atlas-results h2")).to_have_count(1)
    expect(page.locator(".atlas-stories li").first).to_be_visible()


def test_a_title_is_not_shown_again_as_what_a_story_says(tmp_path: Path, chromium: Browser) -> None:
    from tests.atlas.parts.test_writer import tables

    write_parts(
        tables(
            [("Flood in Nairobi", "2020-11-03", ""), ("Rain in  Nairobi", "2019", "")],
            [
                (0, "geonames:1", "Flood in [Nairobi]"),
                (0, "geonames:1", "In [Nairobi] the river rose."),
                (1, "geonames:1", "Rain in [Nairobi]"),
            ],
            [("geonames:1", "Nairobi", 36.8, -1.3)],
        ),
        tmp_path,
    )
    told = [["Flood in Nairobi", "November 3, 2020", "In Nairobi the river rose."], ["Rain in Nairobi", "2019"]]

    def stories(page: Page) -> list[list[str]]:
        return [item.locator("p").all_inner_texts() for item in page.locator(".atlas-stories li").all()]

    with range_server(tmp_path) as server:
        context = chromium.new_context(**WIDE)
        page = context.new_page()
        page.goto(server.address)
        assert stories(page) == told
        page.goto(server.address + "#q=nairobi")
        expect(page.locator(".atlas-found-stories li")).to_have_count(2)
        assert stories(page) == told
        page.locator(".atlas-found-places button").click()
        expect(page.locator(".atlas-open")).to_be_visible()
        assert stories(page) == told
        page.goto(server.address + "place/nairobi-1/index.html")
        assert stories(page) == told
        context.close()


def test_an_earlier_address_of_a_place_opens_it_and_becomes_that_of_now(tmp_path: Path, chromium: Browser) -> None:
    from tests.atlas.parts.test_writer import BORDER

    write_parts(replace(BORDER, moved=(("paso-del-norte", "ciudad-juarez-2"),)), tmp_path)
    with range_server(tmp_path) as server:
        context = chromium.new_context(**WIDE)
        page = context.new_page()
        page.goto(server.address + "#place=paso-del-norte")
        expect(page.locator(".atlas-open bdi")).to_have_text("Ciudad Juárez")
        until(page, "location.hash === '#place=ciudad-juarez-2'")
        context.close()


def test_on_a_phone_a_place_of_the_address_is_on_the_map_and_its_stories_below(
    open_atlas: OpenAtlas, folder: Path
) -> None:
    row = Parts(folder).blocks("places.bin", Parts(folder).data["places"])[7]
    page = open_atlas(f"#place={row[5]}", **{**PHONE, "viewport": {"width": 390, "height": 844}})
    expect(page.locator(".atlas-stories li").first).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="All places")).to_be_in_viewport(ratio=1)
    mark = page.get_by_role("button", name=row[0], exact=True).bounding_box()
    window = page.locator(".map-panel").bounding_box()
    assert mark is not None and window is not None
    assert mark["width"] == 30
    assert window["y"] == 0 and mark["y"] > 0 and mark["y"] + 30 < window["height"]
    page.get_by_role("button", name="All places").click()
    expect(page.locator(".atlas-most-named")).to_be_visible()


def test_on_a_phone_the_map_makes_way_for_what_is_found(open_atlas: OpenAtlas) -> None:
    page = open_atlas(**{**PHONE, "viewport": {"width": 390, "height": 844}})
    page.get_by_role("searchbox").focus()
    # What is left above a keyboard.
    page.set_viewport_size({"width": 390, "height": 440})
    page.get_by_role("searchbox").fill("ba")
    page.locator(".atlas-found-places").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('.atlas-found-places').offsetTop)")
    expect(page.locator(".map-panel")).not_to_be_in_viewport()
    page.locator(".atlas-found-places button").first.click()
    expect(page.locator(".atlas-open")).to_be_visible()
    expect(page.locator(".map-panel")).to_be_in_viewport()


def test_printed_it_is_the_lists_and_says_how_much_more_there_is(open_atlas: OpenAtlas) -> None:
    page = open_atlas()
    page.emulate_media(media="print")
    expect(page.locator(".atlas-most-named li").last).to_be_visible()
    expect(page.locator(".atlas-newest li").last).to_be_visible()
    expect(page.locator(".atlas-most-named .print-only")).to_have_text("and 200 more places, on the interactive map")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.locator(".map-panel")).to_be_hidden()


def test_asked_for_the_map_alone_it_keeps_the_list_that_says_what_is_picked(open_atlas: OpenAtlas) -> None:
    page = open_atlas("?view=map")
    expect(page.locator(".atlas-most-named li").first).to_be_visible()


def test_nothing_found_is_said(open_atlas: OpenAtlas) -> None:
    page = open_atlas("#q=xyzzyq")
    expect(page.locator(".atlas-nothing")).to_have_text("Nothing found")


def test_a_place_opens_by_the_keyboard_and_gives_the_focus_back(open_atlas: OpenAtlas) -> None:
    page = open_atlas()
    link = page.locator(".atlas-most-named a").first
    link.focus()
    page.keyboard.press("Enter")
    title = page.locator(".atlas-open")
    expect(title).to_be_focused()
    assert re.search(r"#place=[a-z-]+-\d+$", page.url)
    assert len(titles(page)) == 20
    page.get_by_role("button", name="More stories").press("Enter")
    until(page, "document.querySelectorAll('.atlas-stories li').length === 40")
    page.get_by_role("button", name="All places").press("Enter")
    expect(link).to_be_focused()
    assert page.url.endswith("/")


def test_the_address_of_a_place_opens_it_and_going_back_leaves_it(open_atlas: OpenAtlas, folder: Path) -> None:
    row = Parts(folder).blocks("places.bin", Parts(folder).data["places"])[7]
    page = open_atlas(f"#place={row[5]}")
    expect(page.locator(".atlas-open bdi")).to_have_text(row[0])
    assert titles(page) == [story[1] for story in Parts(folder).stories_of(7)][:20]
    page.locator(".places-back").click()
    page.locator(".atlas-most-named a").first.click()
    expect(page.locator(".atlas-open bdi")).not_to_have_text(row[0])
    page.go_back()
    expect(page.locator(".atlas-most-named")).to_be_visible()


def test_a_place_in_a_cluster_is_on_the_map_by_itself_while_it_is_open(tmp_path: Path, chromium: Browser) -> None:
    from tests.atlas.parts.test_writer import BORDER

    write_parts(BORDER, tmp_path)
    with range_server(tmp_path) as server:
        context = chromium.new_context(**{**WIDE, "reduced_motion": "reduce"})
        page = context.new_page()
        page.goto(server.address + "#place=ciudad-juarez-2")
        marks = page.locator(".cluster-button")
        mark = page.get_by_role("button", name="Ciudad Juárez", exact=True)
        expect(mark).to_be_visible()
        for _ in range(6):
            page.get_by_role("button", name="Zoom out").click()
        expect(page.locator(".cluster-button[aria-label='Cluster of 2 places']")).to_be_visible()
        expect(mark).to_be_visible()
        # Its pin, and not the small mark of a place that nobody chose.
        pin = mark.bounding_box()
        assert pin is not None and pin["width"] == 30
        page.get_by_role("button", name="All places").click()
        expect(mark).to_have_count(0)
        assert marks.count() == 1
        context.close()


def test_a_cluster_is_taken_apart_and_the_list_goes_with_the_map(open_atlas: OpenAtlas) -> None:
    page = open_atlas()
    page.locator(".cluster-button[aria-label^=Cluster]").first.press("Enter")
    expect(page.locator(".atlas-most-named h2")).to_have_text(re.compile("in view$"))
    places = page.locator(".atlas-most-named li button")
    expect(places.first).to_be_visible()
    assert places.count() < 60


def test_a_layer_that_is_left_out_is_left_out_of_map_list_and_address(open_atlas: OpenAtlas) -> None:
    page = open_atlas()
    page.get_by_role("checkbox", name="city").uncheck()
    expect(page.locator(".atlas-found-stories li").first).to_be_visible()
    assert "layer=town" in page.url and "layer=city" not in page.url
    page.reload()
    page.wait_for_selector("html.has-places", state="attached")
    assert not page.get_by_role("checkbox", name="city").is_checked()


def test_a_server_without_ranges_is_told_and_asked_no_more(open_atlas: OpenAtlas, server: RangeServer) -> None:
    server.has_ranges = False
    page = open_atlas(wait=".atlas-notice")
    expect(page.get_by_role("alert")).to_contain_text("sends whole files")
    before = len(server.sent)
    # What could only fail is not there; the list is, and leads to the pages of places.
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.locator(".atlas-tools")).to_have_count(0)
    expect(page.locator(".map-panel")).to_be_hidden()
    expect(page.get_by_role("link", name="Skip to the map")).to_be_hidden()
    assert page.locator(".atlas-most-named li").count() == 100
    page.locator(".atlas-most-named a").first.click()
    expect(page.locator("h1")).not_to_have_text("Made archive")
    assert {path.split("/")[-1] for path, _ in server.sent[before:]} == {"index.html"}


def test_an_address_that_asks_a_server_without_ranges_for_a_place_gets_the_list(
    open_atlas: OpenAtlas, server: RangeServer, folder: Path
) -> None:
    server.has_ranges = False
    slug = Parts(folder).blocks("places.bin", Parts(folder).data["places"])[7][5]
    page = open_atlas(f"#place={slug}&q=ba", wait=".atlas-notice")
    expect(page.locator(".atlas-tools")).to_have_count(0)
    expect(page.locator(".atlas-most-named li")).to_have_count(100)
    expect(page.locator(".atlas-notice")).to_have_count(1)


def test_a_damaged_file_is_told_and_the_list_stays(tmp_path: Path, chromium: Browser) -> None:
    write_parts(made_tables(60, 20), tmp_path)
    (Parts(tmp_path).folder / "places.pmtiles").write_bytes(b"PMTiles" + b"\x03" * 500)
    with range_server(tmp_path) as server:
        context = chromium.new_context(**WIDE)
        page = context.new_page()
        page.goto(server.address)
        expect(page.get_by_role("alert")).to_contain_text("missing or damaged")
        assert page.locator(".atlas-most-named li").count() == 20
        context.close()


def test_from_disk_the_page_is_a_list_that_says_what_it_needs(chromium: Browser, folder: Path) -> None:
    context = chromium.new_context(**WIDE, offline=True)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    expect(page.get_by_role("status").first).to_contain_text("Put its folder on a web server")
    expect(page.locator(".map-panel")).to_be_hidden()
    page.locator(".atlas-most-named a").first.click()
    expect(page.locator("h1")).not_to_have_text("Made archive")
    expect(page.get_by_role("link", name="On the map")).to_be_visible()
    context.close()


def test_without_script_the_lists_are_there(open_atlas: OpenAtlas) -> None:
    page = open_atlas(wait=".atlas-newest", java_script_enabled=False)
    assert page.locator(".atlas-newest li").count() == 50
    expect(page.locator(".map-panel")).to_be_hidden()


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=["wide", "dark", "phone"])
def test_axe_finds_nothing(open_atlas: OpenAtlas, options: dict[str, Any]) -> None:
    page = open_atlas("#q=ba", **options)
    expect(page.locator(".atlas-found-stories li").first).to_be_visible()
    assert faults_in(page) == []


def test_on_a_phone_nothing_is_wider_than_the_window(open_atlas: OpenAtlas) -> None:
    page = open_atlas(**{**PHONE, "viewport": {"width": 390, "height": 844}})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for control in page.locator(".atlas-tools input[type=search], .atlas-tools select, .atlas-layers label").all():
        box = control.bounding_box()
        assert box is not None and box["height"] >= 44


def test_hostile_names_stay_texts(tmp_path: Path, chromium: Browser) -> None:
    from tests.atlas.parts.test_writer import tables

    evil = "<img src=x onerror=document.title=1>{{ 7*7 }}"
    write_parts(
        tables(
            [(evil, "2012", "javascript:document.title=1")],
            [(0, "geonames:1", f"At [{evil}] it rained.")],
            [("geonames:1", evil, 1, 2)],
        ),
        tmp_path,
    )
    with range_server(tmp_path) as server:
        context = chromium.new_context(**WIDE)
        page = context.new_page()
        page.goto(server.address + "#q=onerror")
        expect(page.locator(".atlas-found-places bdi").first).to_have_text(evil)
        page.locator(".atlas-found-places button").click()
        expect(page.locator(".atlas-stories strong")).to_have_text(evil)
        assert page.locator(".atlas-parts img, .atlas-stories a").count() == 0
        assert page.title() == "A desk"
        context.close()
