"""Which container a recording is, and the way to clean it."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from storymap.reading.media.policy import refusal
from storymap.reading.media.recordings import flac, isobmff, matroska, mpeg_audio, ogg, riff
from storymap.reading.media.recordings.damage import damaged
from storymap.reading.media.recordings.end_tags import without_id3

_STILL_IMAGE_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"mif1")


class CleanRecording(NamedTuple):
    """A recording as it goes into a page."""

    data: bytes
    media_type: str


class _Container(NamedTuple):
    is_it: Callable[[bytes], bool]
    clean: Callable[[bytes], bytes]
    kinds: dict[str, str]


_CONTAINERS: Final = (
    _Container(
        lambda data: data[4:8] == b"ftyp" and data[8:12] not in _STILL_IMAGE_BRANDS,
        isobmff.clean_mp4,
        {"audio": "audio/mp4", "video": "video/mp4"},
    ),
    _Container(
        lambda data: data.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in data[:64],
        matroska.clean_webm,
        {"audio": "audio/webm", "video": "video/webm"},
    ),
    _Container(
        lambda data: data.startswith(b"OggS"),
        ogg.clean_ogg,
        {"audio": "audio/ogg", "video": "video/ogg"},
    ),
    _Container(lambda data: data[:4] == b"RIFF" and data[8:12] == b"WAVE", riff.clean_wav, {"audio": "audio/wav"}),
    _Container(lambda data: data.startswith(b"fLaC"), flac.clean_flac, {"audio": "audio/flac"}),
    _Container(mpeg_audio.is_adts, mpeg_audio.clean_adts, {"audio": "audio/aac"}),
    _Container(mpeg_audio.is_mp3, mpeg_audio.clean_mp3, {"audio": "audio/mpeg"}),
)
_NAMES: Final = {
    "audio": "an MP3, M4A, Ogg, WAV, FLAC or WebM sound",
    "video": "an MP4, WebM or Ogg film",
}


def clean_recording(data: bytes, kind: Literal["audio", "video"]) -> CleanRecording:
    """Return the recording in `data` with nothing but its sound and picture. The same bytes in, the same out.

    Raises StorymapError, with words that follow the recording's name, for what is no recording of this `kind`, is
    damaged, or cannot be cleaned without decoding it.
    """
    # ID3 stands before sounds of any kind.
    data = without_id3(data) if kind == "audio" else data
    for container in _CONTAINERS:
        if container.is_it(data):
            if kind not in container.kinds:
                break
            try:
                return CleanRecording(container.clean(data), container.kinds[kind])
            except (IndexError, ValueError, struct.error):
                # What says of itself that it is longer than it is.
                raise damaged() from None
    raise refusal(f"is not {_NAMES[kind]}", "export it as one of these")
