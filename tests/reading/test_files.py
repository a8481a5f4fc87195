"""Files: which are refused, and how that is said."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from storymap.errors import StorymapError
from storymap.reading.files import read_bytes


def read_refusal(path: Path, longest: int = 100) -> str:
    with pytest.raises(StorymapError) as caught:
        read_bytes(path, longest, "x")
    return str(caught.value)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "long").write_bytes(b"a" * 101)
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)  # the address of a socket has at most a hundred bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
    assert read_refusal(tmp_path / "none") == "x: there is no such file; check the path"
    assert read_refusal(tmp_path) == "x: this is a folder; name a file in it"
    assert read_refusal(tmp_path / "empty") == "x: the file is empty; check that it was saved"
    assert read_refusal(tmp_path / "pipe").startswith("x: this is a pipe or a device")
    assert read_refusal(tmp_path / "socket").startswith("x: this is a pipe or a device")
    assert read_refusal(Path("/dev/zero")).startswith("x: this is a pipe or a device")
    assert read_refusal(tmp_path / "long", 100).startswith("x: the file is larger than")
    assert read_refusal(tmp_path / "loop").startswith("x: the file cannot be read")
    assert read_refusal(tmp_path / "a\0b").startswith("x: the file cannot be read")
    assert read_refusal(tmp_path / ("n" * 300)).startswith("x: the file cannot be read")


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a" * 100)
    assert read_bytes(tmp_path / "file", 100) == b"a" * 100


def test_a_file_that_has_grown_since_its_size_was_asked_for_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "story.md"
    path.write_bytes(b"12345")
    asked = os.fstat

    def before_it_grew(descriptor: int) -> os.stat_result:
        state = list(asked(descriptor))
        state[stat.ST_SIZE] = 2
        return os.stat_result(state)

    monkeypatch.setattr(os, "fstat", before_it_grew)
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(StorymapError, match="the file is larger than"):
        read_bytes(path, 4)
