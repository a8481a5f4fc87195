from __future__ import annotations

import gc

import pytest

from storymap.storage.collector import paused_collector


def test_it_is_paused_within_and_goes_on_after_it_whatever_happens() -> None:
    assert gc.isenabled()
    with paused_collector():
        assert not gc.isenabled()
        with paused_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="it fails"), paused_collector():
        raise ValueError("it fails")
    assert gc.isenabled()
