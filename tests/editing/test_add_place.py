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
