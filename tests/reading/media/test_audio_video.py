"""Sounds and films: what is played, what is refused, and what belongs to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Recording
from storymap.reading.media.audio_video import embed_recording, recording_kind
from storymap.reading.media.policy import MediaPolicy
from tests.reading.media.samples import content, encoded, graphic, mp4, sound

SPOKEN = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
FILM = mp4((b"moov", b"\0" * 40), (b"mdat", b"\xa9xyz loci in the frames by chance"))


def embed(src: str, base: Path, *, media_policy: MediaPolicy | None = None) -> tuple[Recording, list[str]]:
    problems: list[Problem] = []
    kind = recording_kind(src)
    assert kind is not None
    recording = Recording(src, kind, "People crossing")
    found = embed_recording(recording, base, "story.md, line 3", problems, media_policy or MediaPolicy())
    assert all(p.where == "story.md, line 3" and p.remedy for p in problems)
    return found, [f"{p.severity}: {p.what}" for p in problems]


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.wav", sound(), "audio/wav"),
        ("a.mp3", b"ID3\4\0\0\0\0\0\0", "audio/mpeg"),
        ("a.mp3", b"\xff\xfb\x90\x64\0\0", "audio/mpeg"),
        ("a.aac", b"\xff\xf1\x50\x80\0\0", "audio/aac"),
        ("a.m4a", FILM, "audio/mp4"),
        ("a.ogg", b"OggS\0\2", "audio/ogg"),
        ("a.flac", b"fLaC\0\0", "audio/flac"),
        ("a.weba", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", "audio/webm"),
        ("A.MP4", FILM, "video/mp4"),
        ("a.webm", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", "video/webm"),
        ("a.ogv", b"OggS\0\2", "video/ogg"),
    ],
)
def test_a_recording_is_embedded_as_what_it_is(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / name).with_suffix(".vtt").write_text(SPOKEN)
    found, problems = embed(name, tmp_path)
    assert found.data.startswith(f"data:{media_type};base64,")
    assert (content(found.data), problems) == (data, [])
    assert (found.subtitles != "") == media_type.startswith("video")


@pytest.mark.parametrize(
    ("src", "kind"),
    [("a.mp4", "video"), ("a/b.MP3?x=1", "audio"), ("a.jpg", None), ("mp4", None), ("https://[x.mp4", None)],
)
def test_the_kind_of_a_file_is_known_by_its_ending(src: str, kind: str | None) -> None:
    assert recording_kind(src) == kind


@pytest.mark.parametrize(
    ("src", "said"),
    [
        ("text.mp4", 'warning: the video "text.mp4" is not an MP4, WebM or Ogg film'),
        ("still.mp4", "is not an MP4, WebM or Ogg film"),
        ("sound.mp4", "is not an MP4, WebM or Ogg film"),
        ("text.mp3", "is not an MP3, M4A, Ogg, WAV, FLAC or WebM sound"),
        ("none.mp3", "there is no such file"),
        ("../a.mp3", "is outside the folder of the file"),
        ("/a.mp3", "is not a relative path"),
        ("https://example.org/a.mp4", 'warning: the video "https://example.org/a.mp4" is on the web and is not loaded'),
        ("large.mp3", 'error: the sound "large.mp3" has 1.6 MB; at most 1.5 MB go into a page'),
    ],
)
def test_other_recordings_are_left_out(tmp_path: Path, src: str, said: str) -> None:
    base = tmp_path / "desk"
    base.mkdir()
    (tmp_path / "a.mp3").write_bytes(b"ID3")
    (base / "text.mp4").write_text("not a film")
    (base / "text.mp3").write_text("not a sound")
    (base / "sound.mp4").write_bytes(sound())
    (base / "still.mp4").write_bytes(b"\0\0\0\x1cftypavif\0\0\0\0")
    (base / "large.mp3").write_bytes(b"ID3" + b"\0" * (3 << 19))
    found, problems = embed(src, base)
    assert found.data == ""
    assert len(problems) == 1
    assert said in problems[0]


def test_a_large_recording_goes_beside_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"ID3" + b"\0" * (3 << 19))
    found, problems = embed("a.mp3", tmp_path, media_policy=MediaPolicy("link"))
    assert (len(content(found.data)), problems) == ((3 << 19) + 3, [])


@pytest.mark.parametrize(
    "location",
    [
        (b"moov", b"....udta....\xa9xyz\0\x12\x15\xc7+31.7362-106.4851/"),
        (b"moov", b"....udta....loci...."),
        (b"moov", b"meta....com.apple.quicktime.location.ISO6709"),
        (b"uuid", b"<exif:com.apple.quicktime.Location.ISO6709>"),
    ],
)
def test_a_film_that_says_where_it_was_taken_is_refused(tmp_path: Path, location: tuple[bytes, bytes]) -> None:
    (tmp_path / "a.mp4").write_bytes(mp4((b"mdat", b"frames"), location))
    found, problems = embed("a.mp4", tmp_path)
    assert found.data == ""
    assert problems == ['error: the video "a.mp4" holds the position where it was taken']


def test_what_belongs_to_a_film_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(FILM)
    (tmp_path / "a.vtt").write_text(SPOKEN)
    (tmp_path / "a.png").write_bytes(encoded(graphic(40, 30), "PNG"))
    found, problems = embed("a.mp4", tmp_path)
    assert content(found.subtitles).decode() == SPOKEN
    assert found.poster is not None
    assert (found.poster.width, found.poster.data[:15], problems) == (40, "data:image/png;", [])


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (None, ['warning: the video "a.mp4" has no subtitles for those who cannot hear it']),
        ("WEBVTT\n", []),
        ("1\n00:00\n", ['warning: the file of subtitles "a.vtt" does not begin with WEBVTT']),
    ],
)
def test_a_film_without_subtitles_is_a_warning_unless_nobody_speaks(
    tmp_path: Path, text: str | None, problems: list[str]
) -> None:
    (tmp_path / "a.mp4").write_bytes(FILM)
    if text is not None:
        (tmp_path / "a.vtt").write_text(text)
    found, said = embed("a.mp4", tmp_path)
    assert (found.subtitles, said) == ("", problems)
    assert found.data != ""


def test_a_recording_without_a_description_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(sound())
    problems: list[Problem] = []
    embed_recording(Recording("a.wav", "audio"), tmp_path, "story.md, line 3", problems, MediaPolicy())
    assert [str(p) for p in problems] == [
        'story.md, line 3: the sound "a.wav" has no text that says what it is; '
        "write it between the square brackets, or as aria-label"
    ]


def test_links_out_of_the_folder_are_no_companions(tmp_path: Path) -> None:
    base = tmp_path / "desk"
    base.mkdir()
    (tmp_path / "secret.vtt").write_text(SPOKEN)
    (base / "a.mp4").write_bytes(FILM)
    (base / "a.vtt").symlink_to(tmp_path / "secret.vtt")
    assert embed("a.mp4", base)[0].subtitles == ""
