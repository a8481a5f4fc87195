"""Temporary files: those of killed processes are swept, and nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storymap.storage import temporary
from storymap.storage.atomic import replace_file
from storymap.storage.cache import cached
from storymap.storage.temporary import discard, sweep, temporary_file, temporary_folder
from tests.forks import die, end, killed_at, start


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def killed_while_writing(target: Path) -> str:
    """Leave a temporary file of a killed process, and return its name."""

    def write() -> None:
        with temporary_file(target, b"half"):
            die()

    assert end(start(write)) == -9
    (name,) = set(names(target.parent)) - {target.name}
    return name


def test_what_a_killed_process_left_is_swept_by_the_next_write(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"old")
    killed_while_writing(target)
    assert target.read_bytes() == b"old"
    replace_file(tmp_path / "other.html", b"another")
    assert names(tmp_path) == ["other.html", "page.html"]


def test_a_write_that_is_killed_at_any_moment_leaves_old_or_new(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"old")
    moment, found = 0, set()
    while True:
        moment += 1
        is_killed = killed_at(moment, lambda: replace_file(target, b"new"))
        found.add(target.read_bytes())
        replace_file(tmp_path / "later", b"")
        assert names(tmp_path) == ["later", "page.html"]
        if not is_killed:
            break
        replace_file(target, b"old")
    assert found == {b"old", b"new"}
    assert moment > 6


def test_what_is_being_written_is_never_swept(tmp_path: Path) -> None:
    with temporary_file(tmp_path / "a", b"text") as file, temporary_folder(tmp_path / "b") as folder:
        (folder / "inside").write_text("text")
        sweep(tmp_path)
        assert end(start(lambda: sweep(tmp_path))) == 0
        assert file.read_bytes() == b"text"
        assert (folder / "inside").exists()
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "name", [".page-abcdefgh.part", "page-abcdefgh.storymap.part", ".page-ABCDEFGH.storymap.part", ".storymap.part"]
)
def test_what_has_another_name_is_never_swept(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    sweep(tmp_path)
    assert names(tmp_path) == [name]


def test_a_link_or_a_pipe_of_our_name_is_left_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_text("mine")
    (tmp_path / ".a-aaaaaaaa.storymap.part").symlink_to("precious")
    os.mkfifo(tmp_path / ".a-bbbbbbbb.storymap.part")
    sweep(tmp_path)
    assert (tmp_path / "precious" / "file").read_text() == "mine"
    assert len(names(tmp_path)) == 3


def test_a_file_of_another_user_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = killed_while_writing(tmp_path / "page.html")
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    sweep(tmp_path)
    assert names(tmp_path) == [name]


def test_where_nothing_can_be_locked_age_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = killed_while_writing(tmp_path / "page.html")
    monkeypatch.setattr(temporary, "try_lock", lambda _: None)
    sweep(tmp_path)
    assert names(tmp_path) == [name]
    os.utime(tmp_path / name, (0, 0))
    sweep(tmp_path)
    assert names(tmp_path) == []


def test_a_file_that_is_swept_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = temporary._hold, []

    def swept_once(path: Path, *rest: object) -> bool:
        calls.append(path)
        if len(calls) == 1:
            sweep(tmp_path)
        return real(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(temporary, "_hold", swept_once)
    replace_file(tmp_path / "page.html", b"text")
    assert len(calls) == 2
    assert names(tmp_path) == ["page.html"]


def test_a_folder_that_is_removed_is_swept_if_that_is_killed(tmp_path: Path) -> None:
    moment, is_killed = 0, True
    while is_killed:
        moment += 1
        (tmp_path / "doomed" / "inside").mkdir(parents=True, exist_ok=True)
        (tmp_path / "doomed" / "inside" / "file").write_text("text")
        is_killed = killed_at(moment, lambda: discard(tmp_path / "doomed"))
        sweep(tmp_path)
        assert names(tmp_path) in (["doomed"], [])
    assert moment > 4


def test_the_cache_is_swept_also_where_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path))
    cached("swept", [b"a"], lambda: b"made")
    killed_while_writing(tmp_path / names(tmp_path)[0])
    assert len(names(tmp_path)) == 2

    def next_process() -> None:
        from storymap.storage import cache

        cache._sweep_once.cache_clear()
        cached("swept", [b"a"], die)  # type: ignore[arg-type]

    assert end(start(next_process)) == 0
    assert len(names(tmp_path)) == 1
