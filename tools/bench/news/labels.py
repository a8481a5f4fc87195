"""The labelled news as records: a file a language, written as README.md says.

    == es-01 council
    Title

    Text with [[Málaga]], [[malagueña town|Álora]] and [[?Sevilla]].
    --
    Málaga = city 36.72,-4.42 ES
    ...

A mark names a line of the article's list of places: by its own words, or by what stands after the bar. A question mark
says that the words may be found or left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = ("country", "region", "state", "county", "city", "district", "street", "landmark", "river", "other")
_HEADING = re.compile(r"^== ([a-z]{2}-\d\d) (.+)$", re.MULTILINE)
_MARK = re.compile(r"\[\[(\?)?([^\[\]|]+)(?:\|([^\[\]|]+))?\]\]")
_PLACE = re.compile(r"(.+?) = ([a-z]+)(?: (-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?))? (.+)")


@dataclass(frozen=True, slots=True)
class LabelledPlace:
    """One place of an article. `point` is latitude and longitude in degrees, None for a country.

    `identity` is the ISO 3166-1 code of a country; the English name of a region, river or other; the English name and
    the code for a state; the code of the country around anything else.
    """

    name: str
    kind: str
    point: tuple[float, float] | None
    identity: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name in the text: half-open, in code points. An optional one may be found or left alone."""

    start: int
    end: int
    place: LabelledPlace
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """One article as bare text, and its labels in the order of the text."""

    article_id: str
    subject: str
    text: str
    labels: tuple[Label, ...]

    @property
    def language(self) -> str:
        """The language of the text, two letters."""
        return self.article_id[:2]


def read_labelled(path: Path) -> list[LabelledArticle]:
    """Return the articles of a file. Raises ValueError, naming the article and what is wrong in it."""
    return list(parse_labelled(path.read_text(encoding="utf-8")))


def parse_labelled(text: str) -> Iterator[LabelledArticle]:
    """Yield the articles of `text`."""
    _, *parts = _HEADING.split(text)
    for article_id, subject, content in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        marked, found, listed = content.strip().partition("\n--\n")
        if not found:
            message = f"{article_id}: no list of places"
            raise ValueError(message)
        places = dict(_read_place(article_id, line) for line in listed.splitlines() if line.strip())
        bare, labels = _read_marks(article_id, marked.strip(), places)
        unused = places.keys() - {label.place.name for label in labels}
        if unused:
            message = f"{article_id}: listed, but not in the text: {', '.join(sorted(unused))}"
            raise ValueError(message)
        yield LabelledArticle(article_id, subject, bare, tuple(labels))


def _read_place(article_id: str, line: str) -> tuple[str, LabelledPlace]:
    match = _PLACE.fullmatch(line)
    if not match or match[2] not in KINDS or (match[3] is None) != (match[2] == "country"):
        message = f"{article_id}: no place: {line}"
        raise ValueError(message)
    point = None if match[3] is None else (float(match[3]), float(match[4]))
    if point and not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        message = f"{article_id}: no point on earth: {line}"
        raise ValueError(message)
    return match[1], LabelledPlace(match[1], match[2], point, match[5])


def _read_marks(article_id: str, marked: str, places: dict[str, LabelledPlace]) -> tuple[str, list[Label]]:
    """Return the text without its marks, and the labels."""
    bare, end, labels = "", 0, []
    for match in _MARK.finditer(marked):
        bare += marked[end : match.start()]
        end = match.end()
        name = match[3] or match[2]
        if name not in places:
            message = f"{article_id}: not in the list of places: {name}"
            raise ValueError(message)
        labels.append(Label(len(bare), len(bare) + len(match[2]), places[name], match[1] is not None))
        bare += match[2]
    bare += marked[end:]
    if "[[" in bare or "]]" in bare:
        message = f"{article_id}: a mark is not closed"
        raise ValueError(message)
    return bare, labels
