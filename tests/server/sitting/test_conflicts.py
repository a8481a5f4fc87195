"""Others write into the same files: nothing of theirs is lost, nothing of ours, and where both touch one chooses."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storymap.editing.edit import EditConflict
from storymap.errors import StorymapError
from storymap.server.sitting.story_texts import NotWritten
from tests.server.sitting.conftest import ARTICLE, PLACES, OpenSitting, Sitting
from tests.server.sitting.test_commands import feature, point


def in_place(path: Path, before: str, after: str) -> None:
    """As an editor that truncates and writes."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def replaced(path: Path, before: str, after: str) -> None:
    """As `sed -i` and most editors: another file takes the place."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    other = path.with_name("other")
    other.write_text(text.replace(before, after), encoding="utf-8")
    other.replace(path)


Change = Callable[[Path, str, str], None]
WAYS = pytest.mark.parametrize("change", [in_place, replaced])


@WAYS
def test_what_another_saved_elsewhere_in_the_file_stays(sitting: OpenSitting, change: Change) -> None:
    work = sitting()
    base = work.digests
    change(work.places, "South of the river.", "On the south bank.")
    work.run("move-place", base, place_id="el-paso", geometry=point(-106.5, 31.75))
    assert feature(work, "El Paso")["geometry"] == point(-106.5, 31.75)
    assert feature(work, "Ciudad Juárez")["properties"]["note"] == "On the south bank."
    assert work.labels() == [("historyOutside", False), ("historyMovePlace", False)]
    work.run("undo")
    assert work.places.read_text(encoding="utf-8") == PLACES.replace("South of the river.", "On the south bank.")


@WAYS
def test_another_member_of_the_same_place_stays(sitting: OpenSitting, change: Change) -> None:
    work = sitting()
    base = work.digests
    change(work.places, "[-106.46080, 31.7202]", "[-106.5, 31.7]")
    work.run("change-place", base, place_id="juarez", changes={"note": "Ours."})
    found = feature(work, "Ciudad Juárez")
    assert (found["geometry"], found["properties"]["note"]) == (point(-106.5, 31.7), "Ours.")


def test_a_file_that_was_written_in_another_style_is_no_conflict(sitting: OpenSitting) -> None:
    work = sitting()
    base = work.digests
    work.places.write_text(json.dumps(json.loads(PLACES), indent=1), encoding="utf-8")
    work.run("change-place", base, place_id="juarez", changes={"note": "Ours."})
    assert feature(work, "Ciudad Juárez")["properties"]["note"] == "Ours."


@WAYS
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_the_same_member_is_a_conflict_with_both_versions(sitting: OpenSitting, change: Change, choice: str) -> None:
    work = sitting()
    base = work.digests
    change(work.places, "South of the river.", "Theirs.")
    with pytest.raises(EditConflict):
        work.run("change-place", base, place_id="juarez", changes={"note": "Ours."})
    assert feature(work, "Ciudad Juárez")["properties"]["note"] == "Theirs."
    (conflict,) = work.story.commands.conflicts
    assert (conflict.file, conflict.mine, conflict.theirs) == ("places", "Ours.", "Theirs.")
    change(work.places, '"name": "El Paso"', '"name": "El Paso, Texas"')
    work.run("resolve", choice=choice)
    assert work.story.commands.conflicts == []
    expected = "Ours." if choice == "mine" else "Theirs."
    assert feature(work, "Ciudad Juárez")["properties"]["note"] == expected
    assert feature(work, "El Paso, Texas")["properties"]["mine"] == [1, 2]


def test_both_meaning_the_same_is_no_conflict(sitting: OpenSitting) -> None:
    work = sitting()
    base = work.digests
    replaced(work.places, "South of the river.", "Both.")
    work.run("change-place", base, place_id="juarez", changes={"note": "Both."})
    assert work.labels() == [("historyOutside", False)]


def test_a_place_that_another_took_out_is_told(sitting: OpenSitting) -> None:
    work = sitting()
    base = work.digests
    data = json.loads(PLACES)
    data["features"].pop(1)
    work.places.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(StorymapError, match="not in this file"):
        work.run("change-place", base, place_id="juarez", changes={"note": "Ours."})


def test_two_who_add_a_place_both_have_it(sitting: OpenSitting) -> None:
    work = sitting()
    other = Sitting(work.folder, ARTICLE, PLACES)
    bases = work.digests, other.digests
    for number in range(3):
        for one, base, name in ((work, bases[0], "Ours"), (other, bases[1], "Theirs")):
            one.run("add-place", base, name=f"{name} {number}", aliases=[], layer="", entry=None, geometry=None)
    other.dropped.close()
    names = [one["properties"]["name"] for one in json.loads(work.places.read_text(encoding="utf-8"))["features"]]
    assert names[3:] == ["Ours 0", "Theirs 0", "Ours 1", "Theirs 1", "Ours 2", "Theirs 2"]
    for _ in range(3):
        work.run("undo")
    names = [one["properties"]["name"] for one in json.loads(work.places.read_text(encoding="utf-8"))["features"]]
    assert names[3:] == ["Theirs 0", "Theirs 1", "Theirs 2"]


@WAYS
def test_a_block_is_written_though_another_block_was(sitting: OpenSitting, change: Change) -> None:
    work = sitting()
    base = work.digests
    change(work.article, "People slept", "Here is a new paragraph.\n\nPeople slept")
    work.run("set-block", base, block=4, before="Nobody comes to Juarez now.", source="Somebody comes.")
    assert work.article.read_text(encoding="utf-8") == ARTICLE.replace(
        "People slept", "Here is a new paragraph.\n\nPeople slept"
    ).replace("Nobody comes to Juarez now.", "Somebody comes.")


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_block_that_both_wrote_is_shown_in_both_versions(sitting: OpenSitting, choice: str) -> None:
    work = sitting()
    base = work.digests
    replaced(work.article, "Nobody comes to Juarez now.", "Few come to Juarez.\n\nThe end.")
    with pytest.raises(EditConflict):
        work.run("set-block", base, block=4, before="Nobody comes to Juarez now.", source="Somebody comes to Juarez.")
    (conflict,) = work.story.commands.conflicts
    assert conflict.mine == "Somebody comes to Juarez."
    assert conflict.theirs == "Few come to Juarez.\n\nThe end."
    work.run("resolve", choice=choice)
    text = work.article.read_text(encoding="utf-8")
    assert ("Somebody comes" in text) == (choice == "mine")
    assert ("Few come" in text) == (choice == "theirs")
    assert text.startswith(ARTICLE.partition("## A heading")[0])


def test_a_field_is_written_though_the_text_was(sitting: OpenSitting) -> None:
    work = sitting()
    base = work.digests
    replaced(work.article, "Nobody comes", "Nobody, they say, comes")
    work.run("set-field", base, field="byline", value="Jane Roe")
    text = work.article.read_text(encoding="utf-8")
    assert "byline: Jane Roe\n" in text
    assert "Nobody, they say, comes" in text


def test_undo_where_another_wrote_since_asks(sitting: OpenSitting) -> None:
    work = sitting()
    work.done("change-place", place_id="juarez", changes={"note": "Ours."})
    replaced(work.places, "Ours.", "Theirs.")
    with pytest.raises(EditConflict):
        work.run("undo")
    (conflict,) = work.story.commands.conflicts
    assert "South of the river." in conflict.mine
    assert "Theirs." in conflict.theirs
    work.run("resolve", choice="mine")
    assert feature(work, "Ciudad Juárez")["properties"]["note"] == "South of the river."
    work.run("undo")
    assert feature(work, "Ciudad Juárez")["properties"]["note"] == "Theirs."


def test_quick_commands_from_one_state_all_count(sitting: OpenSitting) -> None:
    work = sitting()
    base = work.digests
    for number in range(5):
        work.run("add-place", base, name=f"Place {number}", aliases=[], layer="", entry=None, geometry=None)
    work.build()
    assert [name for name in work.names() if name.startswith("Place ")] == [f"Place {number}" for number in range(5)]


def test_a_state_that_is_not_remembered_is_told(sitting: OpenSitting) -> None:
    work = sitting()
    with pytest.raises(StorymapError, match="changed too much"):
        work.run("delete-place", {"places": "0123456789abcdef0123"}, place_id="juarez")


def test_ones_own_write_is_no_change_of_another(sitting: OpenSitting) -> None:
    work = sitting()
    work.run("change-place", place_id="juarez", changes={"note": "Ours."})
    os.utime(work.places)
    work.places.write_bytes(work.places.read_bytes())
    assert not work.story.look()
    assert work.labels() == [("historyChangePlace", False)]


@WAYS
def test_a_deleted_file_is_told_and_comes_back_by_undo(sitting: OpenSitting, change: Change) -> None:
    work = sitting()
    before = work.bytes()
    change(work.article, "Nobody", "Nobody")
    work.article.unlink()
    work.build()
    assert work.labels() == [("historyOutside", False)]
    assert work.story.errors
    assert work.story.parts is not None  # the last good page stays
    work.run("undo", number=1)
    work.build()
    assert work.bytes() == before
    assert not work.story.errors


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    def fails(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("storymap.storage.temporary.os.fsync", fails)


def test_a_full_disk_is_told_and_the_change_is_tried_again(
    sitting: OpenSitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = sitting()
    before = work.bytes()
    with monkeypatch.context() as broken:
        full_disk(broken)
        with pytest.raises(NotWritten):
            work.run("change-place", place_id="juarez", changes={"note": "Ours."})
        assert work.story.commands.held is not None
        assert "no space left" in work.story.commands.held.problem.what
        assert str(work.folder) not in str(work.story.commands.held.problem)
        with pytest.raises(NotWritten):
            work.run("retry")
        assert work.story.commands.held is not None
        assert work.bytes() == before
    work.run("retry")
    assert work.story.commands.held is None
    assert feature(work, "Ciudad Juárez")["properties"]["note"] == "Ours."


def test_what_is_held_goes_first(sitting: OpenSitting, monkeypatch: pytest.MonkeyPatch) -> None:
    work = sitting()
    with monkeypatch.context() as broken:
        full_disk(broken)
        with pytest.raises(NotWritten):
            work.run("change-place", place_id="juarez", changes={"note": "First."})
        with pytest.raises(NotWritten):
            work.run("change-place", place_id="el-paso", changes={"note": "Second."})
    work.run("change-place", place_id="el-paso", changes={"note": "Third."})
    assert feature(work, "Ciudad Juárez")["properties"]["note"] == "First."
    assert feature(work, "El Paso")["properties"]["note"] == "Third."
    assert sorted(path.name for path in work.folder.iterdir()) == ["places.geojson", "story.md"]


def test_a_text_that_is_no_utf_8_is_left_alone(sitting: OpenSitting) -> None:
    work = sitting()
    work.article.write_bytes(ARTICLE.encode("utf-16"))
    work.build()
    before = work.bytes()
    with pytest.raises(StorymapError):
        work.run("set-field", field="title", value="x")
    assert work.bytes() == before
    work.run("change-place", place_id="juarez", changes={"note": "Ours."})
    assert feature(work, "Ciudad Juárez")["properties"]["note"] == "Ours."


@pytest.mark.parametrize("seed", range(25))
def test_writers_that_come_between_lose_nothing(sitting: OpenSitting, seed: int) -> None:
    """Two sittings and a text editor, in a random order: what each wrote is there, and the file is a file of places."""
    dice = random.Random(seed)  # noqa: S311
    work = sitting()
    other = Sitting(work.folder, ARTICLE, PLACES)
    expected: dict[str, str] = {}
    for number in range(12):
        who = dice.choice([work, other, None])
        name = dice.choice(["El Paso", "Ciudad Juárez"])
        if who is None:
            text = work.places.read_text(encoding="utf-8")
            path = work.folder / "x"
            path.write_text(text.replace('"Sinaloa"', f'"Sinaloa", "m{number}": {number}', 1), encoding="utf-8")
            path.replace(work.places)
            expected[f"m{number}"] = "Sinaloa"
            continue
        if dice.random() < 0.5:
            who.build()
        changes = {"aliases": [*feature(who, name)["properties"].get("aliases", []), f"Alias {number}"]}
        place_id = {"El Paso": "el-paso", "Ciudad Juárez": "juarez"}[name]
        try:
            who.run("change-place", place_id=place_id, changes=changes)
        except EditConflict:
            who.run("resolve", choice="mine")
        expected[f"Alias {number}"] = name
    other.dropped.close()
    for what, name in expected.items():
        properties = feature(work, name)["properties"]
        assert what in properties or what in properties["aliases"], (what, name)
    while work.story.texts.history.last is not None:
        try:
            work.run("undo")
        except EditConflict:
            work.run("resolve", choice="theirs")
            break
    assert [one["properties"]["name"] for one in json.loads(work.places.read_text(encoding="utf-8"))["features"]] == [
        "El Paso",
        "Ciudad Juárez",
        "Sinaloa",
    ]
