"""The texts of a story and their history: each change goes to the disk at once, whoever else writes there.

Nothing here is known but what the disk said last. Before each change the files are looked at; what somebody else has
changed becomes a change of the history. A change is planned anew from the texts as they are, until it is written
without anybody having come between.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from storymap.editing.edit import AuthorFile, Edit, Texts, apply
from storymap.editing.merge_check import check_merge
from storymap.errors import Problem, StorymapError
from storymap.server.sitting.history import Change, History, Step, inverse
from storymap.server.sitting.merging import both_versions, changes_between, winning
from storymap.server.sitting.story_files import FileState, OtherText, StoryFiles, not_editable, texts_of

_MOST_TRIES = 20
_REPLACED = 0.1  # seconds
_MOST_REMEMBERED = 64_000_000  # characters of earlier texts
OUTSIDE = "historyOutside"


@dataclass(frozen=True, slots=True)
class Plan:
    """A change of the texts as they are: its edit, and what the history calls it."""

    edit: Edit
    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    sitting: str = ""
    """Plans of one sitting, one after the other, are one change of the history."""


class NotWritten(StorymapError):  # noqa: N818
    """A change could not be written, or what is there could not be read: the disk is full, the file locked or so."""


class StoryTexts:
    """The texts of one story, their history, and earlier texts, by the digests of the files.

    All of it may be used from any thread.
    """

    def __init__(self, files: StoryFiles) -> None:
        self.files = files
        self._lock = threading.RLock()
        self._states = files.read()
        self._history = History()
        self._known: OrderedDict[tuple[AuthorFile, str], str | None] = OrderedDict()
        self._remember()

    @property
    def history(self) -> History:
        """The history as it is."""
        return self._history

    @property
    def texts(self) -> Texts:
        """The texts as the disk said last."""
        return texts_of(self._states)

    @property
    def states(self) -> Mapping[AuthorFile, FileState]:
        """What the files held when they were looked at last."""
        return dict(self._states)

    @property
    def digests(self) -> dict[str, str]:
        """The digests of the files when they were looked at last."""
        return {file: state.digest for file, state in self._states.items()}

    def text_of(self, file: AuthorFile, digest: str) -> str | None:
        """Return an earlier text of a file. Raises KeyError if it is not remembered."""
        with self._lock:
            self._known.move_to_end((file, digest))
            return self._known[file, digest]

    def refresh(self) -> bool:
        """Look at the files; what somebody else changed becomes a change of the history. Return whether any did."""
        with self._lock:
            now = self._read()
            if now == self._states:
                return False
            edit = changes_between(self.texts, texts_of(now))
            names = ", ".join(self.files.path(file).name for file in sorted(edit.files))
            if edit:
                self._history = self._history.with_change(edit, OUTSIDE, {"file": names}, is_outside=True)
            self._states = now
            self._remember()
            return True

    def change(self, planned: Callable[[Texts], Plan]) -> Plan:
        """Make a change, and return it as it was made.

        `planned` is called with the texts as they are, again if somebody else has written meanwhile. Raises what it
        raises, and StorymapError if a file cannot be written: then nothing is changed.
        """
        with self._lock:
            for _ in range(_MOST_TRIES):
                self.refresh()
                plan = planned(self.texts)
                if not plan.edit:
                    return plan
                if self._write(plan.edit):
                    self._enter(plan)
                    return plan
            raise self._disturbed()

    def step(self, chosen: Callable[[History], Step | None]) -> Change | None:
        """Undo or redo what `chosen` chooses; None if there is nothing. Raises as `change` does, and EditConflict."""
        with self._lock:
            for _ in range(_MOST_TRIES):
                self.refresh()
                step = chosen(self._history)
                if step is None:
                    return None
                if "places" in step.edit.files:
                    check_merge(self.texts["places"], apply(step.edit, self.texts)[0]["places"])
                if self._write(step.edit):
                    self._history = step.after
                    return step.change
            raise self._disturbed()

    def _read(self) -> dict[AuthorFile, FileState]:
        """Return what the files hold. One that has gone is looked for once more: it may be about to be replaced."""
        try:
            now = self.files.read()
            if any(state.is_there and not now[file].is_there for file, state in self._states.items()):
                time.sleep(_REPLACED)
                now = self.files.read()
        except StorymapError as error:
            raise NotWritten(error.problems) from error
        return now

    def gone(self) -> list[tuple[AuthorFile, int]]:
        """Return the files that another program removed, each with the number of the change that brings it back."""
        states, history = dict(self._states), self._history
        return [
            (file, number)
            for file, state in states.items()
            if not state.is_there and (number := history.removal_of(file)) is not None
        ]

    def both_ways(self, number: int) -> tuple[AuthorFile, str, str]:
        """Return of a change that cannot be undone by itself how the passage would be without it, and how it is."""
        with self._lock:
            back, before = self._history.back(number, self.texts)
            return both_versions(back, before, self.texts)

    def force_back(self, number: int) -> None:
        """Undo a change although a later one touched the same: there it wins. It is a change of its own."""
        with self._lock:
            change = next((one for one, _ in self._history.changes() if one.number == number), None)
            if change is None:
                return

            def planned(texts: Texts) -> Plan:
                back, before = self._history.back(number, texts)
                return Plan(winning(back, before, texts), change.label, change.values)

            self.change(planned)

    def use(self, files: StoryFiles) -> None:
        """Go on with other files of the same story: their texts are the texts from now on, the history begins anew."""
        with self._lock:
            self.files = files
            self._states = files.read()
            self._history = History(count=self._history.count)
            self._known.clear()
            self._remember()

    def _enter(self, plan: Plan) -> None:
        """Put a change that was made into the history."""
        earlier = self._history.edit_of_sitting(plan.sitting)
        if earlier is None:
            self._history = self._history.with_change(plan.edit, plan.label, plan.values, sitting=plan.sitting)
            return
        before, _ = apply(inverse(plan.edit), self.texts)
        before, _ = apply(inverse(earlier), before)
        self._history = self._history.with_last(changes_between(before, self.texts))

    def _write(self, edit: Edit) -> bool:
        """Write the files that an edit changes: all or none. Return False if somebody else came between."""
        before = self.texts
        for file in edit.files:
            if not (self.files.is_editable(file) and self._states[file].is_text):
                raise StorymapError(not_editable(self.files.path(file).name))
        after, _ = apply(edit, before)
        written: list[AuthorFile] = []
        try:
            for file in sorted(edit.files):
                self.files.write(file, before[file], after[file])
                written.append(file)
        except OtherText:
            self._take_back(written, before, after)
            return False
        except StorymapError as error:
            self._take_back(written, before, after)
            raise NotWritten(error.problems) from error
        for file in edit.files:
            self._states[file] = FileState.of(after[file])
        self._remember()
        return True

    def _take_back(self, written: list[AuthorFile], before: Texts, after: Texts) -> None:
        for file in written:
            try:
                self.files.write(file, after[file], before[file])
            except (OtherText, StorymapError):
                continue  # it is seen as somebody else's change, and can be undone

    def _remember(self) -> None:
        for file, state in self._states.items():
            self._known[file, state.digest] = state.text
            self._known.move_to_end((file, state.digest))
        total = sum(len(text or "") for text in self._known.values())
        while total > _MOST_REMEMBERED and len(self._known) > 2 * len(self._states):
            _, text = self._known.popitem(last=False)
            total -= len(text or "")

    def _disturbed(self) -> StorymapError:
        what = "another program saves it again and again"
        return StorymapError(Problem(self.files.article.name, what, "close it there, and try once more"))
