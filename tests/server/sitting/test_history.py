"""Undo and redo over changes of one's own and of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.editing.edit import AuthorFile, Edit, EditConflict, Replacement, apply
from storymap.editing.text_difference import difference
from storymap.server.sitting.history import History, inverse

Texts = dict[AuthorFile, str | None]


class Work:
    """Texts with a history, as `StoryTexts` keeps them, without files."""

    def __init__(self, article: str, places: str | None = None) -> None:
        self.texts: Texts = {"article": article, "places": places}
        self.history = History()

    def write(self, file: AuthorFile, text: str | None, *, is_outside: bool = False) -> None:
        edit = difference(file, self.texts[file], text)
        if edit:
            self.texts = dict(apply(edit, self.texts)[0])
            self.history = self.history.with_change(edit, "change", is_outside=is_outside)

    def undo(self, number: int | None = None) -> bool:
        return self._step(self.history.undo(number))

    def redo(self, number: int | None = None) -> bool:
        return self._step(self.history.redo(number))

    def _step(self, step: Any) -> bool:
        if step is None:
            return False
        self.texts = dict(apply(step.edit, self.texts)[0])
        self.history = step.after
        return True

    @property
    def article(self) -> str | None:
        return self.texts["article"]


def test_undo_and_redo_of_everything() -> None:
    work = Work("one\ntwo\nthree\n")
    for text in ("one\n2\nthree\n", "1\n2\nthree\n", "1\n2\n3\nfour\n", "1\n2\nfour\n"):
        work.write("article", text)
    work.write("places", "{}")
    while work.undo():
        pass
    assert work.texts == {"article": "one\ntwo\nthree\n", "places": None}
    while work.redo():
        pass
    assert work.texts == {"article": "1\n2\nfour\n", "places": "{}"}


def test_what_another_changed_since_stays() -> None:
    work = Work("one\ntwo\nthree\n")
    work.write("article", "ONE\ntwo\nthree\n")
    work.write("article", "zero\nONE\ntwo\nTHREE!\n", is_outside=True)
    assert work.undo()
    assert work.article == "zero\none\ntwo\nTHREE!\n"
    assert not work.undo()  # what another did is not ours to take back
    work.write("article", "zero\none\nand a half\ntwo\nTHREE!\n", is_outside=True)
    assert work.redo()
    assert work.article == "zero\nONE\nand a half\ntwo\nTHREE!\n"


def test_a_change_of_another_can_be_taken_back_by_name() -> None:
    work = Work("one\ntwo\n")
    work.write("article", "one\n2\n", is_outside=True)
    work.write("article", "1\n2\n")
    assert work.undo(1)
    assert work.article == "1\ntwo\n"
    assert work.redo(1)
    assert work.article == "1\n2\n"


def test_where_another_changed_the_same_there_is_a_conflict_and_nothing_happens() -> None:
    work = Work("one\ntwo\n")
    work.write("article", "ours\ntwo\n")
    work.write("article", "theirs\ntwo\n", is_outside=True)
    with pytest.raises(EditConflict):
        work.undo()
    assert work.article == "theirs\ntwo\n"
    # Once theirs is taken back, ours can be.
    assert work.undo(2)
    assert work.undo()
    assert work.article == "one\ntwo\n"


def test_one_on_top_of_the_other_is_taken_back_in_turn_but_not_out_of_it() -> None:
    work = Work("a\n")
    for text in ("ab\n", "aBc\n", "aBcd\n"):
        work.write("article", text)
    with pytest.raises(EditConflict):
        work.undo(1)
    assert [work.undo(3), work.undo(2), work.undo(1)] == [True] * 3
    assert work.article == "a\n"
    assert [work.redo(), work.redo(), work.redo(), work.redo()] == [True, True, True, False]
    assert work.article == "aBcd\n"


def test_a_new_change_ends_what_could_be_redone() -> None:
    work = Work("a\n")
    work.write("article", "b\n")
    work.undo()
    work.write("article", "c\n")
    assert not work.redo()
    assert [change.number for change, _ in work.history.changes()] == [2]


def test_what_was_undone_and_touched_since_cannot_be_redone_but_what_is_before_it_can() -> None:
    work = Work("one\ntwo\nthree\n")
    work.write("article", "1\ntwo\nthree\n")
    work.write("article", "1\n2\nthree\n")
    work.undo()
    work.undo()
    work.write("article", "one\nsomebody\nthree\n", is_outside=True)
    assert work.redo()
    assert work.article == "1\nsomebody\nthree\n"
    assert not work.redo()


def test_of_several_that_were_undone_one_is_redone() -> None:
    work = Work("one\ntwo\nthree\n")
    for text in ("1\ntwo\nthree\n", "1\n2\nthree\n", "1\n2\n3\n"):
        work.write("article", text)
    for _ in range(3):
        work.undo()
    assert work.redo(3)
    assert work.article == "one\ntwo\n3\n"
    assert work.redo(1)
    assert work.article == "1\ntwo\n3\n"
    assert work.redo(2)
    assert work.article == "1\n2\n3\n"


def test_the_inverse_of_the_inverse_is_the_edit() -> None:
    edit = Edit.of(
        [Replacement("article", 0, "a", "bcd"), Replacement("article", 5, "x", ""), Replacement("places", 3, "", "y")]
    )
    assert inverse(inverse(edit)) == edit


LINES = st.lists(st.sampled_from(["a", "b", "c", "", "dd"]), min_size=0, max_size=6)


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@settings(max_examples=300, deadline=None)
@given(first=LINES, steps=st.lists(st.tuples(st.sampled_from(["own", "outside", "undo", "redo"]), LINES), max_size=12))
def test_whatever_happens_texts_and_history_agree(first: list[str], steps: list[tuple[str, list[str]]]) -> None:
    work = Work(_text(first))
    actions: dict[str, Callable[[], Any]] = {"undo": work.undo, "redo": work.redo}
    for action, lines in steps:
        if action in actions:
            before = dict(work.texts)
            try:
                actions[action]()
            except EditConflict:
                assert work.texts == before
        else:
            work.write("article", _text(lines), is_outside=action == "outside")
        # The chain of what stands, taken back from its end, leads to the first text; forth again it is the text now.
        texts: Any = work.texts
        for link in reversed(work.history.done):
            texts, _ = apply(inverse(link.edit), texts)
        assert texts["article"] == _text(first)
    for link in reversed(work.history.done):
        assert work.undo(link.change.number)
    assert work.article == _text(first)


@settings(max_examples=200, deadline=None)
@given(first=LINES, steps=st.lists(LINES, max_size=8))
def test_undo_of_everything_gives_the_same_text_and_redo_the_last(first: list[str], steps: list[list[str]]) -> None:
    work = Work(_text(first))
    for lines in steps:
        work.write("article", _text(lines))
    last = work.article
    while work.undo():
        pass
    assert work.article == _text(first)
    while work.redo():
        pass
    assert work.article == last
