"""Streets and buildings, as an editor meets them: listed last, with their town, and not taken unless asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.commands import run

STORY = (
    "# Fire\n\nA fire on Clarksville Street in Paris, Texas, closed Loop 286. In Bonham, Main Street was shut.\n\n"
    "The mayor of Paris, Texas, and the mayor of Bonham met at Dallas/Fort Worth International Airport.\n"
)


def features(folder: Path) -> dict[str, dict[str, Any]]:
    written = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["name"]: feature for feature in written}


def write(folder: Path, story: str = STORY) -> None:
    (folder / "story.md").write_text(story, encoding="utf-8")


def test_they_come_last_in_a_few_lines_with_their_towns(empty_desk: Path) -> None:
    write(empty_desk)
    result = run("suggest", "story.md")
    lines = result.stderr.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("apart"))
    assert "4 streets, buildings and the like that cannot be located (--review or --all takes them)" in lines[first]
    assert lines[first + 1 :] == [
        "           in Paris, Texas, United States: Clarksville Street (the town stands after it); Loop 286 (the same "
        "sentence names the town)",
        "           in Bonham, Texas, United States: Main Street (the same sentence names the town)",
        "           in Dallas, Texas, United States: Dallas/Fort Worth International Airport (the town is in its name)",
    ]
    assert "places.geojson: 3 new places, 0 maybe, 4 apart." in result.stdout


def test_the_file_gets_none_of_them_and_is_built(empty_desk: Path) -> None:
    write(empty_desk)
    run("suggest", "story.md")
    assert list(features(empty_desk)) == ["Paris", "Texas", "Bonham"]
    assert run("build", "story.md").exit_code == 0


def test_all_takes_them_without_a_geometry_and_with_their_town(empty_desk: Path) -> None:
    write(empty_desk)
    run("suggest", "story.md", "--all")
    street = features(empty_desk)["Clarksville Street"]
    assert street["geometry"] is None
    assert (street["properties"]["town"], street["properties"]["town_geonameid"]) == (
        "Paris, Texas, United States",
        4717560,
    )
    assert "it stands in Paris, Texas, United States: the town stands after it" in street["properties"]["why"]
    assert "geonameid" not in street["properties"]
    assert run("build", "story.md").exit_code == 0
    assert "0 new places" in run("suggest", "story.md", "--all").stdout


def test_a_review_asks_about_them_last_and_skips_them_by_itself(empty_desk: Path) -> None:
    write(empty_desk)
    result = run("suggest", "story.md", "--review", input="y\ny\ny\ny\n\n\nn\n")
    asked = [line for line in result.output.splitlines() if "not in the gazetteer" in line]
    assert len(asked) == 4
    assert list(features(empty_desk)) == ["Paris", "Texas", "Bonham", "Clarksville Street"]
    again = run("suggest", "story.md", "--review", input="q\n")
    assert "1 of 2" in again.output, "what was skipped is asked again, what was refused is not"


def test_json_says_the_town(empty_desk: Path) -> None:
    write(empty_desk)
    suggestions = json.loads(run("suggest", "story.md", "--json").stdout)["suggestions"]
    found = {one["name"]: (one["status"], one["town"], one["town_geonameid"]) for one in suggestions}
    assert found["Main Street"] == ("apart", "Bonham, Texas, United States", 4675577)
    assert found["Bonham"] == ("in", None, None)


def test_a_hundred_streets_are_a_few_lines(empty_desk: Path) -> None:
    names = ", ".join(f"{letter}{other}nton Street" for letter in "ABCDEFGHIJ" for other in "aeiouwyrlb")
    write(empty_desk, f"# Streets\n\nIn Laredo, Texas, they closed {names}.\n")
    result = run("suggest", "story.md")
    lines = [line for line in result.stderr.splitlines() if "Street" in line]
    assert len(lines) == 1
    assert "and 92 more" in lines[0]


def test_what_is_named_in_a_street_is_not_tied_there(empty_desk: Path) -> None:
    write(empty_desk, "# Rue\n\nLe maire de Toulouse vit à Lyon, rue de Toulouse, avec Marie.\n")
    run("suggest", "story.md", "--lang", "fr")
    assert features(empty_desk)["Toulouse"]["properties"]["ignore"] == ["rue de Toulouse"]
    story = json.loads(run("check", "story.md", "--json", "--lang", "fr").stdout)
    assert [mention["text"] for mention in story["mentions"]] == ["Toulouse", "Lyon"]
