"""A layer of the basemap as lines again, for the picture. The browser's reader is web/src/basemap/geometry.ts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storymap.geometry.pieces import pieces
from storymap.rendering.basemap import integer_codec
from storymap.rendering.contract.basemap import LayerData

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DecodedLayer:
    """Arcs in longitudes and latitudes, shape (n, 2) each, with the class of each.

    The first `ring_sizes[0]` arcs make the first closed ring of the land, the next `ring_sizes[1]` the second.
    """

    arcs: list[Floats]
    classes: str
    ring_sizes: list[int]

    def land_rings(self, arcs: Sequence[Floats]) -> Iterator[Floats]:
        """Yield the rings of the land, joined from `arcs`: the layer's own, projected or simplified."""
        first = 0
        for size in self.ring_sizes:
            members = arcs[first : first + size]
            yield np.concatenate([members[0], *(arc[1:] for arc in members[1:])])
            first += size


def decode_layer(layer: LayerData) -> DecodedLayer:
    """Read what `Layer.encode` wrote."""
    counts, jumps = integer_codec.decode(layer["counts"]), integer_codec.decode(layer["jumps"]).reshape(-1, 2)
    arcs: list[Floats] = []  # none in the open sea
    if len(counts):
        steps = np.column_stack([integer_codec.decode(layer["x"]), integer_codec.decode(layer["y"])])
        # The jump to each arc stands before its steps: the sum of all that came before is where a point lies.
        moves = np.insert(steps, np.cumsum(counts) - counts, jumps, axis=0)
        arcs = pieces(moves.cumsum(axis=0) * layer["step"], np.cumsum(counts + 1)[:-1])
    return DecodedLayer(arcs, layer["classes"], integer_codec.decode(layer["rings"]).tolist())
