from pathlib import Path

import pytest

from storymap.exchange.media_blocks import MediaBlocks
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from tests.exchange.imports import PICTURE


@pytest.fixture
def media(empty_desk: Path) -> MediaBlocks:
    Path("source.json").write_text("{}")
    Path("my bridge.jpg").write_bytes(PICTURE)
    Path("a.mp3").write_bytes(b"ID3")
    return MediaBlocks(Source(Path("source.json")), Report())


@pytest.mark.parametrize("address", ["my bridge.jpg", "my%20bridge.jpg?width=8", "./my bridge.jpg#x"])
def test_a_file_is_found_as_addresses_write_it(media: MediaBlocks, address: str) -> None:
    (block,) = media.of(address, caption="<i>A</i> &amp; b", credit="C", alt="d")
    assert block.image is not None
    assert (block.image.src, block.image.caption, block.image.credit, block.image.alt) == (
        "my-bridge.png",
        "A & b",
        "C",
        "d",
    )
    assert media.pictures.files == {"my-bridge.png": PICTURE}


def test_two_files_of_one_name_have_names_of_their_own(media: MediaBlocks) -> None:
    Path("b").mkdir()
    Path("b/my bridge.png").write_bytes(PICTURE)
    for address in ("my bridge.jpg", "b/my bridge.png", "my bridge.jpg"):
        media.of(address)
    assert list(media.pictures.files) == ["my-bridge.png", "my-bridge-2.png"]


def test_a_sound_is_a_recording(media: MediaBlocks) -> None:
    (block,) = media.of("a.mp3", caption="A sound")
    assert block.recording is not None
    assert (block.recording.src, block.recording.kind, block.text) == ("a.mp3", "audio", "A sound")
    assert media.pictures.files == {"a.mp3": b"ID3"}


@pytest.mark.parametrize(
    ("html", "text", "link"),
    [
        ("<iframe src='https://example.org/?a=1&amp;b=2'></iframe>", "Film (me)", "https://example.org/?a=1&b=2"),
        ("https://example.org/a film", "Film (me)", "https://example.org/a%20film"),
        ("//example.org/x", "Film (me)", "https://example.org/x"),
        ("<blockquote><p>Said.</p></blockquote>", "Said.", None),
    ],
)
def test_what_is_elsewhere_is_a_link_and_a_quotation_stays(
    media: MediaBlocks, html: str, text: str, link: str | None
) -> None:
    (block,) = media.of(html, caption="Film", credit="me")
    assert block.text == text
    assert [span.value for span in block.spans] == ([link] if link else [])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "  ",
        "javascript:1",
        "data:image/png;base64,AA",
        "<b>x</b>",
        "<iframe src='javascript:1'>",
        "/etc/passwd",
        "https://",
    ],
)
def test_what_cannot_be_shown_is_nothing(media: MediaBlocks, address: str) -> None:
    assert media.of(address) == ()
    assert media.pictures.files == {}
