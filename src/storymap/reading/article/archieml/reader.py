"""ArchieML to front matter and Markdown, from a text file or from what was typed in a document."""

from __future__ import annotations

from collections.abc import Callable

from storymap.errors import Problem
from storymap.reading.article.archieml.document import ArchieDocument
from storymap.reading.article.front_matter.reader import FrontMatter, front_matter_from


def read_archieml(
    text: str, name: str, problems: list[Problem], as_written: Callable[[str], str] = str
) -> tuple[FrontMatter, str]:
    """Return what the ArchieML `text` of the file `name` says of its article, and the article as Markdown.

    What is wrong goes to `problems`. `as_written` gives a path back what normalising took.
    """
    document = ArchieDocument(text, name)
    front = front_matter_from(document.pairs, name, problems, as_written)
    problems += document.problems()
    return front, document.markdown
