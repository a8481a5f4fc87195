from __future__ import annotations

import gc
import threading

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


def test_one_that_ends_while_another_begins_leaves_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    first = paused_collector()
    first.__enter__()
    ending = threading.Thread(target=first.__exit__, args=(None, None, None))
    really = gc.isenabled

    def asked() -> bool:
        found = really()
        ending.start()
        # It has to wait for the one that asks.
        ending.join(timeout=0.1)
        return found

    monkeypatch.setattr(gc, "isenabled", asked)
    try:
        with paused_collector():
            monkeypatch.undo()
            ending.join()
        assert gc.isenabled()
    finally:
        gc.enable()
