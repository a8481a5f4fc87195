"""What somebody else changed in a file, as an edit."""

from __future__ import annotations

from difflib import SequenceMatcher

from storymap.editing.edit import AuthorFile, Edit, Replacement

# Beyond so many lines that differ the search for what stayed takes too long: all between the first and the last is one.
_MOST_LINES = 4_000


def difference(file: AuthorFile, before: str | None, after: str | None) -> Edit:
    """Return the edit that makes `after` of `before`: lines that stayed are not touched, nor are the ends of others."""
    if before == after:
        return Edit()
    if before is None or after is None:
        return Edit((Replacement(file, 0, before, after),))
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    middle, its = old[first : len(old) - last], new[first : len(new) - last]
    start = sum(map(len, old[:first]))
    if len(middle) + len(its) > _MOST_LINES:
        return Edit((_trimmed(file, start, "".join(middle), "".join(its)),))
    starts = [start]
    for line in middle:
        starts.append(starts[-1] + len(line))
    return Edit(
        tuple(
            _trimmed(file, starts[a], "".join(middle[a:b]), "".join(its[c:d]))
            for tag, a, b, c, d in SequenceMatcher(None, middle, its, autojunk=False).get_opcodes()
            if tag != "equal"
        )
    )


def _trimmed(file: AuthorFile, start: int, before: str, after: str) -> Replacement:
    """Return the replacement without the characters at its ends that stay."""
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    return Replacement(file, start + first, before[first : len(before) - last], after[first : len(after) - last])


def _common(one: list[str] | str, other: list[str] | str) -> int:
    """Return how many elements at the beginning are the same."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
