"""Capitals by the rules of a language, as a browser's `toLocaleUpperCase` writes them.

Python's `str.upper` is Unicode's full mapping, which knows no language (German "ß" becomes "SS" in it). Four languages
have rules of their own, by the Unicode Character Database (SpecialCasing.txt) and, for Greek, by ICU:

- Turkish and Azerbaijani write "i" as "İ", "ı" as "I";
- Lithuanian writes a dot above over a small letter with an accent, and not over a capital;
- Greek leaves accents out and keeps the diaeresis, and writes one where an accent kept two vowels apart.

Other languages' rules (Dutch "IJ") are about the first letter of a word, or come from the mapping itself.
"""

from __future__ import annotations

import re
import unicodedata

NO_LANGUAGE = "und"

_DOT_ABOVE = "\u0307"
_SOFT_DOTTED = re.compile(f"([iIjJ\u012e\u012f][\u0323\u0328]*){_DOT_ABOVE}")
_DIAERESIS, _IOTA_BELOW = "\u0308", "\u0345"
# Grave, acute, circumflex, tilde, inverted breve and perispomeni; then what is dropped and is no accent.
_ACCENTS = frozenset("\u0300\u0301\u0302\u0303\u0311\u0342")
_BREATHINGS = frozenset("\u0304\u0306\u0313\u0314\u0343")
_CLUSTER = re.compile("(.)([\u0300-\u036f]*)", re.DOTALL)
# They do not end a word.
_WITHIN_WORDS = frozenset("'’‘.:·")


def case_language(tag: str) -> str:
    """Return the language of a BCP 47 tag if it may have rules of its own, "und" if it is none."""
    language = re.split("[-_]", tag.lower())[0]
    return language if re.fullmatch("[a-z]{2,3}", language) else NO_LANGUAGE


def upper_case(text: str, language: str) -> str:
    """Return a text in capitals, by the rules of a language such as "tr"; "und" for those of none."""
    if language in ("tr", "az"):
        return text.replace("i", "İ").upper()
    if language == "el":
        return _greek(text)
    if language == "lt":
        return _SOFT_DOTTED.sub(r"\1", text).upper()
    return text.upper()


def _greek(text: str) -> str:
    clusters = _CLUSTER.findall(unicodedata.normalize("NFD", text))
    capitals = []
    lost_accent = after_letter = False
    for index, (base, marks) in enumerate(clusters):
        if not unicodedata.name(base, "").startswith("GREEK"):
            capitals.append(unicodedata.normalize("NFC", base + marks).upper())
            lost_accent, after_letter = False, _is_cased(base) or (after_letter and base in _WITHIN_WORDS)
            continue
        capital = base.upper()
        is_accented = not _ACCENTS.isdisjoint(marks)
        is_parted = _DIAERESIS in marks or (lost_accent and capital in "ΙΥ")
        before_letter = index + 1 < len(clusters) and _is_cased(clusters[index + 1][0])
        if capital == "Η" and is_accented and _IOTA_BELOW not in marks and not after_letter and not before_letter:
            capitals.append("Ή")  # the word "or", which would else be the article "the"
        else:
            dropped = _ACCENTS | _BREATHINGS | {_DIAERESIS, _IOTA_BELOW}
            others = "".join(mark for mark in marks if mark not in dropped)
            whole = capital + _DIAERESIS * is_parted + others + "Ι" * marks.count(_IOTA_BELOW)
            capitals.append(unicodedata.normalize("NFC", whole))
        lost_accent, after_letter = capital in "ΑΕΗΙΟΥΩ" and is_accented and not is_parted, True
    return "".join(capitals)


def _is_cased(letter: str) -> bool:
    return letter.isupper() or letter.islower()
