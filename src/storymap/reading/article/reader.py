"""An article from its file: Markdown, plain text or HTML, with front matter."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from storymap.errors import ArticleError, Problem, StorymapError
from storymap.limits import LARGEST_ARTICLE, LARGEST_WEB_ARCHIVE, LARGEST_WORD, MOST_ARTICLE_LINES
from storymap.model import Article
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.front_matter.reader import FrontMatter, read_front_matter
from storymap.reading.article.html.reader import read_html
from storymap.reading.article.language.article_language import with_language
from storymap.reading.article.markdown.reader import read_markdown
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.plain_text import read_plain_text
from storymap.reading.article.removed_controls import RemovedControls
from storymap.reading.article.title import title_from_stem
from storymap.reading.article.web_page.mhtml import read_mhtml
from storymap.reading.article.web_page.page_selection import PageSelection
from storymap.reading.article.web_page.saved_files import SavedPage
from storymap.reading.article.web_page.zipped_page import read_zipped_page
from storymap.reading.article.word.document import read_word_document
from storymap.reading.encoding import Decoding, check_encoding, decode
from storymap.reading.files import is_address, read_bytes
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.problem_log import at_line
from storymap.reading.text import is_invisible, normalise

_KINDS = {".md": "md", ".markdown": "md", ".txt": "txt", ".html": "html", ".htm": "html", ".docx": "docx"}
_KINDS |= {".mhtml": "mhtml", ".mht": "mhtml", ".zip": "zip"}
# A web page and its pictures in one file.
_SAVED_PAGES = {"mhtml": read_mhtml, "zip": read_zipped_page}
# What else articles are written in, and how it becomes one of these.
_OTHER_KINDS = {
    ".doc": "an old Word document",
    ".odt": "an OpenDocument text",
    ".pages": "a Pages document",
    ".pdf": "a PDF file",
    ".rtf": "an RTF document",
    ".epub": "an EPUB book",
    ".webarchive": "a web archive of Safari",
}
_SAVE_TEXT = "save it as .docx or .md"
_REMEDIES = {".webarchive": 'save the page as "Page Source" (.html)'}


def read_article(
    source: str | os.PathLike[str],
    *,
    problems: list[Problem] | None = None,
    allow_path: Sequence[str | os.PathLike[str]] = (),
    media_policy: MediaPolicy | None = None,
    encoding: str | None = None,
    language: str | None = None,
    select: str | None = None,
    whole: bool = False,
) -> Article:
    """Return the article in the file `source`: .md or .markdown, .txt, .docx, .html or .htm, .mhtml or .mht, or .zip.

    Warnings are added to `problems` if it is given. Pictures and recordings are embedded from the file's folder, as
    far as the `media_policy` allows; nothing is fetched. `allow_path` names more folders that they may be in; a
    `media_policy` brings its own. `encoding` is that of a file that is not in Unicode; without it, it is what the file
    declares, else it is guessed from the letters, with a warning. `language` takes the place of the article's own;
    where nobody declares one it is recognised in the text, and `problems` say which it is. Of a saved web page what
    looks like the article is read; `select`, a CSS selector, or `whole` say otherwise.

    Raises ArticleError, with all problems at once, when the file cannot be read as an article.
    """
    path = Path(source)
    found: list[Problem] = []
    try:
        media_policy = media_policy or MediaPolicy(allowed=AllowedFolders(allow_path))
        check_encoding(encoding)
        selection = PageSelection(select or "", whole)
        decoding = Decoding(encoding, found.append)
        article = _read(path, os.fspath(source), found, media_policy, decoding, language, selection)
    except StorymapError as error:
        raise ArticleError([*found, *error.problems]) from None
    if problems is not None:
        problems += found
    return article


def front_matter_of(path: Path) -> FrontMatter:
    """Return the front matter of an article; an empty one if the file is no article."""
    if path.suffix.lower() not in _KINDS:
        return FrontMatter()
    if _KINDS[path.suffix.lower()] in _SAVED_PAGES:
        return FrontMatter()
    try:
        if _KINDS[path.suffix.lower()] == "docx":
            document = read_word_document(read_bytes(path, LARGEST_WORD, str(path)), path.name)
            return read_front_matter(normalise(document.front_matter), path.name, [])[0]
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
    language: str | None,
    selection: PageSelection,
) -> Article:
    if is_address(written):
        raise _refusal(written, "this is an address, and nothing is fetched", "save the page and name its file")
    kind = _KINDS.get(path.suffix.lower())
    if kind is None and not path.is_dir():
        other = _OTHER_KINDS.get(path.suffix.lower())
        what = f"this is {other}; " if other else ""
        remedy = _REMEDIES.get(path.suffix.lower(), _SAVE_TEXT) if other else "save it as one of these"
        raise _refusal(written, f"{what}an article is a .md, .txt, .html or .docx file", remedy)
    name = path.name
    if selection != PageSelection() and kind not in ("html", *_SAVED_PAGES):
        what = "it is no web page, and all of it is read"
        problems.append(Problem(name, what, "leave out --select and --whole", "warning"))
    if kind == "docx":
        return _read_word(path, written, problems, media_policy, language)
    if kind in _SAVED_PAGES:
        page = _SAVED_PAGES[kind](read_bytes(path, LARGEST_WEB_ARCHIVE, written), name, decoding)
        return _read_saved_page(path, page, problems, media_policy, language, selection)
    data = read_bytes(path, LARGEST_ARTICLE, written)
    decoded = decode(data, name, decoding)
    text, as_written = normalise(decoded), RemovedControls(decoded).as_written
    _check_lines(text, name)
    _warn_of_damage(text, name, problems)
    front, body = read_front_matter(text, name, problems, as_written)
    media_policy.apply_article_choice(front.media)
    media = MediaEmbedder(path.parent, name, media_policy, as_written)
    if selection == PageSelection():
        selection = PageSelection(front.selector)
    read = partial(_read_body, kind or "", body, front, name, media=media, problems=problems, selection=selection)
    return _finish(path, read, front, media, problems, language)


def _read_word(
    path: Path, written: str, problems: list[Problem], media_policy: MediaPolicy, language: str | None
) -> Article:
    name = path.name
    document = read_word_document(read_bytes(path, LARGEST_WORD, written), name)
    front, _ = read_front_matter(normalise(document.front_matter), name, problems)
    front = replace(front, body_line=1)
    media_policy.apply_article_choice(front.media)
    media = MediaEmbedder(path.parent, name, media_policy, pictures=document.pictures)

    def read() -> Article:
        article = read_html(document.source, front, name, media, problems)
        article = replace(article, **cast("dict[str, Any]", document.describe(article, "byline" in front.values("en"))))
        return replace(article, blocks=tuple(replace(block, line=None) for block in article.blocks))

    return _finish(path, read, front, media, problems, language)


def _read_saved_page(
    path: Path,
    page: SavedPage,
    problems: list[Problem],
    media_policy: MediaPolicy,
    language: str | None,
    selection: PageSelection,
) -> Article:
    front, source = FrontMatter(), normalise(page.source)
    if len(source) > LARGEST_ARTICLE:
        raise _refusal(path.name, f"the page in it is larger than {LARGEST_ARTICLE >> 20} MB", "keep only the article")
    _check_lines(source, path.name)
    media = MediaEmbedder(path.parent, path.name, media_policy, pictures=page.pictures)

    def read() -> Article:
        article = read_html(source, front, path.name, media, problems, selection, page.address)
        damage: list[Problem] = []
        _warn_of_damage("\n".join(block.text for block in article.blocks), path.name, damage)
        problems.extend(replace(problem, where=path.name) for problem in damage)
        return replace(article, blocks=tuple(replace(block, line=None) for block in article.blocks))

    return _finish(path, read, front, media, problems, language)


def _finish(
    path: Path,
    read: Callable[[], Article],
    front: FrontMatter,
    media: MediaEmbedder,
    problems: list[Problem],
    language: str | None,
) -> Article:
    """Return the article that `read` reads, with what its front matter says. Raises StorymapError."""
    name = path.name
    try:
        article = read()
    except StorymapError as error:
        problems += error.problems
    else:
        problems += media.warnings()
        _warn_of_blank_headings(article, name, problems)
        if not any(any(map(str.isalnum, block.text)) for block in article.blocks):
            problems.append(Problem(name, "there is no text in it", "write the article below its title"))
    if any(problem.severity == "error" for problem in problems):
        raise StorymapError([])
    article = _with_front_matter(replace(article, name=name), front, language, problems)
    title = article.title or title_from_stem(normalise(path.stem))
    files = {
        "place_files": front.paths("places"),
        "context_files": front.paths("context"),
        "theme_file": "".join(front.paths("theme")),
        "media": front.media,
        "inset": front.inset,
        "autoplay": front.autoplay,
    }
    return replace(article, title=title, **cast("dict[str, Any]", files))


def _with_front_matter(article: Article, front: FrontMatter, language: str | None, problems: list[Problem]) -> Article:
    """Return the article with what its front matter says, which goes before what the file says elsewhere."""
    declared = front.values("en")
    article = replace(article, **cast("dict[str, Any]", declared))
    article = with_language(replace(article, language=language or article.language), problems)
    return replace(article, byline=front.values(article.language).get("byline", article.byline))


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
