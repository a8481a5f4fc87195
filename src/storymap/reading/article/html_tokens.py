"""HTML as it comes in: cleaned by nh3 (ammonia), then a list of tags and texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from storymap.errors import Problem, StorymapError
from storymap.reading.text import normalise

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt"),
    *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr"),
    *("li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul"),
    *("tbody", "tfoot", "thead"),
}
_INLINES = {
    *(
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
    ),
    *("kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"),
    *("time", "tt", "u", "var"),
}
_RECORDINGS = {"audio", "source", "video"}
_HEAD = {"link", "meta", "title"}
_LOST_WITH_CONTENT = {
    *(
        "button",
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
_VOID = {"br", "hr", "img", "link", "meta", "source"}
_VIEW = {"data-hide", "data-show", "data-view"}
_ATTRIBUTES = {
    **dict.fromkeys(_BLOCKS, _VIEW),
    "*": {"class", "data-line", "hidden", "style"},
    "a": {"href"},
    "audio": {"aria-label", "src", "title"},
    "img": {"alt", "data-alt", "data-caption", "data-credit", "height", "src", "width"},
    "link": {"href", "rel"},
    "meta": {"content", "name", "property"},
    "source": {"src"},
    "video": {"aria-label", "poster", "src", "title"},
    "ol": {"start"} | _VIEW,
}
_SCHEMES = {"data", "http", "https", "mailto", "place"}
# An element may be cloned many times to mend bad nesting, and its attributes with it: long ones are refused.
_LONGEST_ATTRIBUTE = {
    **{"alt": 5000, "content": 5000, "data-caption": 5000, "href": 2000, "src": 1_600_000},
    **dict.fromkeys(_VIEW, 5000),
}

# ammonia's time grows with nesting times elements; these keep it to seconds. Elements that close themselves
# count for nothing, and scripts are counted as if they were markup, so the limits are wide.
_MOST_ELEMENTS = 200_000
_DEEPEST = 2000
_MOST_CLONES = 2_000_000
_MOST_REFERENCES = 500_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SELF_CLOSING = {
    *("a", "area", "base", "body", "col", "dd", "dt", "embed", "head", "html", "input", "li", "option", "p"),
    *("optgroup", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr"),
} | _VOID
_FORMATTING = {"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}


@dataclass(frozen=True, slots=True)
class Start:
    """A start tag, or the whole of an element without content such as `<br>`."""

    name: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class End:
    """An end tag."""

    name: str


Part = Start | End | str


def read_markup(source: str, where: str) -> list[Part]:
    """Return the cleaned parts of the HTML `source`: a well-formed sequence of tags and normalised texts.

    Only known elements and attributes are left: no script, style, svg, math, frame or form control, no
    comment. Raises StorymapError when there is far more markup than in an article.
    """
    _check_amount(source, where)
    clean = nh3.clean(
        source,
        tags=_BLOCKS | _INLINES | _RECORDINGS | _HEAD,
        clean_content_tags=_LOST_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_shorten,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(normalise(clean))
    reader.close()
    return reader.parts


def without(parts: list[Part], unwanted: Callable[[Start], bool]) -> list[Part]:
    """Return `parts` without the elements whose start tag is `unwanted`, and without what they hold."""
    kept: list[Part] = []
    depth = 0
    for part in parts:
        if depth:
            depth += _step(part)
        elif isinstance(part, Start) and unwanted(part):
            depth = _step(part)
        else:
            kept.append(part)
    return kept


def inside(parts: list[Part], begin: int) -> list[Part]:
    """Return what the element whose start tag is `parts[begin]` holds."""
    depth = 0
    for position in range(begin, len(parts)):
        depth += _step(parts[position])
        if depth == 0:
            return parts[begin + 1 : position]
    return parts[begin + 1 :]


def text_of(parts: list[Part]) -> str:
    """Return the text of `parts` on one line."""
    return re.sub(r"[ \t\n]+", " ", "".join(part for part in parts if isinstance(part, str))).strip()


def has_class(start: Start, *names: str) -> bool:
    """Say whether `start` has one of the class `names`."""
    return not set(names).isdisjoint(start.attributes.get("class", "").lower().split())


class _Reader(HTMLParser):
    """Turns ammonia's output into parts. It is well formed, so the parser's leniency does not matter."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(Start(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(End(tag))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _step(part: Part) -> int:
    if isinstance(part, End):
        return -1
    return 1 if isinstance(part, Start) and part.name not in _VOID else 0


def _shorten(_tag: str, attribute: str, value: str) -> str | None:
    longest = _LONGEST_ATTRIBUTE.get(attribute, 300)
    if len(value) <= longest:
        return value
    return value[:longest] if attribute in ("alt", "content", "data-caption") else None


def _check_amount(source: str, where: str) -> None:
    if source.count("&") > _MOST_REFERENCES:
        what = f"there are more than {_MOST_REFERENCES:,} character references such as &quot; in it"
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
        if elements > _MOST_ELEMENTS:
            what = f"there are more than {_MOST_ELEMENTS:,} HTML elements"
        elif depth > _DEEPEST:
            what = f"HTML elements are nested more than {_DEEPEST:,} deep"
        elif clones > _MOST_CLONES:
            what = "too many HTML elements such as <b> are not closed"
        if what:
            raise StorymapError(Problem(where, what, "keep only the article's own text"))
