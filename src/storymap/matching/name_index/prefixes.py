"""Words that Hebrew and Arabic write together with the name that follows: "בירושלים" is in Jerusalem.

`prefixes.json` has them a language each: `before` are the words, alone and together, as they are written. `shortest` is
how many letters a name must have: shorter ones are in too many other words. `own_words` only look like a prefix and a
name. Arabic puts its `article` between the two, also before a name of at least `article_from`
letters that is written without it; after "ل" its alif is not written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from storymap.shipped_files import shipped_text

_TO = "ل"


def prefixed(name: str, language: str) -> Iterator[str]:
    """Yield a name with each prefix of the language before it."""
    known = _known(language)
    if known is None:
        return
    letters = len(known["letters"].findall(name))
    if letters < known["shortest"] or not known["letters"].match(name):
        return
    for spelling in _written_together(name, letters, known):
        if spelling not in known["own_words"]:
            yield spelling


def has_prefixes(language: str) -> bool:
    """Say whether a language writes words together with a name."""
    return _known(language) is not None


def _written_together(name: str, letters: int, known: dict[str, Any]) -> Iterator[str]:
    article = known.get("article", "")
    bare = name.removeprefix(article) if article else name
    has_article = bare != name
    for prefix in known["before"]:
        if not (has_article and prefix.endswith(_TO)):
            yield prefix + name
    if has_article or (article and letters >= known["article_from"]):
        if not has_article:
            yield article + name
        for prefix in known["before"]:
            if prefix.endswith(_TO):
                yield f"{prefix}{article[1:]}{bare}"
            elif not has_article:
                yield f"{prefix}{article}{bare}"


@lru_cache(maxsize=8)
def _known(language: str) -> dict[str, Any] | None:
    data = json.loads(shipped_text(__package__, "prefixes.json"))
    known: dict[str, Any] | None = data.get(language.lower().partition("-")[0])
    if known:
        known["letters"] = re.compile(f"[{known['letters']}]")
    return known
