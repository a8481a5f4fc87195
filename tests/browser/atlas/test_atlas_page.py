"""The page of all stories: cards that say which story speaks, filters over list and map, and addresses for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shapely.geometry import Point

from storymap.atlas.records import NamingSentence, StoryPlace, StoryRecord
from tests.atlas.pages.dozen import atlas_of, dozen
from tests.browser.atlas.conftest import written
from tests.browser.axe import faults_in
from tests.browser.conftest import PHONE, OpenPage, until

HOSTILE = '<img src=x onerror="alert(1)"></script>{{ 7 * 7 }}'
ALL = 12
# How many places each button of a cluster or a place is for.
BUTTONS = (
    "[...document.querySelectorAll('.cluster-buttons button')]"
    ".map((one) => Number(/^Cluster of (\\d+)/.exec(one.ariaLabel)?.[1] ?? 1))"
)


def titles(page: Page) -> list[str]:
    return page.locator("#article h2:visible").all_inner_texts()


def listed(page: Page) -> list[str]:
    return page.locator(".place-card:visible .place-name bdi").all_inner_texts()


def search(page: Page, words: str, count: int) -> None:
    page.locator(".filters input").fill(words)
    expect(page.locator("#article h2:visible")).to_have_count(count)


def test_a_card_says_which_story_speaks_and_leads_there(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas, fragment="#place=rio-bravo")
    card = page.get_by_role("dialog")
    link = card.get_by_role("link", name="Donde se juntan los ríos")
    expect(link).to_have_attribute("href", "../donde-se-juntan/index.html")
    expect(card.locator(".card-dateline")).to_contain_text("2021")
    expect(card.locator(".card-passage mark")).to_have_text("río Bravo")
    expect(card.get_by_role("link", name="More about río Bravo")).to_have_attribute(
        "href", "./place/rio-bravo/index.html"
    )
    card.get_by_role("button", name="Next passage").click()
    expect(card.get_by_role("link", name="El nombre anterior")).to_be_visible()


def test_words_leave_stories_that_say_them_in_list_map_and_list_of_places(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas)
    assert len(titles(page)) == ALL
    expect(page.locator(".filters-said")).to_have_text("")
    search(page, "JUAREZ train", 1)
    expect(page.locator(".filters-said")).to_have_text(f"1 of {ALL} stories")
    expect(page.locator(".live-region")).to_have_text(f"1 of {ALL} stories")
    names = listed(page)
    assert 2 <= len(names) < 12
    marked = page.locator(".place-marker").evaluate_all("(all) => all.map((one) => one.dataset.place)")
    shown = page.locator(".place-card:visible").evaluate_all("(all) => all.map((one) => one.dataset.place)")
    assert set(marked) == set(shown)
    page.get_by_role("button", name="Show all stories").click()
    expect(page.locator("#article h2:visible")).to_have_count(ALL)
    expect(page.locator(".filters input")).to_be_focused()
    expect(page.locator(".filters input")).to_have_value("")
    assert page.evaluate("location.hash") == ""


def test_a_card_turns_through_the_passages_of_stories_that_are_left(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas, fragment="#place=rio-bravo&q=nombre+anterior")
    card = page.get_by_role("dialog")
    expect(card.get_by_role("link", name="El nombre anterior")).to_be_visible()
    expect(card.get_by_role("button", name="Next passage")).to_have_count(0)
    expect(card.locator(".place-layer")).to_contain_text("named once")


def test_an_address_filters_and_the_way_back_leads_through_the_filters(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas, fragment="#q=rio&from=2014")
    expect(page.locator(".filters input")).to_have_value("rio")
    expect(page.locator(".filters select").first).to_have_value("2014")
    first = titles(page)
    assert 0 < len(first) < ALL
    page.locator(".filters select").last.select_option("2014")
    until(page, "location.hash.includes('to=2014')")
    assert titles(page) == ["El nombre anterior"]
    page.go_back()
    until(page, "!location.hash.includes('to=2014')")
    expect(page.locator(".filters select").last).to_have_value("")
    assert titles(page) == first
    page.go_forward()
    until(page, "location.hash.includes('to=2014')")
    assert titles(page) == ["El nombre anterior"]


def test_a_place_that_is_opened_and_closed_leaves_the_filters(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas)
    search(page, "nombre anterior", 1)
    page.locator("#article a.place:visible").first.click()
    expect(page.get_by_role("dialog")).to_be_focused()
    assert page.evaluate("location.hash").endswith("&q=nombre+anterior")
    page.keyboard.press("Escape")
    until(page, "!location.hash.includes('place=')")
    assert page.evaluate("location.hash").endswith("q=nombre+anterior")
    assert titles(page) == ["El nombre anterior"]


def test_what_nothing_fits_says_so_and_leads_back(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas, fragment="#q=zeppelin")
    expect(page.locator(".filters-said")).to_have_text("No story fits these filters.")
    assert (titles(page), listed(page)) == ([], [])
    expect(page.locator(".place-marker")).to_have_count(0)
    page.get_by_role("button", name="Show all stories").click()
    assert len(titles(page)) == ALL


def test_a_layer_that_is_put_out_takes_its_stories_along_and_the_address_says_it(
    open_page: OpenPage, atlas: Path
) -> None:
    page = open_page(atlas)
    boxes = page.locator(".leaflet-control-layers input")
    for number in range(boxes.count() - 1):
        boxes.nth(number).uncheck()
    until(page, "location.hash.split('layer=').length === 2")
    left = titles(page)
    assert 0 < len(left) < ALL
    hash_ = page.evaluate("location.hash")
    again = open_page(atlas, fragment=hash_)
    assert titles(again) == left
    assert [box.is_checked() for box in again.locator(".leaflet-control-layers input").all()].count(True) == 1
    again.get_by_role("button", name="Show all stories").click()
    assert len(titles(again)) == ALL
    assert all(box.is_checked() for box in again.locator(".leaflet-control-layers input").all())


def test_in_a_frame_filters_work_and_touch_no_history(open_page: OpenPage, atlas: Path, tmp_path: Path) -> None:
    host = tmp_path / "host.html"
    host.write_text(f'<iframe src="{atlas.as_uri()}#q=rio" sandbox="allow-scripts" width="900" height="700"></iframe>')
    page = open_page(host, wait=False)
    frame = page.frames[1]
    until(frame, "document.documentElement.classList.contains('is-ready')")
    before = page.evaluate("history.length")
    count = frame.locator("#article h2:visible").count()
    assert 0 < count < ALL
    frame.locator(".filters input").fill("")
    expect(frame.locator("#article h2:visible")).to_have_count(ALL)
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize("look", [{}, PHONE, {"color_scheme": "dark"}], ids=["wide", "phone", "dark"])
def test_axe_finds_nothing(open_page: OpenPage, atlas: Path, look: dict[str, object]) -> None:
    assert faults_in(open_page(atlas, **look)) == []
    assert faults_in(open_page(atlas, fragment="#place=el-paso&q=zzz", **look)) == []
    assert (
        faults_in(open_page(atlas.parent / "place" / "rio-bravo" / "index.html", wait=False, **look), preload=False)
        == []
    )


def test_without_script_it_is_a_list_of_stories(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas, java_script_enabled=False)
    assert len(titles(page)) == ALL
    expect(page.locator(".filters")).to_have_count(0)
    expect(page.locator(".picture svg")).to_be_visible()


def test_the_page_of_a_place_leads_to_it_on_the_map_and_to_places_beside_it(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas.parent / "place" / "rio-bravo" / "index.html", wait=False)
    box = page.locator(".locator svg").bounding_box()
    assert box is not None
    assert box["height"] * 2 == pytest.approx(box["width"], abs=1)
    page.locator(".locator").click()
    expect(page.get_by_role("dialog", name="río Bravo")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Ojinaga").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ojinaga")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred and twenty stories, each of a town of its own, the first of hostile text."""

    def story(number: int) -> StoryRecord:
        name = HOSTILE if number == 0 else f"Town {number}"
        text = f"In {name} it rained."
        place = StoryPlace(
            "town",
            name,
            Point(-120 + number % 30 * 2, 20 + number // 30),
            layer="Wells" if number % 2 else "Towns",
            sentences=(NamingSentence(text, 3, 3 + len(name)),),
        )
        return StoryRecord(f"s-{number}", f"Rain {number} {HOSTILE}", date=f"{2000 + number % 20}-05", places=(place,))

    return written(atlas_of([story(number) for number in range(320)], HOSTILE), tmp_path_factory.mktemp("many"))


def test_hundreds_are_clusters_and_filters_leave_clusters_of_what_fits(open_page: OpenPage, many: Path) -> None:
    page = open_page(many)
    expect(page.locator(".place-marker")).to_have_count(0)
    page.locator(".filters input").fill("rain 31")
    expect(page.locator("#article h2:visible")).to_have_count(11)
    expect(page.locator(".filters-said")).to_have_text("11 of 320 stories")
    counted = "[...document.querySelectorAll('.leaflet-control-layers .count')].map((one) => one.textContent).join()"
    assert page.evaluate(counted) == "5,6"
    # The buttons of what was there before stay until the map is at rest.
    until(page, f"((counts) => counts.length && counts.reduce((sum, one) => sum + one) <= 11)({BUTTONS})")
    expect(page.locator("#article img, .places img")).to_have_count(0)
    assert HOSTILE in titles(page)[0]


def test_marks_of_hundreds_are_bare_links_in_the_document_and_whole_in_the_browser(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def named(number: int) -> StoryPlace:
        name = f"Town {number}"
        texts = [f"In {name} it rained.", f"{name} is dry.", f"From {name} to Town {number // 3 * 3} and {name}."]
        sentences = tuple(NamingSentence(text, text.index(name), text.index(name) + len(name)) for text in texts)
        at = Point(-120 + number % 30 * 2, 20 + number // 30) if number else None
        return StoryPlace(f"town-{number}", name, at, layer="Wells" if number % 2 else "Towns", sentences=sentences)

    def story(number: int) -> StoryRecord:
        places = tuple(named(3 * number + more) for more in range(3))
        # Its address is that of a page of a place, as that of no story should be.
        return StoryRecord(f"s-{number}", "Rain", "place/town-1/index.html", f"{2000 + number % 20}", places=places)

    atlas = atlas_of([story(number) for number in range(110)], "Rain")
    bare = written(atlas, tmp_path / "bare")
    monkeypatch.setattr("storymap.rendering.page.drop_derived", lambda *_: None)
    whole = written(atlas, tmp_path / "whole")
    marks, few = (path.read_text(encoding="utf-8").count(" data-place=") for path in (whole, bare))
    assert few < marks / 2
    attributes = """() => [...document.querySelectorAll("#article *")].map((one) =>
        [one.localName, ...[...one.attributes].map(({ name, value }) => `${name}=${value}`).sort()].join("|"))"""
    assert open_page(bare).evaluate(attributes) == open_page(whole).evaluate(attributes)


def test_hundreds_are_rows_of_the_list_which_filters_and_the_search_leave(open_page: OpenPage, many: Path) -> None:
    page = open_page(many)
    expect(page.locator(".place-card")).to_have_count(0)
    rows = page.locator(".row")
    expect(rows.first).to_have_attribute("aria-setsize", "320")
    page.locator(".filters input").fill("rain 31")
    expect(rows).to_have_count(11)
    expect(page.locator(".row-name")).to_contain_text(["Town 31", "Town 310", "Town 311"])
    page.locator(".places-tools input").fill("town 319")
    expect(rows).to_have_count(1)
    expect(page.locator(".places-found")).to_have_text("1 place found")
    expect(rows.locator(".row-more")).to_have_text("Wells · named once")
    rows.get_by_role("button").click()
    card = page.get_by_role("dialog", name="Town 319")
    expect(card.locator(".card-passage")).to_have_text("In Town 319 it rained.")
    expect(card.locator(".card-passage mark")).to_have_text("Town 319")
    expect(card.locator(".place-layer")).to_have_text("Wells · named once")
    expect(card.get_by_role("link", name="More about Town 319")).to_have_attribute(
        "href", "./place/town-319/index.html"
    )
    page.get_by_role("button", name="Show all stories").click()
    page.locator(".places-tools input").fill("")
    expect(rows.first).to_have_attribute("aria-setsize", "320")


def test_an_address_that_a_place_had_before_opens_it(open_page: OpenPage, tmp_path: Path) -> None:
    moved = (("el-rio", "rio-bravo"), ("constructor", "nowhere"))
    index = written(replace(dozen(), moved=moved), tmp_path)
    page = open_page(index, fragment="#place=el-rio&q=nombre")
    expect(page.get_by_role("dialog", name="río Bravo")).to_be_visible()
    until(page, "location.hash === '#place=rio-bravo&q=nombre'")
    page.keyboard.press("Escape")
    until(page, "!location.hash.includes('place=')")
    page.evaluate("location.hash = '#place=el-rio'")
    expect(page.get_by_role("dialog", name="río Bravo")).to_be_visible()
    # In a frame that has no address of its own, too.
    (tmp_path / "host.html").write_text('<iframe src="index.html#place=el-rio" sandbox="allow-scripts"></iframe>')
    host = open_page(tmp_path / "host.html", wait=False)
    expect(host.frame_locator("iframe").get_by_role("dialog", name="río Bravo")).to_be_visible()


def opened(page: Page, key: str, count: int) -> list[str]:
    """Press a key so many times, and return which place was open after each."""
    names = []
    for _ in range(count):
        before = page.locator(".card .place-name bdi").all_inner_texts()
        page.keyboard.press(key)
        if before:
            expect(page.locator(".card .place-name bdi")).not_to_have_text(before[0])
        expect(page.locator(".card .place-name bdi")).to_have_count(1)
        names += page.locator(".card .place-name bdi").all_inner_texts()
    return names


def test_stepping_from_place_to_place_stays_within_the_filters(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas)
    search(page, "JUAREZ train", 1)
    located = page.locator(".place-marker").evaluate_all("(all) => [...new Set(all.map((one) => one.dataset.place))]")
    marked = page.locator(".place-marker").first
    marked.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    first = page.locator(".card .place-name bdi").inner_text()
    there = [*opened(page, "j", len(located))]
    assert there[-1] == first
    assert set(there) <= set(listed(page))
    assert len(set(there)) == len(located)
    assert opened(page, "k", len(located)) == [*reversed(there[:-1]), first]


def test_stepping_among_hundreds_stays_within_the_filters(open_page: OpenPage, many: Path) -> None:
    page = open_page(many, fragment="#place=town-31&q=rain+31")
    expect(page.get_by_role("dialog", name="Town 31")).to_be_visible()
    towns = [f"Town {number}" for number in (*range(310, 320), 31)]
    assert opened(page, "j", 11) == towns
    page.locator(".leaflet-control-layers input").first.uncheck()
    expect(page.locator(".filters-said")).to_have_text("6 of 320 stories")
    page.get_by_role("dialog").focus()
    assert opened(page, "j", 6) == [f"Town {number}" for number in (311, 313, 315, 317, 319, 31)]


def bars(page: Page) -> list[tuple[float, bool]]:
    """Return of each year how high its bar is, as a share of the highest, and whether it is wanted."""
    found = page.locator(".year-bars rect").evaluate_all(
        "(all) => all.map((one) => [Number(one.getAttribute('height')) / 28, !one.classList.contains('is-out')])"
    )
    return [(round(height, 2), wanted) for height, wanted in found]


def test_bars_say_how_many_stories_of_each_year_fit_the_other_filters(open_page: OpenPage, many: Path) -> None:
    page = open_page(many)
    expect(page.get_by_role("img", name="Stories by year: 2000–2019")).to_be_visible()
    assert bars(page) == [(1, True)] * 20
    # Rain 31 and 310 to 319, of the years 2011 and 2010 to 2019.
    page.locator(".filters input").fill("rain 31")
    expect(page.locator("#article h2:visible")).to_have_count(11)
    assert bars(page) == [(0, True)] * 10 + [(0.25, True), (0.5, True)] + [(0.25, True)] * 8
    page.locator(".filters select").first.select_option("2012")
    expect(page.locator("#article h2:visible")).to_have_count(8)
    assert bars(page) == [(0, False)] * 10 + [(0.25, False), (0.5, False)] + [(0.25, True)] * 8


def test_a_card_stays_as_long_as_what_it_says_is_so(open_page: OpenPage, atlas: Path) -> None:
    page = open_page(atlas)
    page.locator("#article a.place", has_text="El Paso").first.click()
    card = page.get_by_role("dialog", name="El Paso")
    expect(card.locator(".card-position")).to_have_text("1 of 9")
    page.get_by_role("checkbox", name="Lakes").uncheck()
    until(page, "location.hash.includes('layer=')")
    expect(card.locator(".card-position")).to_have_text("1 of 9")
    search(page, "nombre anterior", 1)
    expect(card).to_have_count(0)
    expect(page.locator(".filters input")).to_be_focused()
    until(page, "!location.hash.includes('place=') && location.hash.includes('q=nombre+anterior')")
    page.locator("#article a.place:visible", has_text="El Paso").first.click()
    expect(card.locator(".place-layer")).to_contain_text("named once")


def test_hints_at_the_edge_lead_to_what_the_filters_leave(open_page: OpenPage, many: Path) -> None:
    page = open_page(many, fragment="#view=21,-118,8")
    hints = page.locator(".edge-hint")
    expect(hints.first).to_be_visible()
    page.locator(".filters input").fill("rain 319")
    expect(page.locator("#article h2:visible")).to_have_count(1)
    expect(hints).to_have_count(1)
    expect(hints).to_contain_text("Town 319")
    page.locator(".filters input").fill("zeppelin")
    expect(hints).to_have_count(0)


def test_printed_hundreds_are_a_list_of_those_that_the_filters_leave(open_page: OpenPage, many: Path) -> None:
    page = open_page(many)
    page.emulate_media(media="print")
    printed = page.locator(".places-printed li")
    expect(printed).to_have_count(320)
    expect(printed.first).to_have_text(f"{HOSTILE} · named once")
    expect(printed.nth(1)).to_have_text("Town 1 · named once")
    expect(printed.last).to_be_visible()
    expect(page.locator(".places-more")).to_have_text("")
    page.emulate_media(media="screen")
    expect(printed).to_have_count(0)
    page.locator(".filters input").fill("rain 31")
    expect(page.locator("#article h2:visible")).to_have_count(11)
    page.emulate_media(media="print")
    expect(printed).to_have_count(11)
    expect(printed).to_contain_text(["Town 31", "Town 310"])


def test_a_layer_that_is_put_out_takes_its_rows_along(open_page: OpenPage, many: Path) -> None:
    page = open_page(many)
    page.locator(".leaflet-control-layers input").first.uncheck()
    expect(page.locator(".row").first).to_have_attribute("aria-setsize", "160")
    expect(page.locator(".filters-said")).to_have_text("160 of 320 stories")


def test_one_of_hundreds_is_opened_from_its_name_and_by_its_address(open_page: OpenPage, many: Path) -> None:
    page = open_page(many)
    name = page.locator("#article a.place", has_text="Town 319")
    name.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="Town 319")
    expect(card.locator(".card-passage mark")).to_have_text("Town 319")
    assert page.evaluate("location.hash") == "#place=town-319"
    page.keyboard.press("Escape")
    expect(name).to_be_focused()
    page.keyboard.press("k")
    before = page.get_by_role("dialog", name="Town 318")
    expect(before.locator(".card-passage mark")).to_have_text("Town 318")


def test_without_script_hundreds_are_links_to_their_pages(open_page: OpenPage, many: Path) -> None:
    page = open_page(many, java_script_enabled=False)
    links = page.locator("#places .places-unlisted a")
    expect(links).to_have_count(320)
    for link in (links.last, page.locator("#article a").last):
        assert (many.parent / str(link.get_attribute("href"))).is_file()
    page.locator("#article a", has_text="Town 319").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Town 319")


def test_axe_finds_nothing_among_hundreds(open_page: OpenPage, many: Path) -> None:
    assert faults_in(open_page(many, fragment="#q=rain+31")) == []


@pytest.mark.parametrize("look", [{}, PHONE], ids=["wide", "phone"])
def test_stories_that_are_not_laid_out_yet_are_taken_to_be_short(
    open_page: OpenPage, many: Path, look: dict[str, object]
) -> None:
    page = open_page(many, **look)
    tall = page.evaluate("document.getElementById('article').offsetHeight") / 320
    page.evaluate(
        "document.querySelectorAll('.article-part').forEach((one) => one.style.contentVisibility = 'visible')"
    )
    real = page.evaluate("document.getElementById('article').offsetHeight") / 320
    assert real / 2 < tall < 2 * real


def test_a_far_story_is_found_read_and_printed_whole(open_page: OpenPage, many: Path) -> None:
    page = open_page(many, fragment="#place=town-319")
    expect(page.get_by_role("dialog", name="Town 319")).to_be_visible()
    expect(page.locator("#article h2").last).to_be_in_viewport()
    page.emulate_media(media="print")
    assert page.locator("#article h2").nth(150).evaluate("(one) => one.getBoundingClientRect().height") > 0
    expect(page.locator(".filters")).to_be_hidden()
