"""The story in three minutes: from a pasted text to a published folder, in a real browser, with the clicks counted.

What a person takes is reckoned by the keystroke-level model (Card, Moran and Newell 1980); what the editor takes is
measured. The bridge, or what else no gazetteer has, is put on the map by hand; no coordinate is typed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from tools.bench.rows import Row, ms
from tools.bench.server import serving, window

# Seconds of the keystroke-level model: a key, a click (button down and up), pointing, hands to mouse or keyboard, a
# thought before a step.
KEY, CLICK, POINT, HAND, THINK = 0.28, 0.2, 1.1, 0.4, 1.35
# Seconds to read the card of a place to decide: some thirty words, at 250 words a minute.
_READ = 7.2
_NOTCHES = 5  # of the wheel
_MOST_CLICKS, _LONGEST = 12, 180.0
# A report of the same shape as those that newsrooms have: a border, a war far away, and a bridge that no gazetteer has.
_MADE = """The quiet bridge

CIUDAD JUAREZ, Mexico

Two armies of smugglers fight for the roads of northern Mexico, and the towns along the border count the days. In
Laredo, Texas, shops close at dusk. Across the river, in Nuevo Laredo, they no longer open.

Officials in Washington compare the fighting with that in Afghanistan and Iraq. The army has sent 2,000 soldiers from
Mexico City to Chihuahua, and as many to Sinaloa, where the trade began. Families have left for El Paso, Texas, and
some for San Antonio and Houston.

Every morning thousands still walk over the Santa Fe bridge, which joins Ciudad Juarez to El Paso. Nobody stops to
look at the water.

Traders from Guadalajara and Monterrey say that they have paid for years. In Tijuana a mayor says so aloud. In
Pakistan, a diplomat recalled, it began the same way.
"""


class _Person:
    """Does what a person does, counts the clicks and adds up the seconds of the model and of the waits."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.model = 0.0
        self.waits = 0.0

    def click(self, target: Locator, *, read: float = 0.0) -> None:
        """Think, point and click; `read` is what is read before."""
        target.wait_for()
        self.clicks += 1
        self.model += read + THINK + POINT + CLICK
        target.click()

    def click_at(self, x: float, y: float) -> None:
        """Think, point and click at a place of the window."""
        self.clicks += 1
        self.model += THINK + POINT + CLICK
        self.page.mouse.click(x, y)

    def zoom_in(self, x: float, y: float) -> None:
        """Turn the wheel over a place of the map until streets would be told apart."""
        self.model += THINK + POINT + _NOTCHES * KEY
        self.page.mouse.move(x, y)
        for _ in range(_NOTCHES):
            self.page.mouse.wheel(0, -120)
            self.page.wait_for_timeout(250)

    def keys(self, number: int) -> None:
        """Move a hand to the keyboard, and press so many keys."""
        self.model += HAND + THINK + number * KEY

    def wait(self, target: Locator) -> None:
        """Wait for what the editor does."""
        since = time.perf_counter()
        target.wait_for()
        self.waits += time.perf_counter() - since


def story_rows(chromium: Browser, desk: Path, report: Path | None) -> Iterator[Row]:
    """Tell a story from a report, or from one that is made up, and yield what it takes."""
    text = _MADE if report is None else report.read_text(encoding="utf-8")
    folder = desk / "told"
    folder.mkdir()
    with serving("edit", folder, "--no-open") as address, window(chromium, address) as page:
        person = _Person(page)
        by_hand = _tell(person, text)
    pages = list(folder.rglob("index.html"))
    if len(pages) != 1:
        raise RuntimeError("no folder was published")
    whole = person.model + person.waits
    name = "a made-up report" if report is None else "the report that was given"
    said = f"{whole:.0f} s: {ms(person.model)} of a person's, {ms(person.waits)} of waiting; {by_hand} by hand"
    yield Row(f"{name}, pasted to published", said, aim="at most 180 s", met=whole <= _LONGEST)
    yield Row("its clicks", str(person.clicks), aim="at most 12", met=person.clicks <= _MOST_CLICKS)


def _tell(person: _Person, text: str) -> int:
    """Paste, take what is sure, put on the map what is not, and publish. Return how many places were put by hand."""
    page = person.page
    paper = page.get_by_role("textbox", name="The text of the article")
    person.click(paper)
    person.keys(2)
    paper.fill(text)
    person.click(page.get_by_role("button", name="Find the places"))
    sure = page.get_by_role("button", name="that are sure")
    person.wait(sure)
    person.click(sure, read=_READ)
    symbols = page.frame_locator("iframe.page-frame").last.locator(".place-marker")
    person.wait(symbols.first)
    by_hand = 0
    while (card := page.locator(".decision:has(button:has-text('Put it on the map'))").first).count():
        person.click(card.get_by_role("button", name="Put it on the map"), read=_READ)
        # Where a person looks: at the first place of the story, from near.
        room = symbols.first.bounding_box()
        assert room is not None  # noqa: S101 - it is there
        x, y = room["x"] + room["width"] / 2, room["y"] + room["height"] / 2
        person.zoom_in(x, y)
        before = page.locator(".decision").count()
        person.click_at(x + 40, y + 30)
        since = time.perf_counter()
        while page.locator(".decision").count() >= before:
            page.wait_for_timeout(20)
        person.waits += time.perf_counter() - since
        by_hand += 1
    person.click(page.get_by_role("button", name="Publish"))
    person.click(page.get_by_role("dialog").get_by_role("button", name="Publish", exact=True))
    person.wait(page.locator(".publish-done"))
    return by_hand
