"""Sounds and films: local files become `data:` URIs, checked by their first bytes but not decoded."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final, Literal
from urllib.parse import urlsplit

from storymap.errors import Problem, StorymapError
from storymap.model import Image, Recording
from storymap.reading.encoding import decode
from storymap.reading.media.images import embed_image
from storymap.reading.media.local_files import (
    companion_file,
    find_local_file,
    is_remote,
    name_from,
    quoted,
    read_local_file,
    short_src,
)
from storymap.reading.media.policy import LARGEST_LINKED_ITEM, MediaPolicy, refusal
from storymap.reading.media.remote import remote_address
from storymap.reading.text import normalise

LARGEST_SUBTITLES = 256 << 10
ENDINGS: Final = {
    "audio": (".mp3", ".m4a", ".aac", ".oga", ".ogg", ".opus", ".wav", ".weba", ".flac"),
    "video": (".mp4", ".m4v", ".webm", ".ogv"),
}
_STILL_IMAGE_BRANDS = (b"avif", b"avis", b"heic", b"mif1")
# AAC and MP3 begin with a frame: eleven or twelve set bits, then the layer.
_AUDIO_SIGNATURES = (
    (re.compile(rb"fLaC"), "audio/flac"),
    (re.compile(rb"ID3"), "audio/mpeg"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "audio/aac"),
    (re.compile(rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]"), "audio/mpeg"),
)
_POSTER_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif")
_MEDIUM_IN_MESSAGES = {"audio": "sound", "video": "video"}
_WITHOUT_METADATA = "write it anew without metadata, as: ffmpeg -i old -map_metadata -1 -c copy new"


def recording_kind(src: str) -> Literal["audio", "video"] | None:
    """Return what `src` names by its ending: "audio", "video", or None for neither."""
    try:
        suffix = PurePosixPath(urlsplit(src.strip()).path).suffix.lower()
    except ValueError:
        return None
    if suffix in ENDINGS["audio"]:
        return "audio"
    return "video" if suffix in ENDINGS["video"] else None


def embed_recording(
    recording: Recording, base: Path, where: str, problems: list[Problem], media_policy: MediaPolicy
) -> Recording:
    """Return `recording` with `data` set, if it may be played; else as it is.

    `src` is as that of a picture, but no `data:` URI. Subtitles are the .vtt file of the same name beside it, and the
    poster of a film without one is the picture of the same name. What is wrong goes to `problems` at `where`.
    """
    src = recording.src.strip()
    what = _MEDIUM_IN_MESSAGES[recording.kind]
    named = f"the {what} {quoted(src)}"
    try:
        if is_remote(src):
            embedded = replace(recording, data=remote_address(src, what, media_policy))
            path = None
        else:
            path = find_local_file(src, base, named, media_policy.allowed)
            embedded = replace(recording, data=_read(path, recording.kind, named, media_policy))
    except StorymapError as error:
        problems.extend(replace(problem, where=where) for problem in error.problems)
        return replace(recording, src=short_src(src))
    if not recording.alt.strip():
        problem = f"{named} has no text that says what it is"
        problems.append(Problem(where, problem, "write it between the square brackets, or as aria-label", "warning"))
    if recording.kind == "video":
        embedded = _with_companions(embedded, path, base, where, problems, media_policy)
    return replace(embedded, src=src)


def _with_companions(
    film: Recording, path: Path | None, base: Path, where: str, problems: list[Problem], media_policy: MediaPolicy
) -> Recording:
    poster = film.poster
    if poster is None and path is not None:
        beside = companion_file(path, base, _POSTER_ENDINGS, media_policy.allowed)
        poster = None if beside is None else Image(name_from(base, beside), decorative=True)
    if poster is not None:
        poster = embed_image(poster, base, where, problems, media_policy=media_policy)
    spoken = None if path is None else companion_file(path, base, (".vtt",), media_policy.allowed)
    subtitles = ""
    if spoken is None:
        what = f"the video {quoted(film.src)} has no subtitles for those who cannot hear it"
        remedy = "put a .vtt file of the same name beside it; one with the line WEBVTT alone says that nobody speaks"
        problems.append(Problem(where, what, remedy, "warning"))
    else:
        subtitles = _subtitles(spoken, where, problems)
    return replace(film, poster=poster if poster and poster.data else None, subtitles=subtitles)


def _subtitles(path: Path, where: str, problems: list[Problem]) -> str:
    named = f"the file of subtitles {quoted(path.name)}"
    try:
        text = normalise(decode(read_local_file(path, LARGEST_SUBTITLES, named), path.name))
        if text.split(maxsplit=1)[:1] != ["WEBVTT"]:
            raise refusal(f"{named} does not begin with WEBVTT", "export it as WebVTT")
    except StorymapError as error:
        problems.extend(replace(problem, where=where, severity="warning") for problem in error.problems)
        return ""
    if "-->" not in text:
        return ""
    return f"data:text/vtt;base64,{base64.b64encode(text.encode('utf-8')).decode('ascii')}"


def _read(path: Path, kind: Literal["audio", "video"], named: str, media_policy: MediaPolicy) -> str:
    # A file of more than a page may take is refused by the policy, in words of its own.
    data = read_local_file(path, LARGEST_LINKED_ITEM, named)
    media_type = _media_type(data, kind)
    if not media_type:
        what = "an MP4, WebM or Ogg film" if kind == "video" else "an MP3, M4A, Ogg, WAV, FLAC or WebM sound"
        raise refusal(f"{named} is not {what}", "export it as one of these")
    if _holds_location(data):
        raise refusal(f"{named} holds the position where it was taken", _WITHOUT_METADATA, "error")
    media_policy.count(len(data), named)
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _media_type(data: bytes, kind: Literal["audio", "video"]) -> str:
    """Return the media type of a recording by its first bytes, or "" if they are of no such `kind`."""
    if data[4:8] == b"ftyp":
        return "" if data[8:12] in _STILL_IMAGE_BRANDS else f"{kind}/mp4"
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        return f"{kind}/webm" if b"webm" in data[:64] else ""
    if data.startswith(b"OggS"):
        return f"{kind}/ogg"
    if kind == "video":
        return ""
    if data[:4] == b"RIFF":
        return "audio/wav" if data[8:12] == b"WAVE" else ""
    return next((media_type for start, media_type in _AUDIO_SIGNATURES if start.match(data)), "")


def _holds_location(data: bytes) -> bool:
    """Say whether a film says where it was taken: telephones write it into the metadata beside the frames."""
    metadata = data
    if data[4:8] == b"ftyp":
        metadata = b"".join(box for kind, box in _mp4_boxes(data) if kind != b"mdat")
        if b"\xa9xyz" in metadata or b"loci" in metadata:
            return True
    return b"location.iso6709" in metadata.lower()


def _mp4_boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the bytes of each top-level box of an MP4 file; what is malformed is one last box."""
    position = 0
    while position < len(data):
        size = int.from_bytes(data[position : position + 4])
        if size == 1:
            size = int.from_bytes(data[position + 8 : position + 16])
        if size < 8 or position + size > len(data):
            size = len(data) - position
        yield data[position + 4 : position + 8], data[position : position + size]
        position += size
