"""The sentences that made articles are put together from: texts of our own, with slots and choices.

`{home}` is a slot, `[a|b]` one of several; a line that begins with `== ` opens a section, one with `#` is for
whoever reads the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("de", "en", "es", "fr")
_TEXTS = Path(__file__).with_name("texts")
_PART = re.compile(r"\[([^\]]*)\]|\{(\w+)\}")

# What fills a slot, by its name; and a number below another.
Fill = Callable[[str], str]
Below = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a sentence for a name or number."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A place in a sentence for one of several phrases."""

    phrases: tuple[Phrase, ...]


Phrase = tuple[str | Slot | Choice, ...]
Sections = Mapping[str, tuple[Phrase, ...]]


@lru_cache
def sections(language: str) -> Sections:
    """Return the sentences of one of LANGUAGES, by section."""
    found: dict[str, list[Phrase]] = {}
    name = ""
    for line in (_TEXTS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name = line[3:]
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(parsed(line))
    return {name: tuple(phrases) for name, phrases in found.items()}


def parsed(line: str) -> Phrase:
    """Return the parts of a sentence."""
    parts: list[str | Slot | Choice] = []
    end = 0
    for found in _PART.finditer(line):
        if found.start() > end:
            parts.append(line[end : found.start()])
        choice, slot = found.groups()
        parts.append(Slot(slot) if slot else Choice(tuple(parsed(one) for one in choice.split("|"))))
        end = found.end()
    return (*parts, line[end:]) if end < len(line) else tuple(parts)


def told(phrase: Phrase, fill: Fill, below: Below) -> str:
    """Return a sentence with its slots filled and its choices made."""
    parts: list[str] = []
    for part in phrase:
        if isinstance(part, str):
            parts.append(part)
        elif isinstance(part, Slot):
            parts.append(fill(part.name))
        else:
            parts.append(told(part.phrases[below(len(part.phrases))], fill, below))
    return "".join(parts)
