"""Locks between processes."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from storymap.storage import locks
from storymap.storage.locks import locked
from tests.forks import die, end, start


def held(folder: Path) -> bool:
    """Say whether another process cannot have the lock."""

    def take() -> None:
        locks.LONGEST_WAIT = 0.05
        with locked(folder):
            pass

    return end(start(take)) != 0


@pytest.fixture(params=["folder", "cache"])
def kind(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "cache"))
    if request.param == "cache":
        monkeypatch.setattr(locks, "try_lock", lambda _: None)
    return str(request.param)


def test_one_process_at_a_time_has_a_lock(kind: str, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    with locked(tmp_path / "desk"):
        assert held(tmp_path / "desk")
        assert not held(tmp_path)
    assert not held(tmp_path / "desk")
    assert list((tmp_path / "desk").iterdir()) == []
    assert (tmp_path / "cache").exists() == (kind == "cache")


def test_a_lock_ends_with_its_process(kind: str, tmp_path: Path) -> None:
    def take() -> None:
        with locked(tmp_path):
            die()

    assert end(start(take)) == -9
    assert not held(tmp_path)


def test_nobody_waits_for_ever(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LONGEST_WAIT", 0.05)
    with (
        locked(tmp_path),
        pytest.raises(TimeoutError, match="another storymap is changing files in its folder") as error,
        locked(tmp_path),
    ):
        pass
    assert error.value.errno == errno.ETIMEDOUT


@pytest.mark.parametrize("cache", ["off", "file/cache"])
def test_where_nothing_can_be_locked_the_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("STORYMAP_CACHE", cache if cache == "off" else str(tmp_path / cache))
    monkeypatch.setattr(locks, "try_lock", lambda _: None)
    with locked(tmp_path), locked(tmp_path):
        pass
