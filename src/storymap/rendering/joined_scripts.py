"""Scripts whose letters join or make conjuncts, as Arabic and Devanagari do: space between letters would tear words.

`joined_scripts.json`, which the page reads, too, has their blocks in Unicode as one class of a regular expression.
Characters beyond the first plane are escaped as in JavaScript: one of them makes each copy of a page in Python's memory
twice as large.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def is_joined(text: str) -> bool:
    """Say whether a text has letters of such a script."""
    return _letters().search(text) is not None


def letter_spacing(text: str, spacing: float) -> float:
    """Return the space after each letter of a text that is to be `spacing`: none where letters join."""
    return 0.0 if is_joined(text) else spacing


@cache
def _letters() -> re.Pattern[str]:
    text = files("storymap.rendering").joinpath("joined_scripts.json").read_text(encoding="utf-8")
    return re.compile(_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), json.loads(text)["letters"]))
