"""Which part of a saved page is read: what its reader chose, else what looks like the article."""

from __future__ import annotations

from storymap.errors import Problem
from storymap.reading.article.html.cleaning import BLOCK_ELEMENTS
from storymap.reading.article.html.tokens import (
    HtmlToken,
    text_of,
    without_elements,
)
from storymap.reading.article.web_page.article_part import article_tokens, declares_article, is_hidden
from storymap.reading.article.web_page.css_selection import selected_tokens
from storymap.reading.article.web_page.furniture import without_furniture
from storymap.reading.article.web_page.main_content import main_content
from storymap.reading.article.web_page.page_choice import PageSelection

# Fewer letters than a paragraph or two have are too little to judge a page by, unless elsewhere there is far more.
_SHORT_STORY = 1_000
_FAR_MORE = 2
_TEASER = 200
_LEAST_STORY = 300
_DOUBTFUL_SHARE = 0.4  # of what the page declares as its article
_DOUBTFUL_REST = 0.5  # of what the library finds, once furniture has gone by its name
_OVERRULE = 'choose with --select "CSS", or keep everything with --whole'


def select_tokens(
    tokens: list[HtmlToken], selection: PageSelection, name: str, problems: list[Problem], *, is_page: bool
) -> list[HtmlToken]:
    """Return the tokens of the article among those of the HTML in the file `name`; say what was left out.

    Raises StorymapError when nothing is what the selector names.
    """
    visible = without_elements(tokens, is_hidden)
    if selection.selector:
        chosen = selected_tokens(visible, selection.selector, name)
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
    found = main_content(without_elements(visible, lambda tag: tag.name == "title"))
    if found is None:
        if letters >= _SHORT_STORY:
            what = "the page is too large or too deeply nested to look for the article in it"
            problems.append(Problem(name, what, _OVERRULE, "warning"))
        return declared
    article = without_furniture(found)
    left = len(text_of(article))
    if letters < _SHORT_STORY:
        if left <= max(letters * _FAR_MORE, _LEAST_STORY):
            return declared
        is_doubtful = letters > _TEASER
    else:
        is_doubtful = left < letters * _DOUBTFUL_SHARE or left < len(text_of(found)) * _DOUBTFUL_REST
    if is_doubtful:
        what = "which part of the page is the article is doubtful"
        problems.append(Problem(name, what, _OVERRULE, "warning"))
    # What an element of the page declares goes before what would leave most of it out.
    is_less = letters >= _SHORT_STORY and left < letters * _DOUBTFUL_SHARE
    return declared if not left or (is_less and declares_article(visible)) else article
