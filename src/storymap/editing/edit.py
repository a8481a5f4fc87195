"""A change of an author's files as data: what is replaced where, with its inverse.

Positions are code points of a file's text, half-open ranges. An edit belongs to the texts that it was made from; on
other texts it is `moved` first, which is refused where somebody else changed what it touches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

_TEXT_OR_BLANK = re.compile(r'("(?:[^"\\]|\\.)*")|\s+')

AuthorFile = Literal["article", "places"]
"""The files that an edit can change: the article, and the GeoJSON of its places."""
Texts = Mapping[AuthorFile, str | None]
"""The text of each file, None for one that is not there."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """In `file`, from the code point `start`, `before` becomes `after`.

    A `before` of None says that there is no file yet, an `after` of None that there is none any more. What `is_item` is
    inserted into a list or an object: beside what somebody else inserts at the same place, it comes after it.
    """

    file: AuthorFile
    start: int
    before: str | None
    after: str | None
    is_item: bool = False

    @property
    def end(self) -> int:
        """The end of what is replaced."""
        return self.start + len(self.before or "")

    @property
    def growth(self) -> int:
        """By how many code points the text becomes longer."""
        return len(self.after or "") - len(self.before or "")


class EditConflict(Exception):  # noqa: N818
    """What an edit touches has been changed by somebody else. `file` is the one; `theirs` is what stands there now."""

    def __init__(self, file: AuthorFile, mine: str, theirs: str) -> None:
        self.file, self.mine, self.theirs = file, mine, theirs
        super().__init__(f"{file} was changed where the edit is")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: replacements that do not touch each other, in the order of their file and position."""

    replacements: tuple[Replacement, ...] = ()

    @classmethod
    def of(cls, replacements: Iterable[Replacement]) -> Edit:
        """Return the edit that makes all of these replacements in the same texts. Raises ValueError if two overlap."""
        ordered = sorted(
            (one for one in replacements if one.before != one.after), key=lambda r: (r.file, r.start, r.end)
        )
        for one, after in pairwise(ordered):
            if one.file == after.file and one.end > after.start:
                raise ValueError("two replacements overlap")
        return cls(tuple(ordered))

    @property
    def files(self) -> frozenset[AuthorFile]:
        """The files that are changed."""
        return frozenset(one.file for one in self.replacements)

    def __bool__(self) -> bool:
        return bool(self.replacements)


def apply(edit: Edit, texts: Texts) -> tuple[dict[AuthorFile, str | None], Edit]:
    """Return the texts with the edit made, and the edit that takes it back.

    Raises EditConflict, with nothing done, if the texts do not hold what the edit replaces.
    """
    changed: dict[AuthorFile, str | None] = dict(texts)
    inverse = []
    grown: dict[AuthorFile, int] = {}
    for one in edit.replacements:
        text = texts.get(one.file)
        _check(one, text)
        at = one.start + grown.get(one.file, 0)
        now = changed.get(one.file) or ""
        changed[one.file] = None if one.after is None else now[:at] + one.after + now[at + len(one.before or "") :]
        inverse.append(Replacement(one.file, at, one.after, one.before))
        grown[one.file] = grown.get(one.file, 0) + one.growth
    return changed, Edit(tuple(inverse))


def moved(edit: Edit, over: Edit) -> Edit:
    """Return the edit as it is after `over`, which was made from the same texts by somebody else.

    What they touch may meet, but not overlap; what both do is done. White space that is nothing but layout, that of a
    places file, is no matter. Raises EditConflict where both touch the same characters, or both insert at the same
    place, unless that is an item.
    """
    return Edit(tuple(after for one in edit.replacements if (after := _moved(one, over)) is not None))


def overriding(edit: Edit, over: Edit) -> Edit:
    """Return the edit as it is after `over`, and where the two touch the same it undoes what `over` did there."""
    made: list[Replacement] = []
    rest = list(edit.replacements)
    while rest:
        mine, theirs = _cluster(rest.pop(0), rest, over)
        made.append(_over_cluster(mine, theirs, over))
    return Edit.of(made)


def _moved(one: Replacement, over: Edit) -> Replacement | None:
    shift, layout = 0, []
    for other in over.replacements:
        if other.file != one.file:
            continue
        if _is_same_change(one, other) and not _is_elsewhere(one, over):
            return None
        if not _meet(one, other):
            shift += other.growth if other.end <= one.start else 0
        elif _is_layout_within(other, one):
            layout.append(other)
        else:
            raise EditConflict(one.file, one.after or "", other.after or "")
    before = _with(one.before, one.start, layout) if one.before and layout else one.before
    return replace(one, start=one.start + shift, before=before)


def _is_elsewhere(one: Replacement, over: Edit) -> bool:
    """Say whether what both take out is put in again by `over`: then it was moved, and not taken out."""
    gone = _signs(one.before).strip(",")
    return not one.after and any(gone in _signs(other.after) for other in over.replacements)


def _is_layout_within(other: Replacement, one: Replacement) -> bool:
    """Say whether `other` changes nothing but the white space between values, within what `one` replaces."""
    if one.file != "places" or None in (one.before, one.after, other.before, other.after):
        return False
    is_layout = _signs(other.before) == _signs(other.after)
    return is_layout and one.start <= other.start and other.end <= one.end


def _signs(text: str | None) -> str:
    """Return a text of JSON without the white space between its values."""
    return _TEXT_OR_BLANK.sub(r"\1", text or "")


def _is_same_change(one: Replacement, other: Replacement) -> bool:
    if (one.start, one.before) != (other.start, other.before):
        return False
    return one.after == other.after or (
        one.file == "places" and None not in (one.after, other.after) and _signs(one.after) == _signs(other.after)
    )


def _meet(one: Replacement, other: Replacement) -> bool:
    """Say whether two changes of one file, by two people, cannot both be made."""
    if None in (one.before, one.after, other.before, other.after):
        return True
    if one.start == one.end == other.start == other.end:
        return not one.is_item
    return one.start < other.end and other.start < one.end


def _cluster(one: Replacement, rest: list[Replacement], over: Edit) -> tuple[list[Replacement], list[Replacement]]:
    """Return a replacement with what of `over` it meets, what of `rest` that meets, and so on. It leaves `rest`."""
    mine, theirs = [one], []
    grows = True
    while grows:
        met = [
            other
            for other in over.replacements
            if other.file == one.file and other not in theirs and any(_meet(own, other) for own in mine)
        ]
        own = [own for own in rest if own.file == one.file and any(_meet(own, other) for other in met)]
        theirs += met
        mine += own
        rest[:] = [left for left in rest if left not in own]
        grows = bool(met or own)
    return mine, sorted(theirs, key=lambda other: other.start)


def _over_cluster(mine: list[Replacement], theirs: list[Replacement], over: Edit) -> Replacement:
    """Return what puts the text of `mine` where `theirs` stands."""
    one = mine[0]
    if theirs and any(None in (other.before, other.after) for other in (*mine, *theirs)):
        # A file that was made or removed: all of it is touched.
        text = next((other.before for other in (*mine, *theirs) if None in (other.before, other.after)), None)
        return Replacement(one.file, 0, _whole(text, theirs), _whole(text, mine))
    start = min(other.start for other in (*mine, *theirs))
    end = max(other.end for other in (*mine, *theirs))
    characters = [""] * (end - start)
    for other in (*mine, *theirs):
        characters[other.start - start : other.end - start] = other.before or ""
    base = "".join(characters)
    shift = sum(
        other.growth
        for other in over.replacements
        if other.file == one.file and other.end <= start and other not in theirs
    )
    return Replacement(one.file, start + shift, _with(base, start, theirs), _with(base, start, mine))


def _whole(base: str | None, replacements: list[Replacement]) -> str | None:
    """Return the text of a file after replacements, of which one may make or remove it."""
    made_or_removed = [one for one in replacements if None in (one.before, one.after)]
    return made_or_removed[0].after if made_or_removed else _with(base or "", 0, replacements)


def _with(base: str, start: int, replacements: list[Replacement]) -> str:
    """Return a text that begins at `start` with replacements made."""
    shift = -start
    for one in sorted(replacements, key=lambda other: (other.start, other.end)):
        base = base[: one.start + shift] + (one.after or "") + base[one.end + shift :]
        shift += one.growth
    return base


def _check(one: Replacement, text: str | None) -> None:
    if one.before is None or text is None:
        if one.before is not None or text is not None:
            raise EditConflict(one.file, one.after or "", text or "")
    elif text[one.start : one.end] != one.before or one.start > len(text):
        raise EditConflict(one.file, one.after or "", text[one.start : one.end])
