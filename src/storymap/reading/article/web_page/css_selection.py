"""The part of a page that a CSS selector names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LONGEST_SELECTOR, MOST_SELECTOR_PARTS
from storymap.reading.article.html.tokens import HtmlToken, element_ends
from storymap.reading.article.web_page.main_content import position_of, token_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements by name, class, id and attribute. Pseudo-classes may take a page's size squared.
_PART = re.compile(
    r"(?=.)(?:\*|[a-z][a-z0-9]*)?(?:[.#][A-Za-z_][\w-]*|\[[a-z-]+(?:[~^$*|]?=(?:\"[^\"\\\]]*\"|[\w-]+))?\])*", re.ASCII
)
_EXAMPLE = 'write for example --select "article.story" or --select "#main p"'


def selected_tokens(tokens: list[HtmlToken], selector: str, name: str) -> list[HtmlToken]:
    """Return the elements among `tokens` that a `selector` names, with all that they hold, in the page's order.

    A selector has parts such as `div.story` or `#main`, with a comma between alternatives, and a blank or `>` before
    what is within. Raises StorymapError when it is none, or names nothing in the file `name`.
    """
    shown = printable(selector, 60)
    alternatives = [re.split(r" *(>) *| +", one.strip(" ")) for one in selector.split(",")]
    # A blank leaves None where ">" would stand.
    parts = [part for alternative in alternatives for part in alternative[::2]]
    if len(selector) > LONGEST_SELECTOR or not all(_PART.fullmatch(part) for part in parts):
        raise StorymapError(Problem(name, f'"{shown}" is not a selector that is read', _EXAMPLE))
    if len(parts) > MOST_SELECTOR_PARTS:
        what = f"the selector has {len(parts)} parts; at most {MOST_SELECTOR_PARTS} are read"
        raise StorymapError(Problem(name, what, _EXAMPLE))
    tree = token_tree(tokens)
    if tree is None:
        what = "the page is too large or too deeply nested to select a part of it"
        raise StorymapError(Problem(name, what, "keep only the article in the file, and leave out the selector"))
    positions = {position_of(element) for alternative in alternatives for element in _matches(tree, alternative)}
    chosen: list[HtmlToken] = []
    ends, end = element_ends(tokens), -1
    for position in sorted(positions - {-1}):
        if position > end:  # what is within one that is taken is taken already
            end = ends[position]
            chosen += tokens[position : end + 1]
    if not chosen:
        raise StorymapError(Problem(name, f'nothing in it is what the selector "{shown}" names', _EXAMPLE))
    return chosen


def _matches(tree: HtmlElement, parts: list[str]) -> set[HtmlElement]:
    """Return the elements that are the last of `parts`, each within the one before; ">" stands between some.

    The library finds one part at a time: for several its time would be the square of the page.
    """
    from lxml.cssselect import CSSSelector

    found = set(CSSSelector(parts[0])(tree))
    for relation, part in zip(parts[1::2], parts[2::2], strict=True):
        inner = CSSSelector(part)(tree)
        if relation == ">":
            found = {element for element in inner if element.getparent() in found}
        else:
            found = {element for element in inner if not found.isdisjoint(element.iterancestors())}
    return found
