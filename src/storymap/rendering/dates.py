"""The date of an article as its language writes it."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from storymap.rendering.i18n import known_locale, own_digits
from storymap.rendering.metadata import iso_date


def shown_date(written: str, language: str) -> str:
    """Return an ISO date in the words of `language` (BCP 47), as the Unicode CLDR has them; anything else as written.

    So is every date in a language that the CLDR does not know.
    """
    published, locale = iso_date(written), known_locale(language)
    if not published or locale is None:
        return written
    return format_date(date.fromisoformat(published), "long", locale=locale).translate(own_digits(locale))
