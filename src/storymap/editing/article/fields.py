"""What stands above an article: title, standfirst, kicker, byline, date, credit, source and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from storymap.editing.article.cannot_write import cannot_write
from storymap.editing.article.checked import Change, Meant, Shown, comparable, edit_of, first_that_fits, read_source
from storymap.editing.article.field_in_text import LEADING, ways_in_text
from storymap.editing.article.front_lines import line_to_add, new_front_matter
from storymap.editing.article.front_members import FrontMembers, Member, written_value
from storymap.editing.article.kinds import has_front_matter
from storymap.editing.edit import Edit, Replacement
from storymap.model import Block
from storymap.reading.article.front_matter.known_keys import TEXTS
from storymap.reading.article.language.tags import is_language, language_tag
from storymap.reading.article.source_ranges import SourceRanges
from storymap.reading.text import name_line, one_line
from storymap.urls import is_web_address

# The names of the fields here, and those that Article has.
FIELDS: Final = {
    "title": "title",
    "standfirst": "subtitle",
    "kicker": "kicker",
    "byline": "byline",
    "date": "date",
    "credit": "credit",
    "source": "source_url",
    "language": "language",
}


def written_fields(source: str, article_name: str, *, shown: Shown = None) -> dict[str, str]:
    """Return each field as it is written, by its name in `FIELDS`; "" for one that is not there.

    A title that is made of the file's name is not there.
    """
    article = read_source(source, article_name, shown).article
    return {field: str(getattr(article, name)) for field, name in FIELDS.items()}


def set_field(source: str, article_name: str, field: str, value: str, *, shown: Shown = None) -> Edit:
    """Return the edit that gives a field another value, on one line; "" takes it out.

    A value is changed where it stands: in the front matter under whatever name it has there, in the heading that is
    the title, in the lines of a plain text. A new one goes into the front matter, which is made if there is none.
    Raises CannotWrite.
    """
    if field not in FIELDS:
        raise cannot_write(article_name, f'there is no field "{field}"', f"known are {', '.join(FIELDS)}")
    value = _checked_value(article_name, field, value)
    ranges = read_source(source, article_name, shown)
    now = str(getattr(ranges.article, FIELDS[field]))
    if now == value:
        return Edit()
    edit = first_that_fits(ranges, _ways(ranges, field, value), _only_field(ranges, field, value), shown)
    if edit is None:
        raise cannot_write(article_name, f"the {field} cannot be changed by itself", "change it in the file")
    return edit


def _checked_value(article_name: str, field: str, value: str) -> str:
    line = name_line(value)
    if field == "language" and line:
        if not is_language(language_tag(line)):
            raise cannot_write(article_name, f'"{line}" is no language tag', "write for example en, es or es-MX")
        return language_tag(line)
    if field == "source" and line and not is_web_address(line):
        raise cannot_write(article_name, f'"{line}" is no web address', "begin it with https://")
    return line


def _ways(ranges: SourceRanges, field: str, value: str) -> Iterator[Edit | None]:
    """Yield the ways to write a field, the likeliest first."""
    front = FrontMembers(ranges.normal)
    names = TEXTS[FIELDS[field]]
    there = sorted((one for one in front.members() if one.key in names), key=lambda one: names.index(one.key))
    in_text = ways_in_text(ranges, field, str(getattr(ranges.article, FIELDS[field])), value)
    if there and has_front_matter(ranges.name):
        yield from _in_members(ranges, front, there, value, in_text)
    else:
        yield from (normal_edit(ranges, changes) for changes in in_text)
    if value and not there and has_front_matter(ranges.name):
        yield normal_edit(ranges, [_new_member(ranges, front, names[0], value)])


def _in_members(
    ranges: SourceRanges, front: FrontMembers, there: list[Member], value: str, in_text: list[list[Change]]
) -> Iterator[Edit | None]:
    """Yield the ways to change members that are there: the first with a value, else all of them."""
    if not value:
        yield normal_edit(ranges, [_without_member(front, member) for member in there])
        return
    filled = [member for member in there if member.value_end > member.value_start] or there[:1]
    for member in filled:
        change = _value_change(front, member, value)
        yield from (normal_edit(ranges, [change, *changes]) for changes in in_text)
        yield normal_edit(ranges, [change])
    yield normal_edit(ranges, [_value_change(front, member, value) for member in filled])


def _value_change(front: FrontMembers, member: Member, value: str) -> tuple[int, int, str]:
    written = written_value(value, front.form or "yaml", member.style)
    gap = " " if member.value_start == member.value_end and front.form == "yaml" else ""
    return member.value_start, member.value_end, gap + written


def _without_member(front: FrontMembers, member: Member) -> tuple[int, int, str]:
    """Return what takes a member out, with its line."""
    text, start, end = front.text, member.start, member.value_end
    if front.form == "json":
        after = re.compile(r"[ \t\r\n]*,[ \t]*\n?").match(text, end)
        if after:
            return text.rfind("\n", 0, start) + 1 if "\n" in text[:start] else start, after.end(), ""
        before = re.compile(r",?[ \t\r\n]*\Z").search(text, 0, start)
        return (before.start() if before else start), end, ""
    newline = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if newline < 0 else newline + 1, ""


def _new_member(ranges: SourceRanges, front: FrontMembers, key: str, value: str) -> tuple[int, int, str]:
    if front.form is None:
        return new_front_matter(ranges, key, value)
    return line_to_add(front, key, written_value(value, front.form))


def normal_edit(ranges: SourceRanges, changes: list[Change]) -> Edit | None:
    """Return changes of the normalised text as an edit of the file."""
    if all(start >= ranges.body_start for start, _, _ in changes) and ranges.body_start:
        return edit_of(
            ranges, [(start - ranges.body_start, end - ranges.body_start, new) for start, end, new in changes]
        )
    replacements = []
    for start, end, new in changes:
        stands = ranges.of_normal(start, end)
        at = max(stands.start, 1) if start == end == 0 and ranges.source.startswith("\ufeff") else stands.start
        before = ranges.source[at : max(at, stands.end)]
        replacements.append(Replacement("article", at, before, new.replace("\n", ranges.newline)))
    try:
        return Edit.of(replacements)
    except ValueError:
        return None


def _only_field(ranges: SourceRanges, field: str, value: str) -> Meant:
    """Return whether a field has its value, and nothing else has changed."""
    kind = LEADING.get(field, "")
    before = [block for block in ranges.article.blocks if block.kind != kind]

    def meant(changed: SourceRanges) -> bool:
        after = [block for block in changed.article.blocks if block.kind != kind]
        return (
            _fields(changed, {field}) == _fields(ranges, {field})
            and str(getattr(changed.article, FIELDS[field])) == value
            and comparable(after) == comparable(before)
            and _choices(changed) == _choices(ranges)
            and _says(changed.article.blocks, kind, value)
        )

    return meant


def _says(blocks: tuple[Block, ...], kind: str, value: str) -> bool:
    """Say whether the leading block of a kind says a value, and is there if there is one."""
    found = [one_line(block.text) for block in blocks if block.kind == kind]
    return not kind or found == ([value] if value else [])


def _fields(ranges: SourceRanges, without: set[str]) -> dict[str, str]:
    return {name: str(getattr(ranges.article, key)) for name, key in FIELDS.items() if name not in without}


def _choices(ranges: SourceRanges) -> object:
    """Return what else the front matter says."""
    front = ranges.written.front
    files = {entry: front.paths(entry) for entry in front.files}
    return files, front.media, front.inset, front.autoplay, front.selector, front.place_fields
