"""A file is replaced whole, and is on disk then."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from storymap.editing.author_file import change_file
from storymap.publishing.output_folder import write_folder
from storymap.storage.atomic import replace_file, umask


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was brought to disk, in order."""
    found: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        state = os.fstat(descriptor)
        found.append("folder" if stat.S_ISDIR(state.st_mode) else f"{state.st_size} bytes")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return found


def test_the_file_and_then_its_name_are_on_disk(tmp_path: Path, synced: list[str]) -> None:
    replace_file(tmp_path / "page.html", b"text")
    assert synced == ["4 bytes", "folder"]


def test_an_author_s_file_and_its_name_are_on_disk(tmp_path: Path, synced: list[str]) -> None:
    change_file(tmp_path / "places.geojson", lambda _: "one")
    change_file(tmp_path / "places.geojson", lambda _: "three")
    assert synced == ["3 bytes", "folder", "5 bytes", "folder"]


def test_a_published_folder_is_on_disk_before_it_is_in_place(tmp_path: Path, synced: list[str]) -> None:
    write_folder(tmp_path / "juarez", {"index.html": b"text"})
    assert synced[0] == "4 bytes"
    assert synced[-2:] == ["folder", "folder"]
    write_folder(tmp_path / "juarez", {"index.html": b"other"})
    assert synced[4:][0] == "5 bytes"


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("old")
    file.chmod(0o604)
    (tmp_path / "link.html").symlink_to("page.html")
    replace_file(tmp_path / "link.html", b"new")
    assert (tmp_path / "link.html").is_symlink()
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("new", 0o604)


def test_a_link_is_replaced_where_it_is_not_to_be_followed(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs")
    theirs.chmod(0o604)
    (tmp_path / "own.bin").symlink_to(theirs)
    replace_file(tmp_path / "own.bin", b"own", follow_link=False)
    assert not (tmp_path / "own.bin").is_symlink()
    assert ((tmp_path / "own.bin").read_text(), theirs.read_text()) == ("own", "theirs")
    assert stat.S_IMODE((tmp_path / "own.bin").stat().st_mode) == 0o666 & ~umask()
