"""What a screen reader says of a page, from its top to its bottom, as a text that a person can read.

Chromium's accessibility tree is written in the order of reading: a line for each thing that is read in one go, its name
before its role and its state, indented by what it is in. Links within a text stand in brackets. What has no name says so.
"""

from __future__ import annotations

import textwrap
from typing import Any

from playwright.sync_api import Page

_WIDTH = 110
_WITHOUT_WORDS = frozenset(
    {"none", "generic", "RootWebArea", "LineBreak", "ListMarker", "sectionheader", "sectionfooter"}
    | {"mark", "strong", "emphasis", "superscript", "subscript", "time", "code", "Abbr", "insertion", "deletion"}
)
_TEXTS = frozenset({"paragraph", "heading", "term", "definition", "Figcaption", "blockquote"})
_LANDMARKS = frozenset({"main", "region", "navigation", "complementary", "banner", "contentinfo", "search", "form"})
# What is inside is part of the name.
_LEAVES = frozenset({"button", "link", "checkbox", "radio", "image", "searchbox", "textbox", "slider", "progressbar"})
_STATES = {
    "pressed": {"true": "pressed", "false": "not pressed"},
    "checked": {"true": "checked", "false": "not checked"},
    "expanded": {True: "expanded", False: "collapsed"},
    "disabled": {True: "unavailable"},
    "modal": {True: "modal"},
    "hasPopup": {"menu": "opens a menu", "dialog": "opens a dialog", "true": "opens a menu"},
}
_MUST_HAVE_NAMES = _LEAVES | {"region", "dialog", "group"}


def spoken(page: Page, within: str = "") -> str:
    """Return what is said of the page, or of the first thing with the role `within`."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    reader = _Reader({node["nodeId"]: node for node in nodes})
    start = next(node for node in nodes if not within or (_role(node) == within and not node["ignored"]))
    reader.read(start, 0)
    reader.end_line()
    return "\n".join(reader.lines) + "\n"


def _role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def _text(node: dict[str, Any], key: str) -> str:
    return " ".join(str(node.get(key, {}).get("value", "")).split())


class _Reader:
    def __init__(self, nodes: dict[str, dict[str, Any]]) -> None:
        self.lines: list[str] = []
        self._nodes = nodes
        self._line = ""
        self._depth = 0
        self._bullet = ""

    def read(self, node: dict[str, Any], depth: int) -> None:
        role = _role(node)
        if node["ignored"] or role in _WITHOUT_WORDS:
            self._read_children(node, depth)
        elif role == "LabelText":
            # The control that it labels has it for its name.
            self._read_controls(node, depth)
        elif role == "StaticText":
            self._add(str(node["name"]["value"]), depth)
        elif role in _LEAVES:
            self._leaf(node, depth)
        elif role in _TEXTS:
            self.end_line()
            if role == "heading":
                self._add(f"heading {_properties(node)['level']}: ", depth)
            elif role == "blockquote":
                self._add("quotation: ", depth)
            self._read_children(node, depth)
            self.end_line()
        elif role == "listitem":
            self.end_line()
            self._bullet = "• "
            self._read_children(node, depth + 1)
            self.end_line()
        else:
            self._container(node, depth)

    def end_line(self) -> None:
        text = " ".join(self._line.split())
        self._line = ""
        if not text:
            return
        indent = "  " * self._depth
        first = indent[2:] + self._bullet if self._bullet else indent
        self.lines += textwrap.wrap(
            text, _WIDTH, initial_indent=first, subsequent_indent=f"{indent}  ", break_on_hyphens=False
        )
        self._bullet = ""

    def _read_children(self, node: dict[str, Any], depth: int) -> None:
        for child in node.get("childIds", []):
            if child in self._nodes:
                self.read(self._nodes[child], depth)

    def _read_controls(self, node: dict[str, Any], depth: int) -> None:
        for child in (self._nodes[child] for child in node.get("childIds", [])):
            if _role(child) in _LEAVES:
                self.read(child, depth)
            else:
                self._read_controls(child, depth)

    def _add(self, text: str, depth: int) -> None:
        self._depth = depth
        # What stands in boxes of its own is said apart.
        ends, begins = self._line[-1:], text[:1]
        is_apart = (ends == "]" and begins == "[") or (ends.isalnum() and begins.isalnum())
        self._line += f" {text}" if is_apart else text

    def _leaf(self, node: dict[str, Any], depth: int) -> None:
        said = ", ".join([*_said(node), *_states(node)])
        if _role(node) == "link" or self._line.startswith("heading"):
            self._add(f"[{said}]", depth)
            return
        self.end_line()
        self._add(said, depth)
        self.end_line()

    def _container(self, node: dict[str, Any], depth: int) -> None:
        self.end_line()
        role = _role(node)
        parts = [*_said(node), *_states(node)]
        if role in _LANDMARKS and role != "region":
            parts[-1] += " landmark"
        if role == "list":
            parts[-1] += f" of {self._count_items(node)}"
        said = len(self.lines)
        self._add(", ".join(parts), depth)
        self.end_line()
        self._read_children(node, depth + 1)
        self.end_line()
        # A live region says something only once there is something to say.
        if role == "status" and len(self.lines) == said + 1:
            self.lines.pop()

    def _count_items(self, node: dict[str, Any]) -> int:
        children = [self._nodes[child] for child in node.get("childIds", []) if child in self._nodes]
        return sum(1 if _role(child) == "listitem" else self._count_items(child) for child in children)


def _properties(node: dict[str, Any]) -> dict[str, Any]:
    return {one["name"]: one["value"].get("value") for one in node.get("properties", [])}


def _said(node: dict[str, Any]) -> list[str]:
    role = _role(node)
    name = _text(node, "name")
    if name:
        return [name, role]
    return ["(no name)", role] if role in _MUST_HAVE_NAMES else [role]


def _states(node: dict[str, Any]) -> list[str]:
    properties = _properties(node)
    states = [
        says[properties[name]] for name, says in _STATES.items() if name in properties and properties[name] in says
    ]
    if properties.get("keyshortcuts"):
        states.append(f"key {properties['keyshortcuts']}")
    description = _text(node, "description")
    return [*states, *([f"({description})"] if description else [])]
