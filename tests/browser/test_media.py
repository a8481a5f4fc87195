"""Pictures, sounds and films in a page from disk: they show and play, and ask nobody."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from storymap import build_story, render_page
from tests.browser.conftest import until
from tests.reading.media.samples import encoded, gps_exif, photo, sound

OpenPage = Callable[..., Page]

ARTICLE = """# A day in Laredo

In Laredo it rained.

![The bridge at noon](bridge.jpg "The bridge."){credit="Ana Ruiz"}

![Rain on a roof](rain.wav "Rain.")

![People crossing](walk.webm "Crossing."){credit="Bo Diaz"}
"""
PLACES = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Laredo",
"image": {"src": "bridge.jpg", "alt": "A bridge", "caption": "Seen from here.", "credit": "Cy Webb"}},
"geometry": {"type": "Point", "coordinates": [-99.5, 27.5]}}]}"""
# A few frames that the browser itself records: there is no film in the repository.
RECORD = """() => new Promise((done) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 48 });
  const brush = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm;codecs=vp8" });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.onstop = async () => {
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    done(btoa(String.fromCharCode(...bytes)));
  };
  recorder.start();
  let frames = 0;
  const timer = setInterval(() => {
    brush.fillStyle = frames % 2 ? "#800" : "#080";
    brush.fillRect(0, 0, 64, 48);
    if (++frames > 4) { clearInterval(timer); recorder.stop(); }
  }, 60);
})"""


@pytest.fixture(scope="module")
def folder(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("media")
    recorder = chromium.new_page()
    film = base64.b64decode(recorder.evaluate(RECORD))
    recorder.close()
    (folder / "story.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "places.geojson").write_text(PLACES, encoding="utf-8")
    (folder / "bridge.jpg").write_bytes(encoded(photo(2000, 1200), "JPEG", exif=gps_exif()))
    (folder / "rain.wav").write_bytes(sound(0.5))
    (folder / "walk.webm").write_bytes(film)
    (folder / "walk.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:10.000\nWe cross every day.\n")
    return folder


def build(folder: Path, name: str, **options: Any) -> Path:
    return render_page(build_story(folder / "story.md", **options)).save(folder / name)


@pytest.mark.parametrize("media", ["inline", "link"])
def test_pictures_show_and_recordings_can_be_played_from_disk(open_page: OpenPage, folder: Path, media: str) -> None:
    page = open_page(build(folder, f"{media}.html", media=media))
    until(page, "[...document.images].every((image) => image.complete)")
    assert page.evaluate("[...document.images].map((image) => [image.naturalWidth, image.naturalHeight])") == [
        [1400, 840],
        [680, 408],
    ]
    until(page, "[...document.querySelectorAll('audio, video')].every((one) => one.readyState > 0)")
    assert page.evaluate("document.querySelector('audio').duration") == 0.5
    assert page.evaluate("document.querySelector('video').videoWidth") == 64
    assert page.evaluate("[...document.querySelectorAll('audio, video')].map((one) => one.paused)") == [True, True]


def test_the_film_speaks_in_words_too(open_page: OpenPage, folder: Path) -> None:
    page = open_page(build(folder, "words.html"))
    until(page, "document.querySelector('track').readyState === 2")
    assert page.evaluate("document.querySelector('track').track.mode") == "showing"
    assert page.evaluate("document.querySelector('track').track.cues[0].text") == "We cross every day."


def test_a_recording_is_played_by_keyboard(open_page: OpenPage, folder: Path) -> None:
    page = open_page(build(folder, "keys.html"))
    page.focus("audio")
    page.keyboard.press("Space")
    until(page, "document.querySelector('audio').played.length > 0")


def test_a_popup_shows_the_picture_of_the_place_with_its_credit(open_page: OpenPage, folder: Path) -> None:
    page = open_page(build(folder, "popup.html"))
    page.click(".leaflet-marker-icon")
    picture = page.locator(".card .place-image img")
    picture.wait_for()
    until(page, "document.querySelector('.card .place-image img').complete")
    assert picture.evaluate("(image) => [image.naturalWidth, image.alt]") == [680, "A bridge"]
    assert picture.evaluate("(image) => image.getBoundingClientRect().width") > 150
    assert page.inner_text(".card .place-image figcaption") == "Seen from here. Cy Webb"


def test_on_paper_a_line_says_what_there_is_to_hear(open_page: OpenPage, folder: Path) -> None:
    page = open_page(build(folder, "paper.html"))
    assert not page.locator(".print-only").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".print-only").all_inner_texts() == ["Audio: Rain on a roof", "Video: People crossing"]
    assert page.locator(".print-only").first.is_visible()
    assert not page.locator("audio").is_visible()
    assert page.locator(".article img").is_visible()


def test_a_picture_has_its_room_before_it_is_decoded(open_page: OpenPage, folder: Path) -> None:
    empty = build(folder, "room.html")
    html = empty.read_text(encoding="utf-8")
    start = html.index('<img src="data:image/jpeg')
    end = html.index('" alt=', start)
    empty.write_text(html[: start + 10] + "data:image/jpeg;base64," + html[end:], encoding="utf-8")
    page = open_page(empty)
    box = page.evaluate("(({ width, height }) => [width, height])(document.images[0].getBoundingClientRect())")
    assert page.evaluate("document.images[0].naturalWidth") == 0
    assert box[1] == pytest.approx(box[0] * 0.6, abs=1)
