"""Pictures: what is embedded, what is refused, and that nothing outside the folder is opened."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms

from storymap.errors import Problem, StorymapError
from storymap.model import Image
from storymap.reading.article.embedded_media import Pictures
from storymap.reading.media.images import embed_image
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.media.raster import LONGEST_SIDE, MOST_PIXELS, WIDEST_IN_ARTICLE, shrink
from tests.reading.media.samples import content, drawing, encoded, gps_exif, opened, photo

PNG = encoded(drawing(1, 1), "PNG", optimize=True)
PNG_URI = "data:image/png;base64," + base64.b64encode(PNG).decode()


def embed(
    src: str, base: Path, alt: str = "A bridge", *, severity: str = "warning", **options: object
) -> tuple[Image, list[Problem]]:
    problems: list[Problem] = []
    image = embed_image(Image(src, alt), base, "story.md, line 3", problems, **options)  # type: ignore[arg-type]
    assert all(p.severity == severity and p.where == "story.md, line 3" and p.remedy for p in problems)
    return image, problems


@pytest.mark.parametrize(
    ("made", "kind", "media_type"),
    [
        (drawing(40, 30), "PNG", "image/png"),
        (drawing(40, 30), "GIF", "image/png"),
        (drawing(40, 30, "RGBA"), "PNG", "image/png"),
        (drawing(40, 30, "RGBA"), "WEBP", "image/png"),
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
    for image, media_type in ((drawing(60, 40, "RGBA"), "png"), (Pillow.merge("RGBA", [noise] * 4), "webp")):
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
SOUND_FILES += [encoded(drawing(40, 30), "GIF"), encoded(photo(40, 30, "CMYK"), "JPEG")]


@given(
    st.sampled_from(SOUND_FILES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
    st.floats(0.2, 1),
)
def test_whatever_is_wrong_in_a_picture_it_is_read_or_refused(
    data: bytes, changes: list[tuple[float, int]], kept: float
) -> None:
    damaged = bytearray(data)
    for at, byte in changes:
        damaged[int(at * len(damaged))] = byte
    try:
        raster = shrink(bytes(damaged[: round(kept * len(damaged))]), 20)
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


def test_the_limits_are_those_of_the_message() -> None:
    assert (MOST_PIXELS, LONGEST_SIDE, WIDEST_IN_ARTICLE) == (64_000_000, 30_000, 1400)
    assert shrink(encoded(Pillow.new("1", (30_000, 2)), "PNG"), 1400).width == 1400


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="80"', (120, 80)),
        ('width="120px" height="80.4px" viewBox="0 0 9 9"', (120, 80)),
        ('viewBox="0 0 300 150"', (300, 150)),
        ('width="100%" height="100%" viewBox="0,0,300,150"', (300, 150)),
        ("", (0, 0)),
        ('width="1e9" height="-3"', (0, 0)),
    ],
)
def test_a_drawing_goes_in_as_it_is_with_its_size(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect width="9" height="9"/></svg>'
    (tmp_path / "map.svg").write_text(svg)
    image, problems = embed("map.svg", tmp_path)
    assert image.data.startswith("data:image/svg+xml;base64,")
    assert (content(image.data).decode(), (image.width, image.height), problems) == (svg, size, [])


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "declares entities"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', "is not well-formed"),
        ("<svg/>", "is XML, but no SVG picture"),
        ('<svg xmlns="http://www.w3.org/2000/svg">' + " " * (1 << 19) + "</svg>", "is SVG of more than 512 kB"),
    ],
)
def test_drawings_that_are_left_out(tmp_path: Path, svg: str, said: str) -> None:
    (tmp_path / "map.svg").write_text(svg)
    image, problems = embed("map.svg", tmp_path)
    assert image.data == ""
    assert said in problems[0].what


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


def test_a_data_uri_is_embedded_and_not_kept_twice(tmp_path: Path) -> None:
    image, problems = embed(PNG_URI, tmp_path)
    assert (image.data, image.src, problems) == (PNG_URI, "data:image/png;base64", [])


def test_many_pictures_on_the_web_are_one_warning(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path, "page.html")
    for number in range(3):
        pictures.embed(Image(f"https://example.org/{number}.png"))
    assert [str(p) for p in pictures.warnings()] == [
        "page.html: 3 pictures are on the web and are not loaded; save those you need beside the file, "
        "or allow their server with --allow-remote"
    ]


def test_a_thousand_missing_pictures_are_twenty_warnings_and_a_count(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path, "page.html")
    for number in range(1000):
        pictures.embed(Image(f"{number}.png"), line=number + 1)
    warnings = pictures.warnings()
    assert len(warnings) == 21
    assert warnings[1].where == "page.html, line 2"
    assert warnings[-1].what == "980 more pictures have such problems"


def noise(width: int, height: int) -> bytes:
    """A picture that no encoding makes small."""
    bands = [Pillow.effect_noise((width, height), 120) for _ in range(3)]
    return encoded(Pillow.merge("RGB", bands), "PNG")


def test_what_is_too_large_for_the_page_is_refused_and_the_choice_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(noise(1400, 3400))
    image, problems = embed("a.png", tmp_path, severity="error")
    assert image.data == ""
    assert "at most 1.5 MB go into a page" in problems[0].what
    assert problems[0].remedy == "use a smaller one, or choose media: link (--media link)"
    assert embed("a.png", tmp_path, media_policy=MediaPolicy("link"))[0].data != ""


def test_the_sum_of_pictures_is_limited_and_said_once_as_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(noise(1000, 1000))
    pictures = Pictures(tmp_path, "page.html")
    embedded = [pictures.embed(Image("a.png", "alt")).data for _ in range(12)]
    size = len(content(embedded[0]))
    fitting = (8 << 20) // size
    assert 6 <= fitting <= 11
    assert [bool(data) for data in embedded] == [True] * fitting + [False] * (12 - fitting)
    problems = pictures.warnings()
    assert [p.severity for p in problems] == ["error"] + ["warning"] * (11 - fitting)
    assert "all together have more than 8 MB" in problems[0].what


def test_a_picture_on_the_web_is_shown_from_a_server_that_was_allowed(tmp_path: Path) -> None:
    media_policy = MediaPolicy(hosts=["Images.Example.org", "cdn.example.org:8443"])
    for src in ("https://images.example.org/a.png?x=1", "https://cdn.example.org:8443/a.png"):
        image, problems = embed(src, tmp_path, media_policy=media_policy)
        assert (image.data, problems) == (src, [])


@pytest.mark.parametrize(
    ("src", "remedy"),
    [
        ("http://images.example.org/a.png", "write its address with https://"),
        ("//images.example.org/a.png", "save it beside the file"),
        ("https://images.example.org:444/a.png", "allow it with --allow-remote images.example.org:444"),
        ("https://images.example.org.evil.org/a.png", "--allow-remote images.example.org.evil.org"),
        ("https://images.example.org@evil.org/a.png", "save it beside the file"),
        ("https://images.example.org\\@evil.org/a.png", "save it beside the file"),
        ("https://images.example.org /a.png", "save it beside the file"),
    ],
)
def test_other_servers_are_not_asked(tmp_path: Path, src: str, remedy: str) -> None:
    image, problems = embed(src, tmp_path, media_policy=MediaPolicy(hosts=["images.example.org"]))
    assert image.data == ""
    assert "is on the web and is not loaded" in problems[0].what
    assert remedy in problems[0].remedy
