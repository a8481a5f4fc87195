"""What a reader does first, in the engines of all browsers: each test runs in Chromium, Firefox and WebKit.

Tests that only look come first and share one loaded page; those that click and type open it anew.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.engines.engine import PHONE, Engine

READY = "document.documentElement.classList.contains('is-ready')"
NAMED = "document.querySelector('canvas.basemap-names:not(.is-waiting)')?.dataset.names"
DIALOG = "document.querySelector('[role=dialog]')"
# How many colours the canvas has, and the share of its pixels that the most frequent one covers.
PAINTED = """(() => {
    const canvas = document.querySelector("canvas.basemap"), colours = new Map();
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    for (let i = 0; i < data.length; i += 4) {
        const colour = data.slice(i, i + 4).join();
        colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    return [colours.size, Math.max(...colours.values()) / (data.length / 4)];
})()"""
# Writes down what is painted on a canvas, and with what between its letters.
LISTEN = """(() => {
    const { prototype } = CanvasRenderingContext2D, { fillText } = prototype;
    window.painted = [];
    prototype.fillText = function (text, ...at) {
        painted.push([text, this.letterSpacing ?? null]);
        return fillText.call(this, text, ...at);
    };
})()"""
# The block of a place's first mention at a third of the window, as if the reader had come there.
READ = """(() => {
    const block = document.querySelector("a.place[data-place=%s]").closest("[id^=p]");
    scrollBy({ top: block.getBoundingClientRect().top - 0.34 * innerHeight, behavior: "instant" });
})()"""


def brightness(png: bytes) -> float:
    """How bright a picture is on the whole, from 0 to 255."""
    grey = Image.open(io.BytesIO(png)).convert("L")
    counts = grey.histogram()
    return sum(value * count for value, count in enumerate(counts)) / sum(counts)


def opened(engine: Engine, place: str, *, is_framed: bool = False) -> str:
    """What the card says that is open for a place."""
    engine.until(f"{DIALOG}?.querySelector('h2, h3')?.textContent.includes('{place}')", is_framed=is_framed)
    said: str = engine.evaluate(f"{DIALOG}.innerText", is_framed=is_framed)
    return said


def test_the_page_opens_and_says_nothing_on_the_console(engine: Engine, juarez: Path) -> None:
    engine.share(juarez)
    assert engine.evaluate("document.title") == "Two cities, one bridge"
    assert engine.evaluate("document.querySelectorAll('.place-marker').length") == 6


def test_the_basemap_is_painted(engine: Engine, juarez: Path) -> None:
    engine.share(juarez)
    engine.until(NAMED)
    colours, most = engine.evaluate(PAINTED)
    assert colours > 50
    assert most < 0.9


def test_the_map_has_names(engine: Engine, juarez: Path) -> None:
    engine.share(juarez)
    engine.until(NAMED)
    assert {"Mexico", "United States", "Monterrey"} <= set(engine.evaluate(NAMED).split("|"))
    shown = "[...document.querySelectorAll('.place-label.is-placed')].map((label) => label.textContent)"
    assert {"Ciudad Juárez", "El Paso", "Laredo"} <= set(engine.evaluate(shown))


def test_names_in_the_text_are_underlined(engine: Engine, juarez: Path) -> None:
    engine.share(juarez)
    looks = engine.evaluate(
        """[...document.querySelectorAll("a.place, .place-open bdi")].map((name) => {
            const { textDecorationLine, textDecorationStyle, textDecorationThickness } = getComputedStyle(name);
            return [name.className.includes("is-minor"), textDecorationLine, textDecorationStyle, textDecorationThickness];
        })"""
    )
    assert len(looks) > 15
    for is_minor, line, style, thickness in looks:
        assert (line, style) == ("underline", "solid" if is_minor else "dotted")
        assert thickness in ("1px", "2px")


def test_the_list_has_all_places(engine: Engine, juarez: Path) -> None:
    engine.share(juarez)
    assert engine.evaluate("document.querySelectorAll('.places .place-card').length") == 6
    assert engine.evaluate("document.querySelector('.places h2').getBoundingClientRect().height") > 10


def test_no_letters_are_parted_that_join(engine: Engine, arabic: Path) -> None:
    engine.open(arabic)
    engine.until(NAMED)
    engine.evaluate(LISTEN)
    engine.click(".leaflet-control-zoom-in")
    engine.until("painted.length > 5")
    painted = engine.evaluate("painted")
    joined = {text: spacing for text, spacing in painted if any("\u0600" <= letter <= "\u06ff" for letter in text)}
    assert len(joined) > 3
    # Chromium says "" of a context that was saved.
    assert {text: spacing for text, spacing in joined.items() if spacing not in ("0px", "", None)} == {}
    looks = "[...document.querySelectorAll('h1, .kicker, .place-label')].map((e) => getComputedStyle(e).letterSpacing)"
    assert set(engine.evaluate(looks)) <= {"normal", "0px"}


def test_nothing_is_wider_than_the_window(engine: Engine, juarez: Path) -> None:
    engine.open(juarez, size=PHONE)
    assert engine.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    assert engine.evaluate("document.getElementById('map').getBoundingClientRect().height") < PHONE[1] * 0.6


def test_it_prints_its_text_and_its_map(engine: Engine, juarez: Path) -> None:
    if not engine.has_print:
        pytest.skip(f"{engine.name}: its driver cannot print")
    engine.share(juarez)
    assert engine.print().startswith(b"%PDF")
    engine.until(READY)


def test_a_marker_opens_its_card_and_escape_closes_it(engine: Engine, juarez: Path) -> None:
    engine.open(juarez)
    engine.click(".place-marker[data-place=laredo]")
    assert "When the crossing closed in 1962" not in opened(engine, "Laredo")
    engine.press("Escape")
    engine.until(f"!{DIALOG}")


def test_a_name_in_the_text_opens_its_card_at_that_sentence(engine: Engine, juarez: Path) -> None:
    engine.open(juarez)
    engine.click("a.place[data-place=sinaloa]")
    assert engine.evaluate("document.querySelector('a.place[data-place=sinaloa]').textContent") in opened(
        engine, "Sinaloa"
    )
    engine.press("Escape")
    engine.until(f"!{DIALOG} && document.activeElement.matches('a.place[data-place=sinaloa]')")


def test_the_map_follows_the_reading(engine: Engine, juarez: Path) -> None:
    engine.open(juarez)
    before = engine.evaluate("map_story.getZoom()")
    engine.evaluate(READ % "santa-fe-bridge")
    engine.until("document.querySelector('.place-marker.is-read[data-place=santa-fe-bridge]')")
    engine.until(f"map_story.getZoom() > {before} + 2")


def test_a_place_of_the_list_opens_on_the_map(engine: Engine, juarez: Path) -> None:
    engine.open(juarez)
    engine.click("#place-laredo .place-open")
    opened(engine, "Laredo")
    engine.until(f"{DIALOG}.contains(document.activeElement)")


def test_a_layer_is_switched_off_and_on(engine: Engine, juarez: Path) -> None:
    engine.open(juarez)
    shown = "document.querySelectorAll('.place-marker[data-place=el-paso]').length"
    box = ".leaflet-control-layers-overlays label"
    assert engine.evaluate(shown) == 1
    engine.click(box)
    engine.until(f"{shown} === 0")
    engine.click(box)
    engine.until(f"{shown} === 1")


def test_the_keyboard_alone_reaches_a_marker_and_opens_it(engine: Engine, juarez: Path) -> None:
    engine.open(juarez)
    engine.press("Tab")
    assert engine.evaluate("document.activeElement.matches('.skip')")
    engine.press("Enter")
    for _ in range(10):
        engine.press("Tab")
        if engine.evaluate("document.activeElement.matches('.place-marker')"):
            break
    place = engine.evaluate("document.activeElement.dataset.place")
    outline = engine.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert (place, outline) == ("ciudad-juarez", "solid")
    engine.press("Enter")
    opened(engine, "Ciudad Juárez")
    engine.press("Escape")
    engine.until(f"!{DIALOG} && document.activeElement.dataset.place === 'ciudad-juarez'")


def test_it_works_in_a_sandboxed_frame(engine: Engine, framed: Path) -> None:
    engine.open(framed)
    engine.until(READY, is_framed=True)
    engine.until(NAMED, is_framed=True)
    assert engine.evaluate(PAINTED, is_framed=True)[0] > 50
    engine.click(".place-marker[data-place=laredo]", is_framed=True)
    opened(engine, "Laredo", is_framed=True)
    engine.press("Escape")
    engine.until(f"!{DIALOG}", is_framed=True)


def test_the_page_is_dark_for_those_who_prefer_it(dark_engine: Engine, juarez: Path) -> None:
    dark_engine.open(juarez)
    dark_engine.until(NAMED)
    assert brightness(dark_engine.screenshot()) < 80
    assert dark_engine.faults() == []
