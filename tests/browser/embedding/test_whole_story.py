"""A story in a frame as high as its text: the map goes along with what the window around it shows, or stands above the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import PHONE, until
from tests.browser.embedding.conftest import Site, Visit, serve
from tests.browser.embedding.test_linked import folder

__all__ = ["folder"]

STYLE = "<style>body { margin: 0 } iframe { border: 0; display: block; width: 100%; height: 700px }</style>"
BEFORE, AFTER = "<div style='height: 600px'>Before</div>", "<div style='height: 2000px'>After</div>"
OBEYS = """<script>addEventListener("message", ({ data, source }) => {
  if (data.storymap === "height") document.querySelector("iframe").style.height = data.height + "px";
})</script>"""


@pytest.fixture
def published(folder: Path) -> Iterator[Site]:
    yield from serve(Site(folder))


def story(visit: Visit, site: Site, around: str, **options: object) -> tuple[Page, FrameLocator]:
    page = visit(
        f'<meta name="viewport" content="width=device-width">{STYLE}{BEFORE}<iframe title="Story" sandbox="allow-scripts" '
        f'src="{site.address}/index.html?view=story"></iframe>{AFTER}{around}',
        reduced_motion="reduce",
        **options,
    )
    # A frame that is not in the window is not laid out.
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    expect(frame.locator("html")).to_contain_class("is-whole")
    return page, frame


def linked(site: Site) -> str:
    return f'<script async src="{site.address}/storymap-host.js"></script>'


def until_map_at(page: Page, top: int, height: int) -> None:
    """Wait until the map stands so in the window of the page around the frame."""
    box = "document.querySelector('.map-panel').getBoundingClientRect()"
    until(page.frames[1], f"Math.abs({box}.top - {top}) < 1.5 && Math.abs({box}.height - {height}) < 1.5")


def test_the_map_goes_along_beside_the_text(visit: Visit, published: Site) -> None:
    page, frame = story(visit, published, linked(published))
    for scrolled in (600, 2100, 3000):
        page.evaluate(f"scrollTo({{ top: {scrolled}, behavior: 'instant' }})")
        until_map_at(page, scrolled - 600, 800)
    panel, text = frame.locator(".map-panel").bounding_box(), frame.locator(".article").bounding_box()
    assert panel and text
    assert panel["x"] >= text["x"] + text["width"]
    # At its end, of which the window's top still has a little, it stays in the frame.
    height = page.locator("iframe").evaluate("frame => frame.offsetHeight")
    page.evaluate(f"scrollTo({{ top: 600 + {height} - 100, behavior: 'instant' }})")
    until_map_at(page, height - 800, 800)


def test_on_a_phone_it_stays_at_the_head_of_the_window(visit: Visit, published: Site) -> None:
    page, _ = story(visit, published, linked(published), **PHONE)
    page.evaluate("scrollTo({ top: 2100, behavior: 'instant' })")
    until_map_at(page, 1500, round(640 * 0.42))


def test_the_map_follows_what_is_read_in_the_window_around_it(visit: Visit, published: Site) -> None:
    page, frame = story(visit, published, linked(published))
    name = frame.locator("a.place[data-place=laredo]").first
    at = name.evaluate("name => name.closest('p').getBoundingClientRect().top")
    page.evaluate(f"scrollTo({{ top: 600 + {at} - 260, behavior: 'instant' }})")
    expect(frame.locator(".place-marker[data-place=laredo].is-read")).to_be_visible()
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(frame.locator(".place-marker.is-read")).to_have_count(0)


def test_a_card_on_a_phone_is_in_the_window(visit: Visit, published: Site) -> None:
    page, frame = story(visit, published, linked(published), **PHONE)
    name = frame.locator("a.place[data-place=laredo]").first
    page.evaluate(
        f"scrollTo({{ top: 600 + {name.evaluate('a => a.getBoundingClientRect().top')} - 400, behavior: 'instant' }})"
    )
    name.press("Enter")
    sheet = frame.get_by_role("dialog", name="Laredo")
    expect(sheet).to_be_in_viewport(ratio=0.9)
    # The word that was picked is between the map and the sheet.
    boxes = "['a.place[data-place=laredo]', '.map-panel', '.sheet'].map((each) => document.querySelector(each).getBoundingClientRect())"
    until(page.frames[1], f"(([word, map, sheet]) => word.top >= map.bottom && word.bottom <= sheet.top)({boxes})")
    # A finger that begins to pull the sheet finds it where it was.
    moved = page.frames[1].evaluate(
        """() => {
          const sheet = document.querySelector('.sheet'), before = sheet.getBoundingClientRect().top;
          for (const [type, clientY] of [['touchstart', before + 30], ['touchmove', before + 40]]) {
            const touch = new Touch({ identifier: 1, target: sheet, clientX: 100, clientY });
            sheet.dispatchEvent(new TouchEvent(type, { touches: [touch], bubbles: true, cancelable: true }));
          }
          return sheet.getBoundingClientRect().top - before;
        }"""
    )
    assert moved == pytest.approx(10, abs=1)


def test_what_is_far_in_the_text_is_brought_into_the_window(visit: Visit, published: Site) -> None:
    page, frame = story(visit, published, linked(published))
    page.evaluate("scrollTo({ top: 600, behavior: 'instant' })")
    until_map_at(page, 0, 800)
    frame.get_by_role("button", name="Places", exact=True).click()
    expect(frame.get_by_role("heading", name="Places in this story")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 900, 1280])
def test_where_no_script_speaks_the_layout_is_one_column(visit: Visit, published: Site, width: int) -> None:
    page, frame = story(visit, published, OBEYS, viewport={"width": width, "height": 800})
    until(page, "document.querySelector('iframe').offsetHeight > 2000")
    panel, text = frame.locator(".map-panel").bounding_box(), frame.locator(".article").bounding_box()
    assert panel and text
    assert (panel["x"], panel["width"]) == (0, width)
    assert panel["height"] == min(640, max(360, int(width * 0.625 + 0.5)))
    assert abs(text["x"] + text["width"] / 2 - width / 2) < 1
    assert text["y"] >= panel["y"] + panel["height"]


def test_a_name_far_from_the_map_leads_there_and_back(visit: Visit, published: Site) -> None:
    page, frame = story(visit, published, OBEYS)
    name = frame.locator("a.place[data-place=laredo]").first
    at = name.evaluate("name => name.getBoundingClientRect().top")
    page.evaluate(f"scrollTo({{ top: 600 + {at} - 400, behavior: 'instant' }})")
    name.press("Enter")
    expect(frame.get_by_role("dialog", name="Laredo")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(name).to_be_in_viewport()
    expect(name).to_be_focused()


def test_a_frame_that_stays_low_scrolls_as_before(visit: Visit, published: Site) -> None:
    framed = f'<iframe title="Story" width="900" height="700" src="{published.address}/index.html"></iframe>'
    page = visit(f"{STYLE}{framed}")
    frame = page.frame_locator("iframe")
    frame.locator("html.is-ready").wait_for(state="attached")
    expect(frame.locator("html")).not_to_contain_class("is-whole")
    box = frame.locator(".map-panel").bounding_box()
    assert box and (box["y"], box["height"]) == (0, 700)
