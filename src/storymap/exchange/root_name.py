"""What the first characters of an XML file say that it is: the name of its root element."""

from __future__ import annotations

import re
from typing import Final

# What may stand before the root: each with what ends it.
_BEFORE: Final = (("<?", "?>"), ("<!--", "-->"))
# A document type has the name of the root, and may hold markup of its own.
_NAME: Final = re.compile(r"<(?:!DOCTYPE\s{1,100})?(?:[\w.-]{1,100}:)?([\w.-]{1,100})[\s/>\[]", re.IGNORECASE)


def root_name(beginning: str) -> str:
    """Return the name of the first element of XML, without its namespace, or "" where there is none.

    `beginning` has the first characters of the file, without spaces before them. Elements further in, or in comments,
    say nothing: a page of HTML may speak of any format.
    """
    at = 0
    while closing := next((end for start, end in _BEFORE if beginning.startswith(start, at)), ""):
        end = beginning.find(closing, at)
        if end < 0:
            return ""
        at = end + len(closing)
        while beginning[at : at + 1].isspace():
            at += 1
    found = _NAME.match(beginning, at)
    return found[1] if found else ""
