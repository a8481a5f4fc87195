"""The desk's settings and memory as an editor meets them: `storymap.toml`, and what other stories taught."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from storymap import StorymapError, suggest_places
from tests.cli.commands import collection, run
from tests.conftest import ROOT, names_in

FIRST = (
    "# Fire\n\nA fire burned in Franklin, New Hampshire. Help came from Concord, Laconia and Tilton, New Hampshire.\n"
)
SECOND = "# Roads\n\nThe council met on Tuesday. Drivers from Salem and Hudson took the old road.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a desk's folder with two stories in folders of their own, where the shell stands."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "storymap.toml").touch()
    for name, text in (("fire", FIRST), ("roads", SECOND)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.md").write_text(text, encoding="utf-8")
    return tmp_path


def places_of(story: str, *options: str) -> dict[str, Any]:
    """Return the suggestions for a story by their names."""
    found = json.loads(run("suggest", story, "--json", *options).stdout)["suggestions"]
    return {one["name"]: one for one in found}


def where(place: dict[str, Any]) -> str:
    """Return the full name of the place that is likeliest meant."""
    return str(place["candidates"][0]["name"])


def settings(desk: Path, text: str) -> None:
    (desk / "storymap.toml").write_text(text, encoding="utf-8")


def test_the_second_story_knows_the_papers_own_towns(desk: Path) -> None:
    assert where(places_of("roads/story.md")["Salem"]) == "Salem, Oregon, United States"
    assert run("suggest", "fire/story.md").stdout == (
        "fire/places.geojson: 5 new places, 0 maybe. Settings: storymap.toml. Places: GeoNames (CC BY 4.0)\n"
    )
    second = run("suggest", "roads/story.md", "-v")
    assert second.stdout == (
        "roads/places.geojson: 2 new places, 0 maybe. Settings: storymap.toml. At home in New Hampshire, by 1 places file. "
        "Places: GeoNames (CC BY 4.0)\n"
    )
    assert second.stderr.splitlines()[-3:] == [
        "note: storymap.toml: learned from fire/places.geojson",
        "note: storymap.toml: at home in New Hampshire, United States 0.50; United States 0.20",
        "note: storymap.toml: 5 names meant a place before, 0 names refused",
    ]
    assert "Salem, New Hampshire, United States" in second.stderr
    written = (desk / "roads" / "places.geojson").read_bytes()
    assert run("suggest", "roads/story.md").exit_code == 0
    assert (desk / "roads" / "places.geojson").read_bytes() == written  # a second run finds the same
    assert where(places_of("roads/story.md", "--no-settings")["Salem"]) == "Salem, Oregon, United States"


def test_two_stories_of_one_folder_need_no_settings(desk: Path) -> None:
    for name in ("fire", "roads"):
        (desk / name / "story.md").rename(desk / f"{name}.md")
    (desk / "storymap.toml").unlink()
    run("suggest", "fire.md")
    assert "At home in New Hampshire, by 1 places file." in run("suggest", "roads.md").stdout
    assert names_in(desk / "places.geojson")[-2:] == ["Salem", "Hudson"]
    before = (desk / "places.geojson").read_bytes()
    for name in ("fire.md", "roads.md"):
        run("suggest", name)
    assert (desk / "places.geojson").read_bytes() == before


def test_a_home_on_the_command_line_goes_before_the_settings_and_these_before_memory(desk: Path) -> None:
    run("suggest", "fire/story.md")
    settings(desk, 'home = "Salem, Massachusetts"')
    assert where(places_of("roads/story.md")["Salem"]) == "Salem, Massachusetts, United States"
    assert "At home" not in run("suggest", "roads/story.md", "-o", "-").stderr
    assert where(places_of("roads/story.md", "--home", "Salem, Oregon")["Salem"]) == "Salem, Oregon, United States"


def test_a_home_that_is_given_can_be_kept(desk: Path) -> None:
    (desk / "storymap.toml").unlink()
    given = ("suggest", "roads/story.md", "--home", "Concord, New Hampshire", "-o", "-")
    kept = re.search(
        r"note: --home: it counts for this story; to keep it, write (.*) in storymap.toml", run(*given).stderr
    )
    assert kept
    settings(desk, kept[1])
    assert "--home" not in run(*given).stderr
    assert "Settings: storymap.toml" in run(*given[:2], "-o", "-").stderr


def test_a_language_in_the_settings_stands_behind_that_of_the_article(desk: Path) -> None:
    settings(desk, 'lang = "es"')
    (desk / "roads" / "story.md").write_text("# Sol\n\nEspaña, Grecia.\n", encoding="utf-8")
    told = run("suggest", "roads/story.md", "-o", "-").stderr
    assert (
        "note: story.md: the language is taken for Spanish, as the desk's settings say; language: es in the front matter "
        "says so to build, too"
    ) in told.splitlines()
    assert "Spain" in told
    (desk / "roads" / "story.md").write_text("---\nlanguage: pt\n---\n\nEm Espanha.\n", encoding="utf-8")
    assert "as the desk's settings say" not in run("suggest", "roads/story.md", "-o", "-").stderr
    assert places_of("roads/story.md", "--lang", "en") == {}


def test_a_place_taken_out_of_one_story_is_a_maybe_in_the_next(desk: Path) -> None:
    (desk / "fire" / "story.md").write_text(FIRST + "\nJordan was quiet, said people in Jordan.\n", encoding="utf-8")
    run("suggest", "fire/story.md")
    file = desk / "fire" / "places.geojson"
    data = json.loads(file.read_text(encoding="utf-8"))
    data["features"] = [one for one in data["features"] if one["properties"]["name"] != "Jordan"]
    file.write_text(json.dumps(data), encoding="utf-8")
    (desk / "roads" / "story.md").write_text("# Jordan\n\nIn Jordan it rained.\n", encoding="utf-8")
    jordan = places_of("roads/story.md")["Jordan"]
    assert (jordan["status"], jordan["why"][-1]) == ("maybe", "refused before, in fire/places.geojson")
    assert "not on the map" not in run("check", "roads/story.md", "-p", "fire/places.geojson").stderr
    assert "1 new place" in run("suggest", "roads/story.md", "--all").stdout


def test_house_names_and_names_that_are_never_places(desk: Path) -> None:
    settings(desk, 'never = ["Jordan"]\n[names]\n"the Springs" = "Colorado Springs, Colorado"\n')
    (desk / "roads" / "story.md").write_text(
        "# Tour\n\nJordan drove to the Springs, and to Jordan.\n", encoding="utf-8"
    )
    assert {name: where(place) for name, place in places_of("roads/story.md").items()} == {
        "Springs": "Colorado Springs, Colorado, United States"
    }
    assert "Colorado Springs, Colorado, United States: town" in run("find", "the Springs").stdout
    added = run("add", "the Springs")
    assert added.stdout == "places.geojson: added the Springs. Settings: storymap.toml\n"
    assert run("find", "the Springs", "--no-settings").exit_code == 1
    assert run("add", "the Springs", "--no-settings", "--to", "b.geojson").exit_code == 1
    (desk / "texts.jsonl").write_text('{"id": 1, "text": "Jordan drove to the Springs."}', encoding="utf-8")
    many = run("suggest", "--jsonl", "texts.jsonl")
    assert [one["geonameid"] for one in json.loads(many.stdout)["mentions"]] == [5417598]
    assert many.stderr == "Settings: storymap.toml\n"
    (desk / "spring.geojson").write_text(collection(("Colorado Springs", -104.82, 38.83)), encoding="utf-8")
    told = run("check", "roads/story.md", "-p", "spring.geojson").stderr
    assert '"Springs" (line 3) may be "Colorado Springs"; if so, add "aliases": ["Springs"] to its properties' in told
    missing = run("check", "roads/story.md", "-p", "places.geojson", "--no-settings").stderr
    assert (
        "not on the map: Jordan; storymap suggest roads/story.md --no-settings -o places.geojson adds them" in missing
    )
    assert run("check", "roads/story.md", "-p", "places.geojson").stderr == "Settings: storymap.toml\n"


def test_gazetteers_of_the_settings_come_behind_those_of_the_command(desk: Path) -> None:
    settings(desk, 'gazetteers = ["own/desk.csv"]')
    (desk / "own").mkdir()
    (desk / "own" / "desk.csv").write_text("name,lat,lon\nZefirbuno,10.5,20.5\nOther,1,2\n", encoding="utf-8")
    (desk / "mine.csv").write_text("name,lat,lon\nZefirbuno,11.5,21.5\n", encoding="utf-8")
    assert "(10.5, 20.5)" in run("find", "Zefirbuno").stdout
    assert run("find", "Zefirbuno", "-g", "mine.csv").stdout.index("(11.5, 21.5)") == len("Zefirbuno: place ")
    (desk / "own" / "desk.csv").unlink()
    assert run("find", "Zefirbuno").exit_code == 1


def test_settings_that_others_may_write_are_told_and_not_used(desk: Path) -> None:
    settings(desk, 'never = ["Salem"]')
    desk.chmod(0o777)
    result = run("suggest", "roads/story.md", "-o", "-")
    assert (
        f"warning: storymap.toml: its settings are not used, because others than you may change the folder {desk}"
        in (result.stderr)
    )
    assert "Salem" in result.stderr
    assert "Settings" not in result.stderr
    assert "may change" not in run("suggest", "roads/story.md", "-o", "-", "--no-settings").stderr


def test_settings_that_are_wrong_stop_the_command_and_name_each_fault(desk: Path) -> None:
    settings(desk, 'home = "Zefirbuno"\n[names]\nA = "Zefirbuno"\nB = 99999999\n')
    result = run("suggest", "roads/story.md")
    assert (result.exit_code, result.stderr.count("error: storymap.toml, line")) == (1, 2)
    settings(desk, 'home = "Zefirbuno"')
    assert run("suggest", "roads/story.md").stderr == (
        'error: storymap.toml, line 1: the gazetteer has no "Zefirbuno"; write for example "El Paso, Texas"\n'
    )
    assert not (desk / "roads" / "places.geojson").exists()
    assert run("suggest", "roads/story.md", "--no-settings").exit_code == 0


def test_the_settings_of_the_docs_are_taken_as_they_stand(desk: Path) -> None:
    page = (ROOT / "docs" / "suggest.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    settings(desk, example)
    (desk / "places").mkdir()
    (desk / "places" / "own.csv").write_text("name,lat,lon\nZefirbuno,10.5,20.5\n", encoding="utf-8")
    for name, place in (
        ("ABQ", "Albuquerque, New Mexico"),
        ("Zefirbuno", "(10.5, 20.5)"),
        ("Downtown", "(31.76, -106.49)"),
    ):
        assert place in run("find", name).stdout
    assert run("suggest", "roads/story.md").exit_code == 0


def test_python_knows_the_desk_when_it_is_told_so(desk: Path) -> None:
    run("suggest", "fire/story.md")
    settings(desk, '[names]\nDrivers = "Manchester, New Hampshire"\n')
    story = desk / "roads" / "story.md"
    found = suggest_places(story, desk=story.parent).set_index("name")
    assert found.loc["Salem", "candidates"][0]["name"] == "Salem, New Hampshire, United States"
    assert found.loc["Drivers", "geonameid"] == 5089178
    assert "Drivers" not in set(suggest_places(story)["name"])
    (desk / "storymap.toml").chmod(0o666)
    with pytest.raises(StorymapError, match="others than you may change it"):
        suggest_places(story, desk=desk)
