"""`storymap add`: which place a typed name is, and which file it goes into."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from storymap.cli.main import main
from storymap.gazetteer.disambiguation import choices, unambiguous_name
from storymap.gazetteer.gazetteer import open_gazetteer
from tests.conftest import names_in

pytestmark = pytest.mark.usefixtures("empty_desk")


def add(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["add", *arguments])


@pytest.mark.parametrize(
    ("name", "geonameid"),
    [
        ("El Paso, Texas", 5520993),
        ("El Paso, Texas, United States", 5520993),
        ("El Paso (Texas)", 5520993),
        ("El Paso County, Texas", 5521001),
        ("Houston, Texas", 4699066),
        ("New York, New York", 5128581),
        ("Paris, France", 2988507),
        ("Chihuahua (state)", 4014336),
        ("Georgia (country)", 614540),
    ],
)
def test_a_name_with_its_state_or_kind_says_which(name: str, geonameid: int) -> None:
    assert [match.entry.geonameid for match in choices(name, open_gazetteer())] == [geonameid]


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


def test_no_place_is_called_by_a_name_that_leads_elsewhere() -> None:
    gazetteer = open_gazetteer()
    for number in range(0, len(gazetteer), 4999):
        entry = gazetteer.entry(number)
        name = unambiguous_name(entry, gazetteer)
        assert name is None or [m.entry for m in choices(name, gazetteer)] == [entry]


def test_a_place_goes_into_the_file_that_the_article_names(empty_desk: Path) -> None:
    (empty_desk / "story.md").write_text("---\nplaces: mine.geojson\n---\n\nIn Laredo.\n", encoding="utf-8")
    (empty_desk / "README.md").write_text("Of no story.\n", encoding="utf-8")
    assert add("Laredo, Texas").stdout == "mine.geojson: added Laredo\n"
    assert names_in(empty_desk / "mine.geojson") == ["Laredo"]
    done = CliRunner().invoke(main, ["suggest", "story.md"])
    assert done.exit_code == 0
    assert names_in(empty_desk / "mine.geojson") == ["Laredo"]
    assert not (empty_desk / "places.geojson").exists()


def test_of_several_places_files_none_is_guessed(empty_desk: Path) -> None:
    (empty_desk / "story.md").write_text("---\nplaces: mine.geojson\n---\n\nIn Laredo.\n", encoding="utf-8")
    (empty_desk / "places.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    refusal = add("Laredo, Texas")
    assert refusal.exit_code == 1
    assert "there are several places files: mine.geojson and places.geojson" in refusal.stderr
    assert "--to mine.geojson" in refusal.stderr
    assert add("Laredo, Texas", "--to", "mine.geojson").exit_code == 0


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
