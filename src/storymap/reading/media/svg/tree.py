"""A drawing as a tree of what is allowed of it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from unicodedata import category
from urllib.parse import unquote_to_bytes

from storymap.limits import DEEPEST_SVG, MOST_SVG_ELEMENTS, MOST_SVG_PICTURES
from storymap.reading.media.policy import refusal
from storymap.reading.media.svg.allowed import (
    ANIMATIONS,
    ELEMENTS,
    PROPERTIES,
    REFUSED,
    TEXTS,
)
from storymap.reading.media.svg.stylesheet import Declarations, StyleSheet, Value, read_declarations
from storymap.reading.media.svg.values import NewNames, clean_attribute, clean_path, clean_result, clean_value

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-[A-Za-z]{2}|-[0-9]{3})?")
# Joiners, marks of direction and their isolates, the soft hyphen.
_DIRECTING = frozenset("\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u00ad")
_CONDITIONS = ("requiredExtensions", "systemLanguage", "requiredFeatures")
_DATA_URI = re.compile(r"\s*data:image/[a-z+.-]+(?:;charset=[\w-]+)?;base64,", re.IGNORECASE)

# Returns the bytes of a picture within the drawing as a `data:` URI, written anew, and its number of pixels.
EncodePicture = Callable[[bytes], tuple[str, int]]


@dataclass(eq=False)
class Node:
    """An element that is allowed, with clean attributes; `reference` is the new id that its `href` names."""

    name: str
    new_id: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    presentation: Declarations = field(default_factory=dict)
    style: Declarations = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    reference: str = ""
    pixels: int = 0
    children: list[Node | str] = field(default_factory=list)
    parent: Node | None = None

    def elements(self) -> Iterator[Node]:
        """Yield the elements right within this one."""
        return (child for child in self.children if isinstance(child, Node))


class Tree:
    """A drawing, cleaned: its root, its style sheet, and whether anything in it moved.

    Raises StorymapError, with words that follow the picture's name, for more than is allowed.
    """

    def __init__(self, root: Any, encode_picture: EncodePicture) -> None:
        self.sheet = StyleSheet()
        self.by_id: dict[str, Node] = {}
        self.is_animated = False
        self._ids, self._classes, self._results = NewNames("i"), NewNames("c"), NewNames("r")
        self._encode_picture = encode_picture
        self._elements = self._pictures = 0
        for count, element in enumerate(root.iter()):
            if count >= MOST_SVG_ELEMENTS:
                raise refusal(f"is SVG of more than {MOST_SVG_ELEMENTS:,} elements", "export it as PNG")
            if element.tag == f"{_SVG}style" and element.get("type", "text/css").strip().lower() in ("text/css", ""):
                self.sheet.add("".join(element.itertext()), self._ids, self._classes)
        self.root = self._clean(root, "svg", 0)
        self.is_animated |= self.sheet.is_animated

    def _clean(self, element: Any, name: str, depth: int) -> Node:
        if depth > DEEPEST_SVG:
            raise refusal(f"is SVG whose elements are nested more than {DEEPEST_SVG} deep", "export it as PNG")
        node = Node(name)
        source_name = element.tag.removeprefix(_SVG)
        if source_name in ELEMENTS:
            self._clean_attributes(element, node)
        else:
            self._clean_common(element, node)
        if name in TEXTS and element.text:
            node.children.append(without_invisible(element.text))
        chosen = _chosen(element) if source_name == "switch" else None
        for child in element:
            if child is chosen or (chosen is None and not _is_never_drawn(child)):
                kept = self._clean_child(child, name, depth + 1)
                if kept is not None:
                    kept.parent = node
                    node.children.append(kept)
            if name in TEXTS and child.tail:
                node.children.append(without_invisible(child.tail))
        return node

    def _clean_child(self, child: Any, parent: str, depth: int) -> Node | None:
        if not isinstance(child.tag, str) or not child.tag.startswith(_SVG):
            return None
        name = child.tag.removeprefix(_SVG)
        if name in ANIMATIONS:
            self.is_animated = True
            return None
        if name in REFUSED and (len(child) or name != "foreignObject" or "".join(child.itertext()).strip()):
            raise refusal(f"is SVG with {REFUSED[name]}, which is not drawn everywhere", "export it as PNG")
        if name in ("a", "switch"):
            return self._clean(child, "tspan" if parent in TEXTS else "g", depth)
        return self._clean(child, name, depth) if name in ELEMENTS else None

    def _clean_common(self, element: Any, node: Node) -> None:
        for key, text in element.attrib.items():
            self._clean_style(node, key, text)
        if "transform" in element.attrib:
            self._set(node, "transform", clean_attribute(element.attrib["transform"], self._ids))

    def _clean_attributes(self, element: Any, node: Node) -> None:
        allowed = ELEMENTS[node.name]
        for key, text in element.attrib.items():
            if key in allowed and key != "href":
                self._set(node, key, self._attribute(key, text))
            elif key == _XML_SPACE and text in ("preserve", "default"):
                node.attributes["xml:space"] = text
            elif key in (_XML_LANG, "lang") and _LANGUAGE.fullmatch(text):
                node.attributes["xml:lang"] = text
            else:
                self._clean_style(node, key, text)
        if "href" in allowed:
            self._refer(node, element.get("href", element.get(_XLINK_HREF, "")).strip())

    def _attribute(self, key: str, text: str) -> str | None:
        if key in ("d", "points"):
            return clean_path(text)
        if key in ("in", "in2", "result"):
            return clean_result(text, self._results)
        return clean_attribute(text, self._ids)

    def _set(self, node: Node, key: str, text: str | None) -> None:
        if text is not None:
            node.attributes[key] = text

    def _clean_style(self, node: Node, key: str, text: str) -> None:
        if key == "id" and text:
            node.new_id = self._ids[text]
            self.by_id.setdefault(node.new_id, node)
        elif key == "class":
            known = [self._classes[name] for name in text.split() if name in self._classes]
            node.classes = tuple(dict.fromkeys(known))
        elif key == "style":
            node.style = read_declarations(text, self._ids)
        elif key in PROPERTIES and key not in ELEMENTS[node.name]:
            import tinycss2

            value = clean_value(key, tinycss2.parse_component_value_list(text), self._ids)
            if value is not None:
                node.presentation[key] = Value(value[0], tuple(value[1]))

    def _refer(self, node: Node, address: str) -> None:
        if node.name == "image":
            self._pictures += 1
            if self._pictures > MOST_SVG_PICTURES:
                raise refusal(f"is SVG with more than {MOST_SVG_PICTURES} pictures in it", "export it as PNG")
            picture = _picture(address)
            if picture is not None:
                node.attributes["href"], node.pixels = self._encode_picture(picture)
        elif address.startswith("#") and len(address) > 1:
            node.reference = self._ids[address[1:]]
            node.attributes["href"] = f"#{node.reference}"


def without_invisible(text: str) -> str:
    """Return the letters of `text` that are drawn, with the signs that direct and join them."""
    if text.isascii():
        return text
    return "".join(letter for letter in text if letter in _DIRECTING or category(letter) not in ("Cf", "Co", "Cn"))


def _is_never_drawn(element: Any) -> bool:
    """Say whether no browser draws an element: none has extensions, and a list of no languages holds for nobody.

    Raises StorymapError for one that is drawn for readers of some languages only.
    """
    languages = element.get("systemLanguage")
    if "requiredExtensions" in element.attrib or (languages is not None and not languages.strip()):
        return True
    if languages is not None:
        raise refusal("is SVG with parts for some languages only", "export it as PNG")
    return False


def _chosen(switch: Any) -> Any:
    """Return the child of a `switch` that a drawing program means for all: one without HTML and without conditions."""
    drawn = [child for child in switch if str(child.tag).removeprefix(_SVG) in ELEMENTS]
    plain = [child for child in drawn if not any(child.get(key) for key in _CONDITIONS)]
    return next(iter(plain or drawn), switch)


def _picture(address: str) -> bytes | None:
    """Return the bytes of the picture in a `data:` URI, or None for any other address: nothing is loaded."""
    head = _DATA_URI.match(address)
    if head is None:
        return None
    try:
        text = "".join(unquote_to_bytes(address[head.end() :]).decode("ascii").split())
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise refusal("is SVG with a picture that is damaged", "export it again") from None
