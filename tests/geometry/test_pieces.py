from __future__ import annotations

import numpy as np
import pytest

from storymap.geometry.pieces import pieces


@pytest.mark.parametrize("ends", [[], [1], [2, 2, 5], [0, 6]])
def test_pieces_are_those_of_numpy(ends: list[int]) -> None:
    rows = np.arange(12).reshape(6, 2)
    cut = pieces(rows, np.array(ends, int))
    assert [piece.tolist() for piece in cut] == [piece.tolist() for piece in np.split(rows, ends)]
    assert all(piece.shape[1:] == (2,) for piece in cut)
