"""From what a person names to stories: every kind of source, whatever the order; what is broken is told at once."""

from __future__ import annotations

import json
import os
from itertools import permutations
from pathlib import Path

import pytest
from shapely.geometry import Point

from storymap.atlas.records import StoryRecord
from storymap.atlas.sources import search
from storymap.atlas.sources.reader import read_sources
from storymap.errors import Problem, StorymapError
from storymap.publishing.publish import publish_story
from storymap.story import build_story
from tests.atlas.folders import EL_PASO, LAREDO, border, collection, feature, story


def read(*paths: Path | str, **more: object) -> list[StoryRecord]:
    problems: list[Problem] = []
    found = read_sources([Path(path) for path in paths], problems, **more)  # type: ignore[arg-type]
    assert problems == []
    return list(found)


def told(*paths: Path | str) -> list[str]:
    with pytest.raises(StorymapError) as caught:
        read_sources([Path(path) for path in paths], [])
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_of_folders() -> None:
    bridge, rain, walk = read(border(Path("s")), folder=Path("out"))
    assert (bridge.story_id, bridge.title, bridge.date, bridge.source) == (
        *("bridge", "The bridge closes", "2011-05-02"),
        "../s/bridge/story.md",
    )
    assert (rain.story_id, rain.byline, rain.date, rain.language) == ("rain", "Ana Ruiz", "2009-04-17", "en")
    assert (walk.story_id, walk.date, walk.address) == ("walk", "", "")
    el_paso, laredo = walk.places
    assert (el_paso.name, el_paso.geometry, el_paso.identifiers) == (
        *("El Paso", Point(-106.4869, 31.7587)),
        ("geonames:5520993",),
    )
    assert [(one.text, one.text[one.start : one.end]) for one in laredo.sentences] == [
        ("From El Paso to Laredo.", "Laredo")
    ]
    assert (laredo.role, laredo.weight) == ("scene", 1.0)


def test_the_order_of_arguments_means_nothing() -> None:
    border(Path("s"))
    names = ("s/bridge", "s/rain/story.md", "s/deep")
    assert len({tuple(read(*order)) for order in permutations(names)}) == 1
    # Nor how often a story is named.
    assert len(read("s", *names, "s")) == 3


def test_a_published_folder_and_a_whole_story() -> None:
    border(Path("s"))
    publish_story(build_story("s/bridge/story.md"), "page", url="https://maps.example.org/bridge/")
    publish_story(build_story("s/rain/story.md"), "other")
    rain, bridge = read("page", "other", folder=Path("out"))
    assert (rain.story_id, rain.address) == ("other", "../other/index.html")
    assert (bridge.story_id, bridge.address) == ("page", "https://maps.example.org/bridge/")
    (place,) = rain.places
    assert (place.place_id, place.name, place.role, place.sentences[0].text) == (
        *("laredo", "Laredo", "scene"),
        "In Laredo it rained.",
    )
    assert read("page/story.json")[0].places[0].identifiers == ("geonames:5520993",)


def test_a_folder_and_its_published_folder_are_one_story() -> None:
    border(Path("s"))
    publish_story(build_story("s/bridge/story.md"), "s/online", url="https://maps.example.org/bridge/")
    problems: list[Problem] = []
    found = read_sources([Path("s")], problems)
    assert [(one.story_id, one.address) for one in found] == [
        ("bridge", "https://maps.example.org/bridge/"),
        ("rain", ""),
        ("walk", ""),
    ]
    assert [str(problem) for problem in problems] == [
        "s/bridge/story.md: it is the same story as s/online/story.json, and is taken once"
    ]


def test_two_stories_of_one_title_are_two() -> None:
    story(Path("s/may"), "# Police report\n\nA car burnt in Laredo.\n", LAREDO)
    story(Path("s/june"), "# Police report\n\nA house burnt in Laredo.\n", LAREDO)
    assert [one.story_id for one in read("s")] == ["june", "may"]


def test_ids_are_told_apart_by_folders_and_kept() -> None:
    for year in ("2009", "2011"):
        story(Path(f"s/{year}/juarez"), f"# Juárez {year}\n\nIn {year} Laredo.\n", LAREDO)
    assert [one.story_id for one in read("s")] == ["2009-juarez", "2011-juarez"]
    first = read("s/2009", folder=Path("out"))
    assert [one.story_id for one in first] == ["juarez"]
    known = {one.source: one.story_id for one in first}
    both = read("s", folder=Path("out"), known=known)
    assert [(one.story_id, one.title) for one in both] == [("2011-juarez", "Juárez 2011"), ("juarez", "Juárez 2009")]


def test_an_article_is_called_as_its_file() -> None:
    folder = story(Path("s/desk"), "# A\n\nLaredo.\n", LAREDO)
    (folder / "story.md").rename(folder / "The Flood.md")
    assert [one.story_id for one in read("s")] == ["the-flood"]


def test_a_list_and_wildcards() -> None:
    border(Path("s"))
    Path("s/stories.txt").write_text(
        "# of the border\nrain/story.md\thttps://example.org/rain\n\nbridge\t../pages/a b.html\n*/walk\n",
        encoding="utf-8",
    )
    found = read("s/stories.txt", folder=Path("out"))
    assert [(one.story_id, one.address) for one in found] == [
        ("bridge", "../pages/a%20b.html"),
        ("rain", "https://example.org/rain"),
        ("walk", ""),
    ]
    assert [one.story_id for one in read("s/*/story.md")] == ["bridge", "rain"]
    assert [one.story_id for one in read("s/**/story.md")] == ["bridge", "rain", "walk"]


def test_a_list_names_nothing_above_it() -> None:
    border(Path("s"))
    Path("s/deep/list.tsv").write_text("../rain\n/etc\nhttps://example.org/a\nwalk\tjavascript:alert(1)\n")
    assert told("s/deep/list.tsv") == [
        's/deep/list.tsv, line 1: the source "../rain" is outside the folder of the file; save it beside the file, '
        f"or add --allow-path {Path('s').resolve()}",
        's/deep/list.tsv, line 2: the source "/etc" is not a relative path, and outside the folder of the file; '
        "save it beside the file, or add --allow-path /",
        's/deep/list.tsv, line 3: the source "https://example.org/a" is not a relative path; '
        "save it beside the file and name it",
        's/deep/list.tsv, line 4: "javascript:alert(1)" is no address; correct it',
    ]
    Path("s/deep/list.tsv").write_text("walk\thttps://ana:hunter2@example.org/walk\nwalk\thttps://ana@example.org/\n")
    assert told("s/deep/list.tsv") == [
        f"s/deep/list.tsv, line {line}: the address holds a user name or a password; leave them out" for line in (1, 2)
    ]
    Path("s/deep/list.tsv").write_text("\thttps://example.org/a\nwalk\t?a\nwalk\ta%00b\n# walk\thttps://example.org/\n")
    assert told("s/deep/list.tsv") == [
        "s/deep/list.tsv, line 1: an address stands there, and no story before it; "
        "write the story, a tab, and the address of its page",
        's/deep/list.tsv, line 2: "?a" is no address; correct it',
        's/deep/list.tsv, line 3: "a%00b" is no address; correct it',
    ]
    for named in ("walk", "walk/story.md"):
        Path("s/deep/list.tsv").write_text(f"{named}\ta.html\n{named}\ta.html\n{named}\tb.html\nnowhere\n")
        assert told("s/deep/list.tsv") == [
            f"s/deep/{named}: two addresses are said to be that of its page; leave one out",
            "s/deep/nowhere: there is no such file; check the path",
        ]
    Path("s/deep/list.tsv").write_text("../rain\n")
    assert [one.story_id for one in read("s/deep/list.tsv", allow_path=["s"])] == ["rain"]


def test_everything_that_is_broken_is_told_at_once_and_may_be_left_out() -> None:
    border(Path("s"))
    Path("s/rain/places.geojson").write_text("{")
    Path("s/deep/walk/story.md").write_bytes(b"\xff\xfe\xfa")
    Path("s/odd").mkdir()
    Path("s/odd/story.json").write_text('{"version": 99, "article": {"title": "A"}, "places": {}}')
    assert told("s", "nowhere", "https://example.org/a") == [
        "nowhere: there is no such file; check the path",
        "https:/example.org/a: this is an address, and nothing is fetched; save it, and name the file",
        *told("s"),
    ]
    assert [line.partition(":")[0] for line in told("s")] == [
        "s/deep/walk/story.md",
        "s/odd/story.json",
        "s/rain/story.md",
    ]
    assert "s/odd/story.json: it is of version 99, and this storymap reads up to 2; install a newer storymap" in told(
        "s"
    )
    problems: list[Problem] = []
    assert [one.story_id for one in read_sources([Path("s")], problems, skip_broken=True)] == ["bridge"]
    assert [problem.severity for problem in problems] == ["warning"] * 3


def test_no_story_is_said() -> None:
    Path("s").mkdir()
    assert told("s") == [
        "s: there is no story in it; a story is an article with a places.geojson beside it, or a published folder"
    ]


def test_what_is_no_story_is_left_alone() -> None:
    border(Path("s"))
    for name in ("README.md", "rain/README.md", ".hidden/story.md", "notes.md"):
        Path("s", name).parent.mkdir(exist_ok=True)
        Path("s", name).write_text("# No story\n")
    Path("s/.hidden/places.geojson").write_text(collection(LAREDO))
    Path("s/rain/rain.html").write_text('<meta name="generator" content="storymap 1.0"><p>Laredo')
    Path("s/sitemap.xml").write_text("<urlset/>")
    Path("s/atlas").mkdir()
    Path("s/atlas/atlas.json").write_text("{}")
    Path("s/atlas/feed.xml").write_text("<feed><entry><title>A</title></entry></feed>")
    Path("s/loop").symlink_to("../..", target_is_directory=True)
    assert [one.story_id for one in read("s")] == ["bridge", "rain", "walk"]
    assert told("s/atlas") == [
        "s/atlas: this is an atlas, and no folder of stories; name the folders that its stories are in"
    ]


def test_places_named_in_front_matter_make_an_article_a_story() -> None:
    Path("s").mkdir()
    Path("s/a.md").write_text("---\nplaces: own.geojson\n---\n# A\n\nLaredo.\n")
    Path("s/b.md").write_text("# B\n\nLaredo.\n")
    Path("s/own.geojson").write_text(collection(LAREDO))
    problems: list[Problem] = []
    assert [one.story_id for one in read_sources([Path("s")], problems)] == ["a"]
    assert [str(problem) for problem in problems] == [
        "s/b.md: it has no places, and is left out; put its places.geojson beside it"
    ]


def test_pictures_are_not_opened() -> None:
    border(Path("s"))
    os.mkfifo("s/rain/a.png")
    Path("s/rain/story.md").write_text("# Rain\n\n![A](a.png)\n\n![B](b.png)\n\nIn Laredo it rained.\n")
    assert [one.story_id for one in read("s/rain")] == ["rain"]


def test_folders_are_looked_through_so_deep_and_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    border(Path("s"))
    monkeypatch.setattr(search, "DEEPEST_STORY_FOLDER", 1)
    problems: list[Problem] = []
    assert [one.story_id for one in read_sources([Path("s")], problems)] == ["bridge", "rain"]
    assert [str(problem) for problem in problems] == [
        "s/deep: folders deeper than 1 levels are not looked through; name them, too"
    ]


def test_hostile_words_stay_words() -> None:
    name = "<script>alert(1)</script> {{ 7 * 7 }}"
    story(Path("s/a"), f"# T\x1b[31m <b>\n\nHere is {name} \u202eand more.\n", feature(name, (1, 2)))
    (found,) = read("s")
    assert found.places[0].name == name
    assert "\x1b" not in found.title
    assert all("\u202e" not in sentence.text for sentence in found.places[0].sentences)


def test_a_story_json_that_lies() -> None:
    Path("a.json").write_text(
        json.dumps(
            {
                "article": {"title": "A", "blocks": [{"text": "In Laredo."}]},
                "places": {"features": [{"id": "laredo", **LAREDO}, "no place", {**EL_PASO, "id": "el-paso"}]},
                "mentions": [
                    {"block": 0, "start": 3, "end": 9, "place_id": "laredo"},
                    {"block": 0, "start": 0, "end": 99, "place_id": "el-paso"},
                ],
                "excerpts": [
                    {"block": 0, "start": 0, "end": 10, "place_id": "laredo"},
                    {"block": 9, "start": 0, "end": 10, "place_id": "laredo"},
                    {"block": 0, "start": -5, "end": 99, "place_id": "el-paso"},
                ],
            }
        )
    )
    (found,) = read("a.json")
    assert [(place.name, [one.text for one in place.sentences]) for place in found.places] == [
        ("Laredo", ["In Laredo."]),
        ("El Paso", []),
    ]
    Path("d.json").write_text(
        json.dumps(
            {
                "article": {"title": "A", "language": 'x"><b>', "date": "0000-01-01", "blocks": []},
                "places": {"features": [LAREDO, EL_PASO, feature("Rome", (1e400, 1)), feature("Oslo", "here")]},
            }
        ).replace("Infinity", "1e400")
    )
    problems: list[Problem] = []
    (found,) = read_sources([Path("d.json")], problems)
    assert ([place.name for place in found.places], found.language, found.date) == (["Laredo", "El Paso"], "", "")
    assert [(problem.severity, str(problem)) for problem in problems] == [
        (
            "warning",
            'd.json: of 4 rows 2 cannot be places and are left out: feature 3 ("Rome") longitude must be a number, is not '
            'a finite one; feature 4 ("Oslo") longitude must be a number, is the text "h"; publish the story again',
        )
    ]
    Path("e.json").write_text("\ufeff" + Path("a.json").read_text(), encoding="utf-8")
    assert read("e.json")[0].places == read("a.json")[0].places
    # What is wrong is told, not what may be.
    places = [feature("Laredo", None), feature("Oslo", (5, 95))]
    Path("f.json").write_text(json.dumps({"article": {"title": "A"}, "places": {"features": places[:1]}}))
    assert read("f.json")[0].places[0].geometry is None
    Path("f.json").write_text(json.dumps({"article": {"title": "A"}, "places": {"features": [*places, places[1]]}}))
    assert told("f.json") == [
        'f.json: feature 2 ("Oslo"): latitude 95 is outside -90..90 (and 1 more); publish the story again'
    ]
    Path("b.json").write_text("[" * 100_000)
    Path("c.json").write_text('{"type": "FeatureCollection", "features": []}')
    assert [line.partition(":")[0] for line in told("b.json", "c.json")] == ["b.json", "c.json"]


def test_what_a_page_alone_has_is_not_read() -> None:
    front = "---\ntheme: gone.css\ntiles: gone.pmtiles\ncontext: gone.geojson\n---\n"
    story(Path("s/bridge"), f"{front}# The bridge closes\n\nEl Paso waits.\n", EL_PASO)
    (bridge,) = read("s")
    assert [place.name for place in bridge.places] == ["El Paso"]


def test_a_place_weighs_what_it_does_on_the_page_of_its_story() -> None:
    example = Path(__file__).parents[3] / "docs" / "atlas-example"
    records = read(*sorted(example.glob("*/story.md")))
    assert len(records) == 12
    for record in records:
        weights = build_story(example / record.story_id / "story.md").focus.weights
        assert {place.place_id: (place.weight, place.role) for place in record.places} == {
            place_id: (weight.value, weight.role) for place_id, weight in weights.items()
        }


def test_of_a_gazetteer_the_places_that_are_named_are_taken() -> None:
    many = [feature(f"Town {number:03}", (number / 10, 1.0)) for number in range(301)]
    story(Path("s/far"), "# Far\n\nFrom Town 007 to Town 300.\n", *many)
    (far,) = read("s")
    assert [(place.place_id, place.weight) for place in far.places] == [("town-007", 1.0), ("town-300", 1.0)]
