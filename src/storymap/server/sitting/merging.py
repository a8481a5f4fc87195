"""Two changes of one text: what each makes of the passage that both touch, and the text in which one of them wins."""

from __future__ import annotations

from storymap.editing.edit import AuthorFile, Edit, EditConflict, Replacement, Texts, apply, moved
from storymap.editing.text_difference import difference

_LONGEST_SHOWN = 4_000  # characters of a passage


def changes_between(before: Texts, now: Texts) -> Edit:
    """Return what somebody else has changed in both files."""
    return Edit(
        tuple(one for file in sorted(now) for one in difference(file, before.get(file), now.get(file)).replacements)
    )


def winning(edit: Edit, before: Texts, now: Texts) -> Edit:
    """Return an edit of the texts as they are now, of one that was made from `before`: where both touched, it wins.

    What somebody else changed elsewhere stays.
    """
    theirs = changes_between(before, now)
    kept, _ = _divided(edit, theirs)
    texts, _ = apply(kept, before)
    texts, _ = apply(moved(edit, kept), texts)
    return changes_between(now, texts)


def both_versions(edit: Edit, before: Texts, now: Texts) -> tuple[AuthorFile, str, str]:
    """Return the file in which two changes meet, and the lines there as each of them makes them."""
    theirs = changes_between(before, now)
    _, touched = _divided(edit, theirs)
    file = (touched or edit.replacements)[0].file
    text = before.get(file)
    mine = [one for one in edit.replacements if one.file == file]
    if text is None or any(one.after is None for one in (*mine, *touched)):
        return file, _shown(apply(edit, before)[0].get(file)), _shown(now.get(file))
    own = [one for one in mine if any(_meet(one, other) for other in touched)] or mine
    start, end = _lines_around(text, [*own, *(one for one in touched if one.file == file)])
    return file, _passage(text, start, end, edit), _passage(text, start, end, theirs)


def _divided(edit: Edit, theirs: Edit) -> tuple[Edit, list[Replacement]]:
    """Return of somebody else's change what an edit does not touch, and what it does."""
    touched = [one for one in theirs.replacements if any(_meet(one, mine) for mine in edit.replacements)]
    return Edit(tuple(one for one in theirs.replacements if one not in touched)), touched


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
