"""An ArchieML document: the entries of its head, and its text as Markdown, each line where it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from storymap.errors import Problem, printable
from storymap.reading.article.archieml.lines import Line, read_line
from storymap.reading.article.front_matter.known_keys import TEXTS, plain_key
from storymap.reading.article.front_matter.nodes import text_node
from storymap.reading.article.markdown.template_arguments import (
    IMAGE_NAMES,
    QUOTE_NAMES,
    TemplateTag,
    markdown_image,
)
from storymap.reading.problem_log import at_line

_BODIES = frozenset(("text", "body", "content", "story", "article", "copy", "main", "paragraphs", "graphs"))
# Objects of whose entries the article's own may be.
_HEADS = frozenset(("", "meta", "metadata", "head", "header", "article", "story", "page", "intro"))
_PARAGRAPHS = frozenset(("text", "p", "paragraph", "graf", "value"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "head", "hed", "heading", "header", "subhead", "subhed", "crosshead"))
_KNOWN = frozenset(key for keys in TEXTS.values() for key in keys)
_FIRST_LINE = re.compile(r"\s*(?:([A-Za-z][\w-]*)[ \t]*:|\[\s*\.?\+)", re.ASCII)
_STRUCTURE = re.compile(
    rf"^[ \t]*(?:\[\s*\.?\+\s*[\w.-]+\s*\]|\[\s*(?:{'|'.join(sorted(_BODIES))})\s*\]|:(?:end|skip|ignore)\b)",
    re.MULTILINE | re.IGNORECASE | re.ASCII,
)


def is_archieml(text: str) -> bool:
    """Say whether a plain text is ArchieML: it begins with an entry of a head, and has an array or a command."""
    first = _FIRST_LINE.match(text)
    if first is None or (first[1] and plain_key(first[1]) not in _KNOWN):
        return False
    return _STRUCTURE.search(text) is not None


class ArchieDocument:
    """The ArchieML `text` of the file `name`, read line by line; no line is wrong, some are left out."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._head: dict[str, tuple[str, int]] = {}
        self._body: dict[int, str] = {}
        self._left_out: dict[str, int] = {}
        self._outside: list[int] = []  # the lines of text that no value has
        self._array: str | None = None
        self._is_freeform = False
        self._object: str | None = None
        self._fields: dict[str, str] = {}
        self._object_line = 0
        self._within = False  # in an array within the text
        self._open: tuple[str, int] | None = None  # the value that `:end` may continue
        self._buffer: list[tuple[int, str]] = []
        self._read(text.split("\n"))

    @property
    def pairs(self) -> list[tuple[yaml.Node, yaml.Node]]:
        """The entries of the head, as those of front matter."""
        return [(text_node(key, line), text_node(value, line)) for key, (value, line) in self._head.items()]

    @property
    def markdown(self) -> str:
        """The text, its lines where they stand in the file; what is not of it is empty."""
        return "\n".join(self._body.get(line, "") for line in range(1, max(self._body, default=0) + 1))

    def problems(self) -> list[Problem]:
        """Return one warning for what has no place in an article, and one for text that belongs to nothing."""
        found = []
        if self._left_out:
            names = ", ".join(printable(name, 40) for name in list(self._left_out)[:3])
            more = " and more" if len(self._left_out) > 3 else ""
            what = f"ArchieML that means nothing here is left out: {names}{more}"
            where = at_line(self._name, min(self._left_out.values()))
            found.append(Problem(where, what, "the text is what stands in [+body]", "warning"))
        if self._outside:
            what = f"text outside of every value is left out ({len(self._outside):,} lines, the first here)"
            found.append(Problem(at_line(self._name, self._outside[0]), what, "put it into [+body]", "warning"))
        return found

    def _read(self, lines: Iterable[str]) -> None:
        is_skipped = False
        for number, written in enumerate(lines, 1):
            line = read_line(written, takes_items=self._array is not None and not self._is_freeform)
            if is_skipped and line.kind not in ("endskip", "ignore"):
                continue
            if line.kind == "ignore":
                break
            if line.kind in ("skip", "endskip"):
                is_skipped = line.kind == "skip"
                self._drop_buffer()
            else:
                self._take(line, number)
        self._close_object()
        self._drop_buffer()

    def _take(self, line: Line, number: int) -> None:
        if line.kind == "text":
            self._take_text(line.value, number)
        elif line.kind == "end":
            self._continue_value()
        else:
            self._drop_buffer()
            if line.kind in ("array", "object"):
                self._open_or_close(line, number)
            else:
                self._take_value(line.name, line.value, number)

    @property
    def _is_body(self) -> bool:
        return self._array is not None and _last(self._array) in _BODIES

    def _take_text(self, text: str, number: int) -> None:
        if self._is_body and self._is_freeform and self._object is None and not self._within:
            self._body[number] = text
        elif text:
            self._buffer.append((number, text))

    def _continue_value(self) -> None:
        if self._open is not None:
            key, line = self._open
            if key:
                self._head[key] = (" ".join([self._head[key][0], *(text for _, text in self._buffer)]), line)
            else:
                self._body |= dict(self._buffer)
            self._buffer = []
        self._drop_buffer()

    def _drop_buffer(self) -> None:
        if self._array is None or self._is_body:
            self._outside += [number for number, _ in self._buffer]
        self._buffer, self._open = [], None

    def _open_or_close(self, line: Line, number: int) -> None:
        is_nested = "." in line.signs and self._is_body
        if line.kind == "object" and (is_nested or self._object is not None):
            self._close_object()
            if line.name:
                self._object, self._object_line, self._fields = line.name, number, {}
        elif self._within and not line.name:
            self._within = False
        elif is_nested:
            self._within = True
            self._leave_out(line.name, number)
        else:
            self._close_object()
            self._within = False
            self._array = line.name or None if line.kind == "array" else None
            self._is_freeform = "+" in line.signs
            self._object = line.name or None if line.kind == "object" else None
            self._fields, self._object_line = {}, number
            if self._array is not None and not self._is_body:
                self._leave_out(line.name, number)

    def _close_object(self) -> None:
        """Show the picture of an object within the text, or leave the object out."""
        name, self._object = self._object, None
        if name is None or not self._is_body:
            return
        fields = {key.lower(): value for key, value in self._fields.items()}
        picture = markdown_image(TemplateTag(name.lower(), name, fields, []))
        if picture and (_last(name) in IMAGE_NAMES or "." not in name):
            self._body[self._object_line] = picture
        else:
            self._leave_out(name, self._object_line)

    def _take_value(self, key: str, value: str, number: int) -> None:
        if self._within or (self._array is not None and not self._is_body):
            return
        if self._is_body and self._object is not None:
            self._fields[key] = value
        elif self._is_body:
            self._take_part(key, value, number)
        else:
            self._take_entry(key, value, number)

    def _take_part(self, key: str, value: str, number: int) -> None:
        """Take a line of the text that says what it is; an item of a list says nothing."""
        kind = key.lower()
        if not key or kind in _PARAGRAPHS:
            self._body[number], self._open = value, ("", number)
        elif kind in _HEADINGS:
            self._body[number] = f"## {value}"
        elif kind in QUOTE_NAMES:
            self._body[number] = f"> {value}"
        elif kind in IMAGE_NAMES and (picture := markdown_image(TemplateTag(kind, key, {"src": value}, []))):
            self._body[number] = picture
        elif kind != "type":
            self._leave_out(key, number)

    def _take_entry(self, key: str, value: str, number: int) -> None:
        around, _, name = f"{self._object or ''}.{key}".strip(".").rpartition(".")
        if around.lower() not in _HEADS:
            self._leave_out(f"{around}.{name}", number)
        elif name.lower() in _BODIES:
            self._body[number], self._open = value, ("", number)
        else:
            self._head.pop(name, None)
            self._head[name], self._open = (value, number), (name, number)

    def _leave_out(self, name: str, number: int) -> None:
        self._left_out.setdefault(name, number)


def _last(name: str) -> str:
    return name.rpartition(".")[2].lower()
