"""Renames that replace nothing."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from pathlib import Path

import pytest

from storymap.storage import renames
from storymap.storage.renames import exchange_names, rename_new


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "a").write_text("A")
    (tmp_path / "b").write_text("B")
    return tmp_path / "a", tmp_path / "b"


def test_names_are_exchanged_also_of_a_file_and_a_folder(two: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = two
    assert exchange_names(first, second)
    assert (first.read_text(), second.read_text()) == ("B", "A")
    (tmp_path / "folder").mkdir()
    assert exchange_names(first, tmp_path / "folder")
    assert first.is_dir()


def test_a_name_that_is_not_there_is_not_exchanged(two: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        exchange_names(two[0], tmp_path / "nothing")
    assert two[0].read_text() == "A"


@pytest.mark.parametrize("system", ["here", "by number", "without", "refusing"])
def test_a_new_name_is_taken_and_never_somebody_s(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    number = renames._LINUX_CALLS.get(platform.machine())
    if system == "by number":
        if number is None or sys.platform != "linux":
            pytest.skip("the number is not known here")
        monkeypatch.setattr(
            renames, "_system_call", lambda: renames._numbered_call(ctypes.CDLL(None, use_errno=True), number)
        )
    elif system == "without":
        monkeypatch.setattr(renames, "_system_call", lambda: None)
    elif system == "refusing":
        monkeypatch.setattr(renames, "_system_call", lambda: lambda *_: ctypes.set_errno(errno.EINVAL) or -1)
    first, second = two
    with pytest.raises(FileExistsError):
        rename_new(first, second)
    assert (first.read_text(), second.read_text()) == ("A", "B")
    rename_new(first, tmp_path / "c")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "c"]
    (tmp_path / "folder").mkdir()
    rename_new(tmp_path / "folder", tmp_path / "new")
    assert (tmp_path / "new").is_dir()
    assert exchange_names(tmp_path / "b", tmp_path / "c") == (system in ("here", "by number"))


def test_a_file_system_without_hard_links_still_takes_a_new_name(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(renames, "_system_call", lambda: None)
    monkeypatch.setattr(os, "link", fail)
    with pytest.raises(FileExistsError):
        rename_new(*two)
    rename_new(two[0], tmp_path / "c")
    assert (tmp_path / "c").read_text() == "A"
