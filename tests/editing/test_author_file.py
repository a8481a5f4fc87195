"""The door through which an author's file is changed: what somebody else saves meanwhile is never lost."""

from __future__ import annotations

import os
import re
import resource
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.editing import author_file
from storymap.editing.author_file import change_file
from storymap.errors import PlacesError
from storymap.storage import conditional_replace, locks, open_writers
from tests.forks import die, end, killed_at, start

Save = Callable[[Path, str], None]


def save_whole(path: Path, text: str) -> None:
    """Save as editors do that write a new file and rename it."""
    (path.parent / "editor.tmp").write_text(text)
    (path.parent / "editor.tmp").replace(path)


def save_in_place(path: Path, text: str) -> None:
    path.write_text(text)


def remove(path: Path, _: str) -> None:
    path.unlink(missing_ok=True)


SAVES = {"whole": save_whole, "in place": save_in_place}


def with_mine(text: str | None) -> str:
    return f"{text or ''}+mine"


@pytest.fixture(autouse=True)
def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no disk: a process is killed here, the machine goes on."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "places.geojson").write_text("old")
    return tmp_path / "desk" / "places.geojson"


@pytest.fixture(params=["exchange", "compare"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that can exchange two names, and one that cannot."""
    if request.param == "compare":
        monkeypatch.setattr(conditional_replace, "exchange_names", lambda *_: False)
    return str(request.param)


def names(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir())


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
@pytest.mark.parametrize("before", ["old", None])
def test_what_is_saved_between_reading_and_replacing_is_merged(
    file: Path, system: str, save: Save, before: str | None
) -> None:
    if before is None:
        file.unlink()
    seen: list[str | None] = []

    def change(text: str | None) -> str:
        seen.append(text)
        if len(seen) < 4:
            save(file, f"theirs {len(seen)}")
        return with_mine(text)

    change_file(file, change)
    assert seen == [before, "theirs 1", "theirs 2", "theirs 3"]
    assert file.read_text() == "theirs 3+mine"
    assert names(file) == ["places.geojson"]


def test_a_file_that_is_removed_meanwhile_is_made(file: Path, system: str) -> None:
    def change(text: str | None) -> str:
        file.unlink(missing_ok=True)
        return with_mine(text)

    change_file(file, change)
    assert file.read_text() == "+mine"
    assert names(file) == ["places.geojson"]


def interrupted(monkeypatch: pytest.MonkeyPatch, name: str, saves: list[Callable[[], None] | None]) -> None:
    """Have somebody save just before each call of a function of conditional_replace, as long as there are saves."""
    real = getattr(conditional_replace, name)

    def call(*arguments: object) -> object:
        if saves and (save := saves.pop(0)):
            save()
        return real(*arguments)

    monkeypatch.setattr(conditional_replace, name, call)


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_what_is_saved_in_the_very_last_moment_is_merged(
    file: Path, monkeypatch: pytest.MonkeyPatch, save: Save
) -> None:
    saves = [*[lambda number=number: save(file, f"theirs {number}") for number in range(3)]]  # type: ignore[misc]
    interrupted(monkeypatch, "exchange_names", [*saves])
    change_file(file, with_mine)
    assert file.read_text() == "theirs 2+mine"
    assert names(file) == ["places.geojson"]


@given(st.data())
def test_whenever_somebody_saves_the_last_save_and_the_change_are_there(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("desk") / "places.geojson"
    file.write_text("old")
    # A file that is removed while a text of theirs is being put back may come back.
    last, earlier = {"old"}, {"old"}

    def maker(number: int) -> Callable[[], None]:
        save = data.draw(st.sampled_from([save_whole, save_in_place, remove]))

        def run() -> None:
            text = "" if save is remove else f"theirs {number}"
            earlier.add(text)
            last.clear()
            last.update(earlier if save is remove else {text})
            save(file, text)

        return run

    moments = data.draw(st.lists(st.booleans(), max_size=12))
    saves = [maker(number) if is_saved else None for number, is_saved in enumerate(moments)]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("exchange_names", "_read_after_exchange"):
            interrupted(patch, name, saves)
        change_file(file, with_mine)
    text = file.read_text() if file.exists() else ""
    # A save after the change was made is the last word.
    assert text in last | {f"{one}+mine" for one in last}
    if not any(moments):
        assert text == "old+mine"
    assert names(file) == ["places.geojson"] or (text == "" and names(file) == [])


def test_an_editor_that_has_the_file_open_is_waited_for(file: Path) -> None:
    opened = file.open("w")  # it is empty now, and soon holds what the editor saves

    def finish() -> None:
        opened.write("theirs")
        opened.close()

    timer = threading.Timer(0.2, finish)
    timer.start()
    change_file(file, with_mine)
    timer.join()
    assert file.read_text() == "theirs+mine"


def test_an_editor_that_opened_the_old_file_writes_into_what_is_in_place(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    timers = []

    def open_late() -> None:
        opened.append(file.open("r+"))

        def finish() -> None:
            opened[0].write("theirs")
            opened[0].close()

        timers.append(threading.Timer(0.2, finish))
        timers[0].start()

    interrupted(monkeypatch, "exchange_names", [open_late])
    change_file(file, with_mine)
    timers[0].join()
    assert file.read_text() == "theirs+mine"
    assert names(file) == ["places.geojson"]


def test_a_file_that_somebody_keeps_open_is_refused_and_nothing_changes(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_writers, "LONGEST_WAIT", 0.05)
    with file.open("r+"), pytest.raises(PlacesError) as error:
        change_file(file, with_mine)
    assert str(error.value) == (
        f"{file}: another program has it open for writing; close it there, or wait, and try again"
    )
    opened = []
    interrupted(monkeypatch, "exchange_names", [lambda: opened.append(file.open("r+"))])
    with pytest.raises(PlacesError, match="open for writing"):
        change_file(file, with_mine)
    opened[0].write("theirs")
    opened[0].close()
    assert file.read_text() == "theirs"
    assert names(file) == ["places.geojson"]


def test_a_file_system_that_grants_no_lease_does_not_stop_anything(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As network file systems do, whoever has the file open.
    monkeypatch.setattr(open_writers, "_LOCAL", set())
    monkeypatch.setattr(open_writers, "LONGEST_WAIT", 0)
    with file.open("r+"):
        change_file(file, with_mine)
    assert file.read_text() == "old+mine"


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_a_busy_editor_and_ten_others_lose_nothing(file: Path, save: Save) -> None:
    def edit() -> None:
        for number in range(60):
            save(file, f"theirs {number}")
            time.sleep(0.005)

    def add(number: int) -> Callable[[], None]:
        return lambda: change_file(file, lambda text: f"{text}<{number}>")

    editor = start(edit)
    assert {end(run) for run in [start(add(number)) for number in range(10)]} == {0}
    assert end(editor) == 0
    late = [start(add(number)) for number in range(10, 20)]
    assert {end(run) for run in late} == {0}
    # The editor knows nothing of what others add while it works; its own last text is there, and all that came after.
    assert file.read_text().startswith("theirs 59")
    assert {*range(10, 20)} <= {int(number) for number in re.findall(r"<(\d+)>", file.read_text())}
    assert names(file) == ["places.geojson"]


def test_an_editor_that_never_rests_is_left_alone(file: Path, system: str) -> None:
    count = [0]

    def change(text: str | None) -> str:
        count[0] += 1
        save_whole(file, f"theirs {count[0]}")
        return with_mine(text)

    with pytest.raises(PlacesError, match="another program saves it again and again; close it there, and try once"):
        change_file(file, change)
    assert file.read_text() == f"theirs {count[0]}"
    assert names(file) == ["places.geojson"]


def test_many_at_once_keep_everything_also_without_exchange_and_folder_locks(
    file: Path, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if system == "compare":
        monkeypatch.setattr(locks, "try_lock", lambda _: None)
    file.write_text("")

    def add(number: int) -> Callable[[], None]:
        return lambda: change_file(file, lambda text: f"{text}<{number}>")

    assert {end(run) for run in [start(add(number)) for number in range(20)]} == {0}
    assert sorted(map(int, re.findall(r"<(\d+)>", file.read_text()))) == [*range(20)]
    assert names(file) == ["places.geojson"]


def test_without_any_lock_comparing_still_keeps_everything(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYMAP_CACHE", "off")
    monkeypatch.setattr(locks, "try_lock", lambda _: None)
    done = []

    def change(text: str | None) -> str:
        if not done:
            done.append(text)
            change_file(file, lambda text: f"{text}+first")
        return with_mine(text)

    change_file(file, change)
    assert file.read_text() == "old+first+mine"


@pytest.mark.parametrize("is_there", [True, False])
def test_killed_at_any_moment_it_leaves_old_or_new(file: Path, system: str, is_there: bool) -> None:
    moment, found, is_killed = 0, set(), True
    while is_killed:
        moment += 1
        file.write_text("old") if is_there else file.unlink(missing_ok=True)
        is_killed = killed_at(moment, lambda: change_file(file, with_mine))
        found.add(file.read_text() if file.exists() else None)
        change_file(file, lambda text: text or "later")
        assert names(file) == ["places.geojson"]
    assert found == ({"old", "old+mine"} if is_there else {None, "+mine"})
    assert moment > 8


@pytest.fixture
def killed(file: Path) -> Path:
    """A file whose new text took its place, when somebody saved in the last moment and then the process was killed."""

    def change() -> None:
        conditional_replace._settle = die  # type: ignore[assignment]
        real = conditional_replace.exchange_names

        def exchange(first: Path, second: Path) -> bool:
            save_whole(file, "theirs")
            return real(first, second)

        conditional_replace.exchange_names = exchange
        change_file(file, with_mine)

    def run() -> None:
        try:
            change()
        except TypeError:
            die()

    assert end(start(run)) == -9
    assert file.read_text() == "old+mine"
    assert len(names(file)) == 2
    return file


def test_what_came_out_when_it_was_killed_is_put_back(killed: Path) -> None:
    change_file(killed, lambda text: f"{text}+later")
    assert killed.read_text() == "theirs+later"
    assert names(killed) == ["places.geojson"]


def test_what_came_out_is_put_back_also_where_the_file_is_gone(killed: Path) -> None:
    killed.unlink()
    change_file(killed, lambda text: f"{text}+later")
    assert killed.read_text() == "theirs+later"


def test_what_came_out_and_what_was_saved_since_are_both_kept(killed: Path) -> None:
    killed.write_text("saved since")
    with pytest.raises(PlacesError) as error:
        change_file(killed, with_mine)
    (kept,) = [name for name in names(killed) if name != "places.geojson"]
    assert re.fullmatch(r"places\.saved-[0-9a-f]{8}\.geojson", kept)
    assert f"what was saved then is in {kept}; compare the two, and try again" in str(error.value)
    assert ((killed.parent / kept).read_text(), killed.read_text()) == ("theirs", "saved since")
    change_file(killed, with_mine)
    assert killed.read_text() == "saved since+mine"


def test_a_link_or_a_pipe_of_such_a_name_is_left_alone(killed: Path) -> None:
    (name,) = [name for name in names(killed) if name != "places.geojson"]
    (killed.parent / name).unlink()
    os.mkfifo(killed.parent / name)
    (killed.parent / name.replace("p", "q")).symlink_to("places.geojson")
    change_file(killed, with_mine)
    assert killed.read_text() == "old+mine+mine"
    assert len(names(killed)) == 3


def test_a_text_that_stays_the_same_is_not_written_and_litter_is_swept(file: Path) -> None:
    before = file.stat()
    change_file(file, lambda text: text or "")
    after = file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_permissions_and_links_stay(file: Path, system: str) -> None:
    file.chmod(0o640)
    (file.parent / "link.geojson").symlink_to(file.name)
    change_file(file.parent / "link.geojson", with_mine)
    assert (file.parent / "link.geojson").is_symlink()
    assert file.read_text() == "old+mine"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_line_ends_and_byte_order_marks_stay(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    change_file(file, with_mine)
    assert file.read_bytes() == b"\xef\xbb\xbfa\r\nb\rc\n+mine"


def test_a_refusal_makes_no_folder(tmp_path: Path) -> None:
    def refuse(_: str | None) -> str:
        raise PlacesError(())

    with pytest.raises(PlacesError):
        change_file(tmp_path / "a" / "b.geojson", refuse)
    assert list(tmp_path.iterdir()) == []
    change_file(tmp_path / "a" / "b.geojson", with_mine)
    assert (tmp_path / "a" / "b.geojson").read_text() == "+mine"


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "large", "bytes"])
def test_what_is_no_text_file_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    path = tmp_path / "places.geojson"
    monkeypatch.setattr(author_file, "LARGEST_EDITED", 1_000_000)
    {
        "folder": path.mkdir,
        "pipe": lambda: os.mkfifo(path),
        "loop": lambda: path.symlink_to(path.name),
        "large": lambda: path.write_text("1" * 1_000_001),
        "bytes": lambda: path.write_bytes(b"\xff"),
    }[kind]()
    expected = {
        "folder": "this is not a file",
        "pipe": "this is not a file",
        "loop": "too many levels of symbolic links",
        "large": "this file is larger than 1 MB",
        "bytes": "this is not UTF-8 text",
    }[kind]
    with pytest.raises(PlacesError, match=expected):
        change_file(path, with_mine)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path, system: str) -> None:
    path = tmp_path / ("語" * 81 + ".geojson")
    change_file(path, with_mine)
    change_file(path, with_mine)
    assert path.read_text() == "+mine+mine"
    assert names(path) == [path.name]


def test_a_file_is_removed_only_as_it_was_read(file: Path) -> None:
    saves = [lambda: save_whole(file, "theirs")]
    seen: list[str | None] = []

    def change(text: str | None) -> str | None:
        seen.append(text)
        if saves:
            saves.pop()()
        return None

    change_file(file, change)
    assert seen == ["old", "theirs"]
    assert names(file) == []
    change_file(file, change)
    assert seen == ["old", "theirs", None]
    change_file(file.parent / "nowhere" / "x.geojson", change)
    assert names(file) == []


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_what_is_saved_while_a_file_is_removed_stays(file: Path, monkeypatch: pytest.MonkeyPatch, save: Save) -> None:
    # Somebody saves when the file has lost its name already.
    interrupted(monkeypatch, "_read_after_exchange", [lambda: save(file, "theirs")])
    seen: list[str | None] = []

    def change(text: str | None) -> str | None:
        seen.append(text)
        return None if len(seen) == 1 else text

    file.write_text("old")
    with file.open("r+") as opened:
        monkeypatch.setattr(open_writers, "LONGEST_WAIT", 0)
        with pytest.raises(PlacesError, match="open for writing"):
            change_file(file, change)
        opened.write("new")
    assert file.read_text() == "new"
    change_file(file, change)
    assert file.read_text() == "theirs"
    assert names(file) == ["places.geojson"]


def test_killed_while_it_removes_it_leaves_old_or_nothing(file: Path) -> None:
    moment, found, is_killed = 0, set(), True
    while is_killed:
        moment += 1
        file.write_text("old")
        is_killed = killed_at(moment, lambda: change_file(file, lambda _: None))
        change_file(file, lambda text: text)
        found.add(file.read_text() if file.exists() else None)
        assert names(file) in ([], ["places.geojson"])
    assert found == {"old", None}
    assert moment > 4


def test_a_file_that_is_read_only_is_told(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(PlacesError) as error:
        change_file(file, with_mine)
    assert str(error.value) == f"{file}: this file is read-only; allow writing to it, or work on a copy"
    assert file.read_text() == "old"
    change_file(file, lambda text: text)


def test_a_full_disk_is_told_and_leaves_everything_as_it_was(file: Path) -> None:
    def edit() -> None:
        # More cannot be written into any file, as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        with pytest.raises(PlacesError) as error:
            change_file(file, lambda text: f"{text}{'x' * 200}")
        assert str(error.value).endswith("cannot write it: file too large; make room on the disk, and try again")

    assert end(start(edit)) == 0
    assert (file.read_text(), names(file)) == ("old", ["places.geojson"])
