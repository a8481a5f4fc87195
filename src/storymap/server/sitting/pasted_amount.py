"""How much can be pasted at once: what is pasted is answered while somebody waits, whatever it holds."""

from __future__ import annotations

import re
from itertools import islice

from storymap.errors import ArticleError, Problem
from storymap.limits import LARGEST_PASTE, MOST_PASTED_LINES

# What each costs when it is read, written as Markdown and read again, as it was measured with texts of nothing else.
_LINE = 60
_SIGNS = (("<", 40), ("[", 20), ("*_~`$|&{}\\", 6), ("\"'“”:=>-+!#%@^", 1))
_WRITTEN_LINE = re.compile(r"\S.*")
_REMEDY = "save it as a file and drop that, or paste a part of it"


def check_amount(text: str) -> None:
    """Raise ArticleError for a pasted text that is too large, or has too many lines and signs of markup."""
    if len(text.encode("utf-8", "replace")) > LARGEST_PASTE:
        raise ArticleError(Problem("text", f"it is larger than {LARGEST_PASTE >> 20} MB", _REMEDY))
    # One line more than may be is too much by itself.
    cost = _LINE * sum(1 for _ in islice(_WRITTEN_LINE.finditer(text), MOST_PASTED_LINES + 1))
    cost += sum(each * text.count(sign) for signs, each in _SIGNS for sign in signs)
    if cost > _LINE * MOST_PASTED_LINES:
        what = f"it has more markup, or more lines, than {MOST_PASTED_LINES:,} lines of text"
        raise ArticleError(Problem("text", what, _REMEDY))
