"""An article from its file: Markdown, plain text or HTML, with front matter."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from storymap.errors import ArticleError, Problem, StorymapError
from storymap.limits import LARGEST_ARTICLE, MOST_ARTICLE_LINES
from storymap.model import Article
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.front_matter import FrontMatter, read_front_matter
from storymap.reading.article.html import read_html
from storymap.reading.article.markdown import read_markdown
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.page_selection import PageSelection
from storymap.reading.article.plain_text import read_plain_text
from storymap.reading.article.removed_controls import RemovedControls
from storymap.reading.article.title import title_from_stem
from storymap.reading.encoding import Decoding, check_encoding, decode
from storymap.reading.files import is_address, read_bytes
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.problem_log import at_line
from storymap.reading.text import is_invisible, normalise

_KINDS = {".md": "md", ".markdown": "md", ".txt": "txt", ".html": "html", ".htm": "html"}


def read_article(
    source: str | os.PathLike[str],
    *,
    problems: list[Problem] | None = None,
    allow_path: Sequence[str | os.PathLike[str]] = (),
    media_policy: MediaPolicy | None = None,
    encoding: str | None = None,
    select: str | None = None,
    whole: bool = False,
) -> Article:
    """Return the article in the file `source`: .md or .markdown, .txt, .html or .htm.

    Warnings are added to `problems` if it is given. Pictures and recordings are embedded from the file's folder, as
    far as the `media_policy` allows; nothing is fetched. `allow_path` names more folders that they may be in; a
    `media_policy` brings its own. `encoding` is that of a file that is not in Unicode; without it, it is what the file
    declares, else it is guessed from the letters, with a warning. Of a saved web page what looks like the article is
    read; `select`, a CSS selector, or `whole` say otherwise.

    Raises ArticleError, with all problems at once, when the file cannot be read as an article.
    """
    path = Path(source)
    found: list[Problem] = []
    try:
        media_policy = media_policy or MediaPolicy(allowed=AllowedFolders(allow_path))
        check_encoding(encoding)
        decoding = Decoding(encoding, found.append)
        article = _read(path, os.fspath(source), found, media_policy, decoding, PageSelection(select or "", whole))
    except StorymapError as error:
        raise ArticleError([*found, *error.problems]) from None
    if problems is not None:
        problems += found
    return article


def front_matter_of(path: Path) -> FrontMatter:
    """Return the front matter of an article; an empty one if the file is no article."""
    if path.suffix.lower() not in _KINDS:
        return FrontMatter()
    try:
        data = read_bytes(path, LARGEST_ARTICLE, str(path))
        decoded = decode(data, path.name, Decoding(warn=lambda _: None))
        return read_front_matter(normalise(decoded), path.name, [], RemovedControls(decoded).as_written)[0]
    except StorymapError:
        return FrontMatter()


def _read(
    path: Path,
    written: str,
    problems: list[Problem],
    media_policy: MediaPolicy,
    decoding: Decoding,
    selection: PageSelection,
) -> Article:
    if is_address(written):
        raise _refusal(written, "this is an address, and nothing is fetched", "save the page and name its file")
    kind = _KINDS.get(path.suffix.lower())
    if kind is None and not path.is_dir():
        raise _refusal(written, "an article is a .md, .txt or .html file", "save it as one of these")
    name = path.name
    data = read_bytes(path, LARGEST_ARTICLE, written)
    decoded = decode(data, name, decoding)
    text, as_written = normalise(decoded), RemovedControls(decoded).as_written
    _check_lines(text, name)
    _warn_of_damage(text, name, problems)
    front, body = read_front_matter(text, name, problems, as_written)
    media_policy.apply_article_choice(front.media)
    media = MediaEmbedder(path.parent, name, media_policy, as_written)
    try:
        if front.selector and not selection.selector and not selection.whole:
            selection = PageSelection(front.selector)
        article = _read_body(kind or "", body, front, name, media=media, problems=problems, selection=selection)
    except StorymapError as error:
        problems += error.problems
    else:
        problems += media.warnings()
        _warn_of_blank_headings(article, name, problems)
        if not any(any(map(str.isalnum, block.text)) for block in article.blocks):
            problems.append(Problem(name, "there is no text in it", "write the article below its title"))
    if any(problem.severity == "error" for problem in problems):
        raise StorymapError([])
    article = replace(article, **cast("dict[str, Any]", front.values))
    title = article.title or title_from_stem(normalise(path.stem))
    files = {
        "place_files": front.paths("places"),
        "context_files": front.paths("context"),
        "theme_file": "".join(front.paths("theme")),
        "media": front.media,
        "inset": front.inset,
        "autoplay": front.autoplay,
    }
    return replace(article, title=title, name=name, **cast("dict[str, Any]", files))


def _read_body(
    kind: str,
    body: str,
    front: FrontMatter,
    name: str,
    *,
    media: MediaEmbedder,
    problems: list[Problem],
    selection: PageSelection,
) -> Article:
    if selection != PageSelection() and kind != "html":
        what = "it is no page, and all of it is read"
        problems.append(Problem(name, what, "leave out --select, selector: and --whole", "warning"))
    if kind == "md":
        return read_markdown(body, front, name, media, problems)
    if kind == "html":
        return read_html(body, front, name, media, problems, selection)
    return read_plain_text(body, front)


def _warn_of_blank_headings(article: Article, name: str, problems: list[Problem]) -> None:
    blank = [block for block in article.blocks if block.kind == "heading" and is_invisible(block.text)]
    if blank:
        more = "" if len(blank) == 1 else f" (and {len(blank) - 1:,} more)"
        what = f"a heading holds invisible characters alone{more}"
        problems.append(Problem(at_line(name, blank[0].line), what, "write what it should say", "warning"))


def _check_lines(text: str, name: str) -> None:
    lines = len(re.findall(r"\n[^\n]", text)) + 1
    if lines > MOST_ARTICLE_LINES:
        what = f"there are {lines:,} lines of text; an article may have {MOST_ARTICLE_LINES:,}"
        raise _refusal(name, what, "keep only the article")


def _warn_of_damage(text: str, name: str, problems: list[Problem]) -> None:
    """Warn of characters that were lost or garbled before the file came here. The text is not corrected."""
    for sign, what in (
        ("\ufffd", "a letter was lost when the text was saved (\ufffd)"),
        ("â€", "the text was saved as UTF-8 twice (â€)"),
    ):
        at = text.find(sign)
        if at >= 0:
            where = at_line(name, text.count("\n", 0, at) + 1)
            problems.append(Problem(where, what, "copy it again from its source", "warning"))


def _refusal(where: str, what: str, remedy: str) -> StorymapError:
    return StorymapError(Problem(where, what, remedy))
