"""An edit made to an author's files on disk, as they are now: what anybody else saved meanwhile stays.

What was changed since the edit was made from their texts is worked out, and the edit is moved over it. Where both touch
the same, nothing is written, and a person is asked. Of two files either both are changed or none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from storymap.editing.author_file import change_file, read_text_or_none
from storymap.editing.collection import Collection
from storymap.editing.edit import AuthorFile, Edit, EditConflict, Texts, apply, moved, overriding
from storymap.editing.text_difference import difference
from storymap.errors import PlacesError, Problem, StorymapError

_LONGEST_SHOWN = 2_000  # code points of each version of a conflict
_AROUND = 200  # code points beside a conflict in a long line


class MissingFileError(StorymapError):
    """A file that an edit was made from is gone. To make it again: an edit of it from None, made from None."""


@dataclass(frozen=True, slots=True)
class Edited:
    """An edit as it was made: to `before`, which became `after`. `inverse` takes it back, made from `after`.

    `outside` is what somebody else had changed since the edit was made from its texts, empty for nothing.
    """

    before: dict[AuthorFile, str | None]
    after: dict[AuthorFile, str | None]
    edit: Edit
    inverse: Edit
    outside: Edit


def edit_files(paths: Mapping[AuthorFile, Path], edit: Edit, made_from: Texts, *, insist: bool = False) -> Edited:
    """Make an edit of files on disk, which was made from texts that they had, and return it as it was made.

    With `insist` it undoes what somebody else did to what it touches. Raises EditConflict, with whole lines of both
    versions, where somebody else did; MissingFileError where a file is gone; PlacesError, in words, where a file cannot
    be read or written. Then nothing is changed.
    """
    files = sorted(edit.files)
    # Most refusals are known before anything is written.
    for file in files:
        with _names_only(paths[file]):
            text = read_text_or_none(paths[file])
        _made(paths[file], file, edit, made_from, text, insist=insist)
    done: list[Edited] = []
    for file in files:
        try:
            done.append(_edit_file(paths[file], file, edit, made_from, insist=insist))
        except BaseException:
            for one in reversed(done):
                _take_back(paths, one)
            raise
    return _joined(done)


def _edit_file(path: Path, file: AuthorFile, edit: Edit, made_from: Texts, *, insist: bool) -> Edited:
    made: list[Edited] = []

    def change(text: str | None) -> str | None:
        made.append(_made(path, file, edit, made_from, text, insist=insist))
        return made[-1].after[file]

    with _names_only(path):
        change_file(path, change)
    return made[-1]


def _made(path: Path, file: AuthorFile, edit: Edit, made_from: Texts, text: str | None, *, insist: bool) -> Edited:
    """Return what the part of an edit for one file makes of the text that is there."""
    part = Edit(tuple(one for one in edit.replacements if one.file == file))
    before = made_from.get(file)
    if text is None and before is not None and not insist:
        what = "it is gone: it was deleted, moved or renamed"
        raise MissingFileError(Problem(path.name, what, "put it back, and try again"))
    outside = difference(file, before, text)
    try:
        mine = overriding(part, outside) if insist else moved(part, outside)
        after, inverse = apply(mine, {file: text})
        if file == "places" and outside:
            check_merge(text, after[file])
    except EditConflict:
        raise _shown(file, part, outside, text) from None
    return Edited({file: text}, after, mine, inverse, outside)


def check_merge(before: str | None, after: str | None) -> None:
    """Raise EditConflict if a places file that could be read cannot be any more, or has a member twice now."""
    known = _repeated_members(before)
    if after is None or known is None:
        return
    found = _repeated_members(after)
    if found is None or found > known:
        raise EditConflict("places", after, before or "")


def _repeated_members(text: str | None) -> int | None:
    """Return how many members of a places file are written again, None if it cannot be read."""
    count = 0

    def counted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal count
        members = dict(pairs)
        count += len(pairs) - len(members)
        return members

    try:
        Collection(text or "", "places")
        json.loads((text or "").removeprefix("\ufeff"), object_pairs_hook=counted)
    except (PlacesError, ValueError, RecursionError):
        return None
    return count


def _shown(file: AuthorFile, edit: Edit, outside: Edit, text: str | None) -> EditConflict:
    """Return the conflict with both versions of the lines that it is about."""
    insisted = overriding(edit, outside)
    mine = apply(insisted, {file: text})[0][file] or ""
    theirs = text or ""
    first = min((one.start for one in insisted.replacements), default=0)
    last = max((one.end for one in insisted.replacements), default=0)
    rest = len(theirs) - last
    return EditConflict(file, _lines(mine, first, len(mine) - rest), _lines(theirs, first, last))


def _lines(text: str, start: int, end: int) -> str:
    """Return the lines around a range, as far as a person reads them."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    newline = text.find("\n", max(end - 1, start))
    last = min(newline if newline >= 0 else len(text), end + _AROUND)
    return text[first:last].rstrip("\r\n")[:_LONGEST_SHOWN]


def _take_back(paths: Mapping[AuthorFile, Path], one: Edited) -> None:
    """Take an edit back, as far as nobody has changed the same since."""
    for file in one.edit.files:
        with suppress(EditConflict, StorymapError):
            _edit_file(paths[file], file, one.inverse, one.after, insist=False)


def _joined(done: list[Edited]) -> Edited:
    return Edited(
        {file: text for one in done for file, text in one.before.items()},
        {file: text for one in done for file, text in one.after.items()},
        Edit(tuple(part for one in done for part in one.edit.replacements)),
        Edit(tuple(part for one in done for part in one.inverse.replacements)),
        Edit(tuple(part for one in done for part in one.outside.replacements)),
    )


@contextmanager
def _names_only(path: Path) -> Iterator[None]:
    """Name a file without its folder in problems: they are sent to a browser."""
    try:
        yield
    except PlacesError as error:
        problems = [replace(one, where=path.name) if one.where == str(path) else one for one in error.problems]
        raise PlacesError(problems) from error
