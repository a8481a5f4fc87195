"""A `place_id` for every place: the author's own, or one made of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from storymap.errors import Problem
from storymap.reading.slugs import UniqueSlugs, is_slug, slugify, slugs_of


def explicit_id(value: Any) -> str:
    """Return the id that an author gave as text or a number, as a slug, or "" when there is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value).strip()
    return text if not text or is_slug(text) else slugify(text)


def assign_ids(
    names: Sequence[str], explicit: Sequence[str], written: Sequence[Any], wheres: Sequence[str]
) -> tuple[list[str], list[Problem]]:
    """Return a unique id for each place, and a warning if some were `written` twice.

    A slug that is taken gets -2, -3 ...; ids that authors gave stay as they are, of two that are the same the first.
    """
    slugs = UniqueSlugs()
    if not any(explicit):
        # As in most gazetteers, each of which mostly has a name of its own.
        ids = slugs_of(names)
        return ids if len(set(ids)) == len(ids) else list(map(slugs.take, ids)), []
    ids = [""] * len(names)
    for index, given in enumerate(explicit):
        if given:
            ids[index] = slugs.take(given)
    for index, name in enumerate(names):
        if not explicit[index]:
            ids[index] = slugs.take(slugify(name))
    return ids, _repeated(explicit, written, wheres)


def _repeated(explicit: Sequence[str], written: Sequence[Any], wheres: Sequence[str]) -> list[Problem]:
    """Return a warning if some ids were `written` twice."""
    repeated: list[tuple[int, int]] = []  # its row, and that of the first of this id
    first: dict[str, int] = {}
    for index, value in enumerate(written):
        if not explicit[index]:
            continue
        key = f"{type(value).__name__}:{value}"
        if key in first:
            repeated.append((index, first[key]))
        else:
            first[key] = index
    if repeated:
        index, owner = repeated[0]
        more = f", as {len(repeated) - 1:,} more," if len(repeated) > 1 else ""
        what = f'the id "{explicit[index]}" is also that of {wheres[owner]}; it{more} gets another one'
        return [Problem(wheres[index], what, "give each its own id, or none", "warning")]
    return []
