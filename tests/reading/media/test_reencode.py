"""Raster pictures: sizes, orientation, colours, and that nothing but pixels is published."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms

from storymap.errors import StorymapError
from storymap.reading.media.reencode import LONGEST_SIDE, MOST_PIXELS, WIDEST_IN_ARTICLE, reencode
from tests.reading.media.samples import PNG, content, embed, encoded, gps_exif, graphic, opened, photo


@pytest.mark.parametrize(
    ("size", "widest", "shown"),
    [
        ((4000, 3000), 1400, (1400, 1050)),
        ((1401, 10), 1400, (1400, 10)),
        ((1400, 10), 1400, (1400, 10)),
        ((100, 2000), 680, (100, 2000)),
        ((2000, 1), 680, (680, 1)),
    ],
)
def test_a_picture_is_as_wide_as_it_is_shown_and_never_enlarged(
    tmp_path: Path, size: tuple[int, int], widest: int, shown: tuple[int, int]
) -> None:
    for name, kind in (("a.jpg", "JPEG"), ("a.png", "PNG")):
        (tmp_path / name).write_bytes(encoded(photo(*size), kind))
        image, problems = embed(name, tmp_path, widest=widest)
        assert (image.width, image.height, opened(image.data).size, problems) == (*shown, shown, [])


def test_the_same_picture_is_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded(photo(2000, 1000), "JPEG", exif=gps_exif()))
    assert embed("a.jpg", tmp_path)[0] == embed("a.jpg", tmp_path)[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("width", [60, 3000], ids=["small", "resized"])
def test_where_a_picture_was_taken_is_not_published(tmp_path: Path, kind: str, width: int) -> None:
    source = encoded(photo(width, 40), kind, exif=gps_exif())
    assert b"SECRETPHONE" in source
    (tmp_path / "a").write_bytes(source)
    uri = embed("a", tmp_path)[0].data
    assert dict(opened(uri).getexif()) == {}
    assert set(opened(uri).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert b"SECRET" not in content(uri)
    assert b"Exif" not in content(uri)


def test_other_metadata_is_dropped_too(tmp_path: Path) -> None:
    xmp = b"<x:xmpmeta><exif:GPSLatitude>31,44N</exif:GPSLatitude></x:xmpmeta>"
    for kind in ("JPEG", "WEBP", "PNG"):
        source = encoded(photo(60, 40), kind, xmp=xmp, comment="taken at home") if kind != "PNG" else PNG + xmp
        (tmp_path / "a").write_bytes(source)
        data = content(embed("a", tmp_path)[0].data)
        assert b"GPSLatitude" not in data
        assert b"home" not in data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_it_was_held(tmp_path: Path, kind: str, orientation: int) -> None:
    # Upright: a white corner at the top left of a black picture that is higher than wide.
    upright = Pillow.new("RGB", (40, 80), "black")
    upright.paste("white", (0, 0, 20, 40))
    turns = {
        2: Pillow.Transpose.FLIP_LEFT_RIGHT,
        3: Pillow.Transpose.ROTATE_180,
        4: Pillow.Transpose.FLIP_TOP_BOTTOM,
        5: Pillow.Transpose.TRANSPOSE,
        6: Pillow.Transpose.ROTATE_90,
        7: Pillow.Transpose.TRANSVERSE,
        8: Pillow.Transpose.ROTATE_270,
    }
    stored = upright.transpose(turns[orientation]) if orientation in turns else upright
    (tmp_path / "a").write_bytes(encoded(stored, kind, exif=gps_exif(orientation)))
    shown = opened(embed("a", tmp_path)[0].data).convert("L")
    corners = [shown.getpixel(at) > 127 for at in ((5, 5), (35, 5), (5, 75), (35, 75))]  # type: ignore[operator]
    assert (shown.size, corners) == ((40, 80), [True, False, False, False])


def test_a_turned_camera_picture_is_made_smaller_by_its_upright_width(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded(photo(3000, 4000), "JPEG", exif=gps_exif(6)))
    image, _ = embed("a.jpg", tmp_path)
    assert (image.width, image.height) == (1400, 1050)


def test_colours_are_those_of_the_web_whatever_profile_they_were_saved_in(tmp_path: Path) -> None:
    # A profile whose red is green; one of another kind and a damaged one say nothing.
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    plain = Pillow.new("RGB", (20, 20), (200, 30, 40))
    for profile, colour in (
        (srgb, (200, 30, 40)),
        (swapped, (30, 200, 40)),
        (lab, (200, 30, 40)),
        (b"x", (200, 30, 40)),
    ):
        (tmp_path / "a.png").write_bytes(encoded(plain, "PNG", icc_profile=profile))
        image, problems = embed("a.png", tmp_path)
        shown = opened(image.data).convert("RGB").getpixel((5, 5))
        assert all(abs(a - b) <= 1 for a, b in zip(shown, colour, strict=True)), shown  # type: ignore[arg-type]
        assert problems == []
        assert "icc_profile" not in opened(image.data).info


def test_a_print_shop_picture_keeps_its_colours(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded(Pillow.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG", quality=95))
    red, green, blue = opened(embed("a.jpg", tmp_path)[0].data).getpixel((5, 5))  # type: ignore[misc]
    assert red > 200 > 80 > max(green, blue)


def test_sixteen_bits_of_grey_are_eight(tmp_path: Path) -> None:
    Pillow.new("I;16", (4, 4), 0x8000).save(tmp_path / "a.png")
    assert opened(embed("a.png", tmp_path)[0].data).convert("L").getpixel((1, 1)) == 128


def test_what_is_transparent_stays_transparent(tmp_path: Path) -> None:
    noise = Pillow.effect_noise((900, 900), 90)
    for image, media_type in ((graphic(60, 40, "RGBA"), "png"), (Pillow.merge("RGBA", [noise] * 4), "webp")):
        (tmp_path / "a.png").write_bytes(encoded(image, "PNG"))
        found, _ = embed("a.png", tmp_path)
        assert found.data.startswith(f"data:image/{media_type};")
        assert (
            opened(found.data).convert("RGBA").getchannel("A").getextrema()[0] == image.getchannel("A").getextrema()[0]
        )


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_is_shown(tmp_path: Path, kind: str) -> None:
    frames = [Pillow.new("RGB", (10, 10), colour) for colour in ("red", "lime")]
    file = BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100, loop=0)
    (tmp_path / "a.gif").write_bytes(file.getvalue())
    image, problems = embed("a.gif", tmp_path)
    assert opened(image.data).convert("RGB").getpixel((2, 2))[0] > 240  # type: ignore[index]
    assert getattr(opened(image.data), "n_frames", 1) == 1
    assert [str(p) for p in problems] == [
        'story.md, line 3: the picture "a.gif" moves, which a reader could not stop: only its first picture is shown; '
        "save it as a video (.mp4)"
    ]


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large; its pixels are not there."""
    import struct
    import zlib

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    parts = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png_of(100_000, 100_000), "pixels than a camera makes"),
        (png_of(10_000, 8_000), "has 10,000 by 8,000 pixels; at most 64 million, and 30,000 a side, are read"),
        (png_of(30_001, 2), "has 30,001 by 2 pixels"),
        (png_of(200, 200), "is "),
        (encoded(photo(300, 300), "JPEG")[:-900], "is cut off"),
        (encoded(photo(300, 300), "PNG")[:2000], "is cut off"),
        (encoded(photo(300, 300), "WEBP")[:900], "is damaged"),
        (b"\x89PNG\r\n\x1a\n", "is damaged, or no picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "is damaged"),
        (b"GIF89a\1\0\1\0", "is damaged"),
        (b"RIFF\x1a\0\0\0WEBPVP8L", "is damaged"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf....", "is damaged"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf....", "is damaged"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_bombs_and_damaged_pictures_are_left_out(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.jpg").write_bytes(data)
    image, problems = embed("a.jpg", tmp_path)
    assert image.data == ""
    (problem,) = problems
    assert problem.what.startswith('the picture "a.jpg" ')
    assert said in problem.what


SOUND_FILES = [encoded(photo(40, 30), kind, exif=gps_exif(6)) for kind in ("JPEG", "PNG", "WEBP", "AVIF")]


SOUND_FILES += [encoded(graphic(40, 30), "GIF"), encoded(photo(40, 30, "CMYK"), "JPEG")]


@given(
    st.sampled_from(SOUND_FILES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
    st.floats(0.2, 1),
)
def test_whatever_is_wrong_in_a_picture_it_is_read_or_refused(
    data: bytes, changes: list[tuple[float, int]], share: float
) -> None:
    damaged = bytearray(data)
    for at, byte in changes:
        damaged[int(at * len(damaged))] = byte
    try:
        raster = reencode(bytes(damaged[: round(share * len(damaged))]), 20)
    except StorymapError:
        return
    assert raster.width <= 20
    assert b"SECRET" not in raster.data


def test_a_picture_whose_exif_is_damaged_is_shown_as_it_lies(tmp_path: Path) -> None:
    source = encoded(photo(40, 30), "JPEG", exif=gps_exif(6))
    at = source.index(b"Exif\0\0") + 6
    (tmp_path / "a.jpg").write_bytes(source[:at] + b"XX" + source[at + 2 :])
    image, problems = embed("a.jpg", tmp_path)
    assert (image.width, image.height, problems) == (40, 30, [])


def test_a_picture_that_needs_too_much_memory_is_left_out() -> None:
    for mode, needed in (("RGB", 4), ("L", 1), ("I;16", 2)):
        data = encoded(Pillow.new(mode, (1000, 1000)), "PNG")
        assert reencode(data, 20, needed * 1_000_000).width == 20
        with pytest.raises(
            StorymapError, match=f"needs {needed} MB when it is decoded; at most {needed - 1} are taken"
        ):
            reencode(data, 20, needed * 1_000_000 - 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says there how much memory was used")
@pytest.mark.parametrize("mode", ["I;16", "RGB"])
def test_a_large_picture_takes_little_more_than_its_pixels(mode: str) -> None:
    # In a process of its own, whose memory is its own. 36 million pixels were 480 MB in grey of 16 bits.
    make = f"Image.new({mode!r}, (6000, 6000), {'0x8000' if mode == 'I;16' else '(9, 90, 200)'}).save(file, 'PNG')"
    script = f"""
import re
from io import BytesIO
from pathlib import Path
from PIL import Image
import numpy
from storymap.reading.media.reencode import reencode
file = BytesIO()
{make}
width = reencode(file.getvalue(), 1400).width
# Not getrusage: its peak begins with that of the process that started this one.
print(width, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""
    width, megabytes = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert (width, int(megabytes) < 350) == ("1400", True), megabytes


def test_the_limits_are_those_of_the_message() -> None:
    assert (MOST_PIXELS, LONGEST_SIDE, WIDEST_IN_ARTICLE) == (64_000_000, 30_000, 1400)
    assert reencode(encoded(Pillow.new("1", (30_000, 2)), "PNG"), 1400).width == 1400
