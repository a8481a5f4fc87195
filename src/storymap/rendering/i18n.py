"""The catalogue of the interface: its texts in the story's language.

A catalogue is a JSON file in `locales/`, named by its language tag. Each key has a text, or, where the words depend
on a number, one text for each of the language's plural categories (CLDR: zero, one, two, few, many, other). `{name}` in
a text is a value that is put in; `count` is the number that chooses. Python and the browser part read the same
catalogue: the page carries the one of its story.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from storymap.rendering.contract.page import Text

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# The digits of the languages that have a catalogue, by the CLDR's names.
_ZEROS = {"latn": "0", "arab": "\u0660", "arabext": "\u06f0"}
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"})


class Catalogue:
    """A catalogue, and how its language writes numbers, plurals and lists.

    `language` is the catalogue's own: "en" where the story's language has none; it is foreign to the story then. What
    takes the data of the language is worked out when it is asked for: whoever wants a few words does not wait for it.
    """

    def __init__(self, language: str, locale: Locale, *, is_foreign: bool = False) -> None:
        self.language = language
        self.is_foreign = is_foreign
        self.texts: dict[str, Text] = {**catalogue_texts("en"), **catalogue_texts(language)}
        self._locale = locale
        self._numbers: dict[int, str] = {}

    def with_texts(self, texts: Mapping[str, Text]) -> Catalogue:
        """Return a catalogue of the same language with these texts in the place of its own, or beside them."""
        made = Catalogue(self.language, self._locale, is_foreign=self.is_foreign)
        made.texts.update(texts)
        return made

    @cached_property
    def digest(self) -> bytes:
        """What tells its texts from those of another one."""
        return hashlib.sha256(json.dumps([self.language, self.texts]).encode()).digest()

    @cached_property
    def locale(self) -> str:
        """A language tag for the browser's `Intl`, with the digits: Python and every browser write the same ones."""
        parts = (self._locale.language, self._locale.script, self._locale.territory)
        return f"{'-'.join(part for part in parts if part)}-u-nu-{self._digits}"

    @cached_property
    def _digits(self) -> str:
        return _numbering_system(self._locale)

    @cached_property
    def _own_digits(self) -> dict[int, int]:
        return own_digits(self._locale)

    def say(self, key: str, **values: str | int) -> str:
        """Return the text of `key` with `values` put in. Of a text with plural forms, `count` chooses one."""
        return self._fill(self._form(key, values), values)

    def html(self, key: str, **values: str | int) -> Markup:
        """Return the text of `key` as HTML. Values that are not Markup are escaped."""
        shown = {name: escape(self._shown(value)) for name, value in values.items()}
        return Markup(self._fill(str(escape(self._form(key, values))), shown))  # noqa: S704 - all of it is escaped

    def number(self, value: int) -> str:
        """Return a number in the language's digits, its thousands set apart."""
        # A long book asks for the same few thousand again and again.
        known = self._numbers.get(value)
        if known is None:
            text = format_decimal(value, locale=self._locale, numbering_system=self._digits)
            known = self._numbers[value] = text.translate(self._own_digits)
        return known

    def list(self, items: Iterable[str]) -> str:
        """Return "A, B and C"."""
        return format_list(list(items), locale=self._locale)

    def country(self, code: str) -> str:
        """Return the name of the country with an ISO 3166-1 alpha-2 code, or the code if it has no name."""
        return str(self._locale.territories.get(code, code))

    def _form(self, key: str, values: Mapping[str, Any]) -> str:
        text = self.texts[key]
        if isinstance(text, str):
            return text
        return text.get(self._locale.plural_form(values["count"]), text["other"])

    def _fill(self, text: str, values: Mapping[str, Any]) -> str:
        put: Callable[[re.Match[str]], str] = lambda match: self._shown(values[match[1]])  # noqa: E731
        return _PLACEHOLDER.sub(put, text)

    def _shown(self, value: str | int) -> str:
        return self.number(value) if isinstance(value, int) else value


@cache
def find_catalogue(tag: str) -> Catalogue:
    """Return the catalogue for a story in the language `tag` (BCP 47), or the English one if its language has none."""
    locale = known_locale(tag)
    if locale is None:
        return Catalogue("en", Locale("en"), is_foreign=True)
    for language in (f"{locale.language}-{locale.script}", locale.language):
        if language in languages():
            return Catalogue(language, locale)
    return Catalogue("en", Locale("en"), is_foreign=True)


@cache
def languages() -> tuple[str, ...]:
    """Return the language tags for which there is a catalogue."""
    names = [entry.name for entry in files("storymap.rendering").joinpath("locales").iterdir()]
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


@cache
def catalogue_texts(language: str) -> dict[str, Text]:
    """Return the texts of a catalogue by key."""
    source = files("storymap.rendering").joinpath("locales", f"{language}.json")
    texts: dict[str, Text] = json.loads(source.read_text(encoding="utf-8"))
    return texts


def is_right_to_left(tag: str) -> bool:
    """Say whether a language is written from right to left: by its script if the tag names one."""
    language, *others = tag.lower().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    return scripts[0] in _RIGHT_TO_LEFT_SCRIPTS if scripts else language in _RIGHT_TO_LEFT


def own_digits(locale: Locale) -> dict[int, int]:
    """Return what makes the digits of `locale` of 0 to 9: Babel sets a number's signs, but leaves its digits."""
    zero = ord(_ZEROS[_numbering_system(locale)])
    return {ord("0") + digit: zero + digit for digit in range(10)}


def _numbering_system(locale: Locale) -> str:
    return locale.default_numbering_system if locale.default_numbering_system in _ZEROS else "latn"


@lru_cache(maxsize=128)
def known_locale(tag: str) -> Locale | None:
    """Return the locale of as much of the tag, from its beginning, as the CLDR knows; None for an unknown language."""
    parts = tag.replace("_", "-").split("-")
    for end in range(len(parts), 0, -1):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse("-".join(parts[:end]), sep="-")
    return None
