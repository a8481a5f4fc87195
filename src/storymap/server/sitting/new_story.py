"""A story that begins with a pasted text: as Markdown, plain text, or HTML of a clipboard."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from storymap.errors import ArticleError, Problem, StorymapError
from storymap.limits import LARGEST_ARTICLE
from storymap.model import Article
from storymap.reading.article.reader import read_article
from storymap.reading.text import normalise
from storymap.server.sitting.dropped_files import DroppedFile
from storymap.server.sitting.shelf import Shelf, title_of

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
    if len(text.encode("utf-8")) > LARGEST_ARTICLE:
        raise ArticleError(Problem("text", f"it is larger than {LARGEST_ARTICLE >> 20} MB", "paste a part of it"))
    source = markdown_of(text)
    if title:
        from storymap.editing.article.fields import set_field
        from storymap.editing.edit import apply

        source = apply(set_field(source, STORY, "title", title), {"article": source})[0]["article"] or source
    # Before a folder is made: it has to be an article.
    read_text(source, ".md")
    new = shelf.new_folder(folder, title or title_of(text))
    path = new / STORY
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(source)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise StorymapError(Problem(STORY, f"it cannot be kept: {reason}", "choose another folder")) from error
    return path


def copied_story(file: DroppedFile, shelf: Shelf, folder: int) -> Path:
    """Copy a file that was dropped into a new folder, and return its path: the file that it came from stays as it is.

    Raises StorymapError if it is no article.
    """
    read_article(file.path, media_policy=None)
    new = shelf.new_folder(folder, Path(file.name).stem)
    return file.copy_into(new)


def markdown_of(text: str) -> str:
    """Return a pasted text as Markdown: HTML and plain text are read as such."""
    text = normalise(text)
    if not text.endswith("\n"):
        text += "\n"
    ending = ".html" if _HTML.match(text) else "" if _MARKDOWN.search(text) else ".txt"
    if not ending:
        return text
    from storymap.editing.article.markdown_text import as_markdown

    return as_markdown(read_text(text, ending))


def read_text(text: str, ending: str) -> Article:
    """Return the article that a text is. Raises StorymapError if it is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"story{ending}")
        path.write_text(text, encoding="utf-8", newline="\n")
        return read_article(path)
