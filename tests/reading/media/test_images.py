"""Pictures: what is embedded, and what is left out with which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as Pillow

from storymap.reading.media.policy import MediaPolicy
from tests.reading.media.samples import PNG, PNG_URI, embed, encoded, graphic, noise, opened, photo


@pytest.mark.parametrize(
    ("made", "kind", "media_type"),
    [
        (graphic(40, 30), "PNG", "image/png"),
        (graphic(40, 30), "GIF", "image/png"),
        (graphic(40, 30, "RGBA"), "PNG", "image/png"),
        (graphic(40, 30, "RGBA"), "WEBP", "image/png"),
        (photo(400, 300), "PNG", "image/jpeg"),
        (photo(400, 300), "JPEG", "image/jpeg"),
        (photo(400, 300), "WEBP", "image/jpeg"),
        (photo(400, 300), "AVIF", "image/jpeg"),
        (photo(400, 300, "CMYK"), "JPEG", "image/jpeg"),
        (photo(400, 300, "L"), "JPEG", "image/jpeg"),
    ],
)
def test_a_picture_is_embedded_by_what_it_is_not_by_its_name(
    tmp_path: Path, made: Pillow.Image, kind: str, media_type: str
) -> None:
    (tmp_path / "bridge.txt").write_bytes(encoded(made, kind))
    image, problems = embed("bridge.txt", tmp_path)
    assert image.data.startswith(f"data:{media_type};base64,")
    assert opened(image.data).size == (image.width, image.height) == made.size
    assert (image.src, image.alt, problems) == ("bridge.txt", "A bridge", [])


def test_a_picture_without_alt_text_is_embedded_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    image, problems = embed("a.png", tmp_path, alt=" ")
    assert image.data == PNG_URI
    assert [p.what for p in problems] == ['the picture "a.png" has no text for those who cannot see it']


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
        ("a\0b.png", r'has control characters in its name: "a\x00b.png"'),
        ("", "has no address"),
        ("none.png", "there is no such file"),
        ("folder", "this is a folder"),
        ("empty.png", "the file is empty"),
        ("large.png", "the file is larger than 48 MB"),
        ("text.png", "is not a PNG, JPEG, GIF, WebP or AVIF file"),
        ("data:text/html;base64,PHNjcmlwdD4=", "is not a base64 picture"),
        ("data:image/svg+xml;base64,PHN2Zz4=", "is SVG that is not well-formed"),
        ("data:image/png;base64,PHN2Zz4=", "is not what it says it is"),
        ("data:image/png;base64,!!!!", "is not valid base64"),
        (PNG_URI.replace("image/png", "image/gif"), "is not what it says it is"),
        ("data:image/png;base64," + "A" * 2_000_000, "is larger than 1 MB"),
    ],
)
def test_other_pictures_are_left_out_with_a_warning(tmp_path: Path, src: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.png").touch()
    with (tmp_path / "large.png").open("wb") as file:
        file.truncate((48 << 20) + 1)
    (tmp_path / "text.png").write_bytes(b"not a picture")
    image, problems = embed(src, tmp_path)
    assert image.data == ""
    assert len(problems) == 1
    assert said in problems[0].what


def test_a_data_uri_is_embedded_and_its_source_is_cut(tmp_path: Path) -> None:
    image, problems = embed(PNG_URI, tmp_path)
    assert (image.data, image.src, problems) == (PNG_URI, "data:image/png;base64", [])


def test_what_is_too_large_for_the_page_is_refused_and_the_choice_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(noise(1400, 3400))
    image, problems = embed("a.png", tmp_path, severity="error")
    assert image.data == ""
    assert "at most 1.5 MB go into a page" in problems[0].what
    assert problems[0].remedy == "use a smaller one, or choose media: link (--media link)"
    assert embed("a.png", tmp_path, media_policy=MediaPolicy("link"))[0].data != ""
