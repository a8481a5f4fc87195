"""Pictures by content: encoded once, the same bytes with and without a cache, and never what somebody else put there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from storymap.errors import StorymapError
from storymap.reading.media import encoded_pictures
from storymap.reading.media.embedded_picture import embedded
from storymap.reading.media.encoded_pictures import encoded_picture
from storymap.reading.media.reencode import EncodedImage, reencode
from storymap.storage import cache
from storymap.storage.memo import Memo


def picture_of(width: int, height: int, kind: str) -> bytes:
    file = BytesIO()
    Image.radial_gradient("L").resize((width, height)).save(file, kind)
    return file.getvalue()


def jpeg(width: int, height: int) -> bytes:
    return picture_of(width, height, "JPEG")


def png(width: int, height: int) -> bytes:
    return picture_of(width, height, "PNG")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "cache"))
    cache._recent.clear()
    return tmp_path / "cache"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The widths for which a picture was encoded."""
    widths: list[int] = []

    def counted(picture: bytes, widest: int) -> EncodedImage:
        widths.append(widest)
        return reencode(picture, widest)

    monkeypatch.setattr(encoded_pictures, "reencode", counted)
    return widths


def test_a_picture_is_encoded_once_for_each_width(folder: Path, made: list[int]) -> None:
    picture = jpeg(60, 40)
    for _ in range(2):
        cache._recent.clear()
        assert encoded_picture(picture, 50) == embedded(reencode(picture, 50))
        assert encoded_picture(picture, 20) == embedded(reencode(picture, 20))
    assert made == [50, 20]


def test_another_picture_is_another(folder: Path, made: list[int]) -> None:
    for picture in (jpeg(60, 40), jpeg(61, 40), png(60, 40), jpeg(60, 40) + b"\0"):
        assert encoded_picture(picture, 50) == embedded(reencode(picture, 50))
    assert len(made) == 4


def test_another_encoder_makes_it_anew(folder: Path, made: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    picture = png(60, 40)
    encoded_picture(picture, 50)
    monkeypatch.setattr(encoded_pictures, "_encoder", lambda: b"Pillow 99")
    encoded_picture(picture, 50)
    assert made == [50, 50]


@pytest.mark.parametrize("state", ["off", "empty", "full", "poisoned", "swapped"])
def test_it_is_what_the_encoder_makes_whatever_the_cache_holds(
    folder: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    picture, other = jpeg(60, 40), jpeg(90, 10)
    expected = embedded(reencode(picture, 50))
    if state == "off":
        monkeypatch.setenv("STORYMAP_CACHE", "off")
    if state in ("full", "poisoned", "swapped"):
        encoded_picture(picture, 50)
    if state == "poisoned":
        (file,) = folder.iterdir()
        file.write_bytes(file.read_bytes()[:32] + b"\0\0\0\0\1\0\0\0\1\0<script>alert(1)</script>")
    if state == "swapped":
        (file,) = folder.iterdir()
        encoded_picture(other, 50)
        (second,) = set(folder.iterdir()) - {file}
        second.replace(file)
    cache._recent.clear()
    assert encoded_picture(picture, 50) == expected


def test_a_memo_needs_no_disk(folder: Path, made: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYMAP_CACHE", "off")
    memo: Memo[Any] = Memo(10)
    picture = png(60, 40)
    assert encoded_picture(picture, 50, memo) == encoded_picture(picture, 50, memo)
    assert made == [50]


def test_what_is_no_picture_is_refused_each_time(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(StorymapError, match="damaged"):
            encoded_picture(jpeg(60, 40)[:40], 50)
    assert not folder.exists()
