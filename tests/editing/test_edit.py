"""An edit as data: made, taken back, moved over what somebody else did."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storymap.editing.edit import Edit, EditConflict, Replacement, Texts, apply, moved, overriding

TEXT = "In El Paso, not in Juárez."


def change(start: int, before: str, after: str, *, is_item: bool = False) -> Edit:
    return Edit.of([Replacement("article", start, before, after, is_item)])


def made(edit: Edit, text: str | None) -> str | None:
    return apply(edit, {"article": text})[0]["article"]


@st.composite
def texts_with_edits(draw: st.DrawFn, count: int) -> tuple[str, list[Edit]]:
    text = draw(st.text("ab,{}\n", max_size=20))
    edits = []
    for _ in range(count):
        ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
        ranges = list(zip(ends[::2], ends[1::2], strict=False))
        edits.append(
            Edit.of(
                Replacement("article", start, text[start:end], draw(st.text("xyz", max_size=4)))
                for start, end in dict(ranges).items()
            )
        )
    return text, edits


@given(texts_with_edits(1))
def test_what_is_made_is_taken_back_by_the_inverse(given_texts: tuple[str, list[Edit]]) -> None:
    text, (edit,) = given_texts
    texts: Texts = {"article": text, "places": None}
    changed, inverse = apply(edit, texts)
    back, again = apply(inverse, changed)
    assert back == texts
    assert apply(again, back)[0] == changed


@given(texts_with_edits(2))
def test_two_edits_come_to_the_same_whoever_was_first(given_texts: tuple[str, list[Edit]]) -> None:
    text, (mine, theirs) = given_texts
    after_theirs, after_mine = moved_or_none(mine, theirs), moved_or_none(theirs, mine)
    assert (after_theirs is None) == (after_mine is None)
    if after_theirs is not None and after_mine is not None:
        assert made(after_theirs, made(theirs, text)) == made(after_mine, made(mine, text))


def moved_or_none(edit: Edit, over: Edit) -> Edit | None:
    try:
        return moved(edit, over)
    except EditConflict:
        return None


@given(texts_with_edits(2))
def test_an_edit_that_insists_can_be_made_whatever_was_done(given_texts: tuple[str, list[Edit]]) -> None:
    text, (mine, theirs) = given_texts
    insisting = overriding(mine, theirs)
    result = made(insisting, made(theirs, text))
    try:
        assert result == made(moved(mine, theirs), made(theirs, text))
    except EditConflict:
        # Of two single changes that meet mine alone is left.
        is_simple = len(theirs.replacements) == len(mine.replacements) == 1
        assert not is_simple or result == made(mine, text)


@given(texts_with_edits(3))
def test_moving_over_two_edits_is_moving_over_one_after_the_other(given_texts: tuple[str, list[Edit]]) -> None:
    text, (mine, first, second) = given_texts
    try:
        second_after = moved(second, first)
        both = Edit.of([*first.replacements, *second.replacements])
        step_by_step = moved(moved(mine, first), second_after)
    except (EditConflict, ValueError):
        assume(False)
    at_once = moved(mine, both)
    assert made(at_once, made(both, text)) == made(step_by_step, made(second_after, made(first, text)))


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (change(3, "El Paso", "Laredo"), change(19, "Juárez", "Chihuahua"), "In Laredo, not in Chihuahua."),
        (change(19, "Juárez", "J."), change(0, "In", "Within"), "Within El Paso, not in J.."),
        # They meet and do not overlap: both stand.
        (change(3, "El Paso", "Laredo"), change(10, "", " (Texas)"), "In Laredo (Texas), not in Juárez."),
        (change(10, "", " (Texas)"), change(3, "El Paso", "Laredo"), "In Laredo (Texas), not in Juárez."),
        (change(3, "", "the "), change(3, "El Paso", "Pass"), "In the Pass, not in Juárez."),
        (change(3, "El ", ""), change(6, "Paso", "Pass"), "In Pass, not in Juárez."),
        # Both did the same.
        (change(3, "El Paso", "Laredo"), change(3, "El Paso", "Laredo"), "In Laredo, not in Juárez."),
        # An item of a list goes after another one.
        (change(26, "", ",2", is_item=True), change(26, "", ",1"), "In El Paso, not in Juárez.,1,2"),
    ],
)
def test_what_does_not_overlap_is_merged(mine: Edit, theirs: Edit, expected: str) -> None:
    assert made(moved(mine, theirs), made(theirs, TEXT)) == expected


@pytest.mark.parametrize(
    ("mine", "theirs", "insisted"),
    [
        (change(3, "El Paso", "Laredo"), change(6, "Paso", "Pass"), "In Laredo, not in Juárez."),
        (change(6, "Paso", "Pass"), change(3, "El Paso, ", ""), "In El Pass, not in Juárez."),
        (change(3, "", "old "), change(3, "", "new "), "In old El Paso, not in Juárez."),
        (change(6, "", "x"), change(3, "El Paso", "Laredo"), "In El xPaso, not in Juárez."),
        (
            Edit.of([*change(0, "In", "At").replacements, *change(6, "Paso", "P").replacements]),
            Edit.of([*change(3, "El Paso", "L").replacements, *change(19, "J", "K").replacements]),
            "At El P, not in Kuárez.",
        ),
    ],
)
def test_what_overlaps_is_a_conflict_and_mine_if_i_insist(mine: Edit, theirs: Edit, insisted: str) -> None:
    with pytest.raises(EditConflict) as error:
        moved(mine, theirs)
    assert error.value.file == "article"
    assert made(overriding(mine, theirs), made(theirs, TEXT)) == insisted


@pytest.mark.parametrize(
    ("mine", "theirs", "before", "insisted"),
    [
        (Replacement("article", 0, "a", "b"), Replacement("article", 0, "a", None), "a", "b"),
        (Replacement("article", 1, "b", "B"), Replacement("article", 0, "abc", None), "abc", "aBc"),
        (Replacement("article", 0, None, "mine"), Replacement("article", 0, None, "theirs"), None, "mine"),
        (Replacement("article", 0, "abc", None), Replacement("article", 1, "b", "B"), "abc", None),
    ],
)
def test_a_file_that_is_made_or_removed_is_touched_as_a_whole(
    mine: Replacement, theirs: Replacement, before: str | None, insisted: str | None
) -> None:
    first, second = Edit((mine,)), Edit((theirs,))
    with pytest.raises(EditConflict):
        moved(first, second)
    assert made(overriding(first, second), made(second, before)) == insisted


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (change(0, "In", "At"), "On"),
        (change(9, "", "x"), "short"),
        (change(0, "In", "At"), None),
        (Edit((Replacement("article", 0, None, "new"),)), "there"),
    ],
)
def test_an_edit_of_other_texts_is_refused_and_nothing_is_done(edit: Edit, text: str | None) -> None:
    with pytest.raises(EditConflict):
        apply(edit, {"article": text})


def test_an_edit_is_in_order_and_without_what_changes_nothing() -> None:
    edit = Edit.of(
        [
            Replacement("places", 4, "a", "b"),
            Replacement("article", 3, "El", "el"),
            Replacement("article", 3, "", "the "),
            Replacement("article", 9, "x", "x"),
        ]
    )
    assert [(one.file, one.start, one.before) for one in edit.replacements] == [
        *(("article", 3, ""), ("article", 3, "El"), ("places", 4, "a")),
    ]
    assert edit.files == {"article", "places"}
    assert made(Edit(edit.replacements[:2]), TEXT) == "In the el Paso, not in Juárez."
    assert not Edit.of([Replacement("article", 9, "x", "x")])


def test_replacements_that_overlap_are_no_edit() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Edit.of([Replacement("article", 0, "abc", ""), Replacement("article", 2, "c", "d")])
