from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from storymap.atlas.parts.tables import AtlasTables, DocumentRow, MentionRow, PlaceRow
from storymap.atlas.parts.words import words_of
from storymap.atlas.parts.writer import write_parts
from storymap.errors import PageError, StorymapError
from tests.atlas.parts.made_tables import made_tables
from tests.atlas.parts.reading import Parts


def tables(
    documents: list[tuple[str, str, str]],
    mentions: list[tuple[int, str, str]],
    places: list[tuple[str, str, float, float]],
    kinds: str = "city",
) -> AtlasTables:
    """Documents as title, date and address; mentions as document, place and sentence, with the name in brackets."""
    counts = Counter(place for place, _ in {(place, document) for document, place, _ in mentions})
    return AtlasTables(
        "A desk",
        "en",
        lambda: [DocumentRow(number, *row) for number, row in enumerate(documents)],
        lambda: [MentionRow(document, place, *marked(text)) for document, place, text in mentions],
        lambda: [PlaceRow(place, name, "", kinds, counts[place], (), lon, lat) for place, name, lon, lat in places],
    )


def marked(text: str) -> tuple[str, int, int]:
    before, _, rest = text.partition("[")
    name, _, after = rest.partition("]")
    return before + name + after, len(before), len(before + name)


BORDER = tables(
    [
        ("Bridge closes", "2009-04-17", "https://news.example/a"),
        ("River rises", "2012", "../river/index.html"),
        ("No date", "", "javascript:alert(1)"),
        ("Trucks wait", "2012-05", ""),
    ],
    [
        (0, "geonames:1", "[El Paso] sleeps."),
        (0, "geonames:2", "[Juárez] wakes."),
        (1, "geonames:1", "[El Paso] floods."),
        (3, "geonames:1", "[El Paso] waits."),
        (3, "geonames:1", "[El Paso] waits on."),
    ],
    [("geonames:1", "El Paso", -106.49, 31.76), ("geonames:2", "Ciudad Juárez", -106.46, 31.72)],
)


@pytest.fixture(scope="module")
def border(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    folder = tmp_path_factory.mktemp("border")
    write_parts(BORDER, folder)
    return Parts(folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    folder = tmp_path_factory.mktemp("made")
    write_parts(made_tables(3_000, 400), folder)
    return Parts(folder)


def test_stories_come_newest_first_and_those_without_a_date_last(border: Parts) -> None:
    stories = border.blocks("stories.bin", border.data["stories"])
    assert [(title, date) for title, date, *_ in stories] == [
        ("Trucks wait", "2012-05"),
        ("River rises", "2012"),
        ("Bridge closes", "2009-04-17"),
        ("No date", ""),
    ]
    assert border.data["months"] == [["2012-05", 0], ["2012", 1], ["2009-04", 2], ["", 3]]


def test_an_address_that_may_be_no_link_is_left_out(border: Parts) -> None:
    stories = border.blocks("stories.bin", border.data["stories"])
    assert [url for _, _, url, *_ in stories] == ["", "../river/index.html", "https://news.example/a", ""]
    assert "javascript:" not in border.page


def test_a_story_names_a_place_once_by_its_first_sentence(border: Parts) -> None:
    stories = border.stories_of(0)
    assert [(rank, text) for rank, _, _, _, text, _, _ in stories] == [
        (0, "El Paso waits."),
        (1, "El Paso floods."),
        (2, "El Paso sleeps."),
    ]
    assert {text[start:end] for *_, text, start, end in stories} == {"El Paso"}


def test_a_title_is_what_a_story_says_of_a_place_only_where_it_says_nothing_else(tmp_path: Path) -> None:
    title = "Rain in [Juárez] and [El Paso]"
    write_parts(
        tables(
            [("Rain in Juárez and  El Paso", "2020", "https://news.example/rain")],
            [
                (0, "geonames:1", title.replace("[El Paso]", "El Paso")),
                (0, "geonames:2", title.replace("[Juárez]", "Juárez")),
                (0, "geonames:2", "In [El Paso] it poured."),
                (0, "geonames:2", "In [El Paso] it stopped."),
            ],
            [("geonames:1", "Juárez", -106.49, 31.74), ("geonames:2", "El Paso", -106.44, 31.76)],
        ),
        tmp_path,
    )
    parts = Parts(tmp_path)
    assert [parts.stories_of(number)[0][4] for number in (0, 1)] == [
        "Rain in Juárez and El Paso",
        "In El Paso it poured.",
    ]
    assert parts.page.count("Rain in Juárez and El Paso") == 1
    assert "In <strong>El Paso</strong> it poured." in parts.page
    alone = (tmp_path / "place" / "juarez-1" / "index.html").read_text(encoding="utf-8")
    assert alone.count("Rain in Juárez and El Paso") == 1
    place = json.loads((tmp_path / "place" / "juarez-1" / "place.geojson").read_text(encoding="utf-8"))
    assert "sentence" not in place["features"][0]["properties"]["stories"][0]


def test_an_atlas_with_an_address_has_the_code_to_embed_it_as_long_as_it_has_one(tmp_path: Path) -> None:
    write_parts(BORDER, tmp_path, base="https://maps.example.org/a/")
    embed = (tmp_path / "embed.html").read_text(encoding="utf-8")
    assert "https://maps.example.org/a/index.html?view=story" in embed
    assert re.findall('<h2 id="([a-z]+)"', embed) == ["frame", "amp", "files"]
    assert json.loads((tmp_path / "oembed.json").read_text(encoding="utf-8"))["title"] == "A desk"
    assert 'href="https://maps.example.org/a/oembed.json"' in Parts(tmp_path).page
    (tmp_path / "mine.html").write_text("mine")
    write_parts(BORDER, tmp_path)
    assert {"embed.html", "oembed.json"}.isdisjoint(path.name for path in tmp_path.iterdir())
    assert "oembed" not in Parts(tmp_path).page
    (tmp_path / "embed.html").write_text("mine")
    with pytest.raises(PageError, match="file for embedding that storymap atlas did not write"):
        write_parts(BORDER, tmp_path, base="https://maps.example.org/a/")
    assert (tmp_path / "embed.html").read_text() == (tmp_path / "mine.html").read_text() == "mine"


def test_a_word_leads_to_its_stories_by_rank(border: Parts) -> None:
    assert border.ranks("paso") == [0, 1, 2]
    assert border.ranks("juarez") == [2]
    assert border.ranks("date") == [3]
    assert border.ranks("\x010") == [0, 1, 2]
    assert border.ranks("nowhere") == []


def test_a_place_is_found_by_each_of_its_words_and_as_it_is_written(border: Parts) -> None:
    names = [(key, value[1], value[5]) for key, value in border.tree("names.bin", border.data["names"])]
    assert names == [
        ("ciudad juarez", "Ciudad Juárez", ""),
        ("el paso", "El Paso", ""),
        ("juarez", "Ciudad Juárez", ""),
        ("paso", "El Paso", ""),
    ]
    slugs = border.tree("names.bin", border.data["slugs"])
    assert slugs == [("ciudad-juarez-2", 1), ("el-paso-1", 0)]


def test_near_places_are_one_cluster_and_stand_alone_when_one_looks_closer(border: Parts) -> None:
    tiles = border.tiles()
    far = tiles[(0, 0, 0)]["clusters"]["features"]
    assert [(one["properties"]["n"], one["properties"]["p"], one["properties"]["name"]) for one in far] == [
        (4, 2, "El Paso")
    ]
    complete = {zxy: tile for zxy, tile in tiles.items() if "places" in tile}
    assert sorted(one["properties"]["name"] for tile in complete.values() for one in tile["places"]["features"]) == [
        "Ciudad Juárez",
        "El Paso",
    ]


def test_each_place_stands_alone_once_and_nothing_is_below_a_complete_tile(made: Parts) -> None:
    tiles = made.tiles()
    alone = [one["properties"]["i"] for tile in tiles.values() for one in tile.get("places", {}).get("features", [])]
    assert sorted(alone) == list(range(400))
    for z, x, y in (zxy for zxy, tile in tiles.items() if "places" in tile):
        assert not any((z + 1, 2 * x + dx, 2 * y + dy) in tiles for dx in (0, 1) for dy in (0, 1))


def test_of_each_zoom_the_tiles_say_how_often_all_places_are_named(made: Parts) -> None:
    tiles = made.tiles()
    places = [one[6] for one in made.blocks("places.bin", made.data["places"])]
    assert sum(one["properties"]["n"] for one in tiles[(0, 0, 0)]["clusters"]["features"]) == sum(places)
    histories = [one["properties"]["h"] for one in tiles[(0, 0, 0)]["clusters"]["features"]]
    parts = [part.split(":") for history in histories for part in history.split(";")]
    assert sum(int(part[1]) for part in parts) == sum(places)
    dated = sum(int(count or 0) for part in parts if len(part) > 3 for count in part[3].split(","))
    undated = {rank for rank, story in enumerate(made.blocks("stories.bin", made.data["stories"])) if not story[1]}
    assert dated == sum(places) - sum(story[0] in undated for n in range(400) for story in made.stories_of(n))


def test_the_index_holds_what_the_stories_say(made: Parts) -> None:
    stories = made.blocks("stories.bin", made.data["stories"])
    found: dict[str, list[int]] = {}
    for rank, (title, _, _, sentences, _) in enumerate(stories):
        for word in {word for text in (title, *sentences) for word in words_of(text)}:
            found.setdefault(word, []).append(rank)
    index = made.tree("words.bin", made.data["words"])
    assert [key for key, _ in index if key[0] != "\x01"] == sorted(found)
    common = max(found, key=lambda word: len(found[word]))
    assert len(found[common]) > 2_048  # so that it has several blocks
    for word in (common, "in", min(found)):
        assert made.ranks(word) == found[word]


def test_a_beginning_of_many_names_lists_the_places_named_most(made: Parts) -> None:
    lists = dict(made.tree("names.bin", made.data["lists"]))
    names = made.tree("names.bin", made.data["names"])
    for beginning, listed in lists.items():
        numbers = sorted({value[0] for key, value in names if key.startswith(beginning)})
        assert [value[0] for value in listed] == numbers[:24]
    often = Counter(key[:1] for key, _ in names)
    assert {letter for letter, count in often.items() if count >= 64} == {one for one in lists if len(one) == 1}


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_parts(made_tables(300, 40), tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_new_build_takes_its_earlier_files_away_and_leaves_those_of_others(tmp_path: Path) -> None:
    write_parts(BORDER, tmp_path)
    (tmp_path / "CNAME").write_text("maps.example")
    # Of a build that was ended before its page was there, and one that is not ours.
    for name, file in (("data-0123456789abcdef", "words.bin"), ("data-0123456789abcdee", "mine.csv")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text("")
    (tmp_path / "place" / "el-paso-1" / "notes.txt").write_text("mine")
    before = contents(tmp_path)
    write_parts(made_tables(50, 5), tmp_path)
    after = contents(tmp_path)
    left = {name for name in before if name in after}
    assert left == {
        "CNAME",
        "place/el-paso-1/notes.txt",
        "index.html",
        "feed.xml",
        "places.geojson",
        "atlas-parts.json",
        "data-0123456789abcdee/mine.csv",
    }
    assert len(list(tmp_path.glob("data-*"))) == 2
    assert not [name for name in after if "storymap.part" in name or name.endswith(".new")]


def test_a_folder_with_somebody_elses_page_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(PageError, match="a page that storymap atlas did not write; name a new or empty folder"):
        write_parts(BORDER, tmp_path)
    assert contents(tmp_path) == {"index.html": b"mine"}


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"by": "storymap atlas", "pages": "all"}',
        '{"by": "storymap atlas", "pages": [["index.html"]]}',
    ],
)
def test_a_manifest_that_is_damaged_makes_no_file_ours(manifest: str, tmp_path: Path) -> None:
    write_parts(BORDER, tmp_path)
    (tmp_path / "atlas-parts.json").write_text(manifest)
    before = contents(tmp_path)
    with pytest.raises(PageError, match="a page that storymap atlas did not write"):
        write_parts(BORDER, tmp_path)
    assert contents(tmp_path) == before


def test_tables_out_of_order_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    documents, mentions = list(BORDER.documents())[::-1], list(BORDER.mentions())[::-1]
    for told, rows in (("documents", (lambda: documents, list)), ("mentions", (BORDER.documents, lambda: mentions))):
        with pytest.raises(StorymapError, match=f"{told}: the rows are not in the order of their documents"):
            write_parts(AtlasTables("A", "en", *rows, BORDER.places), tmp_path)
        assert contents(tmp_path) == {}


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script>{{ 7*7 }}<img src=x onerror=alert(1)>"
    hostile = tables(
        [(evil, "2012-13-99", "java\nscript:alert(1)"), ("\ud800 lone", "2012", "//evil.example/")],
        [(0, "geonames:1", f"🗺 [{evil}] is named."), (1, "unknown:9", "nothing")],
        [("geonames:1", evil, float("nan"), 0.0), ("geonames:2", "Nowhere", 1e300, 95.0)],
    )
    write_parts(hostile, tmp_path)
    parts = Parts(tmp_path)
    assert parts.page.count("<script>alert(1)") == 0
    assert "<img" not in parts.page
    assert "{{ 7*7 }}" in parts.page and "49" not in re.findall(r"<bdi>.*?</bdi>", parts.page)[0]
    assert not parts.data["has_tiles"] and not (parts.folder / "places.pmtiles").exists()
    [story] = parts.stories_of(0)
    assert story[4].encode("utf-16-le")[2 * story[5] : 2 * story[6]].decode("utf-16-le") == evil[:200]
    assert [story[2] for story in parts.blocks("stories.bin", parts.data["stories"])] == ["", ""]
    place = next(path for path in (tmp_path / "place").rglob("index.html") if "alert" in path.parent.name)
    assert "<script>alert" not in place.read_text(encoding="utf-8")


def test_long_texts_are_cut_around_the_name(tmp_path: Path) -> None:
    before, after = "x" * 1_000, "y" * 1_000
    long = AtlasTables(
        "A",
        "en",
        lambda: [DocumentRow(0, "t " * 1_000, "2012", "")],
        lambda: [MentionRow(0, "p", f"{before} El Paso {after}", 1_001, 1_008)],
        lambda: [PlaceRow("p", "El Paso", "", "", 1, (), 0.0, 0.0)],
    )
    write_parts(long, tmp_path)
    [[_, title, _, _, text, start, end]] = Parts(tmp_path).stories_of(0)
    assert text[start:end] == "El Paso"
    assert text[0] == text[-1] == "…" and len(text) == 482
    assert len(title) <= 300


def test_an_atlas_without_anything_is_a_page_that_says_so(tmp_path: Path) -> None:
    write_parts(AtlasTables("Empty", "en", list, list, list), tmp_path)
    parts = Parts(tmp_path)
    assert "0 stories · 0 places" in parts.page
    assert parts.data["words"]["depth"] == 0
    assert json.loads((tmp_path / "atlas-parts.json").read_text())["pages"] == ["feed.xml", "places.geojson"]


def test_the_page_lists_places_and_stories_for_readers_without_script(border: Parts) -> None:
    assert '<a href="place/el-paso-1/index.html" data-place="el-paso-1"><bdi>El Paso</bdi></a>' in border.page
    assert '<a href="https://news.example/a"><bdi>Bridge closes</bdi></a>' in border.page
    assert "<strong>El Paso</strong> floods." in border.page
    assert "connect-src &#39;self&#39;" in border.page


def test_a_place_has_a_light_page_with_its_stories(border: Parts) -> None:
    page = (border.folder.parent / "place" / "el-paso-1" / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page and "script-src &#39;none&#39;" in page
    assert re.findall(r"<bdi>(.*?)</bdi>", page) == ["El Paso", "Trucks wait", "River rises", "Bridge closes"]
    assert 'href="../../index.html#place=el-paso-1"' in page
    assert 'href="../../../river/index.html"' in page
    assert len(page.encode()) < 20_000
