"""The names of several authors in one line, as a language joins them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# Newspapers put no comma before "and", on either side of the Atlantic.
_ENGLISH = "en_GB"
# What programs and libraries write where nobody gave a name.
_NOBODY = {"microsoft office user", "python-docx", "user", "un-named", "unknown", "author", "various", "anonymous"}


def join_names(names: Sequence[str], language: str) -> str:
    """Return "A, B and C" in the language of a BCP 47 tag; in English if the CLDR does not know it."""
    if len(names) < 2:  # as of most articles, and nobody waits for what joins more
        return "".join(names)
    from babel.lists import format_list

    return format_list(names, locale=_locale(language))


# An article asks a dozen times, and babel goes through all of its thousand locales each time.
@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    from babel import Locale
    from babel.localedata import locale_identifiers

    locale = Locale.negotiate([language.replace("-", "_")], locale_identifiers())
    return Locale.parse(_ENGLISH) if locale is None or locale.language == "en" else locale


def is_somebody(name: str) -> bool:
    """Say whether `name` is somebody's, and not what stands where there is none."""
    return name != "" and name.lower() not in _NOBODY
