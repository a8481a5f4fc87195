"""The index of words: for each word the ranks of the stories that have it, the newest first.

It is made in runs of some thousand stories, which are merged at the end. A list of ranks is cut into blocks; a block
is the differences of its ranks, the first from 0, as integers of seven bits a byte, the lowest first.
"""

from __future__ import annotations

import heapq
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt

from storymap.atlas.parts.key_tree import KeyTree
from storymap.atlas.parts.packed_file import PackedFile
from storymap.rendering.contract.atlas_parts import TreeData

BLOCK: Final = 2_048  # ranks
_HEAD: Final = struct.Struct("<HI")
_FEW: Final = 24  # ranks that are encoded faster one by one
_MOST_RUNS: Final = 128  # files that are open at once

Ranks = npt.NDArray[np.uint32]


class WordIndex:
    """Takes the words of stories in the order of their ranks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lists: defaultdict[str, list[int]] = defaultdict(list)
        self._runs: list[Path] = []
        self._made = 0

    def add(self, rank: int, words: Iterable[str]) -> None:
        """Add a story with its different words."""
        lists = self._lists
        for word in words:
            lists[word].append(rank)

    def flush(self) -> None:
        """Write what was added since the last time as a run."""
        if self._lists:
            lists = ((word, np.array(self._lists[word], np.uint32)) for word in sorted(self._lists))
            self._runs.append(self._write(lists))
            self._lists = defaultdict(list)
        if len(self._runs) > _MOST_RUNS:
            merged = self._write(self._merged())
            for run in self._runs:
                run.unlink()
            self._runs = [merged]

    def finish(self, file: PackedFile) -> TreeData:
        """Write lists and directory into a file, and return the directory's root.

        The value of a word is `[how many, offset, length]`: of its block, or, if it has several, of their list
        `[first rank, offset, length, ...]`.
        """
        self.flush()
        tree = KeyTree(file)
        for word, ranks in self._merged():
            tree.add(word, [len(ranks), *_written(ranks, file)])
        return tree.finish()

    def _write(self, lists: Iterable[tuple[str, Ranks]]) -> Path:
        path = self._folder / f"words-{self._made:06d}"
        self._made += 1
        with path.open("wb") as file:
            for word, ranks in lists:
                key = word.encode("utf-8", "surrogatepass")
                file.write(_HEAD.pack(len(key), len(ranks)) + key + ranks.astype("<u4").tobytes())
        return path

    def _merged(self) -> Iterator[tuple[str, Ranks]]:
        with ExitStack() as stack:
            files = [stack.enter_context(path.open("rb")) for path in self._runs]
            # Runs follow one another in rank, so the lists of a word do as well.
            rows = heapq.merge(*(_read(file, run) for run, file in enumerate(files)), key=itemgetter(0, 1))
            for word, group in groupby(rows, itemgetter(0)):
                parts = [ranks for _, _, ranks in group]
                yield word, parts[0] if len(parts) == 1 else np.concatenate(parts)


def _read(file: BinaryIO, run: int) -> Iterator[tuple[str, int, Ranks]]:
    while head := file.read(_HEAD.size):
        length, count = _HEAD.unpack(head)
        word = file.read(length).decode("utf-8", "surrogatepass")
        yield word, run, np.frombuffer(file.read(4 * count), "<u4")


def _written(ranks: Ranks, file: PackedFile) -> Any:
    if len(ranks) <= BLOCK:
        return file.add(encode_ranks(ranks))
    listed: list[int] = []
    for at in range(0, len(ranks), BLOCK):
        block = ranks[at : at + BLOCK]
        listed += [int(block[0]), *file.add(encode_ranks(block))]
    return file.add_json(listed)


def encode_ranks(ranks: Ranks) -> bytes:
    """Return ascending ranks as a block."""
    if len(ranks) <= _FEW:
        return _encode_few(ranks.tolist())
    steps = ranks.astype(np.int64)
    steps[1:] -= ranks[:-1]
    if int(steps.max()) < 0x80:
        return steps.astype(np.uint8).tobytes()
    sizes = np.ones(len(steps), np.intp)
    for power in range(7, 35, 7):
        sizes += steps >= (1 << power)
    ends = np.cumsum(sizes)
    out = np.zeros(int(ends[-1]), np.uint8)
    starts = ends - sizes
    for byte in range(int(sizes.max())):
        rows = sizes > byte
        more = np.where(sizes[rows] > byte + 1, 0x80, 0).astype(np.uint8)
        out[starts[rows] + byte] = (steps[rows] >> 7 * byte & 0x7F).astype(np.uint8) | more
    return out.tobytes()


def _encode_few(ranks: list[int]) -> bytes:
    out = bytearray()
    before = 0
    for rank in ranks:
        step, before = rank - before, rank
        while step >= 0x80:
            out.append(step & 0x7F | 0x80)
            step >>= 7
        out.append(step)
    return bytes(out)
