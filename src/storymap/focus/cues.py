"""The words around a place's name that say how it is meant, a language each: `cues.json`.

`in` says that something happens there ("in Laredo"), `other` that it happens elsewhere ("than in Detroit", "from
Ohio"). `and` stands between the last two names of a list, `the` before a name.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import NamedTuple

from storymap.shipped_files import shipped_text


class Cues(NamedTuple):
    """Patterns for the text right before a name, and for the whole text between two names of a list.

    `endings` are the ends, in small letters, of all texts before a name in which one of the first two can be found.
    """

    inside: re.Pattern[str]
    elsewhere: re.Pattern[str]
    between: re.Pattern[str]
    endings: tuple[str, ...]


@lru_cache(maxsize=8)
def cues_for(language: str) -> Cues:
    """Return the cues of a language, such as "es-MX"; those of English for a language without any."""
    known = json.loads(shipped_text(__package__, "cues.json"))
    words = known.get(language.lower().partition("-")[0], known["en"])
    the = rf"(?:(?:{_any(words['the'])})\s+)?"
    return Cues(
        inside=re.compile(rf"(?:^|\W)(?:{_any(words['in'])})\s+{the}$", re.IGNORECASE),
        elsewhere=re.compile(rf"(?:^|\W)(?:{_any(words['other'])})\s+{the}$", re.IGNORECASE),
        endings=tuple({phrase.split()[-1].lower() for name in ("in", "other", "the") for phrase in words[name]}),
        between=re.compile(rf"[,;]?\s+(?:(?:{_any(words['and'])})\s+)?{the}", re.IGNORECASE),
    )


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, words))
