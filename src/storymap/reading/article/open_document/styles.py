"""The styles of an OpenDocument text: what each says of headings, emphasis, lists, language and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.etree.ElementTree import Element

from storymap.reading.xml_elements import attribute, elements, local_name

_DEEPEST_PARENT = 20
_BOLD = re.compile(r"bold|[6-9]00")
_POSITION = re.compile(r"(super|sub|-?[0-9.]+%)")


@dataclass(frozen=True, slots=True)
class TextMarks:
    """How a run of text is set. `position` is "sup", "sub" or ""; `language` is a BCP 47 tag, or ""."""

    is_strong: bool = False
    is_emphasised: bool = False
    is_struck: bool = False
    is_code: bool = False
    is_hidden: bool = False
    position: str = ""
    language: str = ""


class StyleSheet:
    """The styles in the `roots` of a document's parts, by family and name."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self.program_language = ""
        for root in roots:
            for element in root.iter():
                self._take(element)
        self.marked = lru_cache(maxsize=10_000)(self._marked)

    def names(self, family: str, name: str) -> list[str]:
        """Return the name of a style and those of its parents, as people see them: "Text body", "Heading 1"."""
        chain = self._chain(family, name)
        names = [attribute(style, "display-name") or _readable(attribute(style, "name")) for style in chain]
        return names or [_readable(name)]

    def heading_level(self, name: str) -> int:
        """Return the level of the headings that a style of paragraphs makes, 0 for none."""
        for style in self._chain("paragraph", name):
            level = attribute(style, "default-outline-level")
            if level:
                return int(level) if re.fullmatch(r"[1-9]|10", level) else 0
        return 0

    def is_ordered(self, name: str, level: int) -> bool:
        """Say whether a style of lists numbers its items at a level, from 1."""
        style = self._lists.get(name)
        levels = [] if style is None else [child for child in style if attribute(child, "level") == str(level)]
        return any(
            local_name(child) == "list-level-style-number" and attribute(child, "num-format") for child in levels
        )

    def _marked(self, marks: TextMarks, family: str, name: str) -> TextMarks:
        """Return the marks of text in a style, within text that has `marks`."""
        for style in reversed(self._chain(family, name)):
            if _readable(attribute(style, "name")) in ("Source Text", "Teletype"):
                marks = replace(marks, is_code=True)
            for properties in elements(style, "text-properties"):
                marks = _with_properties(marks, properties)
        return marks

    def _chain(self, family: str, name: str) -> list[Element]:
        chain: list[Element] = []
        while len(chain) < _DEEPEST_PARENT and (style := self._styles.get((family, name))) is not None:
            chain.append(style)
            name = attribute(style, "parent-style-name")
        return chain

    def _take(self, element: Element) -> None:
        kind = local_name(element)
        if kind == "style":
            self._styles[attribute(element, "family"), attribute(element, "name")] = element
        elif kind == "list-style":
            self._lists[attribute(element, "name")] = element
        elif kind == "default-style" and attribute(element, "family") == "paragraph":
            marks = TextMarks()
            for properties in elements(element, "text-properties"):
                marks = _with_properties(marks, properties)
            self.program_language = marks.language


def _with_properties(marks: TextMarks, properties: Element) -> TextMarks:
    written = {key.rpartition("}")[2]: value for key, value in properties.attrib.items()}
    changed: dict[str, bool | str] = {}
    if weight := written.get("font-weight"):
        changed["is_strong"] = _BOLD.fullmatch(weight) is not None
    if slant := written.get("font-style"):
        changed["is_emphasised"] = slant in ("italic", "oblique")
    if line := written.get("text-line-through-style", written.get("text-line-through-type")):
        changed["is_struck"] = line != "none"
    if display := written.get("display"):
        changed["is_hidden"] = display == "none"
    if place := _POSITION.match(written.get("text-position", "")):
        changed["position"] = _position(place[1])
    language, country = written.get("language", ""), written.get("country", "")
    if language and language not in ("none", "zxx"):
        changed["language"] = language if country in ("", "none") else f"{language}-{country}"
    return replace(marks, **changed)  # type: ignore[arg-type]


def _position(written: str) -> str:
    if written.endswith("%"):
        height = float(written[:-1]) if re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{1,6})?%", written) else 0
        return "sup" if height > 0 else "sub" if height < 0 else ""
    return "sup" if written == "super" else "sub"


def _readable(name: str) -> str:
    """Return the name of a style as people see it: "Text_20_body" is "Text body"."""
    return re.sub(r"_([0-9a-f]{2})_", lambda code: chr(int(code[1], 16)), name)
