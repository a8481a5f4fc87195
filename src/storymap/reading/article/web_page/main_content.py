"""Which elements of a saved page are its article: readability-lxml decides, and our own tokens are kept.

The library reads a tree that is made of our tokens, each element with its position among them, and what it leaves in
its result is looked up again. So nothing of its text comes into an article: links, pictures and views stay ours.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from storymap.limits import DEEPEST_MAIN_CONTENT, MOST_MAIN_CONTENT
from storymap.reading.article.html.cleaning import BLOCK_ELEMENTS, VOID_ELEMENTS
from storymap.reading.article.html.tokens import EndTag, HtmlToken, StartTag

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_POSITION = "data-position"
_TREE_ATTRIBUTES = ("class", "id", "itemprop")
# What XML does not have, and lxml does not take.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = {"link", "meta", "title"}


def main_content(tokens: list[HtmlToken]) -> list[HtmlToken] | None:
    """Return those of `tokens` that are the article; None if that cannot be said.

    It cannot where there are too many elements, or they are nested too deep for the library to be quick.
    """
    tree = token_tree(tokens)
    if tree is None:
        return None
    kept = _kept_positions(tree)
    return None if kept is None else _within(tokens, kept)


def token_tree(tokens: list[HtmlToken]) -> HtmlElement | None:
    """Return the elements of `tokens` as a tree, each with its position; None if it would be too large or deep."""
    from lxml.html import Element

    if len(tokens) > MOST_MAIN_CONTENT:
        return None
    root = Element("html")
    body = Element("body")
    root.append(body)
    opened = [body]
    for position, token in enumerate(tokens):
        if isinstance(token, StartTag):
            element = _element(token, position)
            opened[-1].append(element)
            if token.name not in VOID_ELEMENTS:
                opened.append(element)
                if len(opened) > DEEPEST_MAIN_CONTENT:
                    return None
        elif isinstance(token, EndTag):
            if len(opened) > 1:
                opened.pop()
        else:
            _append_text(opened[-1], _NOT_XML.sub(" ", token))
    return root


def position_of(element: HtmlElement) -> int:
    """Return the position among the tokens of an element of `token_tree`, -1 for one that is not of them."""
    return int(element.get(_POSITION, -1))


def _element(tag: StartTag, position: int) -> HtmlElement:
    from lxml.html import Element

    element = Element("span" if tag.name in _HEAD else tag.name)
    element.set(_POSITION, str(position))
    for name in _TREE_ATTRIBUTES:
        if name in tag.attributes:
            element.set(name, _NOT_XML.sub(" ", tag.attributes[name]))
    if "href" in tag.attributes:
        element.set("href", "#")  # the library asks for links, and not where they lead
    return element


def _append_text(parent: HtmlElement, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _kept_positions(tree: HtmlElement) -> set[int] | None:
    """Return the positions of the elements that readability leaves."""
    from readability import Document
    from readability.readability import Unparseable

    # It logs each page that it cannot read, and Python prints what is logged where nobody handles it.
    logging.getLogger("readability").addHandler(logging.NullHandler())
    kept: set[int] = set()

    class Positions(Document):  # type: ignore[misc]
        def get_clean_html(self) -> str:
            kept.clear()
            kept.update(position_of(element) for element in self.html.iter())
            return str(super().get_clean_html())

    try:
        Positions(tree).summary(html_partial=True)
    except Unparseable:
        return None
    return kept


def _within(tokens: list[HtmlToken], kept: set[int]) -> list[HtmlToken]:
    """Return the tokens whose nearest block is `kept`; what is within a sentence goes with its block."""
    remaining: list[HtmlToken] = []
    stack = [False]
    for position, token in enumerate(tokens):
        if isinstance(token, StartTag):
            is_kept = position in kept if token.name in BLOCK_ELEMENTS else stack[-1]
            if is_kept:
                remaining.append(token)
            if token.name not in VOID_ELEMENTS:
                stack.append(is_kept)
        elif isinstance(token, EndTag):
            if stack.pop():
                remaining.append(token)
        elif stack[-1]:
            remaining.append(token)
    return remaining
