"""What a reader sees of settings, of what is named in passing, and of many places, and how all of it is reached."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from storymap.model import Role, StoryFocus, Weight
from tests.browser.conftest import PHONE, ROOT, OpenPage, until
from tests.browser.test_accessible import faults
from tests.browser.test_scroll_sync import CALM, read

ROLES: dict[str, Role] = {
    "ciudad-juarez": "scene",
    "el-paso": "scene",
    "santa-fe-bridge": "scene",
    "chihuahua": "setting",
    "sinaloa": "passing",
    "laredo": "passing",
}
TARGET = 24  # pixels, WCAG 2.5.8


def build(folder: Path, article: Path, roles: dict[str, Role], weights: Callable[[int], float], **options: Any) -> Path:
    """A page whose places have these roles, and weights by their order."""
    story = build_story(article, **options)
    known = story.focus.weights
    focus = {
        place_id: replace(known.get(place_id, Weight(1, "scene")), value=weights(order), role=role)
        for order, (place_id, role) in enumerate(roles.items())
    }
    story = replace(story, focus=replace(story.focus, weights=focus))
    return render_page(story).save(folder / "page.html")


@pytest.fixture
def border(tmp_path: Path) -> Path:
    """The example, with a setting and two places that are named in passing, whatever its text makes of them."""
    return build(tmp_path, ROOT / "geodata" / "juarez" / "story.md", ROLES, lambda order: 1 - order / 10)


@pytest.fixture
def seventy_five(tmp_path: Path) -> Path:
    """Seventy-five places on a grid that is dense in the middle, five a passage."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Town {chr(65 + n // 26)}{chr(65 + n % 26)}", "id": f"t{n}"},
            "geometry": {
                "type": "Point",
                "coordinates": [8 + ((n * 37) % 75 - 37) ** 3 / 2e4, 50 + ((n * 53) % 75 - 37) ** 3 / 4e4],
            },
        }
        for n in range(75)
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    names = [feature["properties"]["name"] for feature in features]  # type: ignore[index]
    passages = [" and ".join(names[n : n + 5]) + " " + "is heard of. " * 30 for n in range(0, 75, 5)]
    (tmp_path / "story.md").write_text("# Towns\n\n" + "\n\n".join(passages))
    roles: dict[str, Role] = {f"t{n}": "scene" for n in range(75)}
    return build(tmp_path, tmp_path / "story.md", roles, lambda order: 1 - order / 100)


def marker(place: str) -> str:
    return f".place-marker[data-place={place}]"


def symbol_width(page: Page, place: str) -> float:
    width: float = page.evaluate(f"document.querySelector('{marker(place)} .symbol').getBoundingClientRect().width")
    return width


def shows_number(page: Page, place: str) -> bool:
    shown: bool = page.evaluate(
        f"document.querySelector('{marker(place)} .symbol text').getBoundingClientRect().width > 0"
    )
    return shown


def names_on_map(page: Page) -> set[str]:
    until(page, "document.querySelector('.basemap-names').dataset.names !== undefined")
    names: str = page.evaluate("document.querySelector('.basemap-names').dataset.names")
    return {name.casefold() for name in names.split("|")}


def test_a_setting_is_an_area_with_its_name_and_no_number(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, **CALM)
    expect(page.locator(f"{marker('chihuahua')} .place-label.is-placed")).to_have_text("CHIHUAHUA", use_inner_text=True)
    assert symbol_width(page, "chihuahua") == 0
    style = page.evaluate(
        "(() => { const s = getComputedStyle(document.querySelector('path.place-area[data-place=chihuahua]'));"
        " return [s.fillOpacity, s.strokeWidth, s.strokeDasharray].map(parseFloat) })()"
    )
    assert 0 < style[0] <= 0.03 and style[1] <= 1
    # The basemap does not name it a second time.
    assert "chihuahua" not in names_on_map(page)


def test_a_setting_s_name_comes_along_to_the_part_of_it_that_is_seen(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, **CALM)
    page.evaluate("map_story.setView([31.2, -106.6], 9, {animate: false})")
    label = page.locator(f"{marker('chihuahua')} .place-label.is-placed")
    expect(label).to_be_in_viewport()
    box, panel = label.bounding_box(), page.locator("#map").bounding_box()
    assert box and panel and box["x"] >= panel["x"]


def test_a_setting_opens_from_its_area_and_then_has_its_number(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, **CALM)
    box = page.locator(f"{marker('chihuahua')} .place-label").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2 + 40, box["y"] + box["height"] / 2 + 25)
    expect(page.get_by_role("dialog", name="Chihuahua")).to_be_visible()
    expect(page.locator(f"{marker('chihuahua')}.is-active")).to_have_count(1)
    assert symbol_width(page, "chihuahua") >= TARGET
    assert shows_number(page, "chihuahua")


def test_a_setting_is_reached_by_the_keyboard_and_seen_where_the_focus_is(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, **CALM)
    button = page.locator("#map").get_by_role("button", name="6 Chihuahua")
    page.locator("#map").get_by_role("button", name="5 Laredo").focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert symbol_width(page, "chihuahua") >= TARGET
    assert shows_number(page, "chihuahua")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Chihuahua")).to_be_focused()


def test_a_setting_has_its_number_while_it_is_read(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, **CALM)
    block = page.evaluate("document.querySelector('a.place[data-place=chihuahua]').closest('[id^=p]').id")
    read(page, block)
    until(page, f"document.querySelector('{marker('chihuahua')}.is-read:not(.is-name)')")
    assert shows_number(page, "chihuahua")


def test_what_is_named_in_passing_is_a_dot_with_a_target_for_a_finger(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, **CALM)
    dot = page.locator(f"{marker('laredo')} .symbol").bounding_box()
    assert dot
    assert 8 <= dot["width"] <= 12
    assert not shows_number(page, "laredo")
    x, y = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
    hit = "document.elementFromPoint({}, {})?.closest('.place-marker')?.dataset.place"
    reach = TARGET / 2 - 1
    for across, down in ((-reach, 0), (reach, 0), (0, -reach), (0, reach)):
        assert page.evaluate(hit.format(x + across, y + down)) == "laredo"
    assert page.evaluate(hit.format(x + 16, y)) != "laredo"
    page.mouse.click(x + reach, y)
    expect(page.get_by_role("dialog", name="Laredo")).to_be_visible()
    assert shows_number(page, "laredo")


@pytest.mark.parametrize("how", ["pointed at on the map", "focused on the map", "pointed at in the text", "read"])
def test_a_dot_becomes_a_numbered_symbol_when_it_is(open_page: OpenPage, border: Path, how: str) -> None:
    page = open_page(border, **CALM)
    if how == "pointed at on the map":
        page.locator(f"{marker('laredo')} .symbol").hover(force=True)
    elif how == "focused on the map":
        page.locator("#map").get_by_role("button", name="4 Sinaloa").focus()
        page.keyboard.press("Tab")
    elif how == "pointed at in the text":
        page.locator("a.place[data-place=laredo]").first.hover()
    else:
        read(page, page.evaluate("document.querySelector('a.place[data-place=laredo]').closest('[id^=p]').id"))
        until(page, f"document.querySelector('{marker('laredo')}.is-read')")
    until(page, f"document.querySelector('{marker('laredo')} .symbol').getBoundingClientRect().width > {TARGET}")
    assert shows_number(page, "laredo")


def test_an_area_that_is_named_in_passing_is_drawn_while_it_is_read(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, **CALM)
    area = "getComputedStyle(document.querySelector('path.place-area[data-place=sinaloa]'))"
    assert page.evaluate(f"[{area}.fill, {area}.stroke]") == ["none", "none"]
    read(page, page.evaluate("document.querySelector('a.place[data-place=sinaloa]').closest('[id^=p]').id"))
    until(page, f"{area}.stroke !== 'none' && {area}.fill !== 'none'")


def test_layers_and_list_have_what_is_quiet(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, **CALM)
    for name in ("Chihuahua", "Sinaloa", "Laredo"):
        expect(page.locator(".place-card .place-open").filter(has_text=name)).to_have_count(1)
    expect(page.locator(marker("chihuahua"))).to_have_count(1)
    page.get_by_role("checkbox", name="States 2").uncheck()
    expect(page.locator(marker("chihuahua"))).to_have_count(0)
    page.get_by_role("checkbox", name="States 2").check()
    expect(page.locator(f"{marker('chihuahua')}.is-name .place-label.is-placed")).to_have_count(1)
    expect(page.locator(f"{marker('sinaloa')}.is-dot")).to_have_count(1)


def test_shapes_differ_where_colours_do_not_even_as_dots(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, forced_colors="active", **CALM)
    paths = [page.locator(f"{marker(place)} .symbol path").get_attribute("d") for place in ("laredo", "sinaloa")]
    assert paths[0] != paths[1]
    for place in ("laredo", "sinaloa"):
        assert 8 <= symbol_width(page, place) <= 12


def overlaps(page: Page) -> int:
    """How many pairs of numbered symbols lie on each other: their middles are nearer than they are wide."""
    count: int = page.evaluate(
        "(() => { const at = [...document.querySelectorAll('.place-marker:not(.is-dot, .is-name)')].map((m) => {"
        " const b = m.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2] });"
        " let n = 0; at.forEach(([x, y], i) => at.slice(0, i).forEach(([u, v]) => { if (Math.hypot(x - u, y - v) < 29) n++ }));"
        " return n })()"
    )
    return count


SYMBOLS = ".place-marker:not(.is-dot, .is-name)"


@pytest.mark.parametrize("options", [PHONE, {}], ids=["phone", "wide"])
def test_of_seventy_five_places_those_that_fit_are_symbols(
    open_page: OpenPage, seventy_five: Path, options: dict[str, Any]
) -> None:
    page = open_page(seventy_five, **options, **CALM)
    expect(page.locator(".place-marker")).to_have_count(75)
    symbols = page.locator(SYMBOLS).count()
    assert 5 <= symbols < 75
    expect(page.locator(".place-marker.is-dot")).to_have_count(75 - symbols)
    # The weightiest of all is among them.
    expect(page.locator(f"{marker('t0')}:not(.is-dot)")).to_have_count(1)
    assert overlaps(page) == 0
    longest = page.evaluate(
        "Math.max(0, ...[...document.querySelectorAll('path.hairline:not(.hairline-end)')].map((p) => p.getTotalLength()))"
    )
    assert longest <= 46
    # All of them are named with their numbers, and are in the list.
    names = {one.get_attribute("aria-label") for one in page.locator(".place-marker").all()}
    assert len(names) == 75 and all(name and name[0].isdigit() for name in names)
    # A dot in a crowd is too small for a finger, and its entry in the list is not.
    assert 0 < page.locator(".place-marker.is-dot[tabindex='-1'][aria-hidden=true]").count() <= 75 - symbols
    # From a step back no place lies under a button of the map.
    page.evaluate("map_story.setZoom(map_story.getZoom() - 1, {animate: false})")
    assert faults(page) == []
    expect(page.locator(".place-card")).to_have_count(75)


def test_from_a_dot_in_a_crowd_the_pointer_still_opens_its_place(open_page: OpenPage, seventy_five: Path) -> None:
    page = open_page(seventy_five, **CALM)
    crowded = page.locator(".place-marker.is-crowded").evaluate_all(
        "(all) => all.map((m) => { const b = m.getBoundingClientRect(); return [m.dataset.place, b.x + b.width / 2, b.y + b.height / 2] })"
        ".filter(([id, x, y]) => document.elementFromPoint(x, y)?.closest('.place-marker')?.dataset.place === id)"
    )
    assert crowded
    place, x, y = crowded[0]
    page.mouse.click(x, y)
    expect(page.locator(f"{marker(place)}.is-active")).to_have_count(1)
    expect(page.locator(marker(place))).to_have_attribute("tabindex", "0")


def test_a_closer_view_has_room_for_more_numbers(open_page: OpenPage, seventy_five: Path) -> None:
    page = open_page(seventy_five, **PHONE, **CALM)
    before = page.locator(SYMBOLS).count()
    page.evaluate("map_story.setZoom(map_story.getZoom() + 2, {animate: false})")
    assert page.locator(SYMBOLS).count() > before
    assert overlaps(page) == 0


def test_what_is_read_comes_before_what_is_weightier(open_page: OpenPage, seventy_five: Path) -> None:
    page = open_page(seventy_five, **PHONE, **CALM)
    last = page.evaluate("[...document.querySelectorAll('.article p')].pop().id")
    read(page, last)
    until(page, "document.querySelectorAll('.place-marker.is-read').length === 5")
    assert page.locator(f"{SYMBOLS}.is-read").count() >= 1
    assert overlaps(page) == 0


def after(page: Page, nth: int) -> str:
    """What stands behind the nth mention of Ciudad Juárez."""
    text: str = page.evaluate(
        f"getComputedStyle(document.querySelectorAll('a.place[data-place=ciudad-juarez]')[{nth}], '::after').content"
    )
    return text


def underline(page: Page, selector: str) -> list[str]:
    found: list[str] = page.evaluate(
        f"(() => {{ const s = getComputedStyle(document.querySelector('{selector}'));"
        " return [s.textDecorationStyle, s.textDecorationThickness, s.textDecorationColor] })()"
    )
    return found


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_number_stands_once_a_section(open_page: OpenPage, border: Path, script: bool) -> None:
    if script:
        page = open_page(border, **CALM)
        assert "1" in after(page, 0)
        assert after(page, 1) == "none"
        later, first = "a.place.is-later[data-place=ciudad-juarez]", "a.place[data-place=ciudad-juarez]"
        assert underline(page, first)[:2] == ["dotted", "2px"]
        assert underline(page, later)[:2] == ["dotted", "1px"]
        return
    page = open_page(border, java_script_enabled=False)
    sections = page.locator(".article a.place[data-place=ciudad-juarez][data-number]")
    assert 2 <= sections.count() < page.locator(".article a.place[data-place=ciudad-juarez]").count()
    picture = page.locator("svg.map-picture")
    expect(picture.locator(".area-name")).to_have_text("CHIHUAHUA")
    expect(picture.locator("path.spot")).to_have_count(2)
    expect(picture.locator("g.symbol")).to_have_count(3)


def test_quiet_links_are_links_and_come_forward_when_pointed_at_or_read(open_page: OpenPage, border: Path) -> None:
    page = open_page(border, **CALM)
    link = "a.place.is-minor[data-place=chihuahua]"
    quiet = underline(page, link)
    assert quiet[:2] == ["solid", "1px"]
    page.locator(link).first.focus()
    assert underline(page, link)[:2] == ["dotted", "2px"]
    page.locator("body").click(position={"x": 5, "y": 5})
    assert underline(page, link) == quiet
    height = page.evaluate("document.querySelector('.article').offsetHeight")
    read(page, page.evaluate(f"document.querySelector('{link}').closest('[id^=p]').id"))
    until(page, f"document.querySelector('{link}').closest('.is-read')")
    assert underline(page, link)[:2] == ["dotted", "2px"]
    # No line of the text moves for it.
    assert page.evaluate("document.querySelector('.article').offsetHeight") == height
    page.locator(link).first.click()
    expect(page.get_by_role("dialog", name="Chihuahua")).to_be_visible()


def test_on_paper_settings_are_quiet_and_the_first_of_a_section_has_its_number(
    open_page: OpenPage, border: Path
) -> None:
    page = open_page(border, **CALM)
    page.emulate_media(media="print")
    expect(page.locator("svg.map-picture .area-name")).to_be_visible()
    assert "1" in after(page, 0)
    assert after(page, 1) == "none"


def test_letters_that_join_are_not_pulled_apart(open_page: OpenPage, tmp_path: Path) -> None:
    square = [[[50, 33], [54, 33], [54, 37], [50, 37], [50, 33]]]
    features = [
        ("استان تهران", {"type": "Polygon", "coordinates": square}, "ostan"),
        ("تهران", {"type": "Point", "coordinates": [51.4, 35.7]}, "tehran"),
    ]
    (tmp_path / "places.geojson").write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "properties": {"name": name, "id": place_id}, "geometry": geometry}
                    for name, geometry, place_id in features
                ],
            }
        )
    )
    (tmp_path / "story.md").write_text("# تهران\n\nدر استان تهران و در تهران باران بارید.\n")
    roles: dict[str, Role] = {"ostan": "setting", "tehran": "scene"}
    page = open_page(build(tmp_path, tmp_path / "story.md", roles, lambda _: 1.0, language="fa"), **CALM)
    label = f"{marker('ostan')} .place-label.is-placed"
    expect(page.locator(label)).to_be_visible()
    spacing = page.evaluate(f"getComputedStyle(document.querySelector('{label}')).letterSpacing")
    assert spacing in ("normal", "0px")


def test_a_story_without_a_focus_is_as_it_was(tmp_path: Path, open_page: OpenPage) -> None:
    story = replace(build_story(ROOT / "geodata" / "juarez" / "story.md"), focus=StoryFocus())
    page = open_page(render_page(story).save(tmp_path / "page.html"), **CALM)
    expect(page.locator(SYMBOLS)).to_have_count(6)
