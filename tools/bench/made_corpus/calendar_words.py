"""Days, months and numbers as the languages of made articles write them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

FIRST_DAY: Final = date(1990, 1, 1)
LAST_DAY: Final = date(2026, 12, 31)
_DAYS: Final = (LAST_DAY - FIRST_DAY).days + 1
_MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_WEEKDAYS: Final = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
_THOUSANDS: Final = {"en": ",", "es": ".", "de": ".", "fr": "\u202f"}
MONTHS = {language: words.split() for language, words in _MONTHS.items()}
WEEKDAYS = {language: words.split() for language, words in _WEEKDAYS.items()}


def day(share: float) -> date:
    """Return a day of 1990 to 2026 for a number of 0 to 1: an archive has more of its later years."""
    return FIRST_DAY + timedelta(int(_DAYS * share**0.7))


def thousands(number: int, language: str) -> str:
    """Return a number as it is written in a text."""
    return f"{number:,}".replace(",", _THOUSANDS[language])
