"""MP4, M4A and their kin: one track of pictures and one of sound, in the boxes that are needed to play them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from storymap.limits import LARGEST_MP4_DESCRIPTION
from storymap.reading.media.policy import refusal
from storymap.reading.media.recordings.damage import damaged, not_cleanable
from storymap.reading.media.recordings.mp4_boxes import Box, clear, empty, find_box, read_boxes
from storymap.reading.media.recordings.mp4_samples import Range, TrackDefaults, fragment_samples, track_samples
from storymap.reading.media.recordings.video_units import clean_av1, clean_avc, clean_hevc, clean_hevc_unit

# What stays in each box; all else becomes free space. "" is the file.
BOXES: Final = {
    name.encode(): frozenset(kind.encode().ljust(4) for kind in kinds.split())
    for name, kinds in {
        "": "ftyp styp moov moof mdat sidx",
        "moov": "mvhd trak mvex",
        "trak": "tkhd edts mdia",
        "edts": "elst",
        "mdia": "mdhd hdlr minf",
        "minf": "vmhd smhd hdlr dinf stbl",
        "dinf": "dref",
        "stbl": "stsd stts ctts cslg stss stsc stsz stz2 stco co64 sdtp",
        "mvex": "mehd trex",
        "moof": "mfhd traf",
        "traf": "tfhd tfdt trun sdtp",
    }.items()
}
# The kinds of frames, with what stays in their description: how to decode them, their shape and colours.
_PICTURE = "pasp colr clap fiel btrt mdcv clli SmDm CoLL"
CODECS: Final = {
    name.encode(): frozenset(kind.encode() for kind in kinds.split())
    for name, kinds in {
        **dict.fromkeys(("avc1", "avc3"), f"avcC {_PICTURE}"),
        **dict.fromkeys(("hvc1", "hev1"), f"hvcC {_PICTURE}"),
        **dict.fromkeys(("vp08", "vp09"), f"vpcC {_PICTURE}"),
        "av01": f"av1C {_PICTURE}",
        "mp4a": "esds wave chan btrt srat",
        "Opus": "dOps btrt",
        "fLaC": "dfLa btrt",
        "alac": "alac chan btrt",
        "ac-3": "dac3 btrt",
        "ec-3": "dec3 btrt",
        ".mp3": "btrt",
    }.items()
}
_WAVE: Final = frozenset({b"frma", b"mp4a", b"esds"})
_KINDS: Final = {b"vide": "video", b"soun": "audio"}
_VIDEO_HEAD, _AUDIO_HEADS = 78, {0: 28, 1: 44, 2: 64}
_FLAC_DESCRIPTION = 4 + 4 + 34

CleanFrame = Callable[[bytearray, int, int], None]


@dataclass
class _Track:
    box: Box
    table: Box
    number: int
    kind: bytes
    is_enabled: bool
    clean_frame: CleanFrame | None = None
    ranges: list[Range] = field(default_factory=list)


def clean_mp4(data: bytes) -> bytes:
    """Return an MP4 file of the same length, in which all is zeros but one film, one sound and what plays them.

    Raises StorymapError if it is damaged, has neither, or has its frames in another file.
    """
    out = bytearray(data)
    top = list(read_boxes(out, 0, len(out)))
    movies = [box for box in top if box.kind == b"moov"]
    if len(movies) != 1 or top[0].kind != b"ftyp" or top[0].end > 512:
        raise damaged()
    tracks = _chosen_tracks(out, movies[0])
    for track in tracks.values():
        track.ranges += track_samples(out, track.table, each=track.clean_frame is not None)
    defaults = _track_defaults(out, movies[0], tracks)
    for box in top:
        if box.kind == b"moof":
            for number, part, ranges in fragment_samples(out, box, defaults):
                if number in tracks:
                    tracks[number].ranges += ranges
                else:
                    empty(out, part)
    _clean_frames(out, tracks, [box for box in top if box.kind == b"mdat"])
    _clean_children(out, Box(b"", 0, 0, len(out)))
    return bytes(out)


def _chosen_tracks(data: bytearray, movie: Box) -> dict[int, _Track]:
    """Return the first film and the first sound by number, those that are switched on before others; empty the rest."""
    boxes = [box for box in read_boxes(data, movie.body, movie.end) if box.kind == b"trak"]
    found = [track for track in (_read_track(data, box) for box in boxes) if track is not None]
    chosen: dict[bytes, _Track] = {}
    for track in sorted(found, key=lambda track: not track.is_enabled):
        chosen.setdefault(track.kind, track)
    kept = {track.number: track for track in chosen.values()}
    if not kept:
        raise refusal("holds neither sound nor pictures of a kind that browsers play", "export it as MP4 (H.264, AAC)")
    starts = {track.box.start for track in kept.values()}
    for box in boxes:
        if box.start not in starts:
            empty(data, box)
    return kept


def _read_track(data: bytearray, box: Box) -> _Track | None:
    head, handler = find_box(data, box, b"tkhd"), find_box(data, box, b"mdia", b"hdlr")
    table = find_box(data, box, b"mdia", b"minf", b"stbl")
    if head is None or handler is None or table is None:
        return None
    kind = bytes(data[handler.body + 8 : handler.body + 12])
    if kind not in _KINDS:
        return None
    long = data[head.body] == 1
    at = head.body + (20 if long else 12)
    track = _Track(box, table, int.from_bytes(data[at : at + 4]), kind, bool(data[head.body + 3] & 1))
    return track if _clean_descriptions(data, track) else None


def _clean_descriptions(data: bytearray, track: _Track) -> bool:
    """Clean how the frames of a track are described; False if they are of no known kind."""
    box = find_box(data, track.table, b"stsd")
    if box is None:
        raise damaged()
    entries = list(read_boxes(data, box.body + 8, box.end))
    if not entries or any(entry.kind not in CODECS for entry in entries):
        return False
    for entry in entries:
        if track.kind == b"vide":
            head = _VIDEO_HEAD
            # Who made the encoder, and what it is called.
            clear(data, entry.body + 8, entry.body + 24)
            clear(data, entry.body + 42, entry.body + 74)
        else:
            head = _AUDIO_HEADS.get(int.from_bytes(data[entry.body + 8 : entry.body + 10]), 0)
            clear(data, entry.body + 10, entry.body + 16)
        if not head or entry.body + head > entry.end:
            raise damaged()
        inner = Box(entry.kind, entry.start, entry.body + head, entry.end)
        _keep_only(data, inner, CODECS[entry.kind])
        for part in read_boxes(data, inner.body, inner.end):
            _clean_description(data, part, track)
    return True


def _clean_description(data: bytearray, part: Box, track: _Track) -> None:
    if part.kind == b"wave":
        _keep_only(data, part, _WAVE)
    elif part.kind == b"avcC":
        track.clean_frame = partial(clean_avc, length_size=(data[part.body + 4] & 3) + 1)
    elif part.kind == b"hvcC":
        track.clean_frame = partial(clean_hevc, length_size=(data[part.body + 21] & 3) + 1)
        _clean_hevc_units(data, part)
    elif part.kind == b"av1C":
        track.clean_frame = clean_av1
        clean_av1(data, part.body + 4, part.end)
    elif part.kind == b"dfLa" and part.end - part.body != _FLAC_DESCRIPTION:
        raise not_cleanable("FLAC with metadata in MP4")
    if part.end - part.body > LARGEST_MP4_DESCRIPTION and part.kind != b"free":
        raise damaged()


def _clean_hevc_units(data: bytearray, part: Box) -> None:
    at = part.body + 23
    for _ in range(data[part.body + 22]):
        count = int.from_bytes(data[at + 1 : at + 3])
        at += 3
        for _ in range(count):
            size = int.from_bytes(data[at : at + 2])
            if at + 2 + size > part.end:
                raise damaged()
            if size > 2:
                clean_hevc_unit(data, at + 2, at + 2 + size)
            at += 2 + size


def _track_defaults(data: bytearray, movie: Box, tracks: dict[int, _Track]) -> dict[int, TrackDefaults]:
    extends = find_box(data, movie, b"mvex")
    found: dict[int, TrackDefaults] = {}
    for box in read_boxes(data, extends.body, extends.end) if extends else ():
        if box.kind == b"trex":
            number = int.from_bytes(data[box.body + 4 : box.body + 8])
            found[number] = TrackDefaults(int.from_bytes(data[box.body + 16 : box.body + 20]))
            if number not in tracks:
                empty(data, box)
    return found


def _clean_frames(data: bytearray, tracks: dict[int, _Track], stores: list[Box]) -> None:
    """Make zeros of all in the boxes of frames that is no frame of `tracks`, and clean these."""
    ranges = sorted({found for track in tracks.values() for found in track.ranges})
    if sum(end - start for track in tracks.values() for start, end in track.ranges) > len(data):
        raise damaged()
    at = 0
    for store in sorted(stores, key=lambda box: box.body):
        position = store.body
        while at < len(ranges) and ranges[at][0] < store.end:
            start, end = ranges[at]
            if start < store.body or end > store.end:
                raise damaged()
            clear(data, position, start)
            position = max(position, end)
            at += 1
        clear(data, position, store.end)
    if at < len(ranges):
        raise damaged()
    for track in tracks.values():
        if track.clean_frame is not None:
            for start, end in track.ranges:
                track.clean_frame(data, start, end)


def _keep_only(data: bytearray, parent: Box, kinds: frozenset[bytes]) -> None:
    end = parent.body
    for box in read_boxes(data, parent.body, parent.end):
        end = box.end
        if box.kind not in kinds:
            empty(data, box)
    clear(data, end, parent.end)


def _clean_children(data: bytearray, parent: Box) -> None:
    _keep_only(data, parent, BOXES[parent.kind])
    for box in read_boxes(data, parent.body, parent.end):
        if box.kind in BOXES:
            _clean_children(data, box)
        elif box.kind in (b"mvhd", b"tkhd", b"mdhd"):
            # When it was made and changed.
            clear(data, box.body + 4, box.body + (20 if data[box.body] == 1 else 12))
        elif box.kind == b"hdlr":
            clear(data, box.body + 12, box.end)
        elif box.kind == b"dref":
            _clean_sources(data, box)


def _clean_sources(data: bytearray, box: Box) -> None:
    for source in read_boxes(data, box.body + 8, box.end):
        if not data[source.body + 3] & 1:
            raise not_cleanable("frames that are in another file")
        clear(data, source.body + 4, source.end)
