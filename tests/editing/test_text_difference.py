"""What somebody else changed, as an edit: what was left alone counts as left alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.editing.edit import AuthorFile, apply
from storymap.editing.text_difference import difference
from tests.time_limit import TimeLimit

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


def feature(name: str, **properties: Any) -> dict[str, Any]:
    properties = {"name": name, **properties}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [1, 2]}}


def collection(features: Iterable[Any], indent: int | str | None = None) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}, indent=indent)


@pytest.mark.parametrize("indent", [None, 1, 2, "\t"])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_feature_that_is_added_or_taken_out_is_whole(indent: int | str | None, at: int) -> None:
    names = ["Ada", "Bee", "Cod"]
    more = [*names[:at], "New", *names[at:]]
    before = collection((feature(name) for name in names), indent)
    after = collection((feature(name) for name in more), indent)
    for ((old, new),) in (changes(before, after), [pair[::-1] for pair in changes(after, before)]):
        assert old == ""
        assert new is not None
        assert json.loads(new.strip().strip(",")) == feature("New")
        assert new.lstrip().startswith(",") or new.rstrip().endswith(",")


def test_what_moved_is_taken_out_and_put_in_and_the_rest_is_left_alone() -> None:
    before = collection((feature(name) for name in "abcdef"), 2)
    after = collection((feature(name) for name in "bcdefa"), 2)
    (gone, nothing), (nothing_2, come) = changes(before, after)
    assert (nothing, nothing_2) == ("", "")
    assert json.loads(str(gone).strip().strip(",")) == json.loads(str(come).strip().strip(",")) == feature("a")


VALUES = st.recursive(
    st.sampled_from([None, True, 1, 1.5, "", "a", "Ünal"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcde"), inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(st.sampled_from(["features", "type", "storymap"]), VALUES, max_size=3)
INDENTS = st.sampled_from([None, 1, "\t"])


@given(DOCUMENTS, DOCUMENTS, INDENTS, INDENTS)
def test_any_json_can_be_any_other(one: Any, other: Any, indent: Any, other_indent: Any) -> None:
    before, after = json.dumps(one, indent=indent), json.dumps(other, indent=other_indent)
    changed, inverse = apply(difference("places", before, after), {"places": before})
    assert changed["places"] == after
    assert apply(inverse, changed)[0]["places"] == before


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        # The members of one feature; features beside each other; another place of the same name.
        ([feature("A", note="old")], [feature("A", note="new")], [('"old"', '"new"')]),
        ([feature("A", layer="L")], [feature("A", layer="L", note="x")], [("", ', "note": "x"')]),
        ([feature("A"), feature("B")], [feature("B")], [(json.dumps(feature("A")) + ", ", "")]),
        ([feature("A"), feature("A", x=1)], [feature("A", x=1)], [(json.dumps(feature("A")) + ", ", "")]),
        ([feature("A", x=1)], [feature("B", x=1)], [('"A"', '"B"')]),
        ([feature("A")], [{**feature("B"), "geometry": None}], None),
        ([feature("A")], [{**feature("A"), "id": 7}], [("", ', "id": 7')]),
        ([], [feature("A")], [("[]", f"[{json.dumps(feature('A'))}]")]),
    ],
)
def test_a_feature_is_known_by_its_id_or_name_or_likeness(
    mine: list[Any], theirs: list[Any], expected: list[tuple[str, str]] | None
) -> None:
    whole = [(json.dumps(mine[0]), json.dumps(theirs[0]))] if mine else []
    assert changes(collection(mine), collection(theirs)) == (expected or whole)


def test_a_position_is_one_value_and_other_indentation_is_nothing() -> None:
    before, after = collection([feature("A")]), collection([feature("A")]).replace("[1, 2]", "[1, 3]")
    assert changes(before, after) == [("[1, 2]", "[1, 3]")]
    pretty = changes(before, collection([feature("A")], 2))
    assert all(
        (old or "").strip(" ,[]{}") == (new or "").strip(" \n,[]{}") == "" or old == "[1, 2]" for old, new in pretty
    )


@pytest.mark.parametrize("indent", [None, 1])
def test_large_files_take_no_longer_than_they_must(within: TimeLimit, indent: int | None) -> None:
    before = collection((feature(f"Place {number}") for number in range(20_000)), indent)
    after = before.replace('"Place 7"', '"Place 7 and more"').replace('"Place 19990"', '"Elsewhere"')
    with within(5):
        edit = difference("places", before, after)
    assert apply(edit, {"places": before})[0]["places"] == after


def test_lines_that_are_all_alike_take_no_longer_either(within: TimeLimit) -> None:
    with within(5):
        edit = difference("article", "a\n\n" * 20_000, "b\n" + "a\n\n" * 19_000 + "\n\na\n" * 900 + "c\n")
    assert edit
