"""Changes of an article one after the other: taking all of them back gives the same bytes."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from storymap.editing.article.block_text import set_block
from storymap.editing.article.block_view import set_view
from storymap.editing.article.cannot_write import CannotWrite
from storymap.editing.article.fields import FIELDS, set_field
from storymap.editing.article.front_paths import add_front_path
from storymap.editing.article.pictures import add_picture
from storymap.editing.article.words import action_words, mark_words, unmark_words
from storymap.editing.edit import Edit, apply
from storymap.reading.article.source_ranges import SourceRanges
from tests.editing.article.changes import Command
from tests.editing.article.markdown_samples import markdown

NUMBERS = st.integers(0, 1_000)


class Sitting(RuleBasedStateMachine):
    """An article that is changed at random, and then as it was."""

    @initialize(source=markdown())
    def begin(self, source: str) -> None:
        self.first = self.source = source
        self.inverses: list[tuple[Edit, str]] = []

    @rule(at=NUMBERS, start=NUMBERS, length=st.integers(1, 9), place_id=st.sampled_from(("el-paso", "")))
    def mark(self, at: int, start: int, length: int, place_id: str) -> None:
        self._with_words(mark_words, at, start, length, place_id)

    @rule(at=NUMBERS, start=NUMBERS, length=st.integers(1, 9))
    def unmark(self, at: int, start: int, length: int) -> None:
        self._with_words(unmark_words, at, start, length)

    @rule(at=NUMBERS, start=NUMBERS, length=st.integers(1, 9))
    def act(self, at: int, start: int, length: int) -> None:
        self._with_words(action_words, at, start, length, "31.75,-106.48,12")

    @rule(at=NUMBERS, view=st.sampled_from(("el-paso", "31,-106,5", "")))
    def look(self, at: int, view: str) -> None:
        self._do(set_view, at % len(self._blocks()), view)

    @rule(at=NUMBERS, text=st.sampled_from(("", "New *text*.", "## New\n\nText", "- a\n- b", "> q")))
    def write(self, at: int, text: str) -> None:
        self._do(set_block, at % len(self._blocks()), text)

    @rule(at=NUMBERS)
    def picture(self, at: int) -> None:
        self._do(add_picture, at % len(self._blocks()), "b.png", alt="B")

    @rule(field=st.sampled_from(sorted({*FIELDS} - {"language", "source"})), value=st.sampled_from(("A: b", "C", "")))
    def say(self, field: str, value: str) -> None:
        self._do(set_field, field, value)

    @rule(entry=st.sampled_from(("tiles", "context", "places")), path=st.sampled_from(("a.b", "c d.e")))
    def name(self, entry: str, path: str) -> None:
        self._do(add_front_path, entry, path)

    @rule()
    def undo(self) -> None:
        if self.inverses:
            inverse, before = self.inverses.pop()
            self.source = apply(inverse, {"article": self.source})[0]["article"] or ""
            assert self.source == before

    def teardown(self) -> None:
        while getattr(self, "inverses", []):
            self.undo()
        assert getattr(self, "source", "") == getattr(self, "first", "")

    def _blocks(self) -> tuple[Any, ...]:
        return SourceRanges(self.source, "story.md").article.blocks

    def _with_words(self, command: Command, at: int, start: int, length: int, *more: Any) -> None:
        block = at % len(self._blocks())
        text = self._blocks()[block].text
        begin = start % max(1, len(text))
        self._do(command, block, begin, min(begin + length, len(text)), *more)

    def _do(self, command: Command, *arguments: Any, **options: Any) -> None:
        try:
            edit = command(self.source, "story.md", *arguments, **options)
        except CannotWrite:
            return
        after, inverse = apply(edit, {"article": self.source})
        self.inverses.append((inverse, self.source))
        self.source = after["article"] or ""


TestSitting = Sitting.TestCase
TestSitting.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
