"""Which part of a saved page is read: what its reader chose, else what looks like the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LONGEST_SELECTOR
from storymap.reading.article.furniture import without_furniture
from storymap.reading.article.html_cleaning import BLOCK_ELEMENTS
from storymap.reading.article.html_tokens import (
    EndTag,
    HtmlToken,
    StartTag,
    content_of,
    text_of,
    without_elements,
)
from storymap.reading.article.main_content import main_content, position_of, token_tree
from storymap.reading.article.web_page import article_tokens, is_hidden

# Elements by name, class, id and attribute, within each other. Pseudo-classes may take a page's size squared.
_PART = r"(?:\*|[a-z][a-z0-9]*)?(?:[.#][A-Za-z_][\w-]*|\[[a-z-]+(?:[~^$*|]?=(?:\"[^\"\\]*\"|[\w-]+))?\])*"
_SELECTOR = re.compile(rf"{_PART}(?:[ ]*[ >,][ ]*{_PART})*", re.ASCII)
# Fewer letters than a paragraph or two have are too little to judge a page by.
_SHORT_STORY = 1_000
_DOUBTFUL_SHARE = 0.4
_OVERRULE = 'choose with --select "CSS", or keep everything with --whole'


@dataclass(frozen=True, slots=True)
class PageSelection:
    """What of a page its reader wants: the elements that a CSS `selector` names, the `whole`, or the article."""

    selector: str = ""
    whole: bool = False


def select_tokens(
    tokens: list[HtmlToken], selection: PageSelection, name: str, problems: list[Problem], *, is_page: bool
) -> list[HtmlToken]:
    """Return the tokens of the article among those of the HTML in the file `name`; say what was left out.

    Raises StorymapError when nothing is what the selector names.
    """
    visible = without_elements(tokens, is_hidden)
    if selection.selector:
        chosen = _selected(visible, selection.selector, name)
    elif selection.whole:
        return without_elements(visible, lambda tag: tag.name == "title")
    elif is_page:
        chosen = _article(visible, name, problems)
    else:
        return article_tokens(tokens, whole_page=False)
    kept, all_of_it = count_blocks(chosen), count_blocks(without_elements(visible, lambda tag: tag.name == "title"))
    if selection.selector or kept < count_blocks(article_tokens(tokens, whole_page=True)):
        problems.append(Problem(name, f"{kept:,} blocks of {all_of_it:,} kept", _OVERRULE, "note"))
    return chosen


def count_blocks(tokens: list[HtmlToken]) -> int:
    """Return how many stretches of text there are between the tags of blocks."""
    count, is_new = 0, True
    for token in tokens:
        if isinstance(token, str):
            if is_new and not token.isspace():
                count, is_new = count + 1, False
        elif token.name in BLOCK_ELEMENTS:
            is_new = True
    return count


def _article(visible: list[HtmlToken], name: str, problems: list[Problem]) -> list[HtmlToken]:
    """Return the article of a page as its elements declare it, or else as the library finds it."""
    declared = without_furniture(article_tokens(visible, whole_page=True))
    letters = len(text_of(declared))
    if letters < _SHORT_STORY:
        return declared
    found = main_content(visible)
    if found is None:
        what = "the page is too large or too deeply nested to look for the article in it"
        problems.append(Problem(name, what, _OVERRULE, "warning"))
        return declared
    found = without_furniture(found)
    if not text_of(found):
        found = declared
    if len(text_of(found)) < letters * _DOUBTFUL_SHARE:
        what = "which part of the page is the article is doubtful"
        problems.append(Problem(name, what, _OVERRULE, "warning"))
    return found


def _selected(tokens: list[HtmlToken], selector: str, name: str) -> list[HtmlToken]:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    shown = printable(selector, 60)
    if len(selector) > LONGEST_SELECTOR or not _SELECTOR.fullmatch(selector):
        raise StorymapError(Problem(name, f'"{shown}" is not a selector that is read', _EXAMPLE))
    tree = token_tree(tokens)
    if tree is None:
        what = "the page is too large or too deeply nested to select a part of it"
        raise StorymapError(Problem(name, what, "leave out the selector, and keep only the article in the file"))
    try:
        found = sorted(position_of(element) for element in CSSSelector(selector)(tree))
    except SelectorError:
        raise StorymapError(Problem(name, f'"{shown}" is not a selector', _EXAMPLE)) from None
    chosen: list[HtmlToken] = []
    end = -1
    for position in found:
        if position > end:  # what is within one that is taken is taken already
            content = content_of(tokens, position)
            start = tokens[position]
            end = position + len(content) + 1
            chosen += [start, *content]
            if end < len(tokens) and isinstance(tokens[end], EndTag) and isinstance(start, StartTag):
                chosen.append(tokens[end])
    if not chosen:
        raise StorymapError(Problem(name, f'nothing in it is what the selector "{shown}" names', _EXAMPLE))
    return chosen


_EXAMPLE = 'write for example --select "article.story" or --select "#main p"'
