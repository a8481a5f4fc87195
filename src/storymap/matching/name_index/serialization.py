"""The arrays that an index of names consists of, and the bytes that they are kept in.

The bytes are a digest, a header in JSON and the arrays as they are in memory. Nothing in them is run, and what was not
written by `pack_arrays` is refused: a cache file may be damaged, or somebody else's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from storymap.matching.name_index.word_table import SHAPES

_MAGIC = b"storymap names 1\n"
_DIGEST = 32
_ALIGNED = 16
_LONGEST_HEADER = 4096
_TYPES = {
    "heads": ("<u8",), "letters": ("<u2", "<u4"), "begins": ("<u4",), "before": ("<u2",), "closed": ("|b1",),
    "longer": ("|u1",), "small": ("|b1",), "owners": ("<u4",), "row_starts": ("<u4",), "masks": ("<u2",),
    "names": ("|u1",), "name_starts": ("<u4",), "strings": ("|u1",), "string_starts": ("<u4",),
    "phrase_owners": ("<u4",), "phrase_starts": ("<u4",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndexArrays:
    """An index of names. Where one array says where the pieces of another start, its last number is the end of all.

    `heads` to `small` are those of the table of words. Pattern p has the case rule `masks[p]` and the names
    `row_starts[p]` to `row_starts[p + 1]`, which belong to the places `owners`; `names` is how they are written
    (UTF-8), empty where nobody will ask. `strings` are those of the automaton (UTF-8): first its patterns, then ignore
    phrases; `phrase_owners` are the places whose phrase a string is.
    """

    heads: npt.NDArray[np.uint64]
    letters: npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
    begins: npt.NDArray[np.uint32]
    before: npt.NDArray[np.uint16]
    closed: npt.NDArray[np.bool_]
    longer: npt.NDArray[np.uint8]
    small: npt.NDArray[np.bool_]
    owners: npt.NDArray[np.uint32]
    row_starts: npt.NDArray[np.uint32]
    masks: npt.NDArray[np.uint16]
    names: npt.NDArray[np.uint8]
    name_starts: npt.NDArray[np.uint32]
    strings: npt.NDArray[np.uint8]
    string_starts: npt.NDArray[np.uint32]
    phrase_owners: npt.NDArray[np.uint32]
    phrase_starts: npt.NDArray[np.uint32]

    def is_sound(self) -> bool:
        """Say whether the arrays fit each other, so that nothing is looked for where there is nothing."""
        patterns, of_automaton = len(self.heads), len(self.masks) - len(self.heads)
        return (
            len(self.before) == len(self.closed) == patterns
            and of_automaton >= 0
            and _are_starts(self.begins, patterns, len(self.letters))
            and bool((self.begins[1:] > self.begins[:-1]).all())
            and bool((self.heads[1:] >= self.heads[:-1]).all())
            and bool((self.before < np.diff(self.begins)).all())
            and _are_starts(self.row_starts, len(self.masks), len(self.owners))
            and bool((self.row_starts[1:] > self.row_starts[:-1]).all())
            and _are_starts(self.name_starts, len(self.owners), len(self.names))
            and _are_starts(self.string_starts, len(self.string_starts) - 1, len(self.strings))
            and bool((self.string_starts[1:] > self.string_starts[:-1]).all())
            and len(self.string_starts) > of_automaton
            and _are_starts(self.phrase_starts, len(self.string_starts) - 1, len(self.phrase_owners))
            and _are_texts(self.names, self.name_starts)
            and _are_texts(self.strings, self.string_starts)
            and len(self.small) == SHAPES
            and _is_power(len(self.longer))
        )


def joined_texts(noun: str, texts: Sequence[str], present: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """Return the arrays `<noun>s` and `<noun>_starts` of texts, which are those of the rows that are `present`."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    sizes = np.zeros(len(present), np.intp)
    sizes[present] = [len(text) for text in encoded]
    starts = np.append(0, np.cumsum(sizes)).astype(np.uint32)
    return {f"{noun}s": np.frombuffer(b"".join(encoded), np.uint8), f"{noun}_starts": starts}


def texts_of(encoded: npt.NDArray[np.uint8], starts: npt.NDArray[np.uint32]) -> list[str]:
    """Return the texts whose bytes start at `starts`; the last number is the end of the last."""
    if len(starts) < 2:
        return []
    places = (starts - starts[0]).tolist()
    data = encoded[starts[0] : starts[-1]].tobytes()
    return [data[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(places)]


def pack_arrays(arrays: IndexArrays) -> bytes:
    """Return the arrays as bytes."""
    parts = [(field.name, getattr(arrays, field.name)) for field in fields(arrays)]
    parts = [(name, array.astype(array.dtype.newbyteorder("<"), copy=False)) for name, array in parts]
    header = json.dumps([[name, array.dtype.str, len(array)] for name, array in parts]).encode() + b"\n"
    begin = len(_MAGIC) + _DIGEST + len(header)
    body = [header, b" " * (-begin % _ALIGNED)]
    for _, array in parts:
        body += [array.tobytes(), bytes(-array.nbytes % _ALIGNED)]
    rest = b"".join(body)
    return b"".join((_MAGIC, blake2b(rest, digest_size=_DIGEST).digest(), rest))


def unpack_arrays(data: bytes) -> IndexArrays:
    """Return the arrays that `pack_arrays` made bytes of, without copying them; raises ValueError for other bytes."""
    begin = len(_MAGIC) + _DIGEST
    view = memoryview(data)
    if data[: len(_MAGIC)] != _MAGIC:
        raise ValueError("this is no index of names")
    if blake2b(view[begin:], digest_size=_DIGEST).digest() != data[len(_MAGIC) : begin]:
        raise ValueError("the index of names is damaged")
    try:
        arrays = IndexArrays(**dict(_arrays(view, begin)))
        sound = arrays.is_sound()
    except (TypeError, KeyError, ValueError, IndexError, OverflowError, RecursionError) as error:
        raise ValueError("the index of names is not one of this version") from error
    if not sound:
        raise ValueError("the index of names contradicts itself")
    return arrays


def _arrays(view: memoryview, begin: int) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    end = begin + bytes(view[begin : begin + _LONGEST_HEADER]).index(b"\n") + 1
    place = end + -end % _ALIGNED
    for name, kind, length in json.loads(bytes(view[begin:end])):
        if kind not in _TYPES[name] or not isinstance(length, int) or length < 0:
            raise ValueError(name)
        array = np.frombuffer(view, np.dtype(kind), length, place)
        place += array.nbytes + -array.nbytes % _ALIGNED
        yield name, array.astype(array.dtype.newbyteorder("="), copy=False)


def _are_starts(starts: npt.NDArray[np.uint32], count: int, end: int) -> bool:
    return len(starts) == count + 1 and starts[0] == 0 and starts[-1] == end and bool((starts[1:] >= starts[:-1]).all())


def _are_texts(encoded: npt.NDArray[np.uint8], starts: npt.NDArray[np.uint32]) -> bool:
    encoded.tobytes().decode("utf-8", "surrogatepass")  # or it raises UnicodeDecodeError, a ValueError
    firsts = encoded[starts[starts < len(encoded)]]
    return bool((firsts & 0xC0 != 0x80).all())


def _is_power(number: int) -> bool:
    return number >= 8 and number & (number - 1) == 0
