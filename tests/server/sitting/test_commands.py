"""Every command, with the bytes that it changes, and no others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from storymap.errors import StorymapError
from storymap.gazetteer.gazetteer import open_gazetteer
from tests.server.loops import run_in_loop
from tests.server.sitting.conftest import ARTICLE, PLACES, OpenSitting, Sitting


def entry(name: str) -> int:
    return open_gazetteer().lookup(name)[0].entry.number


def point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


# Each command with the lines that go and come.
COMMANDS: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "move-place",
        {"place_id": "juarez", "geometry": point(-106.5, 31.7202)},
        [
            '-       "geometry": {"type": "Point", "coordinates": [-106.46080, 31.7202]}',
            '+       "geometry": {"type": "Point", "coordinates": [-106.5, 31.7202]}',
        ],
    ),
    (
        "change-place",
        {"place_id": "juarez", "changes": {"note": "A city."}},
        ['-         "note": "South of the river."', '+         "note": "A city."'],
    ),
    (
        "change-place",
        {"place_id": "el-paso", "changes": {"layer": None}},
        [
            '-       "properties": {"name": "El Paso", "layer": "Cities", "mine": [1, 2]},',
            '+       "properties": {"name": "El Paso", "mine": [1, 2]},',
        ],
    ),
    (
        "ignore-words",
        {"place_id": "sinaloa", "phrase": "Sinaloa cartel"},
        [
            '-     {"type": "Feature", "properties": {"name": "Sinaloa"}, "geometry": null}',
            '+     {"type": "Feature", "properties": {"name": "Sinaloa", "ignore": ["Sinaloa cartel"]}, "geometry": null}',
        ],
    ),
    (
        "rename-layer",
        {"layer": "Cities", "name": "Towns"},
        [
            '-       "properties": {"name": "El Paso", "layer": "Cities", "mine": [1, 2]},',
            '+       "properties": {"name": "El Paso", "layer": "Towns", "mine": [1, 2]},',
            '-         "layer": "Cities",',
            '+         "layer": "Towns",',
        ],
    ),
    (
        "set-field",
        {"field": "title", "value": "Three cities"},
        ["- title: Two cities", "+ title: Three cities"],
    ),
    (
        "set-block",
        {"block": 1, "before": "People slept in Ciudad Juárez and worked in El Paso.", "source": "Nobody slept."},
        ["- People slept in Ciudad Juárez and worked in El Paso.", "+ Nobody slept."],
    ),
    (
        "set-block",
        {"block": 2, "before": "The *bridge* is closed, she said in Sinaloa.", "source": "The *bridge* is open."},
        ["- > The *bridge* is closed, she said in Sinaloa.", "+ > The *bridge* is open."],
    ),
    (
        "mark-words",
        {"block": 2, "start": 4, "end": 10, "place_id": "juarez"},
        [
            "- > The *bridge* is closed, she said in Sinaloa.",
            "+ > The *[bridge](place:juarez)* is closed, she said in Sinaloa.",
        ],
    ),
    (
        "mark-words",
        {"block": 4, "start": 16, "end": 22, "place_id": ""},
        ["- Nobody comes to Juarez now.", "+ Nobody comes to [Juarez](place:) now."],
    ),
    (
        "action-words",
        {"block": 4, "start": 0, "end": 6, "view": "31.7,-106.4,12"},
        ["- Nobody comes to Juarez now.", "+ [Nobody](view:31.7,-106.4,12) comes to Juarez now."],
    ),
    (
        "set-view",
        {"block": 1, "view": "el-paso,juarez"},
        [
            "- People slept in Ciudad Juárez and worked in El Paso.",
            '+ People slept in Ciudad Juárez and worked in El Paso. {view="el-paso,juarez"}',
        ],
    ),
]


@pytest.mark.parametrize(
    ("command", "members", "lines"), COMMANDS, ids=[f"{c}-{n}" for n, (c, *_) in enumerate(COMMANDS)]
)
def test_a_command_changes_these_lines_and_is_taken_back(
    sitting: OpenSitting, command: str, members: dict[str, Any], lines: list[str]
) -> None:
    work = sitting()
    before = work.bytes()
    assert work.done(command, **members) == lines
    after = work.bytes()
    work.run("undo")
    assert work.bytes() == before
    work.run("redo")
    assert work.bytes() == after


@pytest.mark.parametrize(
    ("command", "members", "lines"), COMMANDS, ids=[f"{c}-{n}" for n, (c, *_) in enumerate(COMMANDS)]
)
def test_line_ends_and_byte_order_mark_stay(
    sitting: OpenSitting, command: str, members: dict[str, Any], lines: list[str]
) -> None:
    work = sitting("\ufeff" + ARTICLE.replace("\n", "\r\n"), "\ufeff" + PLACES.replace("\n", "\r\n"))
    assert work.done(command, **members) == [f"{line}\r" for line in lines]
    for data in work.bytes():
        assert data is not None
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n")


def feature(work: Sitting, name: str) -> dict[str, Any]:
    features = json.loads(work.places.read_text(encoding="utf-8"))["features"]
    return next(one for one in features if one["properties"]["name"] == name)


def test_a_place_of_the_gazetteer_is_added(sitting: OpenSitting) -> None:
    work = sitting()
    lines = work.done(
        "add-place",
        name="texas",
        aliases=["The Lone Star State"],
        layer="",
        entry=entry("Laredo, Texas"),
        geometry=None,
    )
    # It is written in the style of the last feature, on one line.
    assert [line[0] for line in lines] == ["-", "+", "+"]
    found = feature(work, "texas")
    assert found["geometry"] == point(-99.50755, 27.50642)
    assert found["properties"]["aliases"] == ["The Lone Star State"]
    assert found["properties"]["layer"] == "Cities"


def test_a_place_is_added_where_it_was_drawn_and_without_a_location(sitting: OpenSitting) -> None:
    work = sitting()
    line = {"type": "LineString", "coordinates": [[-106.4868, 31.7497], [-106.4866, 31.7459]]}
    work.done("add-place", name="The bridge", aliases=[], layer="Crossings", entry=None, geometry=line)
    work.done("add-place", name="Nowhere", aliases=[], layer="", entry=None, geometry=None)
    assert feature(work, "The bridge") == {
        "type": "Feature",
        "properties": {"name": "The bridge", "layer": "Crossings"},
        "geometry": line,
    }
    assert feature(work, "Nowhere")["geometry"] is None
    assert work.names()[:2] == ["Ciudad Juárez", "El Paso"]


@pytest.mark.parametrize("name", ["El Paso", "el  PASO", "sinaloa"])
def test_a_place_that_is_there_is_not_added(sitting: OpenSitting, name: str) -> None:
    work = sitting()
    with pytest.raises(StorymapError, match="is already there"):
        work.run("add-place", name=name, aliases=[], layer="", entry=None, geometry=None)


def test_a_place_without_a_location_gets_that_of_the_gazetteer(sitting: OpenSitting) -> None:
    work = sitting()
    work.done("locate-place", place_id="sinaloa", entry=entry("Sinaloa, Mexico"))
    assert feature(work, "Sinaloa")["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert feature(work, "El Paso")["properties"]["mine"] == [1, 2]


def test_a_place_is_taken_out_and_not_suggested_again(sitting: OpenSitting) -> None:
    work = sitting()
    work.consider()
    work.done("delete-place", place_id="el-paso")
    assert work.names() == ["Ciudad Juárez", "Sinaloa"]
    assert json.loads(work.places.read_text(encoding="utf-8"))["storymap"]["suggested"] == ["El Paso"]
    work.consider()
    assert "el-paso" not in work.story.opened()


def test_layers_have_an_order_and_colours(sitting: OpenSitting) -> None:
    work = sitting()
    work.done("arrange-layers", layers=["Places", "Cities"], colours={"Cities": 5})
    assert work.story.parts is not None
    assert [(layer["name"], layer["colour"]) for layer in work.story.parts.layers] == [("Places", 2), ("Cities", 5)]


def test_a_layer_is_renamed_in_the_views_of_the_article_as_one_step(sitting: OpenSitting) -> None:
    work = sitting(ARTICLE.replace("El Paso.", 'El Paso. {hide="Cities"}').replace("Juarez", "[all](layers:Cities)"))
    before = work.bytes()
    assert work.done("rename-layer", layer="Cities", name="Towns") == [
        '- People slept in Ciudad Juárez and worked in El Paso. {hide="Cities"}',
        '+ People slept in Ciudad Juárez and worked in El Paso. {hide="Towns"}',
        "- Nobody comes to [all](layers:Cities) now.",
        "+ Nobody comes to [all](layers:Towns) now.",
        '-       "properties": {"name": "El Paso", "layer": "Cities", "mine": [1, 2]},',
        '+       "properties": {"name": "El Paso", "layer": "Towns", "mine": [1, 2]},',
        '-         "layer": "Cities",',
        '+         "layer": "Towns",',
    ]
    assert [one["what"] for one in work.story.told.problems if "layer" in one["what"]] == []
    assert work.labels() == [("historyRenameLayer", False)]
    after = work.bytes()
    work.run("undo")
    assert work.bytes() == before
    work.run("redo")
    assert work.bytes() == after


def test_a_layer_that_an_articles_views_name_is_not_renamed_where_they_cannot_be_changed(sitting: OpenSitting) -> None:
    work = sitting('<h1>Two</h1>\n<p data-show="Cities">El Paso</p>\n', PLACES, "story.html")
    before = work.bytes()
    with pytest.raises(StorymapError, match='a view names the layer "Cities", and is not changed in this kind of file'):
        work.run("rename-layer", layer="Cities", name="Towns")
    assert work.bytes() == before
    assert work.labels() == []


def test_a_text_that_is_no_utf8_is_to_be_saved_as_it(sitting: OpenSitting) -> None:
    work = sitting()
    work.article.write_bytes(ARTICLE.encode("utf-16"))
    work.build()
    with pytest.raises(StorymapError, match=r"story\.md: this is not UTF-8 text; save it as UTF-8"):
        work.run("set-field", field="title", value="Another")


def test_renaming_keeps_the_id(sitting: OpenSitting) -> None:
    work = sitting()
    work.done("change-place", place_id="el-paso", changes={"name": "El Paso, Texas"})
    assert work.story.parts is not None
    assert {place["place_id"]: place["name"] for place in work.story.parts.places}["el-paso"] == "El Paso, Texas"


def test_all_that_is_sure_is_taken_at_once_and_the_file_is_made(sitting: OpenSitting) -> None:
    work = sitting("# Trucks\n\nThey drove from El Paso, Texas, to Laredo, Texas, and to Mexico City.\n", None)
    work.consider()
    assert work.story.told.sure == len(work.story.sure()) >= 3
    work.done("take-sure")
    assert {"El Paso", "Laredo", "Mexico City", "Texas"} <= set(work.names())
    assert work.story.told.sure == 0
    work.run("undo")
    assert not work.places.exists()
    work.run("redo")
    work.build()
    assert "Laredo" in work.names()


SEED = "# Trucks\n\nPolice closed the Santa Fe bridge in El Paso, Texas. The Springfield plant was open.\n"


def test_a_street_or_building_is_placed_by_hand(sitting: OpenSitting) -> None:
    work = sitting(SEED, None)
    work.consider()
    assert [(one["key"], one["reason"]) for one in work.story.told.decisions if one["reason"] == "apart"] == [
        ("santa-fe-bridge", "apart")
    ]
    work.done("take-suggestion", key="santa-fe-bridge", geometry=point(-106.4867, 31.7478))
    assert feature(work, "Santa Fe bridge")["geometry"] == point(-106.4867, 31.7478)
    assert [one["key"] for one in work.story.told.decisions] == [
        key for key in work.story.opened() if key not in ("el-paso", "texas")
    ]


def test_a_suggestion_is_taken_as_another_place_and_under_another_name(sitting: OpenSitting) -> None:
    work = sitting(SEED, None)
    work.consider()
    wanted = entry("Springfield, Illinois")
    work.done("take-suggestion", key="springfield", entry=wanted, name="The plant")
    found = feature(work, "The plant")
    assert found["properties"]["aliases"] == ["Springfield"]
    assert found["properties"]["geonameid"] == open_gazetteer().entry(wanted).geonameid
    assert "candidates" not in found["properties"]


def test_a_suggestion_that_is_refused_is_remembered(sitting: OpenSitting) -> None:
    work = sitting(SEED, None)
    work.consider()
    work.done("refuse-suggestion", key="santa-fe-bridge")
    assert json.loads(work.places.read_text(encoding="utf-8"))["storymap"]["suggested"] == ["Santa Fe bridge"]
    assert "santa-fe-bridge" not in work.story.opened()
    with pytest.raises(StorymapError, match="decided already"):
        work.run("take-suggestion", key="santa-fe-bridge")
    work.run("undo")
    work.build()
    assert "santa-fe-bridge" in work.story.opened()


def test_a_place_of_the_file_is_decided_by_its_key(sitting: OpenSitting) -> None:
    work = sitting()
    work.consider()
    (decision,) = [one for one in work.story.told.decisions if one["place_id"]]
    assert (decision["key"], decision["name"], decision["reason"]) == ("@sinaloa", "Sinaloa", "unlocated")
    assert decision["candidates"][0]["name"] == "Sinaloa, Mexico"
    work.done("take-suggestion", key="@sinaloa", entry=decision["candidates"][0]["entry"])
    assert not [one for one in work.story.told.decisions if one["place_id"]]
    work.run("undo")
    work.build()
    work.done("take-suggestion", key="@sinaloa", geometry=point(-107.5, 25))
    assert feature(work, "Sinaloa")["geometry"] == {"type": "Point", "coordinates": [-107.5, 25]}
    work.done("refuse-suggestion", key="@sinaloa")
    assert "Sinaloa" not in work.names()


def test_in_plain_text_words_become_other_names(sitting: OpenSitting) -> None:
    text = (
        "Two cities\n\nPeople slept in Ciudad Juárez and worked in El Paso.\n\nThe El Paso gang is in the north city.\n"
    )
    work = sitting(text, PLACES, "story.txt")
    article = work.article.read_bytes()
    block, words = 2, "The El Paso gang is in the north city."
    start = words.index("north city")
    work.done("mark-words", block=block, start=start, end=start + 10, place_id="el-paso")
    assert feature(work, "El Paso")["properties"]["aliases"] == ["north city"]
    start = words.index("El Paso gang")
    work.done("mark-words", block=block, start=start, end=start + 12, place_id="")
    assert feature(work, "El Paso")["properties"]["ignore"] == ["El Paso gang"]
    with pytest.raises(StorymapError, match="own name"):
        work.run("mark-words", block=1, start=44, end=51, place_id="")
    assert work.article.read_bytes() == article


async def parts(data: bytes) -> Any:
    yield data


def drop(work: Sitting, name: str, data: bytes) -> int:

    return run_in_loop(work.dropped.take(name, parts(data))).number


def picture(folder: Path) -> bytes:
    Image.new("RGB", (8, 8), "red").save(folder / "made.png")
    data = (folder / "made.png").read_bytes()
    (folder / "made.png").unlink()
    return data


def test_a_dropped_picture_comes_beside_the_article_and_into_it(sitting: OpenSitting) -> None:
    work = sitting()
    number = drop(work, "../../Ein Bild!.PNG", picture(work.folder))
    lines = work.done(
        "add-picture", dropped=number, block=1, alt="A red square", caption="Red.", credit="Photo: me", decorative=False
    )
    assert lines == ["+ ", '+ ![A red square](ein-bild.png "Red."){credit="Photo: me"}'] or lines == [
        '+ ![A red square](ein-bild.png "Red."){credit="Photo: me"}',
        "+ ",
    ]
    assert work.story.parts is not None
    assert [block["kind"] for block in work.story.parts.blocks].count("image") == 1
    assert sorted(path.name for path in work.folder.iterdir()) == ["ein-bild.png", "places.geojson", "story.md"]


def test_a_dropped_picture_becomes_that_of_a_place(sitting: OpenSitting) -> None:
    work = sitting()
    number = drop(work, "a.png", picture(work.folder))
    (work.folder / "a.png").write_bytes(b"somebody's")
    work.done("place-picture", dropped=number, place_id="juarez", alt="Red", caption="", credit="")
    assert feature(work, "Ciudad Juárez")["properties"]["image"] == {"src": "a-2.png", "alt": "Red"}
    assert (work.folder / "a.png").read_bytes() == b"somebody's"


def test_a_picture_that_cannot_be_placed_leaves_no_copy(sitting: OpenSitting) -> None:
    work = sitting()
    number = drop(work, "a.png", picture(work.folder))
    with pytest.raises(StorymapError):
        work.run("place-picture", dropped=number, place_id="nobody", alt="", caption="", credit="")
    assert sorted(path.name for path in work.folder.iterdir()) == ["places.geojson", "story.md"]


def test_a_dropped_file_becomes_context(sitting: OpenSitting) -> None:
    work = sitting()
    river = {
        "type": "Feature",
        "properties": {"name": "River"},
        "geometry": {"type": "LineString", "coordinates": [[-106, 31], [-107, 32]]},
    }
    number = drop(work, "River.geojson", json.dumps({"type": "FeatureCollection", "features": [river]}).encode())
    assert work.done("add-context", dropped=number) == ["+ context: river.geojson"]
    assert work.story.parts is not None
    assert [one.name for one in work.story.parts.story.context] == ["River"]


def test_an_article_becomes_markdown_beside_the_one_that_it_was(sitting: OpenSitting) -> None:
    work = sitting("Two cities\n\nPeople slept in El Paso.\n", PLACES, "story.txt")
    before = work.article.read_bytes()
    work.run("make-markdown")
    work.article = work.folder / "story.md"
    work.build()
    assert (work.folder / "story.txt").read_bytes() == before
    assert "People slept in El Paso." in work.article.read_text()
    assert work.story.article_name == "story.md"
    assert work.done("mark-words", block=1, start=0, end=6, place_id="juarez") == [
        "- People slept in El Paso.",
        "+ [People](place:juarez) slept in El Paso.",
    ]


def test_places_of_a_table_become_geojson(sitting: OpenSitting) -> None:
    folder_article = "---\ntitle: Two\nplaces: cities.csv\n---\n\nPeople slept in El Paso.\n"
    first = sitting()
    (first.folder / "cities.csv").write_text("name,lat,lon,note\nEl Paso,31.7587,-106.4869,A city\n")
    first.places.unlink()
    work = sitting(folder_article, None)
    assert not work.story.texts.files.can_place
    with pytest.raises(StorymapError):
        work.run("move-place", place_id="el-paso", geometry=point(0, 1))
    assert work.done("copy-places")[:2] == ["- places: cities.csv", "+ places: places.geojson"]
    assert feature(work, "El Paso") == {
        "type": "Feature",
        "id": "el-paso",
        "properties": {"name": "El Paso", "note": "A city"},
        "geometry": point(-106.4869, 31.7587),
    }
    work.done("move-place", place_id="el-paso", geometry=point(-106.5, 31.7587))
    assert feature(work, "El Paso")["geometry"] == point(-106.5, 31.7587)


@pytest.mark.parametrize(
    ("places", "command", "what"),
    [
        (PLACES, "make-markdown", "this is a Markdown file already"),
        (PLACES, "copy-places", "its places can be changed already"),
        (None, "copy-places", "its places can be changed already"),
    ],
)
def test_no_file_is_made_of_one_that_can_be_changed(
    sitting: OpenSitting, places: str | None, command: str, what: str
) -> None:
    work = sitting(places=places)
    before = sorted(path.name for path in work.folder.iterdir())
    with pytest.raises(StorymapError) as refused:
        work.run(command)
    assert refused.value.problems[0].what == what
    assert sorted(path.name for path in work.folder.iterdir()) == before


def test_saving_while_one_writes_is_one_step(sitting: OpenSitting) -> None:
    work = sitting()
    before = work.bytes()
    text = "Nobody comes to Juarez now."
    for more in (" Or", " Or so.", ""):
        work.done("set-block", block=4, before=text, source=f"Nobody comes{more}", sitting=7)
        text = f"Nobody comes{more}"
    assert work.labels() == [("historySetBlock", False)]
    work.done("set-block", block=4, before=text, source="Somebody comes.", sitting=8)
    assert work.labels() == [("historySetBlock", False)] * 2
    work.run("undo")
    work.run("undo")
    assert work.bytes() == before


def test_back_to_a_change_and_forth(sitting: OpenSitting) -> None:
    work = sitting()
    states = [work.bytes()]
    for note in ("one", "two", "three"):
        work.done("change-place", place_id="juarez", changes={"note": note})
        states.append(work.bytes())
    numbers = [change.number for change, _ in work.story.texts.history.changes()]
    work.run("undo-to", number=numbers[0])
    assert work.bytes() == states[1]
    assert [is_undone for _, is_undone in work.labels()] == [False, True, True]
    work.run("undo-to", number=numbers[2])
    assert work.bytes() == states[3]
    work.run("undo-to", number=0)
    assert work.bytes() == states[0]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"command": "move-place"},
        {"command": "delete-place", "base": {}, "place_id": 3},
        {"command": "delete-place", "base": {}, "place_id": "a", "path": "/etc/passwd"},
        {"command": "rm", "base": {}},
        {"command": ["undo"], "base": {}},
        {"command": "undo", "base": {"article": 1}},
        {"command": "undo", "base": {}, "number": True},
        {"command": "add-place", "base": {}, "name": "x", "aliases": "y", "layer": "", "entry": None, "geometry": None},
        [],
        "undo",
        None,
    ],
)
def test_what_is_no_command_is_refused(data: Any) -> None:
    from storymap.server.sitting.commands.table import checked_command

    with pytest.raises(StorymapError):
        checked_command(data)


@pytest.mark.parametrize(
    ("command", "members"),
    [
        ("move-place", {"place_id": "juarez", "geometry": {"type": "Point", "coordinates": [1000, 2000]}}),
        ("move-place", {"place_id": "juarez", "geometry": {"type": "Nonsense"}}),
        ("move-place", {"place_id": "../x", "geometry": point(1, 2)}),
        ("change-place", {"place_id": "juarez", "changes": {"name": ""}}),
        ("change-place", {"place_id": "juarez", "changes": {"url": "javascript:alert(1)"}}),
        ("change-place", {"place_id": "juarez", "changes": {"zoom": 900}}),
        ("locate-place", {"place_id": "juarez", "entry": -1}),
        ("locate-place", {"place_id": "juarez", "entry": 1 << 40}),
        ("add-place", {"name": " ", "aliases": [], "layer": "", "entry": None, "geometry": None}),
        ("add-place", {"name": "x" * 1000, "aliases": [], "layer": "", "entry": None, "geometry": None}),
        ("mark-words", {"block": 99, "start": 0, "end": 1, "place_id": "juarez"}),
        ("mark-words", {"block": 1, "start": 5, "end": 100_000, "place_id": "juarez"}),
        ("set-block", {"block": -1, "before": "", "source": "x"}),
        ("set-field", {"field": "__class__", "value": "x"}),
        ("take-suggestion", {"key": "nothing"}),
        ("take-suggestion", {"key": "@nobody", "entry": 1}),
        ("add-picture", {"dropped": 7, "block": 1, "alt": "", "caption": "", "credit": "", "decorative": False}),
        ("add-tiles", {"dropped": -1}),
        ("rename-layer", {"layer": "Cities", "name": "\u200b"}),
        ("arrange-layers", {"layers": ["Cities"], "colours": {"Cities": 99}}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    sitting: OpenSitting, command: str, members: dict[str, Any]
) -> None:
    work = sitting()
    before = work.bytes()
    with pytest.raises(StorymapError) as refused:
        work.run(command, **members)
    assert work.bytes() == before
    assert str(work.folder) not in str(refused.value)
    assert work.labels() == []


def test_names_that_hold_html_stay_what_they_are(sitting: OpenSitting) -> None:
    work = sitting()
    name = '<img src=x onerror="alert(1)">{{7*7}}'
    work.done("change-place", place_id="juarez", changes={"name": name})
    assert feature(work, name)["id"] == "juarez"
    page = work.story.newest.html("working") if work.story.newest else ""
    assert "<img src=x" not in page
    assert "{{7*7}}" not in page.partition("<script")[0]
