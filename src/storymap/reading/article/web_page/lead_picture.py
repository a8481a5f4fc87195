"""The picture that a saved page names as its own, where its text shows none and the page was saved with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from storymap.errors import Problem
from storymap.reading.article.html.tokens import EndTag, HtmlToken, StartTag
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.web_page.metadata import PageDescription


def with_lead_picture(
    article: list[HtmlToken],
    page: PageDescription,
    cleaned: list[HtmlToken],
    name: str,
    media: MediaEmbedder,
    problems: list[Problem],
) -> list[HtmlToken]:
    """Return the `article` of a page, the file `name`, with the picture of the `page` before it if it has none.

    `cleaned` are the tokens of all of the page. `media` says which pictures were saved. `problems` tell what is added.
    """
    if any(isinstance(token, StartTag) and token.name == "img" for token in article):
        return article
    figure = _lead_picture(page, cleaned, name, media.holds)
    if figure:
        what = "the picture that the page names as its own leads the article, which has none"
        problems.append(Problem(name, what, 'choose the article with --select "CSS" to leave it out', "note"))
    return [*figure, *article]


def _lead_picture(
    page: PageDescription, tokens: list[HtmlToken], name: str, holds: Callable[[str], bool]
) -> list[HtmlToken]:
    """Return a figure with the picture of `page`, the file `name` with these `tokens`; nothing if it was not saved.

    `holds` says whether there is a picture with a name, in the file or its folder. Browsers put those of "a.html" into
    "a_files", by the last part of their address.
    """
    if not page.picture:
        return []
    src = next((src for src in _names(page.picture, tokens, name) if holds(src)), "")
    alt = {"alt": page.picture_alt} if page.picture_alt else {"alt": "", "data-alt": "missing"}
    return [StartTag("figure", {}), StartTag("img", {"src": src, **alt}), EndTag("figure")] if src else []


def _names(address: str, tokens: list[HtmlToken], name: str) -> Iterator[str]:
    yield address
    file = _file(address)
    if not file:
        return
    for token in tokens:
        if isinstance(token, StartTag) and token.name == "img" and _file(token.attributes.get("src", "")) == file:
            yield token.attributes["src"]
            break
    yield f"{PurePosixPath(name).stem}_files/{file}"


def _file(address: str) -> str:
    """Return the last part of an address."""
    try:
        return unquote(PurePosixPath(urlsplit(address).path).name)
    except ValueError:
        return ""
