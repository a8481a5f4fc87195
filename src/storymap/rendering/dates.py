"""The date of an article as its language writes it."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date, format_skeleton

from storymap.rendering.i18n import known_locale, own_digits
from storymap.rendering.metadata import iso_date

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def shown_date(written: str, language: str) -> str:
    """Return an ISO date in the words of `language` (BCP 47), as the Unicode CLDR has them; anything else as written.

    So is every date in a language that the CLDR does not know.
    """
    published, locale = iso_date(written), known_locale(language)
    if not published or locale is None:
        return written
    return format_date(date.fromisoformat(published), "long", locale=locale).translate(own_digits(locale))


def shown_day_or_month(written: str, language: str) -> str:
    """Return `shown_date` of a date, and "April 2009" of "2009-04"."""
    found, locale = _MONTH.fullmatch(written.strip()), known_locale(language)
    if not found or locale is None or found[1] == "0000":
        return shown_date(written, language)
    first = date(int(found[1]), int(found[2]), 1)
    return str(format_skeleton("yMMMM", first, locale=locale)).translate(own_digits(locale))
