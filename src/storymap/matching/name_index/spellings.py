"""Other spellings of a name that mean the same: St. Ives and Saint Ives, Mt and Mount, D.C. and DC, dell'Aquila.

Only what a reader would take for the same name without a thought. Case, accents, hyphens and apostrophes are dealt with
by folding.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_SAME_WORDS = (
    ("Saint", "St", "St."),
    ("Sainte", "Ste", "Ste."),
    ("Sankt", "St", "St."),
    ("Mount", "Mt", "Mt."),
    ("Mountain", "Mtn", "Mtn."),
    ("Fort", "Ft", "Ft."),
    ("Point", "Pt", "Pt."),
)
_FORMS: dict[str, tuple[str, ...]] = {}
for _same in _SAME_WORDS:
    for _form in _same:
        _FORMS[_form.casefold()] = tuple(dict.fromkeys((*_FORMS.get(_form.casefold(), ()), *_same)))
_LONGEST_FIRST = "|".join(map(re.escape, sorted(_FORMS, key=len, reverse=True)))
_WORD = re.compile(rf"(?<![\w.])(?:{_LONGEST_FIRST})(?![\w.])(?=[\s-]*\w)", re.IGNORECASE)
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,4}(?![\w.])")
_TOGETHER = re.compile(r"(?<![\w.])[A-Z]{2,4}(?![\w.])")
# Prepositions grow together with the article that a name begins with.
_CONTRACTIONS = {
    "it": (re.compile(r"L['’]\s?(?=\w)"), ("dell'", "all'", "nell'", "sull'", "dall'")),
    "fr": (re.compile(r"Le\s(?=\w)"), ("du ", "au ")),
}
_FRENCH_PLURAL = (re.compile(r"Les\s(?=\w)"), ("des ", "aux "))
# What a text has, folded, in which one of these spellings may stand.
TRIGGERS = frozenset(form.casefold().rstrip(".") for form in _FORMS)


def other_spellings(name: str, language: str) -> Iterator[str]:
    """Yield other ways to write `name` in a text of a language."""
    found = _WORD.search(name)
    if found:
        for form in _FORMS[found[0].casefold()]:
            if form.casefold() != found[0].casefold():
                yield f"{name[: found.start()]}{form}{name[found.end() :]}"
    if _INITIALS.search(name):
        yield _INITIALS.sub(lambda initials: initials[0].replace(".", ""), name)
    elif "," in name and _TOGETHER.search(name):
        # The state after a comma: "Washington, DC".
        yield _TOGETHER.sub(lambda initials: "".join(f"{letter}." for letter in initials[0]), name)
    for pattern, forms in _contractions(language):
        article = pattern.match(name)
        if article:
            for form in forms:
                yield form + name[article.end() :]


def may_have_spellings(words: Collection[str] | None) -> bool:
    """Say whether a text with these words may hold a name in another spelling; None is any text."""
    return words is None or not TRIGGERS.isdisjoint(words)


def _contractions(language: str) -> Iterator[tuple[re.Pattern[str], tuple[str, ...]]]:
    base = language.partition("-")[0]
    if base in _CONTRACTIONS:
        yield _CONTRACTIONS[base]
    if base == "fr":
        yield _FRENCH_PLURAL
