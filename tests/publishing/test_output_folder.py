from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from storymap.errors import PageError
from storymap.publishing.output_folder import MANIFEST, write_folder

FIRST = {"index.html": b"one", "story.json": b"{}"}
SECOND = {"index.html": b"two"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MANIFEST}


def refused(folder: Path) -> str:
    with pytest.raises(PageError) as error:
        write_folder(folder, SECOND)
    return str(error.value)


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert write_folder(folder, FIRST) == folder
    assert contents(folder) == FIRST
    assert [path.name for path in folder.parent.iterdir()] == ["b"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir(mode=0o750)
    write_folder(folder, FIRST)
    assert contents(folder) == FIRST
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_an_earlier_folder_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "juarez"
    write_folder(folder, FIRST)
    write_folder(folder, SECOND)
    assert contents(folder) == SECOND
    assert [path.name for path in tmp_path.iterdir()] == ["juarez"]


def test_a_new_folder_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_folder(tmp_path / "juarez", FIRST)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "juarez").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "juarez" / "index.html").stat().st_mode) == 0o644


def test_the_manifest_lists_every_file(tmp_path: Path) -> None:
    write_folder(tmp_path / "juarez", SECOND)
    manifest = json.loads((tmp_path / "juarez" / MANIFEST).read_text())
    assert manifest == {
        "by": "storymap publish",
        "format": 1,
        "files": {"index.html": "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"},
    }


@pytest.mark.parametrize("foreign", ["notes.txt", ".htaccess", "CNAME", "index.html"])
def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, foreign: str) -> None:
    (tmp_path / foreign).write_text("mine")
    assert "the folder holds files that storymap did not write; name a new or empty folder" in refused(tmp_path)
    assert contents(tmp_path) == {foreign: b"mine"}


def test_a_file_that_was_added_is_never_lost(tmp_path: Path) -> None:
    folder = tmp_path / "juarez"
    write_folder(folder, FIRST)
    (folder / ".htaccess").write_text("mine")
    assert "did not write, or what was changed since: .htaccess; move it elsewhere" in refused(folder)
    assert contents(folder) == {**FIRST, ".htaccess": b"mine"}


def test_a_file_that_was_changed_is_never_lost(tmp_path: Path) -> None:
    folder = tmp_path / "juarez"
    write_folder(folder, FIRST)
    (folder / "index.html").write_text("mended by hand")
    assert "changed since: index.html" in refused(folder)
    assert (folder / "index.html").read_text() == "mended by hand"


def test_what_stands_in_a_folder_inside_is_ours_too(tmp_path: Path) -> None:
    folder = tmp_path / "juarez"
    write_folder(folder, {**FIRST, "index.media/a.jpg": b"a", "index.media/b.jpg": b"b"})
    write_folder(folder, {**FIRST, "index.media/b.jpg": b"b"})
    assert [path.name for path in (folder / "index.media").iterdir()] == ["b.jpg"]
    (folder / "index.media" / "mine.jpg").write_bytes(b"mine")
    assert "changed since: index.media/mine.jpg" in refused(folder)
    assert (folder / "index.media" / "mine.jpg").exists()


def test_a_folder_or_a_link_inside_is_not_ours(tmp_path: Path) -> None:
    folder = tmp_path / "juarez"
    write_folder(folder, FIRST)
    (folder / "index.html").unlink()
    (tmp_path / "precious.html").write_bytes(b"one")
    (folder / "index.html").symlink_to(tmp_path / "precious.html")
    (folder / "archive").mkdir()
    assert "archive, index.html" in refused(folder)
    assert (tmp_path / "precious.html").exists()


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{}",
        "nonsense",
        '{"by": "somebody", "format": 1, "files": {}}',
        '{"by": "storymap publish", "format": 1, "files": 7}',
    ],
)
def test_a_manifest_that_is_not_ours_opens_no_door(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest)
    (tmp_path / "index.html").write_text("mine")
    assert "storymap did not write" in refused(tmp_path)


def test_a_file_that_is_missing_does_not_stand_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "juarez"
    write_folder(folder, FIRST)
    (folder / "story.json").unlink()
    write_folder(folder, SECOND)
    assert contents(folder) == SECOND


def test_a_file_in_the_folder_s_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "juarez").write_text("mine")
    assert "this is not a folder" in refused(tmp_path / "juarez")


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    write_folder(tmp_path / "real", FIRST)
    (tmp_path / "current").symlink_to("real")
    write_folder(tmp_path / "current", SECOND)
    assert (tmp_path / "current").is_symlink()
    assert contents(tmp_path / "real") == SECOND


@pytest.mark.parametrize("moment", ["write_bytes", "chmod", "rename"])
def test_a_write_that_fails_leaves_the_earlier_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    folder = tmp_path / "juarez"
    write_folder(folder, FIRST)
    real = getattr(Path, moment)

    def fail(path: Path, *arguments: object) -> object:
        # The disk is full while the new folder is filled, or as it is put into its place.
        if ".part" in str(path):
            raise OSError(28, "No space left on device")
        return real(path, *arguments)

    with monkeypatch.context() as patched:
        patched.setattr(Path, moment, fail)
        assert "cannot write it: no space left on device" in refused(folder)
    assert contents(folder) == FIRST
    assert [path.name for path in tmp_path.iterdir()] == ["juarez"]
    write_folder(folder, SECOND)
    assert contents(folder) == SECOND
