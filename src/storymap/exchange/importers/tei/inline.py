"""Inline text of TEI that is wanted as plain words: a name, a title, a note on a place."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from storymap.exchange.importers.tei.elements import BLOCKS, BREAKS, FURNITURE, chosen
from storymap.exchange.importers.tei.words import Words
from storymap.limits import DEEPEST_DOCUMENT
from storymap.reading.xml_elements import attribute, local_name


def add_inline(element: Element, words: Words, depth: int = 0) -> None:
    """Add the text of an element to words, without notes and furniture. What is nested too deep is left out."""
    words.add(element.text)
    for child in element:
        if depth < DEEPEST_DOCUMENT:
            _add_child(child, words, depth)
        words.add(child.tail)


def _add_child(child: Element, words: Words, depth: int) -> None:
    name = local_name(child)
    if name in BREAKS:
        add_break(child, words)
    elif name in ("choice", "app", "subst"):
        for one in chosen(child):
            add_inline(one, words, depth + 1)
    elif name and name not in FURNITURE and name != "note":
        if name in BLOCKS:
            words.space()
        add_inline(child, words, depth + 1)


def add_break(element: Element, words: Words) -> None:
    """Add a break of a line, column or page: it joins a word that it stands in, and parts any others."""
    if attribute(element, "break") == "no":
        words.join()
    elif attribute(element, "rend") == "break":
        words.line_break()
    elif local_name(element) in ("lb", "milestone"):
        words.space()
