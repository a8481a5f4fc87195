"""What stands at a path to be written: on a real file system, each kind that is no file."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from storymap.storage.output import folder_problem, output_problem


@pytest.fixture
def sock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)  # the address of a socket has at most a hundred bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock")
        yield tmp_path / "sock"


def refused(path: Path, *, force: bool = False) -> str:
    problem = output_problem(path, "-o", force=force)
    return "" if problem is None else f"{problem.what}; {problem.remedy}"


def test_a_file_a_link_to_one_and_a_new_name_may_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "link-to-new").symlink_to("none")
    for name in ("file", "link", "link-to-new", "new", "new/folder/file"):
        assert refused(tmp_path / name) == ""


def test_what_is_no_file_is_refused_by_name_at_once(tmp_path: Path, sock: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("back")
    (tmp_path / "back").symlink_to("loop")
    (tmp_path / "file").touch()
    (tmp_path / "to-pipe").symlink_to("pipe")
    for force in (False, True):
        assert refused(tmp_path / "pipe", force=force) == (
            "this is a named pipe, not a file; name another output with -o"
        )
        assert refused(tmp_path / "to-pipe", force=force).startswith("this is a named pipe")
        assert refused(sock, force=force).startswith("this is a socket")
        assert refused(tmp_path, force=force).startswith("this is a folder, not a file")
        assert refused(tmp_path / "loop", force=force).startswith("this is a link that leads to itself")
        assert refused(tmp_path / "file" / "x", force=force).startswith("a file stands where its folder should be")
        assert refused(tmp_path / "a\0b", force=force).startswith("this is not a usable file name")
        assert refused(tmp_path / ("n" * 300), force=force).startswith("it cannot be written (file name too long)")


@pytest.mark.parametrize(
    "device", ["/dev/null", "/dev/full", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/dev/new"]
)
def test_a_device_is_refused_whatever_leads_to_it_and_wherever_it_leads(tmp_path: Path, device: str) -> None:
    (tmp_path / "link").symlink_to(device)
    (tmp_path / "far").symlink_to("link")
    for path in (Path(device), tmp_path / "link", tmp_path / "far"):
        assert refused(path, force=True) == "this is a device, not a file; name another output with -o"


def test_standard_output_that_is_a_file_is_not_replaced(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path / "log", os.O_CREAT | os.O_WRONLY)
    try:
        assert refused(Path(f"/dev/fd/{descriptor}")).startswith("this is a device")
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o464])
def test_a_read_only_file_needs_force_even_for_root(tmp_path: Path, mode: int) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "file").chmod(mode)
    (tmp_path / "link").symlink_to("file")
    said = "this file is read-only; replace it with --force, or name another output with -o"
    assert refused(tmp_path / "file") == refused(tmp_path / "link") == said
    assert refused(tmp_path / "file", force=True) == ""


def test_a_file_with_several_names_needs_force(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    os.link(tmp_path / "file", tmp_path / "other")
    assert refused(tmp_path / "file").startswith("this file has 2 names (hard links), of which only this one would")
    assert refused(tmp_path / "file", force=True) == ""


def test_a_folder_is_written_where_a_folder_or_nothing_stands(tmp_path: Path, sock: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "link", "new"):
        assert folder_problem(tmp_path / name, "-o") is None
    for name, kind in {
        "file": "this is a file, not a folder",
        "pipe": "this is a named pipe, not a folder",
        "sock": "this is a socket, not a folder",
        "loop": "this is a link that leads to itself",
    }.items():
        problem = folder_problem(tmp_path / name, "-o", force=True)
        assert problem is not None
        assert problem.what == kind
    (tmp_path / "folder").chmod(0o555)
    problem = folder_problem(tmp_path / "folder", "-o")
    assert problem is not None
    assert problem.what == "this folder is read-only"
    assert folder_problem(tmp_path / "folder", "-o", force=True) is None
