from __future__ import annotations

import os
from pathlib import Path

import pytest

from storymap.errors import PageError
from storymap.rendering.output_guard import refuse_source, write_whole


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "new" / "page.html", b"whole") == tmp_path / "new" / "page.html"
    assert [(p.name, p.read_bytes()) for p in (tmp_path / "new").iterdir()] == [("page.html", b"whole")]


def test_an_existing_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = tmp_path / "link.html"
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PageError, match="cannot write it: no space left on device"):
        write_whole(target, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("page.html", b"old")]


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="this is a folder, not a file; name another output with -o"):
        write_whole(tmp_path, b"x")


def test_an_input_is_never_the_output_under_any_name(tmp_path: Path) -> None:
    source = tmp_path / "story.md"
    source.write_text("text")
    os.link(source, tmp_path / "hard.html")
    (tmp_path / "soft.html").symlink_to(source)
    for name in ("story.md", "./story.md", "hard.html", "soft.html"):
        with pytest.raises(PageError, match="the output is one of the inputs"):
            refuse_source(tmp_path / name, [str(source)])
    refuse_source(tmp_path / "other.html", [str(source)])
