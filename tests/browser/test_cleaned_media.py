"""Cleaned recordings play in a browser as before, and cleaned drawings look as before."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from storymap.reading.media.kinds import recording_kind
from storymap.reading.media.recordings.cleaning import clean_recording
from storymap.reading.media.svg.cleaning import clean_svg
from tests.reading.media.recordings.test_cleaning import NAMES
from tests.reading.media.samples import recorded
from tests.reading.media.svg.drawings import DRAWINGS
from tests.reading.media.svg.test_cleaning import RECT, svg
from tests.reading.media.svg.test_hidden_text import HIDDEN, KEPT

PLAY = """([kind, src]) => new Promise((done) => {
  const element = document.createElement(kind);
  element.oncanplaythrough = () => done([element.duration, element.videoWidth ?? 0]);
  element.onerror = () => done([element.error.message]);
  Object.assign(element, { preload: "auto", muted: true, src });
  document.body.append(element);
})"""


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 420, "height": 260})
    yield page
    page.close()


def uri(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


# This Chromium has no licence for H.265.
@pytest.mark.parametrize("name", [name for name in NAMES if name != "hevc.mp4"])
def test_a_cleaned_recording_plays_as_long_as_before(blank: Page, name: str) -> None:
    kind = recording_kind(name)
    assert kind is not None
    data = recorded(name)
    clean = clean_recording(data, kind)
    before = blank.evaluate(PLAY, [kind, uri(clean.media_type, data)])
    after = blank.evaluate(PLAY, [kind, uri(clean.media_type, clean.data)])
    assert before == after
    assert (after[0] > 0.2, after[1]) == (True, 64 if kind == "video" else 0)


def drawn(page: Page, svg: bytes) -> Image.Image:
    page.set_content(f'<style>body {{ margin: 0 }}</style><img width="400" src="{uri("image/svg+xml", svg)}" alt="">')
    page.evaluate("document.images[0].decode()")
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_cleaned_drawing_looks_as_before(blank: Page, name: str) -> None:
    before, after = drawn(blank, DRAWINGS[name].encode()), drawn(blank, clean_svg(DRAWINGS[name].encode()).data)
    # A photograph within a drawing is encoded again.
    most = 8 if name == "inkscape" else 0
    assert max(high for _, high in ImageChops.difference(before, after).getextrema()) <= most
    assert len(before.getcolors(100_000) or ()) > 20


@pytest.mark.parametrize("name", [*HIDDEN, *KEPT])
def test_text_is_dropped_only_where_a_browser_shows_none(blank: Page, name: str) -> None:
    drawing = svg({**HIDDEN, **KEPT}[name] + RECT)
    before, after = drawn(blank, drawing), drawn(blank, clean_svg(drawing).data)
    # What is fainter than a twentieth counts as hidden.
    assert max(high for _, high in ImageChops.difference(before, after).getextrema()) <= 255 / 20
