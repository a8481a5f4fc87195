"""What commands do to the files of a story, and what waits for a person: conflicts, what could not be written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, Final

from storymap.editing.edit import AuthorFile, EditConflict, Texts
from storymap.errors import Problem, StorymapError
from storymap.server.sitting.commands.table import is_planned, planned
from storymap.server.sitting.commands.work import Known, Work
from storymap.server.sitting.history import Change
from storymap.server.sitting.pending import Conflict, Held
from storymap.server.sitting.story_texts import NotWritten, StoryTexts

_FILES: Final[tuple[AuthorFile, ...]] = ("article", "places")


class StoryCommands:
    """Commands of a story, one after the other, whichever threads they come from.

    They are planned from what is `known` of the story. `conflicts` are those whose passages somebody else changed
    meanwhile, the oldest first; `held` is the one that could not be written.
    """

    def __init__(self, texts: StoryTexts, known: Known) -> None:
        self.conflicts: list[Conflict] = []
        self.held: Held | None = None
        self.lock = threading.RLock()
        self._texts = texts
        self._known = known

    def perform(self, command: Mapping[str, Any]) -> None:
        """Do what a command asks for. Raises StorymapError, and EditConflict where it meets another's change."""
        with self.lock:
            if command["command"] == "retry":
                self._retry()
                return
            if self.held is not None:
                self._retry()
            if is_planned(command):
                self._plan(command, self._base(command["base"]))
            elif command["command"] == "resolve":
                self._resolve(command["choice"])
            else:
                self._go_back(command["command"], command.get("number"))

    def change(self, command: Mapping[str, Any], made: Callable[[Work], Any]) -> None:
        """Make a change that is planned elsewhere, with the same care as a command."""
        with self.lock:
            base = self._base(command["base"])
            self._texts.change(lambda texts: made(Work(texts, base, self._known)))

    def _plan(self, command: Mapping[str, Any], base: Texts, *, force: bool = False) -> None:
        try:
            self._texts.change(lambda texts: planned(Work(texts, base, self._known, force), command))
        except EditConflict as conflict:
            self.conflicts.append(Conflict(conflict.file, conflict.mine, conflict.theirs, command, base))
            raise
        except NotWritten as error:
            self.held = Held(self._texts.files.shown(error.problems[0]), command, base, force)
            raise

    def _retry(self) -> None:
        """Try once more to write what could not be written. Raises StorymapError where it still cannot be."""
        held = self.held
        if held is None:
            return
        self.held = None
        if is_planned(held.command):
            self._plan(held.command, held.base, force=held.force)
        else:
            self._go_back(held.command["command"], held.command.get("number"))

    def _resolve(self, choice: str) -> None:
        if not self.conflicts:
            return
        conflict = self.conflicts.pop(0)
        if choice == "theirs":
            return
        if is_planned(conflict.command):
            self._plan(conflict.command, conflict.base, force=True)
        else:
            self._texts.force_back(conflict.command["number"])

    def _go_back(self, name: str, number: int | None) -> None:
        history = self._texts.history
        if name == "undo-to":
            numbers = history.to_undo(number or 0)
            numbers = numbers or history.to_redo(number or 0)
            for one in numbers:
                self._step("undo" if history.is_done(one) else "redo", one)
        else:
            self._step(name, number)

    def _step(self, name: str, number: int | None) -> Change | None:
        try:
            if name == "undo":
                return self._texts.step(lambda history: history.undo(number))
            return self._texts.step(lambda history: history.redo(number))
        except EditConflict as conflict:
            last = self._texts.history.last
            which = number or (last.number if last is not None and name == "undo" else None)
            if which is not None and name == "undo":
                file, mine, theirs = self._texts.both_ways(which)
                command = {"command": "undo", "number": which}
                self.conflicts.append(Conflict(file, mine, theirs, command, {}))
                raise EditConflict(file, mine, theirs) from None
            raise StorymapError(
                Problem(self._known.article_name, "what it touches has been changed since", "change it by hand")
            ) from conflict
        except NotWritten as error:
            command = {"command": name, **({} if number is None else {"number": number})}
            self.held = Held(self._texts.files.shown(error.problems[0]), command, {})
            raise

    def _base(self, digests: Mapping[str, str]) -> Texts:
        """Return the texts that a command was made from. Raises StorymapError if one is not remembered any more."""
        base: dict[AuthorFile, str | None] = {}
        for file in _FILES:
            if file not in digests:
                base[file] = self._texts.texts.get(file)
                continue
            try:
                base[file] = self._texts.text_of(file, digests[file])
            except KeyError:
                what = "the story has changed too much since this was done"
                raise StorymapError(
                    Problem(self._known.article_name, what, "look at it again, and do it once more")
                ) from None
        return base
