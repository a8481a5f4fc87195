"""Sounds and films: what is played, what is refused, and what belongs to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Recording
from storymap.reading.media.audio_video import embed_recording
from storymap.reading.media.kinds import recording_kind
from storymap.reading.media.policy import MediaPolicy
from tests.reading.media.samples import content, encoded, graphic, mp3, mp4, recorded, sound

SPOKEN = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
FILM = recorded("mov.mp4")


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
        ("a.mp3", b"ID3\4\0\0\0\0\0\2TT" + mp3(), "audio/mpeg"),
        ("a.mp3", mp3(), "audio/mpeg"),
        ("a.aac", recorded("a.aac"), "audio/aac"),
        ("a.m4a", recorded("a.m4a"), "audio/mp4"),
        ("a.ogg", recorded("a.ogg"), "audio/ogg"),
        ("a.opus", recorded("a.opus"), "audio/ogg"),
        ("a.flac", recorded("a.flac"), "audio/flac"),
        ("a.weba", recorded("vp9.webm"), "audio/webm"),
        ("A.MP4", FILM, "video/mp4"),
        ("a.webm", recorded("vp8.webm"), "video/webm"),
    ],
)
def test_a_recording_is_embedded_as_what_it_is(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / name).with_suffix(".vtt").write_text(SPOKEN)
    found, problems = embed(name, tmp_path)
    assert found.data.startswith(f"data:{media_type};base64,")
    assert (len(data) >= len(content(found.data)) > 500, problems) == (True, [])
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
        ("large.mp3", 'error: the sound "large.mp3" has 2.5 MB; at most 1.5 MB go into a page'),
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
    (base / "large.mp3").write_bytes(mp3(5 << 18) * 2)
    found, problems = embed(src, base)
    assert found.data == ""
    assert len(problems) == 1
    assert said in problems[0]


def test_a_large_recording_goes_beside_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(mp3(2 << 20))
    found, problems = embed("a.mp3", tmp_path, media_policy=MediaPolicy("link"))
    assert (len(content(found.data)), problems) == ((2 << 20) // 417 * 417, [])


def test_a_recording_that_cannot_be_cleaned_is_left_out_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(mp4((b"moov", b""), (b"mdat", b"frames")))
    (tmp_path / "b.mp4").write_bytes(FILM[:-2000])
    assert embed("a.mp4", tmp_path)[1] == [
        'warning: the video "a.mp4" holds neither sound nor pictures of a kind that browsers play'
    ]
    assert embed("b.mp4", tmp_path)[1] == ['warning: the video "b.mp4" is damaged, or cut off']


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


def test_links_out_of_the_folder_are_no_companions_and_that_is_said(tmp_path: Path) -> None:
    base = tmp_path / "desk"
    base.mkdir()
    (tmp_path / "secret.vtt").write_text(SPOKEN)
    (base / "a.mp4").write_bytes(FILM)
    (base / "a.vtt").symlink_to(tmp_path / "secret.vtt")
    (base / "a.jpg").symlink_to(tmp_path / "not-there.jpg")
    found, problems = embed("a.mp4", base)
    assert (found.subtitles, found.poster, bool(found.data)) == ("", None, True)
    assert problems == [
        'warning: the poster "a.jpg" is outside the folder of the file',
        'warning: the file of subtitles "a.vtt" is outside the folder of the file',
    ]
