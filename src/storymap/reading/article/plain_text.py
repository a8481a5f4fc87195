"""Plain text to an article, as newspapers write it: kicker, headline, byline, paragraphs and copyright line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storymap.model import Article, Block
from storymap.reading.article.datelines import is_dateline
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.title import one_line
from storymap.reading.text import is_blank, without_overrides

_RULE = re.compile(r"(?:[*\-_=~#•·–—][ \t]*){3,}")
_KICKER_LENGTH = 40
_HEADLINE_LENGTH = 150
_LONG_LINE = 100
# How many paragraphs from the top a dateline may stand.
_DATELINE_DEPTH = 4
_BYLINE = re.compile(r"(?:By|BY|Por|POR|Par|PAR|Von|VON)\s+[^\W\d_a-z].{0,98}")
_COPYRIGHT = re.compile(
    r"(?:copyright\s*[,:]?\s*)?(?:©|\(c\)|&copy;)\s*\S|copyright\s+(?:by\s+)?\d{4}\b|copyright\s+by\s",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"all rights reserved\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read_plain_text(source: str, front: FrontMatter) -> Article:
    """Return the article in the normalised text `source`, which stands after `front` in its file.

    A line break inside a paragraph stays. What is taken for byline or credit is not among the blocks; a dateline is.
    """
    paragraphs = _paragraphs(source, front.body_line)
    kicker, below_kicker = _take_kicker(paragraphs)
    blocks = [Block("kicker", kicker, line=paragraphs[0].line)] if kicker else []
    title, below_title = _take_headline(below_kicker, front.title)
    if below_title is not below_kicker:
        blocks.append(Block("headline", title, line=below_kicker[0].line))
    byline, paragraphs = _take_byline(below_title) if title else ("", below_title)
    credit, paragraphs = _take_credit(paragraphs)
    dateline = False
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph.text) <= _LONG_LINE and _RULE.fullmatch(paragraph.text):
            blocks.append(Block("rule", "", line=paragraph.line))
        elif not dateline and index < _DATELINE_DEPTH and is_dateline(paragraph.text, bool(title or kicker)):
            dateline = True
            blocks.append(Block("dateline", paragraph.text, line=paragraph.line))
        else:
            blocks.append(Block("paragraph", paragraph.text, line=paragraph.line))
    return Article(title, tuple(blocks), kicker=kicker, byline=byline, credit=credit)


def _paragraphs(source: str, line: int) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    chunk: list[str] = []
    for number, text in enumerate([*source.split("\n"), ""], line):
        if text.strip():
            chunk.append(text.rstrip())
        elif chunk:
            paragraphs += _split(chunk, number - len(chunk))
            chunk = []
    return paragraphs


def _split(chunk: list[str], line: int) -> list[_Paragraph]:
    """Split lines that no blank line parts, when they are long or begin like paragraphs."""
    starts = [0]
    long_lines = sum(len(text) > _LONG_LINE for text in chunk)
    indented = [text[0] == "\t" or text[:2] == "  " for text in chunk]
    if len(chunk) > 1 and long_lines * 2 >= len(chunk):
        starts = list(range(len(chunk)))
    elif any(indented) and not all(indented):
        starts = [i for i, is_indented in enumerate(indented) if i == 0 or (is_indented and not indented[i - 1])]
    ends = [*starts[1:], len(chunk)]
    return [
        _Paragraph(tuple(text.strip(" \t") for text in chunk[start:end]), line + start)
        for start, end in zip(starts, ends, strict=True)
    ]


def _take_kicker(paragraphs: list[_Paragraph]) -> tuple[str, list[_Paragraph]]:
    first = paragraphs[0].lines[0] if paragraphs else ""
    if len(first) > _KICKER_LENGTH or first[-1:] not in (":", "：") or not first.isupper():
        return "", paragraphs
    return first[:-1].rstrip(), _without_first_line(paragraphs)


def _take_headline(paragraphs: list[_Paragraph], given: str) -> tuple[str, list[_Paragraph]]:
    if len(paragraphs) < 2:
        return given, paragraphs
    first = paragraphs[0]
    # The byline may stand right under the headline.
    alone = len(first.lines) == 1 or (len(first.lines) == 2 and _BYLINE.fullmatch(first.lines[1]) is not None)
    headline = first.lines[0]
    if given:
        same = one_line(headline).casefold() == given.casefold()
        return given, _without_first_line(paragraphs) if alone and same else paragraphs
    ends_open = headline.rstrip("”’\"'»)")[-1:] not in (".", "…", ",", ";", ":", "。", "")
    headline = without_overrides(headline).strip()
    is_other = (
        is_blank(headline) or _RULE.fullmatch(headline) or _BYLINE.fullmatch(headline) or _COPYRIGHT.match(headline)
    )
    if is_other or not alone or len(headline) > _HEADLINE_LENGTH or not ends_open or is_dateline(first.text, False):
        return given, paragraphs
    return headline, _without_first_line(paragraphs)


def _take_byline(paragraphs: list[_Paragraph]) -> tuple[str, list[_Paragraph]]:
    if len(paragraphs) < 2 or len(paragraphs[0].lines) > 1:
        return "", paragraphs
    text = paragraphs[0].text
    if _BYLINE.fullmatch(text) is None or text.endswith((".", "!", "?", "”")):
        return "", paragraphs
    return text, paragraphs[1:]


def _take_credit(paragraphs: list[_Paragraph]) -> tuple[str, list[_Paragraph]]:
    """Take the copyright line that ends the text, and "All rights reserved" after it."""
    if not paragraphs:
        return "", paragraphs
    last = paragraphs[-1]
    at = next((i for i, text in enumerate(last.lines) if _is_copyright(text)), None)
    if at is not None and len(last.lines) - at <= 3:
        rest = [_Paragraph(last.lines[:at], last.line)] if at else []
        return " ".join(last.lines[at:]), paragraphs[:-1] + rest
    if len(paragraphs) > 1 and _RIGHTS.match(last.text) and len(last.text) < 200:
        credit, rest = _take_credit(paragraphs[:-1])
        return (f"{credit} {one_line(last.text)}", rest) if credit else ("", paragraphs)
    return "", paragraphs


def _is_copyright(text: str) -> bool:
    return len(text) <= 300 and _COPYRIGHT.match(text) is not None


def _without_first_line(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    first = paragraphs[0]
    rest = [_Paragraph(first.lines[1:], first.line + 1)] if len(first.lines) > 1 else []
    return rest + paragraphs[1:]
