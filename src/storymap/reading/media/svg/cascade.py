"""What the style of an element is: of all that is said of it, what holds."""

from __future__ import annotations

from storymap.reading.media.svg.stylesheet import Compound, Compounds, Value
from storymap.reading.media.svg.tree import Node, Tree

_ABSENT = ("inherit", "unset", "revert")


class Cascade:
    """The styles of a drawing's elements, worked out as a browser does, for those that are asked for."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[int, dict[str, Value]] = {}

    def own(self, node: Node, name: str) -> Value | None:
        """Return what is said of the property `name` at an element itself, None for nothing.

        "initial" is returned as it is; what asks for the value of the element around it is nothing.
        """
        value = self._declared(node).get(name)
        return None if value is None or value.text in _ABSENT else value

    def inherits(self, node: Node, name: str) -> bool:
        """Say whether an element asks for the value of the one around it by name."""
        value = self._declared(node).get(name)
        return value is not None and value.text == "inherit"

    def _declared(self, node: Node) -> dict[str, Value]:
        known = self._known.get(id(node))
        if known is None:
            known = self._known[id(node)] = self._find(node)
        return known

    def _find(self, node: Node) -> dict[str, Value]:
        has_id = node.new_id and self._tree.by_id.get(node.new_id) is node
        rules = self._tree.sheet.rules_for(node.name, node.new_id if has_id else "", node.classes)
        found = dict(node.presentation)
        ranked = sorted((rule for rule in rules if self._matches(node, rule.compounds)), key=lambda rule: rule.rank)
        for declarations in (*(rule.declarations for rule in ranked), node.style):
            found.update({name: value for name, value in declarations.items() if not value.is_important})
            _spread_font(found, declarations, is_important=False)
        for declarations in (*(rule.declarations for rule in ranked), node.style):
            found.update({name: value for name, value in declarations.items() if value.is_important})
            _spread_font(found, declarations, is_important=True)
        return found

    def _matches(self, node: Node, compounds: Compounds) -> bool:
        """Say whether a selector names an element, from its last part to those around: each is asked once."""
        nodes = {id(node): node} if self._is(node, compounds[-1][1]) else {}
        for (tie, _), (_, compound) in zip(reversed(compounds[1:]), reversed(compounds[:-1]), strict=True):
            around: dict[int, Node] = {}
            for found in nodes.values():
                parent = found.parent
                while parent is not None and id(parent) not in around:
                    around[id(parent)] = parent
                    parent = None if tie == ">" else parent.parent
            nodes = {key: found for key, found in around.items() if self._is(found, compound)}
        return bool(nodes)

    def _is(self, node: Node, compound: Compound) -> bool:
        has_id = bool(node.new_id) and self._tree.by_id.get(node.new_id) is node
        return (
            compound.element in ("", node.name)
            and (not compound.new_id or (has_id and compound.new_id == node.new_id))
            and compound.classes <= set(node.classes)
            and (not compound.is_root or node.parent is None)
        )


def _spread_font(found: dict[str, Value], declarations: dict[str, Value], *, is_important: bool) -> None:
    """Take the size out of the property `font`, where it is not said again behind it."""
    names = list(declarations)
    font = declarations.get("font")
    if font is None or font.is_important != is_important:
        return
    size = declarations.get("font-size")
    is_later = size is not None and names.index("font-size") > names.index("font")
    if not (is_later and size is not None and size.is_important == is_important):
        found["font-size"] = Value(_size_of(font.text))


def _size_of(font: str) -> str:
    """Return the size in a value of `font`: the last word with a number before the names, and before a slash."""
    words = font.partition("'")[0].partition(",")[0].partition("/")[0].split()
    return next((word for word in reversed(words) if word[:1] in "0123456789.+-" or word in SIZES), "medium")


# Pixels for each word that is a size.
SIZES = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}
