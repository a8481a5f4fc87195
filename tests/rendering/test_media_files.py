"""Where pictures and recordings are: in the page, beside it, or on a server that was allowed."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from storymap import render_page
from storymap.model import Article, Block, Image, MediaChoice, Recording, Story
from tests.pages import Page
from tests.rendering.conftest import one_place, places_frame, tie

PICTURE = b"\x89PNG picture"
POSTER = b"\xff\xd8 poster"
FILM = b"film"
DRAWING = b"<svg/>"


def uri(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


SUBTITLES = uri("text/vtt", b"WEBVTT")


def story(delivery: str = "inline", hosts: tuple[str, ...] = (), **changes: str) -> Story:
    picture = Image("a.png", "A bridge", data=changes.get("picture", uri("image/png", PICTURE)), width=1400, height=700)
    drawing = Image("a.svg", "A plan", data=uri("image/svg+xml", DRAWING))
    poster = Image("a.jpg", data=uri("image/jpeg", POSTER), decorative=True)
    film = changes.get("film", uri("video/mp4", FILM))
    walk = Recording("a.mp4", "video", "A walk", credit="AP", data=film, subtitles=SUBTITLES, poster=poster)
    blocks = (
        Block("image", "", image=picture),
        Block("image", "", image=drawing),
        Block("recording", "Over the bridge.", recording=walk),
    )
    made = tie(Article("T", blocks), places_frame(one_place(image=replace(picture, credit="Ana Ruiz"))))
    return replace(made, media=MediaChoice(delivery, hosts))  # type: ignore[arg-type]


def policy(page: Page) -> dict[str, list[str]]:
    text = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    return {name: values for name, *values in (part.split() for part in text.split("; "))}


def test_in_the_page_a_film_is_a_player_that_waits(tmp_path: Path) -> None:
    page = Page(render_page(story()).save(tmp_path / "a.html").read_text())
    assert page.one("video").attributes == {
        "src": uri("video/mp4", FILM),
        "controls": "",
        "preload": "metadata",
        "aria-label": "Video: A walk",
        "playsinline": "",
        "poster": uri("image/jpeg", POSTER),
    }
    assert page.one("track").attributes["src"] == SUBTITLES
    assert page.one("p", class_="print-only").text == "Video: A walk"
    assert [e.text for e in page.all("figcaption")] == ["Over the bridge. AP", "Ana Ruiz"]
    assert (policy(page)["img-src"], policy(page)["media-src"]) == (["data:"], ["data:"])
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_a_picture_keeps_its_room_before_it_is_drawn() -> None:
    page = Page(render_page(story()).render())
    sizes = [(e.attributes.get("width"), e.attributes.get("height")) for e in page.all("img")]
    assert sizes == [("1400", "700"), (None, None), ("1400", "700")]
    assert "loading" not in page.all("img")[0].attributes


def test_a_page_without_recordings_plays_nothing(border_story: Story) -> None:
    assert "media-src" not in policy(Page(render_page(border_story).render()))


def test_beside_the_page_files_are_named_by_what_they_hold(tmp_path: Path) -> None:
    page = Page(render_page(story("link")).save(tmp_path / "new" / "a día.html").read_text(encoding="utf-8"))
    beside = {path.name: path.read_bytes() for path in (tmp_path / "new" / "a día.media").iterdir()}
    names = {data: hashlib.sha256(data).hexdigest()[:16] for data in (PICTURE, POSTER, FILM)}
    assert beside == {
        f"{names[PICTURE]}.png": PICTURE,
        f"{names[POSTER]}.jpg": POSTER,
        f"{names[FILM]}.mp4": FILM,
    }
    folder = "a%20d%C3%ADa.media"
    assert page.one("video").attributes["src"] == f"{folder}/{names[FILM]}.mp4"
    assert page.one("video").attributes["poster"] == f"{folder}/{names[POSTER]}.jpg"
    # What could run scripts as a file of its own stays a picture.
    assert [e.attributes["src"] for e in page.all("img")] == [
        f"{folder}/{names[PICTURE]}.png",
        uri("image/svg+xml", DRAWING),
        f"{folder}/{names[PICTURE]}.png",
    ]
    assert page.one("track").attributes["src"] == SUBTITLES
    assert policy(page)["img-src"] == ["data:", "'self'", "file:"]
    assert policy(page)["media-src"] == ["data:", "'self'", "file:"]


def test_the_same_story_is_the_same_page_and_files(tmp_path: Path) -> None:
    page = render_page(story("link"))
    first = page.save(tmp_path / "a.html").read_bytes()
    assert page.save(tmp_path / "a.html").read_bytes() == first
    assert len(list((tmp_path / "a.media").iterdir())) == 3
    assert "data:video/mp4" in page.render()


def test_only_the_servers_that_are_asked_are_in_the_policy() -> None:
    hosts = ("films.example.org", "images.example.org:8443", "unused.example.org")
    far = story(
        "inline", hosts, picture="https://images.example.org:8443/a.png", film="https://films.example.org/a.mp4"
    )
    page = Page(render_page(far).render())
    assert page.all("img")[0].attributes == {
        "src": "https://images.example.org:8443/a.png",
        "alt": "A bridge",
        "width": "1400",
        "height": "700",
        "loading": "lazy",
        "referrerpolicy": "no-referrer",
        "decoding": "async",
    }
    assert policy(page)["img-src"] == ["data:", "https://images.example.org:8443"]
    assert policy(page)["media-src"] == ["data:", "https://films.example.org"]


@pytest.mark.parametrize("address", ["https://evil.example/a.png", "http://good.example/a.png", "javascript:alert(1)"])
def test_a_server_that_was_not_allowed_is_not_asked(address: str) -> None:
    page = Page(render_page(story("inline", ("good.example",), picture=address, film=address)).render())
    assert [e.attributes["src"][:15] for e in page.all("img")] == ["data:image/svg+"]
    assert (page.all("video"), policy(page)["img-src"]) == ([], ["data:"])
    assert "media-src" in policy(page)
