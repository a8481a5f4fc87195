"""What the text of any article is checked for: its length, and damage from before it came here."""

from __future__ import annotations

import re

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_ARTICLE_LINES
from storymap.model import Article
from storymap.reading.problem_log import at_line


def check_lines(text: str, name: str) -> None:
    """Raise StorymapError when the `text` of the file `name` has more lines than an article may have."""
    lines = len(re.findall(r"\n[^\n]", text)) + 1
    if lines > MOST_ARTICLE_LINES:
        what = f"there are {lines:,} lines of text; an article may have {MOST_ARTICLE_LINES:,}"
        raise StorymapError(Problem(name, what, "keep only the article"))


def check_text(article: Article, name: str) -> list[Problem]:
    """Return what is wrong with an article that has no text below its title."""
    if any(any(map(str.isalnum, block.text)) for block in article.body):
        return []
    return [Problem(name, "there is no text in it", "write the article below its title")]


def warn_of_damage(text: str, name: str, problems: list[Problem]) -> None:
    """Warn of characters that were lost or garbled before the file came here. The text is not corrected."""
    for sign, what in (
        ("\ufffd", "a letter was lost when the text was saved (\ufffd)"),
        ("â€", "the text was saved as UTF-8 twice (â€)"),
    ):
        at = text.find(sign)
        if at >= 0:
            where = at_line(name, text.count("\n", 0, at) + 1)
            problems.append(Problem(where, what, "copy it again from its source", "warning"))
