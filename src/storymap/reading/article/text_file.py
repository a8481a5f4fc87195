"""An article in a text file: Markdown, plain text, HTML or ArchieML, with front matter.

What reads a kind is imported when there is one: nobody waits for the readers of all others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_ARTICLE
from storymap.model import Article
from storymap.reading.article.article_source import ArticleSource, OpenArticle
from storymap.reading.article.front_matter.reader import FrontMatter, read_front_matter
from storymap.reading.article.kinds import kind_of
from storymap.reading.article.leading_blocks import with_leading_blocks
from storymap.reading.article.markdown.source_parts import SourceParts
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.removed_controls import RemovedControls
from storymap.reading.article.text_checks import check_lines, check_text, warn_of_damage
from storymap.reading.article.web_page.page_choice import PageSelection, is_no_page
from storymap.reading.encoding import Decoding, decode
from storymap.reading.files import read_bytes
from storymap.reading.text import normalise


def open_text_file(source: ArticleSource, kind: str) -> OpenArticle:
    """Open the text file of an article of the `kind`. Raises StorymapError when it cannot be read as text."""
    name, problems = source.name, source.problems
    decoded = decode(source.read(LARGEST_ARTICLE), name, source.decoding)
    text, as_written = normalise(decoded), RemovedControls(decoded).as_written
    check_lines(text, name)
    warn_of_damage(text, name, problems)
    kind, front, body = _split(kind, text, name, problems, as_written)
    source.media_policy.apply_article_choice(front.media)
    media = MediaEmbedder(source.path.parent, name, source.media_policy, as_written)
    selection = PageSelection(front.selector) if source.selection == PageSelection() else source.selection
    return OpenArticle(front, media, partial(_read_body, kind, body, front, name, media, problems, selection))


class WrittenArticle(NamedTuple):
    """An article as its text says it, without the disk: `body` is the normalised text after its front matter.

    `kind` is what the file is, `declared` what the front matter says, by fields of Article, in its own words. Without
    a title of its own the article has none. Of an article in Markdown the line of a block is the number of its part.
    """

    kind: str
    article: Article
    front: FrontMatter
    declared: dict[str, str]
    body: str
    parts: SourceParts


def read_written(text: str, name: str, media: MediaEmbedder) -> WrittenArticle:
    """Return the article in the `text` of the file `name`, as `read_article` reads it, but for its language.

    `media` says which pictures it has. Raises StorymapError when it cannot be read.
    """
    problems: list[Problem] = []
    normal, as_written, parts = normalise(text), RemovedControls(text).as_written, SourceParts()
    check_lines(normal, name)
    kind, front, body = _split(kind_of(Path(name)), normal, name, problems, as_written)
    article = _read_body(kind, body, front, name, media, problems, PageSelection(front.selector), parts)
    errors = [problem for problem in problems if problem.severity == "error"]
    errors += check_text(article, name)
    if errors:
        raise StorymapError(errors)
    declared = front.values("en")
    article = with_leading_blocks(replace(article, name=name, **cast("dict[str, Any]", declared)))
    return WrittenArticle(kind, article, front, declared, body, parts)


def front_matter_of_text(path: Path, kind: str) -> FrontMatter:
    """Return the front matter of the text file at `path`. Raises StorymapError when it cannot be read."""
    decoded = decode(read_bytes(path, LARGEST_ARTICLE, str(path)), path.name, Decoding(warn=lambda _: None))
    return _split(kind, normalise(decoded), path.name, [], RemovedControls(decoded).as_written)[1]


def _split(
    kind: str, text: str, name: str, problems: list[Problem], as_written: Callable[[str], str]
) -> tuple[str, FrontMatter, str]:
    """Return what a text is, its head, and the text after it; of ArchieML that is Markdown."""
    if kind in ("aml", "txt"):
        from storymap.reading.article.archieml.document import is_archieml
        from storymap.reading.article.archieml.reader import read_archieml

        if kind == "aml" or is_archieml(text):
            return "aml", *read_archieml(text, name, problems, as_written)
    return kind, *read_front_matter(text, name, problems, as_written)


def _read_body(
    kind: str,
    body: str,
    front: FrontMatter,
    name: str,
    media: MediaEmbedder,
    problems: list[Problem],
    selection: PageSelection,
    parts: SourceParts | None = None,
) -> Article:
    if kind in ("md", "aml"):
        from storymap.reading.article.markdown.reader import read_markdown

        return read_markdown(body, front, name, media, problems, is_line_a_paragraph=kind == "aml", parts=parts)
    if kind == "html":
        from storymap.reading.article.html.reader import read_html

        return read_html(body, front, name, media, problems, selection)
    return _read_plain(body, front, name, problems, selection)


def _read_plain(body: str, front: FrontMatter, name: str, problems: list[Problem], selection: PageSelection) -> Article:
    from storymap.reading.article.gutenberg.boilerplate import find_book
    from storymap.reading.article.gutenberg.book_text import read_book_text
    from storymap.reading.article.plain_text import read_plain_text

    book = find_book(body)
    if selection != PageSelection() and (book is None or selection.selector):
        problems.append(is_no_page(name))
    if book is None or selection.whole:
        return read_plain_text(body, front)
    return read_book_text(body, book, front, name, problems)
