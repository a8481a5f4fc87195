"""An article from its file: text with front matter, a document, a book or a saved page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from storymap.errors import ArticleError, Problem, StorymapError
from storymap.model import Article
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.article_source import ArticleSource, OpenArticle
from storymap.reading.article.dates import article_date
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.kinds import (
    DOCUMENTS,
    SAVED_PAGES,
    SELECTABLE,
    WITHOUT_FRONT_MATTER,
    kind_of,
    refusal,
)
from storymap.reading.article.language.article_language import with_language
from storymap.reading.article.leading_blocks import with_leading_blocks
from storymap.reading.article.text_checks import check_text
from storymap.reading.article.text_file import front_matter_of_text, open_text_file
from storymap.reading.article.title import title_from_stem
from storymap.reading.article.web_page.page_choice import PageSelection, is_no_page
from storymap.reading.encoding import Decoding, check_encoding
from storymap.reading.files import is_address
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.problem_log import at_line
from storymap.reading.text import is_invisible, normalise


def read_article(
    source: str | os.PathLike[str],
    *,
    problems: list[Problem] | None = None,
    allow_path: Sequence[str | os.PathLike[str]] = (),
    media_root: str | os.PathLike[str] | None = None,
    media_policy: MediaPolicy | None = None,
    encoding: str | None = None,
    language: str | None = None,
    default_language: str | None = None,
    select: str | None = None,
    whole: bool = False,
) -> Article:
    """Return the article in the file `source`: text, HTML, a Word or OpenDocument text, an EPUB book, a saved page.

    Warnings are added to `problems` if it is given. Pictures and recordings are embedded from the file's folder, as far
    as the `media_policy` allows; nothing is fetched. `allow_path` names more folders that they may be in, and
    `media_root` the one of the site, where those that begin with a slash are; a `media_policy` brings its own.
    `encoding` is that of a file that is not in Unicode; without it, it is what the file declares, else it is guessed
    from the letters, with a warning. `language` takes the place of the article's own; where nobody declares one it is
    the `default_language`, else it is recognised in the text, and `problems` say which it is. Of a saved web page what
    looks like the article is read, and of a book all of its parts; `select`, a CSS selector, or `whole` say otherwise.

    Raises ArticleError, with all problems at once, when the file cannot be read as an article.
    """
    path = Path(source)
    found: list[Problem] = []
    try:
        media_policy = media_policy or MediaPolicy(allowed=AllowedFolders(allow_path), root=media_root)
        check_encoding(encoding)
        selection = PageSelection(select or "", whole)
        decoding = Decoding(encoding, found.append)
        article = _read(
            ArticleSource(
                path,
                os.fspath(source),
                media_policy,
                decoding,
                language,
                selection,
                found,
                default_language or "",
            )
        )
    except StorymapError as error:
        raise ArticleError([*found, *error.problems]) from None
    if problems is not None:
        problems += found
    return article


def front_matter_of(path: Path) -> FrontMatter:
    """Return the front matter of an article; an empty one if the file is no article, or has none."""
    kind = kind_of(path)
    if not kind or kind in WITHOUT_FRONT_MATTER:
        return FrontMatter()
    try:
        if kind in DOCUMENTS:
            from storymap.reading.article.packed_file import front_matter_of_document

            return front_matter_of_document(path, kind)
        return front_matter_of_text(path, kind)
    except StorymapError:
        return FrontMatter()


def _read(source: ArticleSource) -> Article:
    if is_address(source.written):
        what = "this is an address, and nothing is fetched"
        raise StorymapError(Problem(source.written, what, "save the page and name its file"))
    kind = kind_of(source.path)
    if not kind and not source.path.is_dir():
        raise refusal(source.path, source.written)
    if source.selection != PageSelection() and kind not in SELECTABLE:
        source.problems.append(is_no_page(source.name))
    return _finish(source, _opened(source, kind))


def _opened(source: ArticleSource, kind: str) -> OpenArticle:
    if kind not in (*DOCUMENTS, *SAVED_PAGES):
        return open_text_file(source, kind)
    # Most articles are text, and nobody waits for what reads all others.
    from storymap.reading.article.packed_file import open_document, open_saved_page

    return (open_document if kind in DOCUMENTS else open_saved_page)(source, kind)


def _finish(source: ArticleSource, opened: OpenArticle) -> Article:
    """Return the article with what its front matter says. Raises StorymapError when it cannot be read."""
    name, problems, front = source.name, source.problems, opened.front
    try:
        article = opened.read()
    except StorymapError as error:
        problems += error.problems
    else:
        problems += opened.media.warnings()
        _warn_of_blank_headings(article, name, problems)
        problems += check_text(article, name)
    if any(problem.severity == "error" for problem in problems):
        raise StorymapError([])
    article = _with_front_matter(replace(article, name=name), front, source, problems)
    if not article.title:
        article = replace(article, title=title_from_stem(normalise(source.path.stem)), has_own_title=False)
    files = {
        "place_files": front.paths("places"),
        "context_files": front.paths("context"),
        "place_fields": front.place_fields,
        "theme_file": "".join(front.paths("theme")),
        "tiles_file": "".join(front.paths("tiles")),
        "media": front.media,
        "inset": front.inset,
        "autoplay": front.autoplay,
    }
    return replace(article, **cast("dict[str, Any]", files))


def _with_front_matter(article: Article, front: FrontMatter, source: ArticleSource, problems: list[Problem]) -> Article:
    """Return the article with what its front matter says, which goes before what the file says elsewhere."""
    declared = front.values("en")
    article = with_leading_blocks(replace(article, **cast("dict[str, Any]", declared)))
    has_front_matter = kind_of(source.path) not in WITHOUT_FRONT_MATTER
    article = replace(article, language=source.language or article.language)
    article = with_language(
        article, problems, has_front_matter=has_front_matter, default_language=source.default_language
    )
    byline = front.values(article.language).get("byline", article.byline)
    return replace(article, byline=byline, date=article_date(article.date, article.language))


def _warn_of_blank_headings(article: Article, name: str, problems: list[Problem]) -> None:
    blank = [block for block in article.blocks if block.kind == "heading" and is_invisible(block.text)]
    if blank:
        more = "" if len(blank) == 1 else f" (and {len(blank) - 1:,} more)"
        what = f"a heading holds invisible characters alone{more}"
        problems.append(Problem(at_line(name, blank[0].line), what, "write what it should say", "warning"))
