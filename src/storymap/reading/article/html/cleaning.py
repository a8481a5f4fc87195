"""The HTML that is let into an article: elements, attributes and schemes, and how much of them."""

from __future__ import annotations

import re

import nh3

from storymap.errors import Problem, StorymapError
from storymap.limits import (
    DEEPEST_HTML,
    LONGEST_ATTRIBUTE,
    LONGEST_NOTE,
    LONGEST_SRC,
    LONGEST_URL,
    MOST_HTML_CLONES,
    MOST_HTML_ELEMENTS,
    MOST_HTML_REFERENCES,
)
from storymap.reading.article.links import READ_SCHEMES

BLOCK_ELEMENTS = {
    *("address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt"),
    *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr"),
    *("li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul"),
    *("tbody", "tfoot", "thead"),
}
# Elements that mark a part of a sentence, and bring nothing of their own.
MARKED_TEXT = {
    *("a", "abbr", "b", "bdi", "bdo", "big", "button", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark"),
    *("q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
}
# Those that may have a view of the map. A button without one is of the page around the article.
ACTION_ELEMENTS = frozenset(("a", "button", "span"))
_INLINES = MARKED_TEXT | {"br", "cite", "img", "rp", "rt", "ruby"}
_AUDIO_VIDEO = {"audio", "source", "video"}
_HEAD = {"link", "meta", "title"}
_LOST_WITH_CONTENT = {
    *(
        "canvas",
        "datalist",
        "dialog",
        "iframe",
        "map",
        "math",
        "menu",
        "noscript",
        "object",
    ),
    *("script", "select", "style", "svg", "template", "textarea"),
}
KEPT_ELEMENTS = BLOCK_ELEMENTS | _INLINES | _AUDIO_VIDEO | _HEAD
VOID_ELEMENTS = {"br", "hr", "img", "link", "meta", "source"}
VIEW_ATTRIBUTES = {"data-hide", "data-layers", "data-show", "data-view"}
_ATTRIBUTES = {
    **dict.fromkeys(BLOCK_ELEMENTS | ACTION_ELEMENTS, VIEW_ATTRIBUTES),
    "*": {"class", "data-line", "hidden", "id", "itemprop", "style"},
    "a": {"href"} | VIEW_ATTRIBUTES,
    "audio": {"aria-label", "src", "title"},
    "img": {"alt", "data-alt", "data-caption", "data-credit", "height", "src", "width"},
    "link": {"href", "rel"},
    "meta": {"content", "name", "property"},
    "source": {"src"},
    "time": {"datetime"} | VIEW_ATTRIBUTES,
    "video": {"aria-label", "poster", "src", "title"},
    "li": {"data-note"} | VIEW_ATTRIBUTES,
    "sup": {"data-note"},
    "ol": {"start"} | VIEW_ATTRIBUTES,
}
# "cid:" names a picture that was saved in the same file.
_SCHEMES = {*READ_SCHEMES, "cid", "data"}
# An element may be cloned many times to repair bad nesting, and its attributes with it: long ones are refused.
_LONGEST_ATTRIBUTES = {
    **dict.fromkeys(("alt", "content", "data-caption", *VIEW_ATTRIBUTES), LONGEST_NOTE),
    "href": LONGEST_URL,
    "src": LONGEST_SRC,
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SELF_CLOSING = {
    *("a", "area", "base", "body", "col", "dd", "dt", "embed", "head", "html", "input", "li", "option", "p"),
    *("optgroup", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr"),
} | VOID_ELEMENTS
_FORMATTING = {"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}


def clean_html(source: str, where: str) -> str:
    """Return the HTML `source`, made well-formed, with only the elements, attributes and addresses that are let in.

    Script, style, svg, math, frames and form controls go with all that they hold; comments go too. Raises
    StorymapError when there is far more markup than in an article.
    """
    _check_amount(source, where)
    return nh3.clean(
        source,
        tags=KEPT_ELEMENTS,
        clean_content_tags=_LOST_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_shorten,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _shorten(_tag: str, attribute: str, value: str) -> str | None:
    longest = _LONGEST_ATTRIBUTES.get(attribute, LONGEST_ATTRIBUTE)
    if len(value) <= longest:
        return value
    return value[:longest] if attribute in ("alt", "content", "data-caption") else None


def _check_amount(source: str, where: str) -> None:
    if source.count("&") > MOST_HTML_REFERENCES:
        what = f"there are more than {MOST_HTML_REFERENCES:,} character references such as &quot; in it"
        raise StorymapError(Problem(where, what, "keep only the article's own text"))
    elements = depth = formatting = clones = 0
    for match in _TAG.finditer(source):
        name = match[2].lower()
        step = -1 if match[1] else 1
        elements += step == 1
        clones += formatting
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        if name not in _SELF_CLOSING:
            depth = max(0, depth + step)
        what = ""
        if elements > MOST_HTML_ELEMENTS:
            what = f"there are more than {MOST_HTML_ELEMENTS:,} HTML elements"
        elif depth > DEEPEST_HTML:
            what = f"HTML elements are nested more than {DEEPEST_HTML:,} deep"
        elif clones > MOST_HTML_CLONES:
            what = "too many HTML elements such as <b> are not closed"
        if what:
            raise StorymapError(Problem(where, what, "keep only the article's own text"))
