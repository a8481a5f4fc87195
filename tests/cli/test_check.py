"""`storymap check`: what it prints, and that it writes nothing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import collection, run


def test_check_lists_where_each_place_is_named_and_writes_nothing(desk: Path) -> None:
    before = sorted(desk.iterdir())
    result = run("check", "story.md")
    assert result.exit_code == 0
    assert result.stdout == (
        "Laredo: 2 mentions; scene, 1.00 (named 2 times, in the title, early, shown at first)\n"
        "  line 3: In Laredo it rained. Nobody left Laredo.\n"
        "  line 3: In Laredo it rained. Nobody left Laredo.\n"
        "1 place, 2 mentions\n"
    )
    assert sorted(desk.iterdir()) == before


def test_check_tells_coordinates_that_are_exchanged(desk: Path) -> None:
    (desk / "story.md").write_text("# T\n\nThey came from Lyon.\n", encoding="utf-8")
    (desk / "places.geojson").write_text(collection(("Lyon", 45.76, 4.84)), encoding="utf-8")
    result = run("check", "story.md")
    assert result.exit_code == 0
    assert "with the two exchanged it is Lyon, Auvergne-Rhône-Alpes, France" in result.stderr


def test_check_tells_which_places_of_the_text_are_not_on_the_map(desk: Path) -> None:
    (desk / "story.md").write_text(
        "# T\n\nFrom Laredo, Texas, they drove to El Paso and to Juarez.\n", encoding="utf-8"
    )
    result = run("check", "story.md")
    assert result.exit_code == 0
    assert result.stderr == (
        "note: story.md: the text names places that are not on the map: Texas, El Paso, Juarez; "
        "storymap suggest story.md adds them\n"
    )
    run("suggest", "story.md")
    assert "not on the map" not in run("check", "story.md").stderr


def test_check_prints_the_story_as_json(desk: Path) -> None:
    story = json.loads(run("check", "story.md", "--json").stdout)
    assert [(m["place_id"], m["block"], m["start"], m["end"], m["text"]) for m in story["mentions"]] == [
        ("laredo", 0, 3, 9, "Laredo"),
        ("laredo", 0, 33, 39, "Laredo"),
    ]
    assert [e["text"] for e in story["excerpts"]] == ["In Laredo it rained.", "Nobody left Laredo."]
    assert story["places"]["features"][0]["geometry"] == {"type": "Point", "coordinates": [-99.5, 27.5]}


def test_check_lists_the_views_of_the_map(desk: Path) -> None:
    text = (
        '# T\n\nIn Laredo {sic} it\nrained [here and\nthere](view:27.5, -99.5123, 9). {view="laredo" hide="Places"}\n\n'
        "Look at [all](layers:Places).\n"
    )
    (desk / "story.md").write_text(text, encoding="utf-8")
    result = run("check", "story.md")
    assert result.stderr == ""
    assert result.stdout.endswith(
        "1 place, 1 mention\n3 views of the map\n"
        "  line 3: laredo; without Places\n"
        '  line 4, "here and there": 27.5,-99.5123,9\n'
        '  line 7, "all": only Places\n'
    )


def test_an_action_cannot_drive_the_terminal(desk: Path) -> None:
    (desk / "story.md").write_text("# T\n\n[La\x1b[2J\u202eredo](view:laredo)\n", encoding="utf-8")
    assert not {"\x1b", "\u202e"} & set(run("check", "story.md").stdout)


def test_a_name_cannot_drive_the_terminal(desk: Path) -> None:
    (desk / "places.geojson").write_text(collection(("\\u001b[2J\\u202eLaredo", -99.5, 27.5)))
    result = run("check", "story.md")
    for stream in (result.stdout, result.stderr):
        assert "\x1b" not in stream
        assert "\u202e" not in stream


def test_check_names_near_misses_and_following_the_remedy_ties_them(desk: Path) -> None:
    (desk / "story.md").write_text("# T\n\nFrom Laredo to Kiev, and from Kiev to Cuidad Juarez.\n", encoding="utf-8")
    records = (("Laredo", -99.5, 27.5), ("Kyiv", 30.5, 50.4), ("Ciudad Juárez", -106.4, 31.7))
    (desk / "places.geojson").write_text(collection(*records), encoding="utf-8")
    told = run("check", "story.md").stderr.splitlines()
    assert told == [
        'warning: places.geojson, feature 3 ("Ciudad Juárez"), line 4: the article never mentions "Ciudad Juárez"; it writes '
        '"Cuidad Juarez"; correct the article, or add "aliases": ["Cuidad Juarez"] to its properties',
        'warning: places.geojson, feature 2 ("Kyiv"), line 3: "Kiev" (line 3) may be "Kyiv"; if so, add "aliases": ["Kiev"] to '
        "its properties",
    ]
    places = json.loads((desk / "places.geojson").read_text(encoding="utf-8"))
    for feature, aliases in zip(
        places["features"][1:], ('{"aliases": ["Kiev"]}', '{"aliases": ["Cuidad Juarez"]}'), strict=True
    ):
        feature["properties"].update(json.loads(aliases))
    (desk / "places.geojson").write_text(json.dumps(places), encoding="utf-8")
    result = run("check", "story.md")
    assert "aliases" not in result.stderr
    assert result.stdout.endswith("3 places, 4 mentions\n")
