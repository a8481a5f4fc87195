"""The files that front matter names: `places:`, `context:` and `tiles:`."""

from __future__ import annotations

from typing import Literal

from storymap.editing.article.cannot_write import cannot_write
from storymap.editing.article.checked import Meant, Shown, comparable, first_that_fits, read_source
from storymap.editing.article.fields import FIELDS, normal_edit
from storymap.editing.article.front_lines import line_to_add, new_front_matter
from storymap.editing.article.front_members import FrontMembers, Member, written_value
from storymap.editing.article.kinds import has_front_matter
from storymap.editing.edit import Edit
from storymap.reading.article.source_ranges import SourceRanges

Entry = Literal["places", "context", "tiles"]
Change = tuple[int, int, str]


def add_front_path(source: str, article_name: str, entry: Entry, path: str, *, shown: Shown = None) -> Edit:
    """Return the edit with which the front matter names a file, too; of `tiles`, which are one file, it alone.

    Where the front matter named no context before, a context.geojson beside the article is no longer read by itself:
    who wants both adds both. Raises CannotWrite.
    """
    if not has_front_matter(article_name):
        remedy = "turn the article into Markdown, or name the file when you build"
        raise cannot_write(article_name, "front matter cannot be written into this kind of file", remedy)
    ranges = read_source(source, article_name, shown)
    named = ranges.written.front.paths(entry)
    if path in named:
        return Edit()
    wanted = (path,) if entry == "tiles" else (*named, path)
    front = FrontMembers(ranges.normal)
    member = next((one for one in front.members() if one.key == entry), None)
    change = _changed(front, member, entry, path) if member is not None else _added(ranges, front, entry, path)
    edit = first_that_fits(ranges, [normal_edit(ranges, [change])], _names(ranges, entry, wanted), shown)
    if edit is None:
        what = f'"{path}" cannot be named in the front matter'
        raise cannot_write(article_name, what, "rename the file, or change the front matter in the file")
    return edit


def set_front_path(source: str, article_name: str, entry: Entry, path: str, *, shown: Shown = None) -> Edit:
    """Return the edit with which the front matter names one file in the place of those that it named.

    Raises CannotWrite.
    """
    if not has_front_matter(article_name):
        remedy = "turn the article into Markdown, or name the file when you build"
        raise cannot_write(article_name, "front matter cannot be written into this kind of file", remedy)
    ranges = read_source(source, article_name, shown)
    front = FrontMembers(ranges.normal)
    member = next((one for one in front.members() if one.key == entry), None)
    if member is None or ranges.written.front.paths(entry) == (path,):
        return add_front_path(source, article_name, entry, path, shown=shown)
    written = written_value(path, front.form or "yaml", "")
    lead = "" if front.text[member.value_start - 1 : member.value_start].isspace() else " "
    change = (member.value_start, member.value_end, lead + written)
    edit = first_that_fits(ranges, [normal_edit(ranges, [change])], _names(ranges, entry, (path,)), shown)
    if edit is None:
        what = f'"{path}" cannot be named in the front matter'
        raise cannot_write(article_name, what, "change the front matter in the file")
    return edit


def _added(ranges: SourceRanges, front: FrontMembers, entry: Entry, path: str) -> Change:
    if front.form is None:
        return new_front_matter(ranges, entry, path)
    return line_to_add(front, entry, written_value(path, front.form))


def _changed(front: FrontMembers, member: Member, entry: Entry, path: str) -> Change:
    form = front.form or "yaml"
    text = front.text
    written = written_value(path, form, member.style if member.style in ("'", '"') else "")
    before = text[member.value_start : member.value_end]
    if entry == "tiles" or not before:
        return member.value_start, member.value_end, ("" if before or form != "yaml" else " ") + written
    if member.style != "list":
        return member.value_start, member.value_end, f"[{before}, {written}]"
    if not before.startswith("["):
        line = text[text.rfind("\n", 0, member.items[-1][0]) + 1 : member.items[-1][0]]
        return member.value_end, member.value_end, f"\n{line}{written}"
    inner = before[1:-1].rstrip()
    at = member.value_start + 1 + len(inner)
    return at, at, (", " if inner.strip(", \n") and not inner.endswith(",") else " " if inner else "") + written


def _names(ranges: SourceRanges, entry: Entry, wanted: tuple[str, ...]) -> Meant:
    """Return whether the front matter names these files, and nothing else has changed."""

    def others(one: SourceRanges) -> object:
        front = one.written.front
        files = {key: front.paths(key) for key in front.files if key != entry}
        fields = [getattr(one.article, name) for name in FIELDS.values()]
        rest = (front.media, front.inset, front.autoplay, front.selector, front.place_fields)
        return files, fields, rest, comparable(one.article.blocks)

    return lambda changed: changed.written.front.paths(entry) == wanted and others(changed) == others(ranges)
