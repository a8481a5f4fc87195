"""The members of an article's front matter as they are written: where each value stands, and how another is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import yaml

from storymap.reading.article.front_matter.fences import FencedText, split_front_matter
from storymap.reading.article.front_matter.known_keys import plain_key
from storymap.reading.toml_text import parse_toml

Form = Literal["yaml", "toml", "json"]
_LINE_END = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_TOML_LINE = re.compile(r"^[ \t]*(?P<key>[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*=[ \t]*", re.MULTILINE)
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of front matter: its name as it is looked up, and where it and its value stand in the normalised text.

    `style` is the quotation mark of the value, "" without one, "list" for several values, "block" for a text over
    several lines. `items` are where the values of a list stand.
    """

    key: str
    start: int
    value_start: int
    value_end: int
    style: str
    items: tuple[tuple[int, int], ...] = ()


class FrontMembers:
    """The front matter at the top of the normalised `text`; `form` is None where there is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._fenced: FencedText | None = split_front_matter(text, "", [])
        self.start = 0 if self._fenced is None or self._fenced.form == "json" else text.find("\n") + 1

    @property
    def form(self) -> Form | None:
        """The form of the front matter."""
        return None if self._fenced is None else self._fenced.form

    @property
    def end(self) -> int:
        """Where the members end, before the line that closes them."""
        return self.start + (len(self._fenced.source) if self._fenced is not None else 0)

    def members(self) -> list[Member]:
        """Return the members, in order; those of TOML above its first table."""
        if self._fenced is None:
            return []
        found = {"yaml": self._yaml, "toml": self._toml, "json": self._json}[self._fenced.form](self._fenced.source)
        return list(found)

    def _yaml(self, source: str) -> Iterator[Member]:
        # The reader takes blanks at the ends of lines away, too: lines and columns stay the same.
        root = yaml.compose(_LINE_END.sub("", source), Loader=yaml.SafeLoader)
        if not isinstance(root, yaml.MappingNode):
            return
        starts = [0, *(match.end() for match in re.finditer("\n", source))]

        def at(mark: yaml.Mark) -> int:
            line = starts[mark.line] if mark.line < len(starts) else len(source)
            return self.start + min(line + mark.column, len(source))

        yield from self._yaml_members(root, at)

    def _yaml_members(self, root: yaml.MappingNode, at: Callable[[yaml.Mark], int]) -> Iterator[Member]:
        for key, value in root.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if plain_key(key.value) == "params" and isinstance(value, yaml.MappingNode):
                yield from self._yaml_members(value, at)
                continue
            begin, end = at(value.start_mark), at(_last_mark(value))
            end = begin + len(self.text[begin:end].rstrip())
            if begin == end:  # nothing is written: right after the colon
                begin = end = self.text.find(":", at(key.end_mark)) + 1
            items = value.value if isinstance(value, yaml.SequenceNode) else []
            places = tuple((at(item.start_mark), at(item.end_mark)) for item in items)
            yield Member(plain_key(key.value), at(key.start_mark), begin, end, _style(value), places)

    def _toml(self, source: str) -> Iterator[Member]:
        table = _TOML_TABLE.search(source)
        top = table.start() if table else len(source)
        position = 0
        while match := _TOML_LINE.search(source, position, top):
            end = _end_of_toml(source, match.end(), top)
            value = source[match.end() : end]
            style = value[:1] if value[:1] in "\"'" else "list" if value[:1] in "[{" else ""
            key = match["key"].strip("\"'")
            yield Member(plain_key(key), self.start + match.start(), self.start + match.end(), self.start + end, style)
            position = max(end, match.end())

    def _json(self, source: str) -> Iterator[Member]:
        position = _skip(source, source.index("{") + 1)
        while position < len(source) and source[position] == '"':
            begin = position
            key, position = _DECODER.raw_decode(source, position)
            position = _skip(source, _skip(source, position) + 1)
            value, end = _DECODER.raw_decode(source, position)
            style = '"' if isinstance(value, str) else "list" if isinstance(value, list | dict) else ""
            yield Member(plain_key(key), begin, position, end, style)
            position = _skip(source, end)
            if source[position] == ",":
                position = _skip(source, position + 1)


def written_value(value: str, form: Form, style: str = "") -> str:
    """Return a text as it is written in a form of front matter, with the quotation marks that others have there."""
    if form != "yaml":
        return json.dumps(value, ensure_ascii=False)
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if style != '"' and _is_plain_yaml(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_plain_yaml(value: str) -> bool:
    """Say whether a text is read as it stands, without quotation marks."""
    try:
        root = yaml.compose(f"key: {value}\nnext: x\n", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    if not isinstance(root, yaml.MappingNode) or len(root.value) != 2:
        return False
    node = root.value[0][1]
    # A number, a date or "yes" would be read as it stands here, and as something else by other tools.
    return (
        isinstance(node, yaml.ScalarNode)
        and node.value == value
        and node.style is None
        and (node.tag in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"))
    )


def _style(value: yaml.Node) -> str:
    if not isinstance(value, yaml.ScalarNode):
        return "list"
    return "block" if value.style in ("|", ">") else value.style or ""


def _last_mark(node: yaml.Node) -> yaml.Mark:
    """Return where a value ends; a list over several lines is said to end where the next member begins."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node.end_mark


def _end_of_toml(source: str, begin: int, top: int) -> int:
    """Return where a value ends: the first end of a line, or comment, before which it is a whole one."""
    for match in re.finditer(r"[ \t]*(?:#|\n|\Z)", source[begin:top]):
        end = begin + match.start()
        try:
            parse_toml(f"key = {source[begin:end]}")
        except ValueError:
            continue
        return end
    return begin


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position
