"""Two changes of one text: what each makes of the passage that both touch, and the text in which one of them wins."""

from __future__ import annotations

from collections.abc import Iterable

from storymap.editing.edit import AuthorFile, Edit, EditConflict, Replacement, Texts, apply, moved, overriding
from storymap.editing.text_difference import difference

_LONGEST_SHOWN = 4_000  # characters of a passage


def changes_between(before: Texts, now: Texts) -> Edit:
    """Return what somebody else has changed in both files."""
    return Edit(
        tuple(one for file in sorted(now) for one in difference(file, before.get(file), now.get(file)).replacements)
    )


def winning(edit: Edit, before: Texts, now: Texts) -> Edit:
    """Return an edit of the texts as they are now, of one that was made from `before`: where both touched, it wins.

    What somebody else changed elsewhere stays. What they changed in the same lines does not: half of each makes no
    sentence.
    """
    theirs = changes_between(before, now)
    touched = _touched(edit, theirs, before)
    kept = Edit(tuple(one for one in theirs.replacements if one not in touched))
    texts, _ = apply(kept, before)
    try:
        texts, _ = apply(moved(edit, kept), texts)
    except EditConflict:
        # What both took out stands elsewhere now.
        return overriding(edit, theirs)
    return changes_between(now, texts)


def both_versions(edit: Edit, before: Texts, now: Texts) -> tuple[AuthorFile, str, str]:
    """Return the file in which two changes meet, and the lines there as each of them makes them."""
    theirs = changes_between(before, now)
    touched = _touched(edit, theirs, before)
    file = (touched or edit.replacements)[0].file
    text = before.get(file)
    mine = [one for one in edit.replacements if one.file == file]
    touched = [one for one in touched if one.file == file]
    if text is None or any(one.after is None for one in (*mine, *touched)):
        return file, _shown(apply(edit, before)[0].get(file)), _shown(now.get(file))
    start, end = _lines_around(text, [*_meeting(mine, touched), *touched] or mine)
    return file, _passage(text, start, end, edit), _passage(text, start, end, theirs)


def _touched(edit: Edit, theirs: Edit, before: Texts) -> list[Replacement]:
    """Return of somebody else's change what an edit touches, and what is in the same lines as that."""
    touched = _meeting(theirs.replacements, edit.replacements)
    for file in sorted({one.file for one in touched}):
        text = before.get(file)
        meeting = [one for one in touched if one.file == file]
        if text is None:
            continue
        own = _meeting([one for one in edit.replacements if one.file == file], meeting)
        start, end = _lines_around(text, [*own, *meeting])
        touched += [
            one
            for one in theirs.replacements
            if one.file == file and one not in touched and start <= one.start and one.end <= end
        ]
    return touched


def _meeting(some: Iterable[Replacement], others: Iterable[Replacement]) -> list[Replacement]:
    """Return those that touch any of the others."""
    others = list(others)
    return [one for one in some if any(_meet(one, other) for other in others)]


def _meet(one: Replacement, other: Replacement) -> bool:
    try:
        moved(Edit((one,)), Edit((other,)))
    except EditConflict:
        return True
    return False


def _lines_around(text: str, replacements: list[Replacement]) -> tuple[int, int]:
    start = min(one.start for one in replacements)
    end = max(one.end for one in replacements)
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after


def _passage(text: str, start: int, end: int, edit: Edit) -> str:
    """Return a passage of a text as an edit makes it."""
    parts, at = [], start
    for one in edit.replacements:
        if start <= one.start and one.end <= end:
            parts += [text[at : one.start], one.after or ""]
            at = one.end
    return _shown("".join([*parts, text[at:end]]))


def _shown(text: str | None) -> str:
    text = text or ""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
