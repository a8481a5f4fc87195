"""Scripts whose letters join or make conjuncts, as Arabic and Devanagari do: space between letters would tear words.

`joined_scripts.json`, which the page reads, too, has their blocks in Unicode as one class of a regular expression.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files


def is_joined(text: str) -> bool:
    """Say whether a text has letters of such a script."""
    return _letters().search(text) is not None


def letter_spacing(text: str, spacing: float) -> float:
    """Return the space after each letter of a text that is to be `spacing`: none where letters join."""
    return 0.0 if is_joined(text) else spacing


@cache
def _letters() -> re.Pattern[str]:
    text = files("storymap.rendering").joinpath("joined_scripts.json").read_text(encoding="utf-8")
    return re.compile(json.loads(text)["letters"])
