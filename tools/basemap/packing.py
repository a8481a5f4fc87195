"""Writes packed files: arrays in a zip that `numpy.load` reads, the same bytes for the same arrays."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .arcs import Ints

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_STEP = 32767


def write_pack(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write `arrays` as an .npz file without a clock in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            member = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.asarray(arrays[name], order="C"), allow_pickle=False)
            archive.writestr(member, buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def pack_lines(lines: Sequence[Ints]) -> dict[str, Any]:
    """Return lines of grid points as arrays: where each starts, how many points it has, and its steps.

    `steps` holds zigzag-coded 16-bit differences as bytes of shape (2 axes, 2 bytes, n): the low bytes of all
    steps stand together, and so do the high ones, which deflate packs best.
    """
    lines = [_short_steps(line) for line in lines]
    steps = np.concatenate([np.diff(line, axis=0) for line in lines])
    coded = ((steps << 1) ^ (steps >> 63)).astype("<u2").T
    return {
        "start": np.array([line[0] for line in lines], "<i4"),
        "count": np.array([len(line) for line in lines], "<u4"),
        "steps": np.stack([coded & 255, coded >> 8], axis=1).astype(np.uint8),
    }


def _short_steps(line: Ints) -> Ints:
    """Cut a step that 16 bits cannot hold into shorter ones of the same direction."""
    longest = np.abs(np.diff(line, axis=0)).max(axis=1, initial=0)
    pieces = longest // _LONGEST_STEP + 1
    if not (pieces > 1).any():
        return line
    out = [line[:1]]
    for start, end, count in zip(line[:-1], line[1:], pieces.tolist(), strict=True):
        share = np.arange(1, count + 1)[:, None]
        out.append(start + (end - start) * share // count)
    return np.concatenate(out)


def pack_texts(texts: Sequence[str]) -> Any:
    """Return texts as the bytes of one UTF-8 text with a newline between them."""
    if any("\n" in text for text in texts):
        raise ValueError("a packed text holds a newline")
    return np.frombuffer("\n".join(texts).encode(), np.uint8)
