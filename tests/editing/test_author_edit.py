"""An edit made to files on disk: as they are now, with what somebody else saved; or not at all, and in words."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tools.interleaved import facts, joined

from storymap.editing import author_edit
from storymap.editing.author_edit import Edited, MissingFileError, edit_files
from storymap.editing.edit import AuthorFile, Edit, EditConflict, Replacement, apply
from storymap.editing.places.features import add_features, new_feature, remove_feature
from storymap.editing.places.geometry import set_geometry
from storymap.editing.places.layers import arrange_layers, rename_layer
from storymap.editing.places.members import change_members
from storymap.editing.places.suggestions import refuse_suggestions
from storymap.errors import PlacesError
from storymap.storage import open_writers
from tests.forks import end, start

BASE = """{
  "type": "FeatureCollection",
  "features": [
    {"type": "Feature", "properties": {"name": "A", "layer": "L", "note": "a", "n": 1}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
    {"type": "Feature", "properties": {"name": "B", "layer": "L", "n": 2}, "geometry": null}
  ],
  "storymap": {"suggested": ["A"]}
}
"""
ARTICLE = "# A title\n\nIn Laredo.\n"


@pytest.fixture
def paths(tmp_path: Path) -> dict[AuthorFile, Path]:
    files: dict[AuthorFile, Path] = {"article": tmp_path / "story.md", "places": tmp_path / "places.geojson"}
    files["article"].write_text(ARTICLE, encoding="utf-8")
    files["places"].write_text(BASE, encoding="utf-8")
    return files


def texts(paths: dict[AuthorFile, Path]) -> dict[AuthorFile, str | None]:
    return {file: path.read_text(encoding="utf-8") if path.exists() else None for file, path in paths.items()}


def article_edit(before: str, after: str) -> Edit:
    return Edit((Replacement("article", ARTICLE.index(before), before, after),))


def numbered(name: str, number: int) -> dict[str, Any]:
    feature = new_feature(name)
    feature["properties"]["n"] = number
    return feature


CHANGES: dict[str, Edit] = {
    "note of A": change_members(BASE, (0,), {"note": "mine"}),
    "no note of A": change_members(BASE, (0,), {"note": None}),
    "zoom of A": change_members(BASE, (0,), {"zoom": 3}),
    "name of A": change_members(BASE, (0,), {"name": "Z"}, place_id="a"),
    "move A": set_geometry(BASE, (0,), {"type": "Point", "coordinates": [3, 4]}),
    "remove A": remove_feature(BASE, (0,)),
    "move B": set_geometry(BASE, (1,), {"type": "Point", "coordinates": [3, 4]}),
    "remove B": remove_feature(BASE, (1,)),
    "add": add_features(BASE, [numbered("Mine", 3)]),
    "refuse": refuse_suggestions(BASE, ["Mine"]),
    "rename layer": rename_layer(BASE, "L", "Mine"),
    "arrange": arrange_layers(BASE, ["L"], {"L": 3}),
}


def by_hand(change: Callable[[dict[str, Any], list[Any]], object]) -> str:
    """The file as a person saved it who changed something and had all of it indented anew."""
    data = json.loads(BASE)
    change(data, data["features"])
    return json.dumps(data, indent=4) + "\n"


THEIRS: dict[str, str] = {
    "nothing but indentation": by_hand(lambda *_: None),
    "note of A": by_hand(lambda _, f: f[0]["properties"].update(note="theirs")),
    "name of A": by_hand(lambda _, f: f[0]["properties"].update(name="Theirs")),
    "layer of A": by_hand(lambda _, f: f[0]["properties"].update(layer="Theirs")),
    "url of A": by_hand(lambda _, f: f[0]["properties"].update(url="https://example.org")),
    "move A": by_hand(lambda _, f: f[0]["geometry"].update(coordinates=[1, 3])),
    "remove A": by_hand(lambda _, f: f.pop(0)),
    "remove B": by_hand(lambda _, f: f.pop(1)),
    "add": by_hand(lambda _, f: f.append(numbered("Theirs", 4))),
    "add first": by_hand(lambda _, f: f.insert(0, numbered("Theirs", 4))),
    "B before A": by_hand(lambda _, f: f.reverse()),
    "refuse": by_hand(lambda data, _: data["storymap"]["suggested"].append("Theirs")),
    "member": by_hand(lambda data, _: data.update(mine=7)),
}
# Who changed what at once cannot both be right: a person is asked. Everything else is merged.
CONFLICTS = {
    "note of A": {"note of A", "remove A", "B before A"},
    "no note of A": {"note of A", "remove A", "B before A"},
    "zoom of A": {"remove A", "B before A"},
    "name of A": {"name of A", "remove A", "B before A"},
    "move A": {"move A", "remove A", "B before A"},
    "remove A": {"note of A", "name of A", "layer of A", "url of A", "move A", "remove B", "B before A"},
    "move B": {"remove B"},
    "remove B": {"remove A", "B before A"},
    "rename layer": {"layer of A", "remove A", "remove B", "B before A"},
}


@pytest.mark.parametrize("theirs", THEIRS)
@pytest.mark.parametrize("mine", CHANGES)
def test_what_two_people_change_is_merged_or_asked(paths: dict[AuthorFile, Path], mine: str, theirs: str) -> None:
    saved = THEIRS[theirs]
    paths["places"].write_text(saved, encoding="utf-8")
    alone = apply(CHANGES[mine], {"places": BASE})[0]["places"]
    if theirs in CONFLICTS.get(mine, ()):
        with pytest.raises(EditConflict) as conflict:
            edit_files(paths, CHANGES[mine], {"places": BASE})
        assert paths["places"].read_text(encoding="utf-8") == saved
        assert conflict.value.file == "places"
        assert conflict.value.mine != conflict.value.theirs or theirs == "B before A"
        edit_files(paths, CHANGES[mine], {"places": BASE}, insist=True)
        json.loads(paths["places"].read_text(encoding="utf-8"))
        return
    edited = edit_files(paths, CHANGES[mine], {"places": BASE})
    merged = paths["places"].read_text(encoding="utf-8")
    assert facts(merged) == joined(facts(BASE), facts(saved), facts(alone))
    assert (edited.before, edited.after) == ({"places": saved}, {"places": merged})
    # Taken back, there is what they saved; made again, what was merged.
    undone = edit_files(paths, edited.inverse, edited.after)
    assert paths["places"].read_text(encoding="utf-8") == saved
    edit_files(paths, undone.inverse, undone.after)
    assert paths["places"].read_text(encoding="utf-8") == merged


def test_both_versions_of_a_conflict_are_whole_lines(paths: dict[AuthorFile, Path]) -> None:
    paths["article"].write_text(ARTICLE.replace("Laredo", "Nuevo Laredo"), encoding="utf-8")
    with pytest.raises(EditConflict) as conflict:
        edit_files(paths, article_edit("In Laredo.", "In El Paso."), {"article": ARTICLE})
    assert (conflict.value.mine, conflict.value.theirs) == ("In El Paso.", "In Nuevo Laredo.")
    edited = edit_files(paths, article_edit("In Laredo.", "In El Paso."), {"article": ARTICLE}, insist=True)
    assert texts(paths)["article"] == "# A title\n\nIn El Paso.\n"
    edit_files(paths, edited.inverse, edited.after)
    assert texts(paths)["article"] == "# A title\n\nIn Nuevo Laredo.\n"


def test_a_conflict_in_a_long_line_is_cut(paths: dict[AuthorFile, Path]) -> None:
    before, theirs = f"{'x ' * 5_000}here{' y' * 5_000}", f"{'x ' * 5_000}there{' y' * 5_000}"
    paths["article"].write_text(theirs, encoding="utf-8")
    with pytest.raises(EditConflict) as conflict:
        edit_files(paths, Edit((Replacement("article", 10_000, "here", "nowhere"),)), {"article": before})
    assert "nowhere" in conflict.value.mine
    assert " there " in conflict.value.theirs
    assert len(conflict.value.mine) + len(conflict.value.theirs) < 1_000


def test_words_of_one_line_are_merged_and_line_ends_and_marks_stay(paths: dict[AuthorFile, Path]) -> None:
    before = "\ufeffIn El Paso, as in Laredo.\r\n\r\nEnd\r\n"
    paths["article"].write_bytes(before.replace("Laredo", "Nuevo Laredo").encode("utf-8"))
    start = before.index("El Paso")
    edited = edit_files(paths, Edit((Replacement("article", start, "El Paso", "The Pass"),)), {"article": before})
    assert paths["article"].read_bytes().decode() == before.replace("El Paso", "The Pass").replace(
        "Laredo", "Nuevo Laredo"
    )
    assert [(one.before, one.after) for one in edited.outside.replacements] == [("", "Nuevo ")]


def both(note: str = "note of A") -> Edit:
    return Edit.of([*article_edit("Laredo", "El Paso").replacements, *CHANGES[note].replacements])


def test_two_files_are_changed_together_and_taken_back_together(paths: dict[AuthorFile, Path]) -> None:
    edited = edit_files(paths, both(), {"article": ARTICLE, "places": BASE})
    assert edited.after == texts(paths) == {"article": ARTICLE.replace("Laredo", "El Paso"), "places": MINE}
    edit_files(paths, edited.inverse, edited.after)
    assert texts(paths) == {"article": ARTICLE, "places": BASE}


def test_where_one_of_two_files_is_in_conflict_neither_is_touched(paths: dict[AuthorFile, Path]) -> None:
    paths["places"].write_text(THEIRS["note of A"], encoding="utf-8")
    before = {file: path.stat().st_mtime_ns for file, path in paths.items()}
    with pytest.raises(EditConflict):
        edit_files(paths, both(), {"article": ARTICLE, "places": BASE})
    assert {file: path.stat().st_mtime_ns for file, path in paths.items()} == before


def test_if_the_second_file_cannot_be_written_the_first_is_taken_back(paths: dict[AuthorFile, Path]) -> None:
    paths["places"].chmod(0o444)
    with pytest.raises(PlacesError) as error:
        edit_files(paths, both(), {"article": ARTICLE, "places": BASE})
    assert str(error.value) == "places.geojson: this file is read-only; allow writing to it, or work on a copy"
    assert texts(paths) == {"article": ARTICLE, "places": BASE}


def test_what_somebody_saves_before_it_is_taken_back_stays(
    paths: dict[AuthorFile, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = author_edit.change_file

    def change_file(path: Path, change: Callable[[str | None], str | None]) -> None:
        if path == paths["places"]:
            text = paths["article"].read_text(encoding="utf-8")
            paths["article"].write_text(f"{text}\nTheirs\n", encoding="utf-8")
        real(path, change)

    monkeypatch.setattr(author_edit, "change_file", change_file)
    paths["places"].chmod(0o444)
    with pytest.raises(PlacesError, match="read-only"):
        edit_files(paths, both(), {"article": ARTICLE, "places": BASE})
    assert texts(paths) == {"article": f"{ARTICLE}\nTheirs\n", "places": BASE}


def test_a_file_that_is_gone_is_told_and_can_be_made_again(paths: dict[AuthorFile, Path]) -> None:
    paths["places"].unlink()
    with pytest.raises(MissingFileError) as error:
        edit_files(paths, both(), {"article": ARTICLE, "places": BASE})
    assert (
        str(error.value) == "places.geojson: it is gone: it was deleted, moved or renamed; put it back, and try again"
    )
    assert texts(paths) == {"article": ARTICLE, "places": None}
    edit_files(paths, CHANGES["note of A"], {"places": BASE}, insist=True)
    assert texts(paths)["places"] == MINE


def test_a_file_is_made_and_removed_again_unless_somebody_changed_it(paths: dict[AuthorFile, Path]) -> None:
    paths["places"].unlink()
    edited = edit_files(paths, add_features(None, [new_feature("A")]), {"places": None})
    undone = edit_files(paths, edited.inverse, edited.after)
    assert texts(paths)["places"] is None
    edit_files(paths, undone.inverse, undone.after)
    paths["places"].write_text("{}", encoding="utf-8")
    with pytest.raises(EditConflict):
        edit_files(paths, edited.inverse, edited.after)
    assert texts(paths)["places"] == "{}"
    assert sorted(path.name for path in paths["places"].parent.iterdir()) == ["places.geojson", "story.md"]


def test_a_file_that_another_program_writes_is_told(
    paths: dict[AuthorFile, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_writers, "LONGEST_WAIT", 0.05)
    with paths["places"].open("r+"), pytest.raises(PlacesError) as error:
        edit_files(paths, both(), {"article": ARTICLE, "places": BASE})
    assert str(error.value).startswith("places.geojson: another program has it open for writing; close it there")
    assert texts(paths) == {"article": ARTICLE, "places": BASE}


def test_a_full_disk_is_told_and_leaves_everything_as_it_was(paths: dict[AuthorFile, Path]) -> None:
    def edit() -> None:
        # More cannot be written into any file, as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(ARTICLE) + 10, len(ARTICLE) + 10))
        with pytest.raises(PlacesError) as error:
            edit_files(paths, both(), {"article": ARTICLE, "places": BASE})
        assert (
            str(error.value) == "places.geojson: cannot write it: file too large; make room on the disk, and try again"
        )

    assert end(start(edit)) == 0
    assert texts(paths) == {"article": ARTICLE, "places": BASE}
    assert sorted(path.name for path in paths["places"].parent.iterdir()) == ["places.geojson", "story.md"]


def test_a_file_that_is_half_typed_is_merged_by_words_or_asked(paths: dict[AuthorFile, Path]) -> None:
    half = BASE.replace('"B", "layer": "L"', '"B", "lay')
    paths["places"].write_text(half, encoding="utf-8")
    edit_files(paths, CHANGES["note of A"], {"places": BASE})
    assert texts(paths)["places"] == half.replace('"note": "a"', '"note": "mine"')


def test_a_member_that_both_add_is_not_there_twice(paths: dict[AuthorFile, Path]) -> None:
    theirs = BASE.replace('"name": "B"', '"zoom": 9, "name": "B"')
    paths["places"].write_text(theirs, encoding="utf-8")
    with pytest.raises(EditConflict) as conflict:
        edit_files(paths, change_members(BASE, (1,), {"zoom": 3}), {"places": BASE})
    assert '"zoom": 3' in conflict.value.mine
    assert texts(paths)["places"] == theirs


def test_an_edit_of_nothing_writes_nothing(paths: dict[AuthorFile, Path]) -> None:
    edited = edit_files(paths, Edit(), {"places": BASE})
    assert edited == Edited({}, {}, Edit(), Edit(), Edit())


MINE = BASE.replace('"note": "a"', '"note": "mine"')
