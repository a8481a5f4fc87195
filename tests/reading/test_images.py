"""Pictures: what is embedded, what is refused, and that nothing outside the folder is opened."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Image
from storymap.reading.images import LARGEST_IMAGE, Pictures, embed_image

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PNG_URI = "data:image/png;base64," + base64.b64encode(PNG).decode()


def embed(src: str, base: Path, alt: str = "A bridge") -> tuple[Image, list[Problem]]:
    problems: list[Problem] = []
    image = embed_image(Image(src, alt), base, "story.md, line 3", problems)
    assert all(p.severity == "warning" and p.where == "story.md, line 3" and p.remedy for p in problems)
    return image, problems


@pytest.mark.parametrize(
    ("content", "head"),
    [
        (PNG, "data:image/png;base64,iVBOR"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "data:image/jpeg;base64,/9j/"),
        (b"GIF89a\1\0\1\0", "data:image/gif;base64,R0lGODlh"),
        (b"RIFF\x1a\0\0\0WEBPVP8L", "data:image/webp;base64,UklGR"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf....", "data:image/avif;base64,AAAAHGZ0eXBhdmlm"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf....", "data:image/avif;base64,AAAAHGZ0eXBtaWYx"),
    ],
)
def test_a_picture_is_embedded_by_what_it_is_not_by_its_name(tmp_path: Path, content: bytes, head: str) -> None:
    (tmp_path / "bridge.txt").write_bytes(content)
    image, problems = embed("bridge.txt", tmp_path)
    assert image.data.startswith(head)
    assert base64.b64decode(image.data.partition(",")[2]) == content
    assert (image.src, image.alt, problems) == ("bridge.txt", "A bridge", [])


def test_a_name_may_be_written_as_an_address(tmp_path: Path) -> None:
    (tmp_path / "el niño.png").write_bytes(PNG)
    for src in ("el niño.png", "el%20ni%C3%B1o.png", "./el niño.png"):
        assert embed(src, tmp_path)[0].data == PNG_URI


def test_a_picture_in_a_folder_below_is_embedded(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img/a.png").write_bytes(PNG)
    assert embed("img/../img/a.png", tmp_path)[0].data == PNG_URI


def test_a_picture_without_alt_text_is_embedded_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    image, problems = embed("a.png", tmp_path, alt=" ")
    assert image.data == PNG_URI
    assert [p.what for p in problems] == ['the picture "a.png" has no text for those who cannot see it']


@pytest.mark.parametrize(
    "src",
    [
        "../secret.png",
        "%2e%2e/secret.png",
        "..%2fsecret.png",
        "link.png",
        "folder/secret.png",
        "inner/../../secret.png",
    ],
)
def test_nothing_outside_the_folder_is_embedded(tmp_path: Path, src: str) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    base = tmp_path / "article"
    (base / "inner").mkdir(parents=True)
    (base / "link.png").symlink_to("../secret.png")
    (base / "folder").symlink_to("..")
    image, problems = embed(src, base)
    assert image.data == ""
    assert "is outside the folder of the file" in problems[0].what


@pytest.mark.parametrize(
    ("src", "said"),
    [
        ("https://example.org/a.png", "is on the web and is not loaded"),
        ("HTTP://example.org/a.png", "is on the web and is not loaded"),
        ("//example.org/a.png", "is on the web and is not loaded"),
        ("file:///etc/passwd", "is not a relative path"),
        ("/etc/passwd", "is not a relative path"),
        ("/vsicurl/http://example.org/a.png", "is not a relative path"),
        ("C:\\a.png", "is not a relative path"),
        ("\\\\server\\share\\a.png", "is not a relative path"),
        ("%2fetc%2fpasswd", "is not a usable path"),
        ("javascript:alert(1)", "is not a relative path"),
        ("a\0b.png", "is not a usable path"),
        ("", "has no address"),
        ("none.png", "there is no such file"),
        ("folder", "this is a folder"),
        ("empty.png", "the file is empty"),
        ("large.png", "the file is larger than 1 MB"),
        ("text.png", "is not a PNG, JPEG, GIF, WebP or AVIF file"),
        ("drawing.png", "is SVG, which can carry scripts"),
        ("data:text/html;base64,PHNjcmlwdD4=", "is not a base64 picture"),
        ("data:image/svg+xml;base64,PHN2Zz4=", "is not a base64 picture"),
        ("data:image/png;base64,PHN2Zz4=", "is SVG"),
        ("data:image/png;base64,!!!!", "is not valid base64"),
        (PNG_URI.replace("image/png", "image/gif"), "is not what it says it is"),
        ("data:image/png;base64," + "A" * 2_000_000, "is larger than 1 MB"),
    ],
)
def test_other_pictures_are_left_out_with_a_warning(tmp_path: Path, src: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.png").touch()
    (tmp_path / "large.png").write_bytes(PNG + b"\0" * LARGEST_IMAGE)
    (tmp_path / "text.png").write_bytes(b"not a picture")
    (tmp_path / "drawing.png").write_bytes(b'<?xml version="1.0"?>\n<svg onload="alert(1)"/>')
    image, problems = embed(src, tmp_path)
    assert image.data == ""
    assert len(problems) == 1
    assert said in problems[0].what


def test_a_data_uri_is_embedded_and_not_kept_twice(tmp_path: Path) -> None:
    image, problems = embed(PNG_URI, tmp_path)
    assert (image.data, image.src, problems) == (PNG_URI, "data:image/png;base64", [])


def test_many_pictures_on_the_web_are_one_warning(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path, "page.html")
    for number in range(3):
        pictures.embed(Image(f"https://example.org/{number}.png"))
    assert [str(p) for p in pictures.warnings()] == [
        "page.html: 3 pictures are on the web and are not loaded; save those you need beside the file"
    ]


def test_a_thousand_missing_pictures_are_twenty_warnings_and_a_count(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path, "page.html")
    for number in range(1000):
        pictures.embed(Image(f"{number}.png"), line=number + 1)
    warnings = pictures.warnings()
    assert len(warnings) == 21
    assert warnings[1].where == "page.html, line 2"
    assert warnings[-1].what == "980 more pictures have such problems"


def test_the_sum_of_pictures_is_limited(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(PNG + b"\0" * (LARGEST_IMAGE - len(PNG)))
    pictures = Pictures(tmp_path, "page.html")
    embedded = [bool(pictures.embed(Image("large.png", "alt")).data) for _ in range(25)]
    assert embedded == [True] * 17 + [False] * 8
    assert len(pictures.warnings()) == 8
