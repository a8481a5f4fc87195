"""What somebody else changed, as an edit: what was left alone counts as left alone."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.editing.edit import AuthorFile, apply
from storymap.editing.text_difference import difference

LINES = st.lists(st.sampled_from(["{\n", "},\n", "  a b\n", "31.75, -106.4\r\n", "Ciudad Juárez\n", "x"]), max_size=12)


@given(LINES, LINES, st.sampled_from(["article", "places"]))
def test_it_makes_one_text_of_the_other(before: list[str], after: list[str], file: AuthorFile) -> None:
    old, new = "".join(before), "".join(after)
    edit = difference(file, old, new)
    changed, inverse = apply(edit, {file: old})
    assert changed[file] == new
    assert apply(inverse, changed)[0][file] == old


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.sampled_from(["article", "places"]))
def test_any_text_can_be_any_other(one: str, two: str, three: str, file: AuthorFile) -> None:
    assert apply(difference(file, one + two, one + three), {file: one + two})[0][file] == one + three
    assert apply(difference(file, one + two, three + two), {file: one + two})[0][file] == three + two


def changes(before: str, after: str, file: AuthorFile = "places") -> list[tuple[str | None, str | None]]:
    return [(one.before, one.after) for one in difference(file, before, after).replacements]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a 31.75 b", "a 31.7502 b", [("31.75", "31.7502")]),
        ("[-106.48, 31.75]", "[-106.487, 31.75]", [("-106.48", "-106.487")]),
        ("the bridge stands", "the bridges stand", [("bridge", "bridges"), ("stands", "stand")]),
        ('"Ju\\u00e1rez"', '"Ju\\u00e9rez"', [("Ju\\u00e1rez", "Ju\\u00e9rez")]),
        ("Jua\u0301rez", "Jua\u0300rez", [("Jua\u0301rez", "Jua\u0300rez")]),
        ("華雷斯城在邊境", "華雷斯城位於邊境", [("在", "位於")]),
        ("a\nb\nc\n", "a\nc\n", [("b\n", "")]),
        ("a\r\nb\r\n", "a\r\nx\r\nb\r\n", [("", "x\r\n")]),
        ("one two", "", [("one two", "")]),
        ("same", "same", []),
    ],
)
def test_whole_words_and_numbers_and_no_more(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert changes(before, after, "article") == expected
    assert changes(before, after) == expected


def test_a_file_that_is_made_or_removed_is_one_change() -> None:
    assert changes("a", None) == [("a", None)]  # type: ignore[arg-type]
    assert changes(None, "a") == [(None, "a")]  # type: ignore[arg-type]


def feature(name: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": [1, 2]}}


@pytest.mark.parametrize("indent", [None, 1, 2, "\t"])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_feature_that_is_added_or_taken_out_is_whole(indent: int | str | None, at: int) -> None:
    names = ["Ada", "Bee", "Cod"]
    more = [*names[:at], "New", *names[at:]]
    before = json.dumps([feature(name) for name in names], indent=indent)
    after = json.dumps([feature(name) for name in more], indent=indent)
    for ((old, new),) in (changes(before, after), [pair[::-1] for pair in changes(after, before)]):
        assert old == ""
        assert new is not None
        assert json.loads(new.strip().strip(",")) == feature("New")
        assert new.lstrip().startswith(",") or new.rstrip().endswith(",")


def test_what_moved_is_taken_out_and_put_in_and_the_rest_is_left_alone() -> None:
    before = json.dumps([feature(name) for name in "abcdef"], indent=2)
    after = json.dumps([feature(name) for name in "bcdefa"], indent=2)
    (gone, nothing), (nothing_2, come) = changes(before, after)
    assert (nothing, nothing_2) == ("", "")
    assert json.loads(str(gone).strip().strip(",")) == json.loads(str(come).strip().strip(",")) == feature("a")


@pytest.mark.parametrize("indent", [None, 1])
def test_large_files_take_no_longer_than_they_must(indent: int | None) -> None:
    before = json.dumps([feature(f"Place {number}") for number in range(20_000)], indent=indent)
    after = before.replace('"Place 7"', '"Place 7 and more"').replace('"Place 19990"', '"Elsewhere"')
    start = time.process_time()
    edit = difference("places", before, after)
    assert time.process_time() - start < 5
    assert apply(edit, {"places": before})[0]["places"] == after


def test_lines_that_are_all_alike_take_no_longer_either() -> None:
    start = time.process_time()
    edit = difference("article", "a\n\n" * 20_000, "b\n" + "a\n\n" * 19_000 + "\n\na\n" * 900 + "c\n")
    assert time.process_time() - start < 5
    assert edit
