"""New lines of front matter, and front matter where there is none."""

from __future__ import annotations

from storymap.editing.article.front_members import FrontMembers, written_value
from storymap.reading.article.source_ranges import SourceRanges


def new_front_matter(ranges: SourceRanges, key: str, value: str) -> tuple[int, int, str]:
    """Return what makes front matter with one member at the top of a file, as a change of its normalised text."""
    gap = "" if ranges.normal.startswith("\n") or not ranges.normal else "\n"
    return 0, 0, f"---\n{key}: {written_value(value, 'yaml')}\n---\n{gap}"


def line_to_add(front: FrontMembers, key: str, written: str) -> tuple[int, int, str]:
    """Return what adds a member to front matter: a title at the top, others after those that are there."""
    if front.form == "json":
        return _in_json(front, key, written)
    if front.form == "toml":
        members = front.members()
        at = front.text.find("\n", members[-1].value_end) + 1 if members and key != "title" else front.start
        return at, at, f"{key} = {written}\n"
    at = front.start if key == "title" else front.end
    return at, at, f"{key}: {written}\n"


def _in_json(front: FrontMembers, key: str, written: str) -> tuple[int, int, str]:
    members = front.members()
    first = front.text.index("{") + 1
    gap = front.text[first : members[0].start] if members else " "
    if key == "title" or not members:
        return first, first, f'{gap}"{key}": {written}{"," if members else ""}'
    at = members[-1].value_end
    return at, at, f',{gap}"{key}": {written}'
