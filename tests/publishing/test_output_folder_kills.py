"""A published folder when the run is killed between any two steps, and when somebody works in it meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from storymap.errors import PageError
from storymap.publishing import output_folder
from storymap.publishing.output_folder import MANIFEST, write_folder
from tests.forks import end, killed_at, start

FIRST = {"index.html": b"one", "story.json": b"{}", "index.media/a.jpg": b"a"}
SECOND = {"index.html": b"two", "index.media/b.jpg": b"b"}


@pytest.fixture(autouse=True)
def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no disk: a process is killed here, the machine goes on."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["exchange", "journal"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that can exchange two names, and one that cannot."""
    if request.param == "journal":
        monkeypatch.setattr(output_folder, "exchange_names", lambda *_: False)
    return str(request.param)


def test_killed_between_any_two_steps_the_old_folder_or_the_new_one_is_in_place(tmp_path: Path, system: str) -> None:
    folder = tmp_path / "juarez"
    moment, gaps, found, is_killed = 0, 0, [], True
    while is_killed:
        moment += 1
        write_folder(folder, FIRST)
        assert names(tmp_path) == ["juarez"]
        is_killed = killed_at(moment, lambda: write_folder(folder, SECOND))
        gaps += not folder.exists()
        if folder.exists():
            assert (folder / MANIFEST).exists()
            assert contents(folder) in (FIRST, SECOND)
            found.append(contents(folder))
        # The next run finds what to do, whatever it is to write.
        if moment % 2:
            write_folder(folder, SECOND)
            assert contents(folder) == SECOND
    assert moment > 25
    assert FIRST in found
    assert SECOND in found
    # Where names cannot be exchanged, one step lies between the two renames.
    assert gaps == (0 if system == "exchange" else 1)


def test_where_there_is_a_gap_the_next_run_puts_the_old_folder_back_even_if_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output_folder, "exchange_names", lambda *_: False)
    folder = tmp_path / "juarez"
    write_folder(folder, FIRST)
    moment = 0
    while folder.exists():
        moment += 1
        assert killed_at(moment, lambda: write_folder(folder, SECOND))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output_folder, "_fill", fail)
    with pytest.raises(PageError, match="no space left"):
        write_folder(folder, SECOND)
    assert contents(folder) == FIRST
    assert names(tmp_path) == ["juarez"]


def test_a_first_folder_is_there_whole_or_not_at_all(tmp_path: Path, system: str) -> None:
    moment, is_killed = 0, True
    while is_killed:
        moment += 1
        folder = tmp_path / str(moment)
        is_killed = killed_at(moment, lambda folder=folder: write_folder(folder, FIRST))  # type: ignore[misc]
        assert not folder.exists() or contents(folder) == FIRST
        write_folder(folder, FIRST)
        assert names(tmp_path) == sorted(str(number) for number in range(1, moment + 1))


def test_a_file_that_somebody_adds_in_the_last_moment_is_kept(
    tmp_path: Path, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "juarez"
    write_folder(folder, FIRST)
    real = output_folder._take_place

    def take_place(*arguments: Path) -> None:
        (folder / "notes.txt").write_text("mine")
        real(*arguments)

    monkeypatch.setattr(output_folder, "_take_place", take_place)
    with pytest.raises(PageError, match=r"did not write, or what was changed since: notes\.txt"):
        write_folder(folder, SECOND)
    assert contents(folder) == {**FIRST, "notes.txt": b"mine"}
    assert names(tmp_path) == ["juarez"]


def test_an_earlier_folder_with_files_of_somebody_s_is_named_and_kept(tmp_path: Path) -> None:
    folder, old = tmp_path / "juarez", tmp_path / ".juarez.storymap-old"
    write_folder(folder, FIRST)
    write_folder(old, FIRST)
    (old / "notes.txt").write_text("mine")
    with pytest.raises(PageError) as error:
        write_folder(folder, SECOND)
    assert ".juarez.storymap-old: the folder holds what storymap did not write" in str(error.value)
    assert "move them elsewhere, and remove it" in str(error.value)
    assert contents(folder) == FIRST
    assert contents(old) == {**FIRST, "notes.txt": b"mine"}


def test_a_link_of_that_name_is_never_followed(tmp_path: Path) -> None:
    write_folder(tmp_path / "other", FIRST)
    write_folder(tmp_path / "juarez", FIRST)
    (tmp_path / ".juarez.storymap-old").symlink_to("other")
    with pytest.raises(PageError, match="cannot write it"):
        write_folder(tmp_path / "juarez", SECOND)
    assert contents(tmp_path / "other") == FIRST
    assert contents(tmp_path / "juarez") == FIRST


@pytest.mark.parametrize("letter", ["a", "é", "語"])
def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path, system: str, letter: str) -> None:
    folder = tmp_path / (letter * (255 // len(letter.encode())))
    write_folder(folder, FIRST)
    write_folder(folder, SECOND)
    assert contents(folder) == SECOND
    assert names(tmp_path) == [folder.name]


def test_many_at_once_end_with_the_folder_of_one_of_them(tmp_path: Path, system: str) -> None:
    folder = tmp_path / "juarez"

    def write(number: int) -> Callable[[], object]:
        return lambda: write_folder(folder, {"index.html": b"%d" % number, f"{number}.json": b"{}"})

    assert {end(run) for run in [start(write(number)) for number in range(8)]} == {0}
    (number,) = (name.removesuffix(".json") for name in contents(folder) if name != "index.html")
    assert contents(folder)["index.html"] == number.encode()
    assert names(tmp_path) == ["juarez"]
