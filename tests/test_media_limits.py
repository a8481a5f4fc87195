"""How much of pictures, recordings, addresses and credits is read: as tests/test_limits.py has it for the others."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow

from storymap import limits, model
from storymap.editing.add_place import Addition, add_place
from storymap.editing.author_file import read_text_or_none
from storymap.errors import Problem, StorymapError
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.reading.article.front_matter.reader import read_front_matter
from storymap.reading.article.html.cleaning import clean_html
from storymap.reading.article.html.text_builder import _normalised
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.media.audio_video import embed_recording
from storymap.reading.media.images import embed_image
from storymap.reading.media.kinds import recording_kind
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.text import normalise
from storymap.reading.tiles.tile_credits import read_credits
from storymap.rendering.online_tiles import online_tiles
from storymap.urls import link_refusal
from tests.reading.media.samples import PNG, mp3, recorded, sound
from tests.test_limits import Case, Input, features, folder, meet, places, said

__all__ = ["folder"]  # the fixture: each test has a folder of its own

M, R = "reading.media.", "reading.media.recordings."
DAMAGED = "is damaged, or cut off"
RECT = '<rect width="9" height="9"/>'


def picture(data: bytes, name: str = "a.png", **options: Any) -> list[Problem]:
    Path(name).write_bytes(data)
    problems: list[Problem] = []
    embed_image(model.Image(name, "A bridge"), Path(), "a.md", problems, **options)
    return problems


def recording(data: bytes, name: str, policy: MediaPolicy | None = None) -> list[Problem]:
    Path(name).write_bytes(data)
    kind = recording_kind(name)
    assert kind
    problems: list[Problem] = []
    embed_recording(model.Recording(name, kind, "A bridge"), Path(), "a.md", problems, policy or MediaPolicy("link"))
    return problems


def sample(name: str) -> Input:
    return lambda _: recording(recorded(name), name)


def drawing(body: str, attributes: str = "") -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>'
    return f"{head}{body}</svg>".encode()


def svg(make: Any) -> Input:
    return lambda size: picture(drawing(make(size)), "a.svg")


def png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Pillow.new("L", (width, height)).save(file, "PNG")
    return file.getvalue()


def several(count: int, delivery: str) -> list[Problem]:
    policy, found = MediaPolicy(delivery), []
    for _ in range(count):
        found += picture(PNG, media_policy=policy)
    return found


def subtitled(size: int) -> list[Problem]:
    Path("vp8.vtt").write_text("WEBVTT".ljust(size))
    return recording(recorded("vp8.webm"), "vp8.webm")


def in_article(size: int) -> list[Problem]:
    Path("a.png").write_bytes(PNG)
    embedder = MediaEmbedder(Path(), "a.md")
    for _ in range(size):
        embedder.embed(model.Image("a.png", "A bridge"))
    return embedder.warnings()


URI = "data:image/png;base64," + base64.b64encode(PNG).decode()
SIZE_IN_PAGE = 69


def by_address(_: int) -> list[Problem]:
    problems: list[Problem] = []
    embed_image(model.Image(URI, "A bridge"), Path(), "a.md", problems)
    return problems


def chain(size: int) -> str:
    """Elements that are drawn within each other by reference, `size` levels below the root and the last `use`."""
    links = "".join(f'<g id="a{n}"><use href="#a{n - 1}"/></g>' for n in range(1, size))
    return f'<defs><g id="a0"/>{links}</defs><use href="#a{size - 1}"/>'


def gaps(size: int) -> list[Problem]:
    return recording((mp3(834) + b"junk") * size, "a.mp3")


def starts(size: int) -> list[Problem]:
    return recording(mp3(834) + b"\xff" * (size - 1) + mp3(834), "a.mp3")


def not_pages(size: int) -> list[Problem]:
    return recording(recorded("a.ogg") + b"OggS" * size, "a.ogg")


def last_starts(size: int) -> list[Problem]:
    return recording(recorded("a.flac")[:-1] + b"\xff\xf8\x69\x18\0\xbf" * size + b"\0" * 16, "a.flac")


def attributes(size: int) -> list[Problem]:
    kept = clean_html(f'<p aria-label="x"></p><audio aria-label="{"x" * size}"></audio>', "a.html")
    return [] if "x" in kept else [Problem("a", "left out")]


def marks(size: int) -> list[Problem]:
    text = "a" + "\u0323" * size
    return [] if normalise(text) == normalise(text[:-1]) + "\u0323" else [Problem("a", "left out")]


def composed(_: int) -> list[Problem]:
    _, spans = _normalised("e\u0301", [model.Span(0, 2, "emphasis")])
    return [] if spans else [Problem("a", "left out")]


def front(size: int) -> list[Problem]:
    problems: list[Problem] = []
    listed = "".join(f"\n - {n}.geojson" for n in range(size))
    read_front_matter(f"---\nplaces:{listed}\n---\nText.", "a.md", problems)
    return problems


def links(size: int) -> list[Problem]:
    return [Problem("a", refused)] if (refused := link_refusal("https://a.org/".ljust(size, "a"))) else []


def refused(function: Any, *arguments: Any, **options: Any) -> list[Problem]:
    try:
        function(*arguments, **options)
    except StorymapError as error:
        return list(error.problems)
    return []


def added(size: int) -> list[Problem]:
    return refused(lambda: add_place(Path("p.geojson"), Addition("x" * size, point=(1, 2)), open_gazetteer()))


def edited(size: int) -> list[Problem]:
    Path("p.geojson").write_bytes(b" " * size)
    return refused(read_text_or_none, Path("p.geojson"))


def credit(attribution: str) -> str:
    return "".join(part.text for part in read_credits({"attribution": attribution}, ()))


def online(size: int) -> list[Problem]:
    return refused(online_tiles, "https://tiles.org/{z}/{x}/{y}.png?a=".ljust(size, "a"), "Tiles")


def attributed(size: int) -> list[Problem]:
    return refused(online_tiles, "https://tiles.org/{z}/{x}/{y}.png", "x" * size)


def crossing(_: int) -> list[Problem]:
    squares = [[[[x, 0], [x + 2, 0], [x + 2, 2], [x, 2], [x, 0]]] for x in range(300)]
    return places(lambda _: features({"type": "MultiPolygon", "coordinates": squares}))(0)


STRIPES = '<pattern id="p" width=".1" height=".1"/><rect width="9" height="9" fill="url(#p)"/>'
BLUR = '<filter id="f"><feGaussianBlur stdDeviation="{}"/></filter><rect width="9" height="9" filter="url(#f)"/>'
CASES = [
    Case("LARGEST_PICTURE", M + "images", len(PNG), lambda _: picture(PNG), "larger than"),
    Case("LONGEST_SRC", M + "images", len(URI), by_address, "larger than 1 MB"),
    Case("LARGEST_INLINE_ITEM", M + "policy", SIZE_IN_PAGE, lambda _: several(1, "inline"), "go into a page"),
    Case("LARGEST_INLINE_PAGE", M + "policy", 3 * SIZE_IN_PAGE, lambda _: several(3, "inline"), "one too many"),
    Case("LARGEST_LINKED_ITEM", M + "policy", SIZE_IN_PAGE, lambda _: several(1, "link"), "go beside a page"),
    Case("LARGEST_LINKED_ITEM", M + "audio_video", len(sound()), lambda _: recording(sound(), "a.wav"), "larger than"),
    Case("LARGEST_LINKED_PAGE", M + "policy", 3 * SIZE_IN_PAGE, lambda _: several(3, "link"), "one too many"),
    Case("MOST_PICTURES", "reading.article.media_embedder", 3, in_article, "are looked at"),
    Case("MOST_PIXELS", M + "reencode", 63, lambda _: picture(png(9, 7)), "by 7 pixels"),
    Case("LONGEST_SIDE", M + "reencode", 9, lambda _: picture(png(9, 7)), "by 7 pixels"),
    Case("LARGEST_SVG", M + "svg.cleaning", len(drawing(RECT)), svg(lambda _: RECT), "is SVG of more than"),
    Case("MOST_SVG_ELEMENTS", M + "svg.tree", 5, svg(lambda n: "<g/>" * (n - 1)), "elements"),
    Case("DEEPEST_SVG", M + "svg.tree", 5, svg(lambda n: "<g>" * n + "</g>" * n), "nested more than"),
    Case("DEEPEST_SVG_REFERENCE", M + "svg.cost", 10, svg(lambda _: chain(5)), "nested too deep"),
    Case("MOST_SVG_RULES", M + "svg.stylesheet", 3, svg(lambda n: f"<style>{'.a{fill:red}' * n}</style>"), "style rules"),
    Case("LARGEST_SVG_NUMBER", M + "svg.values", 50, svg(lambda n: f'<rect width="{n}"/>'), "with a number of more"),
    Case("LARGEST_BLUR", M + "svg.cost", 50, svg(BLUR.format), "with a blur"),
    Case("MOST_SVG_PICTURES", M + "svg.tree", 2, svg(lambda n: f'<image href="{URI}"/>' * n), "pictures in it"),
    Case("LARGEST_SUBTITLES", M + "audio_video", 99, subtitled, "larger than"),
    Case("MOST_FILES", "reading.article.front_matter.reader", 3, front, "at most"),
    Case("LONGEST_ATTRIBUTE", "reading.article.html.cleaning", 30, attributes, "left out"),
    Case("LONGEST_URL", "urls", 30, links, "too long"),
    Case("MOST_MARKS", "reading.text", 20, marks, "left out"),
    Case("LONGEST_NAME", "editing.add_place", 9, added, "characters; write at most"),
    Case("LARGEST_EDITED", "editing.author_file", 9, edited, "larger than"),
    Case("LONGEST_TILE_ADDRESS", "rendering.tile_address", 50, online, "the address has more than"),
    Case("LONGEST_ATTRIBUTION", "rendering.online_tiles", 9, attributed, "the attribution has more than"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name} {case.module.rpartition('.')[2]}")
def test_an_input_of_the_limit_is_read_and_one_more_is_said(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(case, monkeypatch)


# What a recording or a drawing has is not said by its size here: the least limit that lets it through is looked for.
MEASURED = [
    Case("LARGEST_DECODED", M + "reencode", 0, lambda _: picture(png(9, 7)), "when it is decoded"),
    Case("MOST_SVG_COST", M + "svg.cost", 0, svg(lambda _: RECT * 9), "too costly to draw"),
    Case("MOST_PATTERN_TILES", M + "svg.cost", 0, svg(lambda _: STRIPES), "a pattern of tiny tiles"),
    Case("MOST_MP4_BOXES", R + "mp4_boxes", 0, sample("mov.mp4"), DAMAGED),
    Case("MOST_MP4_FRAMES", R + "mp4_samples", 0, sample("mov.mp4"), DAMAGED),
    Case("MOST_MP4_FRAMES", R + "mp4_samples", 0, sample("frag.mp4"), DAMAGED),
    Case("LARGEST_MP4_DESCRIPTION", R + "isobmff", 0, sample("mov.mp4"), DAMAGED),
    Case("MOST_WEBM_ELEMENTS", R + "matroska", 0, sample("vp8.webm"), DAMAGED),
    Case("LARGEST_WEBM_DESCRIPTION", R + "matroska", 0, sample("vp8.webm"), DAMAGED),
    Case("LARGEST_OGG_HEAD", R + "ogg", 0, sample("a.ogg"), "holds no sound"),
    Case("MOST_OGG_BLOCKS", R + "ogg", 0, sample("flac.oga"), DAMAGED),
    Case("MOST_OGG_FAILURES", R + "ogg", 0, lambda _: not_pages(9), DAMAGED),
    Case("MOST_MP3_GAPS", R + "mpeg_audio", 0, lambda _: gaps(9), DAMAGED),
    Case("MOST_MP3_STARTS", R + "mpeg_audio", 0, lambda _: starts(9), DAMAGED),
    Case("LARGEST_FLAC_END", R + "flac", 0, sample("a.flac"), DAMAGED),
    Case("MOST_FLAC_STARTS", R + "flac", 0, sample("a.flac"), DAMAGED),
    Case("MOST_REMAPPING", "reading.article.html.text_builder", 0, composed, "left out"),
    Case("MOST_RUN_PAIRS", "reading.places.geometry.complexity", 0, crossing, "too detailed to be checked"),
    Case("MOST_RING_STEPS", "reading.places.geometry.complexity", 0, crossing, "too detailed to be checked"),
]  # fmt: skip


@pytest.mark.parametrize("case", MEASURED, ids=lambda case: f"{case.name} {case.module.rpartition('.')[2]}")
def test_a_limit_is_held_at_what_an_input_has(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    module = __import__(f"storymap.{case.module}", fromlist=["_"])

    def is_read(limit: int) -> bool:
        monkeypatch.setattr(module, case.name, limit)
        return not said(case.read(0), case.said)

    real = getattr(limits, case.name)
    assert getattr(module, case.name) == real
    assert is_read(real)
    refused_at, read_at = 0, real
    while read_at - refused_at > 1:
        middle = (read_at + refused_at) // 2
        refused_at, read_at = (refused_at, middle) if is_read(middle) else (middle, read_at)
    assert not is_read(read_at - 1)
    assert read_at < real / 4


def test_functions_in_a_value_are_so_deep_at_most() -> None:
    most = limits.DEEPEST_SVG_VALUE
    for depth, is_kept in ((most, True), (most + 1, False)):
        data = drawing(f'<rect style="stroke-width:{"calc(" * depth}9{")" * depth}" width="9" height="9"/>')
        Path("a.svg").write_bytes(data)
        image = embed_image(model.Image("a.svg", "x"), Path(), "a.md", [])
        assert (b"calc" in base64.b64decode(image.data.partition(",")[2])) is is_kept


def test_a_drawing_says_sides_of_so_many_pixels_at_most() -> None:
    most = limits.LONGEST_SVG_SIDE
    for side, expected in ((most, most), (most + 1, 0)):
        Path("a.svg").write_bytes(drawing(RECT, f'width="{side}" height="9"'))
        assert embed_image(model.Image("a.svg", "x"), Path(), "a.md", []).width == expected


def test_a_picture_within_a_drawing_is_decoded_up_to_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    one = "data:image/png;base64," + base64.b64encode(png(9, 7)).decode()
    read = svg(lambda _: f'<image href="{one}"/>')
    meet(Case("LARGEST_DECODED_WITHIN", M + "svg.cleaning", 63, read, "when it is decoded"), monkeypatch)


def test_credits_of_an_archive_are_cut() -> None:
    longest, source, most = limits.LONGEST_CREDIT, limits.LONGEST_CREDIT_SOURCE, limits.MOST_CREDITS
    assert credit("x" * longest) == "x" * longest
    assert credit("x" * (longest + 1)) == "x" * (longest - 1) + "…"
    assert credit("<b>" * ((source - 2) // 3) + "ab") == "ab"
    assert credit("<b>" * ((source - 2) // 3) + "abc") == "ab"
    link = '<a href="https://a.org/{}">x</a>'
    assert credit("".join(link.format(n) for n in range(most))) == "x" * most
    assert credit("".join(link.format(n) for n in range(most + 1))) == "x" * most
    assert {name for name in vars(limits) if name.endswith(("CREDIT", "CREDIT_SOURCE", "CREDITS"))} == {
        "LONGEST_CREDIT", "LONGEST_CREDIT_SOURCE", "MOST_CREDITS"
    }  # fmt: skip
