"""WebM: one track of pictures and one of sound, in the elements that are needed to play them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from storymap.limits import LARGEST_WEBM_DESCRIPTION, MOST_WEBM_ELEMENTS
from storymap.reading.media.policy import refusal
from storymap.reading.media.recordings.damage import damaged, not_cleanable
from storymap.reading.media.recordings.ebml import Element, empty, read_elements, vint
from storymap.reading.media.recordings.video_units import clean_av1
from storymap.reading.media.recordings.xiph import empty_comment

_HEAD, _SEGMENT, _SEEK_HEAD, _SEEK, _INFO, _TRACKS = 0x1A45DFA3, 0x18538067, 0x114D9B74, 0x4DBB, 0x1549A966, 0x1654AE6B
_TRACK, _VIDEO, _AUDIO, _COLOUR, _CLUSTER, _GROUP = 0xAE, 0xE0, 0xE1, 0x55B0, 0x1F43B675, 0xA0
_CUES, _CUE, _CUE_POSITIONS, _BRIGHTNESS = 0x1C53BB6B, 0xBB, 0xB7, 0x55D0
_SIMPLE_BLOCK, _BLOCK, _CODEC_PRIVATE = 0xA3, 0xA1, 0x63A2
_MUXING_APP, _WRITING_APP, _SEEK_ID = 0x4D80, 0x5741, 0x53AB
_NUMBER, _TYPE, _CODEC, _ENCODINGS = 0xD7, 0x83, 0x86, 0x6D80
# What stays in each element (the names are those of RFC 9559); all else becomes free space. 0 is the file.
ELEMENTS: Final = {
    0: {_HEAD, _SEGMENT},
    # EBMLVersion, EBMLReadVersion, EBMLMaxIDLength, EBMLMaxSizeLength, DocType, DocTypeVersion, DocTypeReadVersion
    _HEAD: {0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285},
    _SEGMENT: {_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER, _CUES},
    _SEEK_HEAD: {_SEEK},
    _SEEK: {_SEEK_ID, 0x53AC},
    # TimestampScale, Duration, and two names of programs that must be there and are made zeros
    _INFO: {0x2AD7B1, 0x4489, _MUXING_APP, _WRITING_APP},
    _TRACKS: {_TRACK},
    # TrackNumber, TrackUID, TrackType, the flags, DefaultDuration, CodecID, CodecPrivate, CodecDelay, SeekPreRoll
    _TRACK: {
        *(_NUMBER, 0x73C5, _TYPE, 0xB9, 0x88, 0x55AA, 0x9C, 0x23E383, _CODEC, _CODEC_PRIVATE, 0x56AA, 0x56BB),
        *(_VIDEO, _AUDIO),
    },
    # FlagInterlaced, StereoMode, PixelWidth, PixelHeight, the four crops, DisplayWidth, DisplayHeight, DisplayUnit
    _VIDEO: {0x9A, 0x53B8, 0xB0, 0xBA, 0x54AA, 0x54BB, 0x54CC, 0x54DD, 0x54B0, 0x54BA, 0x54B2, _COLOUR},
    # Matrix, BitsPerChannel, the four subsamplings, the two sitings, Range, Transfer, Primaries, MaxCLL, MaxFALL
    _COLOUR: {*range(0x55B1, 0x55BE), _BRIGHTNESS},
    _BRIGHTNESS: {*range(0x55D1, 0x55DB)},
    # SamplingFrequency, OutputSamplingFrequency, Channels, BitDepth
    _AUDIO: {0xB5, 0x78B5, 0x9F, 0x6264},
    # Timestamp, Position, PrevSize
    _CLUSTER: {0xE7, 0xA7, 0xAB, _SIMPLE_BLOCK, _GROUP},
    # BlockDuration, ReferenceBlock, DiscardPadding
    _GROUP: {_BLOCK, 0x9B, 0xFB, 0x75A2},
    _CUES: {_CUE},
    # CueTime; CueTrack, CueClusterPosition, CueRelativePosition, CueDuration, CueBlockNumber
    _CUE: {0xB3, _CUE_POSITIONS},
    _CUE_POSITIONS: {0xF7, 0xF1, 0xF0, 0xB2, 0x5378},
}
CODECS: Final = {b"V_VP8": 1, b"V_VP9": 1, b"V_AV1": 1, b"A_VORBIS": 2, b"A_OPUS": 2}
# Elements beside a cluster: where one of them begins, a cluster without a size has ended.
_BESIDE_CLUSTERS: Final = {*ELEMENTS[_SEGMENT], 0x1043A770, 0x1941A469, 0x1254C367}
_LONGEST_NUMBER = 8


@dataclass
class _Track:
    number: int
    kind: int
    codec: bytes


class _Cleaner:
    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)
        self.tracks: dict[int, _Track] = {}
        self.count = 0

    def clean(self, parent: int, start: int, end: int) -> None:
        """Keep what `ELEMENTS` has for `parent` between two positions, and clean that."""
        for element in self._elements(parent, start, end):
            if element.element_id not in ELEMENTS[parent] or not self._is_wanted(element):
                empty(self.data, element.start, element.end)
            elif element.element_id in ELEMENTS:
                self.clean(element.element_id, element.body, element.end)
            else:
                self._clean_content(parent, element)

    def _elements(self, parent: int, start: int, end: int) -> list[Element]:
        found = []
        while start < end:
            element = next(read_elements(self.data, start, end))
            if not element.has_size:
                if element.element_id not in (_SEGMENT, _CLUSTER):
                    raise damaged()
                if element.element_id == _CLUSTER:
                    element = element._replace(end=self._end_of_cluster(element))
            found.append(element)
            self.count += 1
            if self.count > MOST_WEBM_ELEMENTS:
                raise damaged()
            start = element.end
        return found

    def _end_of_cluster(self, cluster: Element) -> int:
        inner = read_elements(self.data, cluster.body, cluster.end)
        return next((element.start for element in inner if element.element_id in _BESIDE_CLUSTERS), cluster.end)

    def _is_wanted(self, element: Element) -> bool:
        """Say whether an element is of the kind that is kept; of tracks, the first film and the first sound are."""
        if element.element_id == _TRACK:
            return self._add_track(element)
        if element.element_id == _GROUP:
            inner = read_elements(self.data, element.body, element.end)
            blocks = [block for block in inner if block.element_id == _BLOCK]
            return len(blocks) == 1 and self._track_of(blocks[0]) is not None
        if element.element_id in (_SIMPLE_BLOCK, _BLOCK):
            return self._track_of(element) is not None
        if element.element_id == _SEEK:
            ids = [
                self._bytes(inner)
                for inner in read_elements(self.data, element.body, element.end)
                if inner.element_id == _SEEK_ID
            ]
            return len(ids) == 1 and int.from_bytes(ids[0]) in (_INFO, _TRACKS, _CUES)
        return True

    def _add_track(self, element: Element) -> bool:
        inner = {found.element_id: found for found in read_elements(self.data, element.body, element.end)}
        if not {_NUMBER, _TYPE, _CODEC} <= set(inner):
            return False
        number, kind = (int.from_bytes(self._bytes(inner[key])) for key in (_NUMBER, _TYPE))
        codec = self._bytes(inner[_CODEC]).rstrip(b"\0")
        if CODECS.get(codec) != kind or any(track.kind == kind for track in self.tracks.values()):
            return False
        if _ENCODINGS in inner:
            raise not_cleanable("frames that are packed or locked")
        self.tracks[number] = _Track(number, kind, codec)
        if _CODEC_PRIVATE in inner:
            self._clean_private(inner[_CODEC_PRIVATE], codec)
        return True

    def _clean_private(self, element: Element, codec: bytes) -> None:
        if element.end - element.body > LARGEST_WEBM_DESCRIPTION:
            raise damaged()
        if codec == b"V_AV1":
            clean_av1(self.data, element.body + 4, element.end)
        if codec != b"A_VORBIS":
            return
        # Three packets: the lengths of the first two, in parts of at most 255, come before all of them.
        at, lengths = element.body + 1, [0, 0]
        for number in range(2):
            while self.data[at] == 0xFF:
                lengths[number] += 0xFF
                at += 1
            lengths[number] += self.data[at]
            at += 1
        start, end = at + lengths[0], at + sum(lengths)
        if end > element.end or self.data[start : start + 7] != b"\x03vorbis" or end - start < 16:
            raise damaged()
        self.data[start + 7 : end] = empty_comment(end - start - 8) + b"\x01"

    def _track_of(self, block: Element) -> _Track | None:
        number, _ = vint(self.data, block.body, block.end)
        return self.tracks.get(number)

    def _clean_content(self, parent: int, element: Element) -> None:
        if element.element_id in (_MUXING_APP, _WRITING_APP):
            self.data[element.body : element.end] = bytes(element.end - element.body)
        elif element.element_id in (_SIMPLE_BLOCK, _BLOCK):
            self._clean_block(element)
        elif element.end - element.body > _LONGEST_NUMBER and element.element_id not in (_CODEC, _CODEC_PRIVATE):
            raise damaged()

    def _clean_block(self, block: Element) -> None:
        track = self._track_of(block)
        if track is not None and track.codec == b"V_AV1":
            _, at = vint(self.data, block.body, block.end)
            if self.data[at + 2] & 6:
                raise not_cleanable("pictures that are packed together")
            clean_av1(self.data, at + 3, block.end)

    def _bytes(self, element: Element) -> bytes:
        return bytes(self.data[element.body : element.end])


def clean_webm(data: bytes) -> bytes:
    """Return a WebM file of the same length, in which all is free space but one film, one sound and what plays them.

    Raises StorymapError if it is damaged, has neither, or has frames that are packed or locked.
    """
    cleaner = _Cleaner(data)
    cleaner.clean(0, 0, len(data))
    if not cleaner.tracks:
        raise refusal("holds neither sound nor pictures of a kind that browsers play", "export it as WebM (VP9, Opus)")
    return bytes(cleaner.data)
