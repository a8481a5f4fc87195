"""The language of a document: what its text is marked as, or what it is recognised as; a default says little."""

from __future__ import annotations

import re
from collections import Counter

from storymap.model import Article
from storymap.reading.article.language.recognition import ENGLISH, recognise_language
from storymap.reading.article.language.tags import is_language

# A shorter text is taken for English because nothing says otherwise.
_FEWEST_WORDS = 20


def marked_language(letters: Counter[str], total: int) -> str:
    """Return the language in which most of a text is marked, "" for none.

    `letters` says how many are marked in each language, of `total`.
    """
    language, count = max(letters.items(), key=lambda item: item[1], default=("", 0))
    return language if count * 2 > total and is_language(language) else ""


def language_of(article: Article, marked: str, default: str) -> str:
    """Return the language of `article`, or "" where it is to be recognised.

    A program's `default` is that of whoever set it up: it counts where the text agrees, or is too short to tell.
    """
    if is_language(marked) and marked.lower() != "und":
        return marked
    if not is_language(default) or default.lower() == "und":
        return ""
    texts = [block.text for block in article.blocks if block.kind != "code"]
    found = recognise_language(texts)
    if found == ENGLISH and len(re.findall(r"[^\W\d_]+", " ".join(texts[:_FEWEST_WORDS]))) < _FEWEST_WORDS:
        return default
    same = found.language.partition("-")[0] == default.partition("-")[0].lower()
    return default if same or found.doubtful else ""
