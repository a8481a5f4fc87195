"""The history of a sitting: every change of the story's files, by whomever, and the way back.

The changes that stand are a chain of edits, each made from the texts after the one before. To undo one that is not the
last, its inverse is moved over the later ones, and these are moved over the inverse: then the chain is what it would
be without it. What was undone is a second chain, which begins at the texts as they are now. So what is taken back
leaves no trace, and all changes taken back give the same texts as before the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from storymap.editing.edit import AuthorFile, Edit, EditConflict, Replacement, Texts, apply, moved

MOST_CHANGES = 1_000
MOST_CHARACTERS = 64_000_000  # of all that was replaced; older changes are forgotten first


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `label` is a key of the editor's words, `values` what these have in braces.

    `is_outside` says that another program made it. Changes of one `sitting`, one after the other, are one.
    """

    number: int
    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    is_outside: bool = False
    sitting: str = ""


@dataclass(frozen=True, slots=True)
class _Link:
    change: Change
    edit: Edit


@dataclass(frozen=True, slots=True)
class Step:
    """What undo or redo will do: an edit of the texts as they are, and the history once it is made."""

    change: Change
    edit: Edit
    after: History


@dataclass(frozen=True, slots=True)
class History:
    """The changes that stand, oldest first, and those that were undone, the next to redo last. It is never changed."""

    done: tuple[_Link, ...] = ()
    undone: tuple[_Link, ...] = ()
    count: int = 0

    def with_change(
        self,
        edit: Edit,
        label: str,
        values: Mapping[str, str] | None = None,
        *,
        is_outside: bool = False,
        sitting: str = "",
    ) -> History:
        """Return the history with one change more, which has been made.

        One of our own ends what could be redone; after one from outside what it did not touch can still be.
        """
        change = Change(self.count + 1, label, dict(values or {}), is_outside, sitting)
        undone = _over_all(self.undone, edit) if is_outside else ()
        return _bounded(History((*self.done, _Link(change, edit)), undone, change.number))

    def edit_of_sitting(self, sitting: str) -> Edit | None:
        """Return the edit of the last change, if it is of this sitting and nothing was undone since; else None."""
        if not sitting or not self.done or self.undone or self.done[-1].change.sitting != sitting:
            return None
        return self.done[-1].edit

    def with_last(self, edit: Edit) -> History:
        """Return the history with another edit in the place of the last one, from the same texts."""
        return History((*self.done[:-1], _Link(self.done[-1].change, edit)), (), self.count)

    def changes(self) -> list[tuple[Change, bool]]:
        """Return all changes in their order, each with whether it is undone."""
        found = [(link.change, False) for link in self.done] + [(link.change, True) for link in self.undone]
        return sorted(found, key=lambda pair: pair[0].number)

    @property
    def last(self) -> Change | None:
        """The last change of our own that stands."""
        return next((link.change for link in reversed(self.done) if not link.change.is_outside), None)

    @property
    def next(self) -> Change | None:
        """The change that is redone next."""
        return self.undone[-1].change if self.undone else None

    def undo(self, number: int | None = None) -> Step | None:
        """Return how a change is undone, the last of our own unless another is named; None if there is none.

        Raises EditConflict where a later one touched the same.
        """
        if number is None:
            if self.last is None:
                return None
            number = self.last.number
        at = next((at for at, link in enumerate(self.done) if link.change.number == number), None)
        if at is None:
            return None
        back, later = inverse(self.done[at].edit), []
        for link in self.done[at + 1 :]:
            later.append(_Link(link.change, moved(link.edit, back)))
            back = moved(back, link.edit)
        change = self.done[at].change
        after = History((*self.done[:at], *later), (*self.undone, _Link(change, inverse(back))), self.count)
        return Step(change, back, after)

    def redo(self, number: int | None = None) -> Step | None:
        """Return how a change that was undone is made again, the one undone last unless another is named.

        Raises EditConflict where one that was undone later touched the same.
        """
        numbers = [link.change.number for link in self.undone]
        if not numbers or (number is not None and number not in numbers):
            return None
        at = len(numbers) - 1 if number is None else numbers.index(number)
        # Those undone later are made before it: it is moved over their absence.
        edit, later = self.undone[at].edit, []
        for link in reversed(self.undone[at + 1 :]):
            edit, other = _exchanged(link.edit, edit)
            later.append(_Link(link.change, other))
        change = self.undone[at].change
        undone = (*self.undone[:at], *reversed(later))
        return Step(change, edit, History((*self.done, _Link(change, edit)), undone, self.count))

    def is_done(self, number: int) -> bool:
        """Return whether a change stands."""
        return any(link.change.number == number for link in self.done)

    def to_undo(self, number: int) -> list[int]:
        """Return the numbers of our own changes that are later than one that stands, the latest first."""
        if not self.is_done(number) and number:
            return []
        own = [link.change.number for link in self.done if not link.change.is_outside]
        return sorted((one for one in own if one > number), reverse=True)

    def to_redo(self, number: int) -> list[int]:
        """Return the numbers of what is redone until a change that was undone stands again, in the order of redoing."""
        numbers = [link.change.number for link in reversed(self.undone)]
        return numbers[: numbers.index(number) + 1] if number in numbers else []

    def removal_of(self, file: AuthorFile) -> int | None:
        """Return the number of the change from outside that removed a file, if it is the last of this file."""
        for link in reversed(self.done):
            if found := [one for one in link.edit.replacements if one.file == file]:
                return link.change.number if link.change.is_outside and found[-1].after is None else None
        return None

    def back(self, number: int, texts: Texts) -> tuple[Edit, Texts]:
        """Return what takes a change back, and the texts that this is made from: those just after it.

        `texts` are those after all changes.
        """
        at = next(at for at, link in enumerate(self.done) if link.change.number == number)
        for link in reversed(self.done[at + 1 :]):
            texts, _ = apply(inverse(link.edit), texts)
        return inverse(self.done[at].edit), texts


def inverse(edit: Edit) -> Edit:
    """Return the edit that takes one back."""
    back: list[Replacement] = []
    grown: dict[str, int] = {}
    for one in edit.replacements:
        start = one.start + grown.get(one.file, 0)
        back.append(replace(one, start=start, before=one.after, after=one.before))
        grown[one.file] = grown.get(one.file, 0) + one.growth
    return Edit(tuple(back))


def _exchanged(first: Edit, second: Edit) -> tuple[Edit, Edit]:
    """Return two edits that follow each other in the other order: the second as it is first, then the first.

    Raises EditConflict where they touch the same.
    """
    earlier = moved(second, inverse(first))
    return earlier, moved(first, earlier)


def _over_all(chain: tuple[_Link, ...], over: Edit) -> tuple[_Link, ...]:
    """Return what can still be redone after an edit from outside: all before the first that it touched."""
    kept: list[_Link] = []
    for link in reversed(chain):
        try:
            edit, over = moved(link.edit, over), moved(over, link.edit)
        except EditConflict:
            break
        kept.append(_Link(link.change, edit))
    return tuple(reversed(kept))


def _bounded(history: History) -> History:
    """Return the history without its oldest changes, as far as it has become too large."""
    done = history.done[-MOST_CHANGES:]
    sizes = [sum(len(one.before or "") + len(one.after or "") for one in link.edit.replacements) for link in done]
    while len(done) > 1 and sum(sizes) > MOST_CHARACTERS:
        done, sizes = done[1:], sizes[1:]
    return History(done, history.undone, history.count)
