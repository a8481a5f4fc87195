"""`python -m tools.bench.saved_pages DIR`: how well the articles of saved pages are found, by F1 of their words.

DIR has a folder for each page, with `source.html` and with the article alone in `expected.html`, as test/test-pages of
Mozilla's Readability has them. Nothing of them belongs into this repository.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections import Counter
from pathlib import Path

from storymap.errors import Problem
from storymap.reading.article.html.tokens import HtmlToken, read_markup, without_elements
from storymap.reading.article.web_page.page_choice import PageSelection
from storymap.reading.article.web_page.page_selection import select_tokens

# Scripts without blanks between words are counted by letter.
_WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W_\u3040-\u30ff\u4e00-\u9fff]+")
_WRONG = 0.7


def main(folder: str) -> None:
    """Print the mean, and each page that is read badly with whether a warning says so."""
    scores = {}
    for page in sorted(path.parent for path in Path(folder).glob("*/source.html")):
        scores[page.name], warned = _score(page)
        if scores[page.name] < _WRONG:
            print(f"{scores[page.name]:.3f} {page.name}{', with a warning' if warned else ''}")
    print(f"{len(scores)} pages, mean {statistics.mean(scores.values()):.3f}")


def _score(page: Path) -> tuple[float, bool]:
    problems: list[Problem] = []
    tokens = read_markup((page / "source.html").read_text(encoding="utf-8"), page.name)
    found = _words(select_tokens(tokens, PageSelection(), page.name, problems, is_page=True))
    expected = _words(read_markup((page / "expected.html").read_text(encoding="utf-8"), page.name))
    both = (found & expected).total()
    f1 = 2 * both / max(1, found.total() + expected.total())
    return f1, any(problem.severity == "warning" for problem in problems)


def _words(tokens: list[HtmlToken]) -> Counter[str]:
    shown = without_elements(tokens, lambda tag: tag.name == "title")
    return Counter(_WORD.findall(" ".join(token.lower() for token in shown if isinstance(token, str))))


if __name__ == "__main__":
    main(sys.argv[1])
