"""Two changes of one text: where they meet, what each makes of it, and which wins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.editing.edit import Texts, apply
from storymap.editing.text_difference import difference
from storymap.server.sitting.merging import both_versions, changes_between, winning

BEFORE = "one\ntwo\nthree\nfour\n"


def won(mine: str | None, theirs: str | None, before: str | None = BEFORE) -> str | None:
    base: Texts = {"article": before, "places": None}
    now: Texts = {"article": theirs, "places": None}
    edit = winning(difference("article", before, mine), base, now)
    return apply(edit, now)[0]["article"]


@pytest.mark.parametrize(
    ("mine", "theirs", "after"),
    [
        ("ONE\ntwo\nthree\nfour\n", "one\ntwo\nthree\nFOUR\n", "ONE\ntwo\nthree\nFOUR\n"),
        ("one\nmine\nthree\nfour\n", "one\ntheirs\nthree\nFOUR\n", "one\nmine\nthree\nFOUR\n"),
        ("one\nmine\nthree\nfour\n", "zero\none\nthree\nfour\n", "zero\none\nmine\nthree\nfour\n"),
        ("one\nthree\nfour\n", "one\ntwo and more\nthree\nfour\n", "one\nthree\nfour\n"),
        ("mine", "theirs\n", "mine"),
        ("one\ntwo!\nthree\nfour\n", None, "one\ntwo!\nthree\nfour\n"),
        (None, "one\n", None),
    ],
)
def test_the_winning_change_takes_the_lines_that_both_touched(
    mine: str | None, theirs: str | None, after: str | None
) -> None:
    assert won(mine, theirs) == after


def test_of_two_new_files_one_wins() -> None:
    assert won("mine\n", "theirs\n", None) == "mine\n"


def test_both_versions_are_shown_as_whole_lines() -> None:
    base: Texts = {"article": BEFORE, "places": None}
    now: Texts = {"article": "one\nt-w-o\nthree\nFOUR\n", "places": None}
    edit = difference("article", BEFORE, "one\ntwo, mine\nthree\nfour\n")
    assert both_versions(edit, base, now) == ("article", "two, mine", "t-w-o")


def test_a_long_passage_is_cut() -> None:
    base: Texts = {"article": "a" * 10_000, "places": None}
    now: Texts = {"article": "b" * 10_000, "places": None}
    _, mine, theirs = both_versions(difference("article", "a" * 10_000, "c" * 10_000), base, now)
    assert (len(mine), len(theirs), mine[-1]) == (4_000, 4_000, "…")


LINES = st.lists(st.sampled_from(["a", "bb", "c d", ""]), max_size=6).map(
    lambda lines: "".join(f"{one}\n" for one in lines)
)


@settings(max_examples=300, deadline=None)
@given(before=LINES, mine=LINES, theirs=LINES)
def test_the_winner_is_an_edit_of_the_text_as_it_is(before: str, mine: str, theirs: str) -> None:
    after = won(mine, theirs, before)
    assert after is not None
    if theirs == before:
        assert after == mine
    if mine == before:
        assert after == theirs
    if mine == theirs:
        assert sorted(after) == sorted(mine)


@given(before=LINES, after=LINES, places=st.none() | LINES)
def test_what_changed_between_two_texts_leads_from_one_to_the_other(
    before: str, after: str, places: str | None
) -> None:
    one: Texts = {"article": before, "places": places}
    other: Texts = {"article": after, "places": "{}\n"}
    assert apply(changes_between(one, other), one)[0] == other
