"""`storymap add`: the names in a refusal, and the feature that is added."""

from __future__ import annotations

import json
import re
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from storymap.cli.main import main
from storymap.editing import add_place, author_file
from storymap.editing.collection import Collection
from storymap.gazetteer.disambiguation import choices
from storymap.gazetteer.gazetteer import open_gazetteer
from tests.conftest import names_in

pytestmark = pytest.mark.usefixtures("empty_desk")


def add(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["add", *arguments])


@pytest.mark.parametrize("name", ["El Paso", "Santa Fe", "San Jose", "Springfield", "Chihuahua, Mexico", "Georgia"])
def test_every_name_in_a_refusal_is_accepted_for_its_own_line(name: str, empty_desk: Path) -> None:
    refusal = add(name)
    assert refusal.exit_code == 1
    lines = [line for line in refusal.stderr.splitlines() if re.match(r"\d+  ", line)]
    telling = [line for line in lines if "by --at only" not in line]
    assert len(telling) >= 2
    for line in telling:
        offered = re.fullmatch(r"\d+  (.+?): .*\((-?[\d.]+), (-?[\d.]+)\)", line)
        assert offered, line
        (match,) = choices(offered[1], open_gazetteer())
        assert (round(match.entry.lat, 5), round(match.entry.lon, 5)) == (float(offered[2]), float(offered[3]))
    example = re.search(r'for example "(.+?)"', refusal.stderr)
    assert example
    assert add(example[1]).exit_code == 0
    assert len(names_in(empty_desk / "places.geojson")) == 1


def test_the_refusal_says_how_many_there_are_and_how_many_are_listed() -> None:
    stderr = add("El Paso").stderr
    assert "12 places have this name, of which 9 are listed" in stderr
    assert stderr.count("\n") == 10
    assert "2 places have this name;" in add("Georgia").stderr


def test_a_point_that_stands_for_an_area_says_so(empty_desk: Path) -> None:
    assert add("Gibraltar (country)").exit_code == 0
    assert add("England, United Kingdom").exit_code == 0
    features = json.loads((empty_desk / "places.geojson").read_text(encoding="utf-8"))["features"]
    assert [f["geometry"]["type"] for f in features] == ["Point", "MultiPolygon"]
    assert features[0]["properties"]["why"] == "a point stands for its area, which the basemap does not have"
    assert "why" not in features[1]["properties"]


def test_a_hostile_name_moves_no_terminal(empty_desk: Path) -> None:
    assert add("<b>\x1b[31mX\u202e", "--at", "1,2").exit_code == 0
    result = add("<b>\x1b[31mX\u202e", "--at", "1,2")
    assert result.exit_code == 1
    assert not {"\x1b", "\u202e"} & set(result.output + result.stderr)


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "\u3164", "\u202e", "\ufeff"])
def test_names_of_nothing_are_refused_all_at_once(empty_desk: Path, nothing: str) -> None:
    result = add(nothing, "--at", "1,2", "--layer", nothing or " ", "--alias", "A", "--alias", nothing)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"error: {where}: nothing of it can be seen; write a name" for where in ("name", "layer", "alias")
    ]
    assert "error: name: nothing of it can be seen" in add(nothing).stderr
    assert list(empty_desk.iterdir()) == []


def test_names_are_kept_as_a_places_file_keeps_them(empty_desk: Path) -> None:
    given = ("\u202eOld\nbridge ", "--layer", "\u202bCrossings", "--alias", "می\u200cخواهم", "--alias", "Old bridge")
    assert add(*given, "--at", "1,2", "--alias", "می\u200cخواهم").exit_code == 0
    (feature,) = json.loads((empty_desk / "places.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["properties"] == {"name": "Old bridge", "aliases": ["می\u200cخواهم"], "layer": "Crossings"}


def test_names_beyond_the_limits_of_a_places_file_are_refused(empty_desk: Path) -> None:
    result = add("x" * 201, "--at", "1,2", "--layer", "y" * 1_201, "--alias", "z" * 200)
    assert result.stderr.splitlines() == [
        "error: name: it has 201 characters; write at most 200",
        "error: layer: it has 1,201 characters; write at most 200",
    ]
    many = [part for number in range(501) for part in ("--alias", f"a{number}")]
    assert add("X", "--at", "1,2", *many).stderr == "error: alias: there are 501; give at most 500\n"
    assert list(empty_desk.iterdir()) == []


@pytest.mark.parametrize("at", ["", "nan,1", "1,inf", "91,0", "1", "1,2,3"])
def test_a_point_is_two_numbers_within_the_earth(empty_desk: Path, at: str) -> None:
    assert add("Laredo, Texas", "--at", at).exit_code == 2
    assert list(empty_desk.iterdir()) == []


def test_a_place_that_somebody_adds_meanwhile_stays_and_is_not_added_twice(
    empty_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, file = add_place.names_in, empty_desk / "places.geojson"
    asked: list[set[str]] = []

    def interrupted(collection: Collection) -> set[str]:
        asked.append(real(collection))
        if len(asked) == 1:
            monkeypatch.setattr(add_place, "names_in", real)
            assert add("Theirs", "--at", "1,2").exit_code == 0
            monkeypatch.setattr(add_place, "names_in", interrupted)
        return asked[-1]

    # The lock would make the second one wait: it stands for another program.
    monkeypatch.setattr(author_file, "locked", lambda _: nullcontext())
    monkeypatch.setattr(add_place, "names_in", interrupted)
    assert add("Ours", "--at", "3,4").exit_code == 0
    assert names_in(file) == ["Theirs", "Ours"]
    file.unlink()
    asked.clear()
    result = add("theirs", "--at", "3,4")
    assert '"theirs" is already there' in result.stderr
    assert names_in(file) == ["Theirs"]
