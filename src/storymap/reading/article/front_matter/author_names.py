"""The names of several authors in one line, as a language joins them."""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale
from babel.lists import format_list
from babel.localedata import locale_identifiers

# Newspapers put no comma before "and", on either side of the Atlantic.
_ENGLISH = "en_GB"
# What programs and libraries write where nobody gave a name.
_NOBODY = {"microsoft office user", "python-docx", "user", "un-named", "unknown", "author", "various", "anonymous"}


def join_names(names: Sequence[str], language: str) -> str:
    """Return "A, B and C" in the language of a BCP 47 tag; in English if the CLDR does not know it."""
    locale = Locale.negotiate([language.replace("-", "_")], locale_identifiers())
    if locale is None or locale.language == "en":
        locale = Locale.parse(_ENGLISH)
    return format_list(names, locale=locale)


def is_somebody(name: str) -> bool:
    """Say whether `name` is somebody's, and not what stands where there is none."""
    return name != "" and name.lower() not in _NOBODY
