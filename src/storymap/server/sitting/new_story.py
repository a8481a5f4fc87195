"""A story that begins with a pasted text: as Markdown, plain text, or HTML of a clipboard."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from storymap.errors import ArticleError, Problem, StorymapError
from storymap.model import Article
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.known_media import shown_media
from storymap.reading.article.reader import read_article
from storymap.reading.article.source_ranges import source_ranges
from storymap.reading.text import normalise
from storymap.server.contract.state import OpenedState
from storymap.server.sitting.dropped_files import DroppedFile
from storymap.server.sitting.imported_story import imported_story
from storymap.server.sitting.pasted_amount import check_amount
from storymap.server.sitting.shelf import Shelf, title_of
from storymap.server.sitting.story_files import places_file_of

STORY = "story.md"
_HTML = re.compile(
    r"\s*(?:<!doctype\b|<html\b|<(?:p|div|h[1-6]|article|meta|span|body|section|ul|ol|table)\b[^<>]*>)", re.I
)
# What plain text has seldom at the beginning of a line, and Markdown often.
_MARKDOWN = re.compile(r"^(?:#{1,6} |---\s*$|[-*+] |\d+\. |> |```|\[\^)|\*\*\S|\]\(|`\S", re.MULTILINE)


def start_story(text: str, title: str, shelf: Shelf, folder: int) -> Path:
    """Write a pasted text as story.md in a new folder, and return its path. Raises StorymapError."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not any(map(str.isalnum, text)):
        raise ArticleError(Problem("text", "there is no text in it", "paste the article"))
    check_amount(text)
    # Before a folder is made: it has to be an article.
    source = markdown_of(text)
    if title:
        from storymap.editing.article.fields import set_field
        from storymap.editing.edit import apply

        source = apply(set_field(source, STORY, "title", title), {"article": source})[0]["article"] or source
    with _as_file(source, ".md") as path:
        _check_places(path)
    new = shelf.new_folder(folder, title or title_of(text))
    path = new / STORY
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(source)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise StorymapError(Problem(STORY, f"it cannot be kept: {reason}", "choose another folder")) from error
    return path


def story_of_file(file: DroppedFile, shelf: Shelf, folder: int) -> tuple[Path | None, OpenedState]:
    """Begin a story with a file that was dropped; return its article, None if it is none, and what became of it.

    Raises StorymapError if it cannot be read.
    """
    made = imported_story(file, shelf, folder)
    if made is not None:
        return made
    if file.kind != "article":
        return None, {"is_story": False, "tool": "", "lines": []}
    return copied_story(file, shelf, folder), {"is_story": True, "tool": "", "lines": []}


def copied_story(file: DroppedFile, shelf: Shelf, folder: int) -> Path:
    """Copy a file that was dropped into a new folder, and return its path: the file that it came from stays as it is.

    Raises StorymapError if it is no article.
    """
    read_article(file.path, media_policy=None)
    _check_places(file.path)
    new = shelf.new_folder(folder, Path(file.name).stem)
    return file.copy_into(new)


def markdown_of(text: str) -> str:
    """Return a pasted text as Markdown: HTML and plain text are read as such. Raises StorymapError if it is none."""
    text = normalise(text)
    if not text.endswith("\n"):
        text += "\n"
    ending = ".html" if _HTML.match(text) else ".md" if _MARKDOWN.search(text) else ".txt"
    article = read_text(text, ending)
    if ending == ".md":
        return text
    from storymap.editing.article.markdown_text import as_markdown

    source = as_markdown(article)
    # It has been read already to be compared.
    source_ranges(source, STORY, shown_media(article))
    return source


def read_text(text: str, ending: str) -> Article:
    """Return the article that a text is. Raises StorymapError if it is none."""
    with _as_file(text, ending) as path:
        return read_article(path)


@contextmanager
def _as_file(text: str, ending: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"story{ending}")
        path.write_text(text, encoding="utf-8", newline="\n")
        yield path


def _check_places(article: Path) -> None:
    """Raise StorymapError if an article names places files that it may not: it could not be opened where it will be."""
    try:
        places_file_of(article, (), AllowedFolders())
    except StorymapError as error:
        remedy = "take it out, or name a file beside the article"
        raise StorymapError([replace(problem, remedy=remedy) for problem in error.problems]) from None
