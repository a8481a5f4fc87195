"""Plain text to an article, as newspapers write it: kicker, headline, byline, paragraphs and copyright line."""

from __future__ import annotations

import re

from storymap.model import Article, Block
from storymap.reading.article.chapter_headings import is_chapter_heading
from storymap.reading.article.datelines import is_dateline
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.paragraphs import Paragraph, is_rule, read_paragraphs
from storymap.reading.text import is_blank, one_line, without_overrides

_KICKER_LENGTH = 40
_HEADLINE_LENGTH = 150
# How many paragraphs from the top a dateline may stand.
_DATELINE_DEPTH = 4
_BYLINE = re.compile(r"(?:By|BY|Por|POR|Par|PAR|Von|VON)\s+[^\W\d_a-z].{0,98}")
_COPYRIGHT = re.compile(
    r"(?:copyright\s*[,:]?\s*)?(?:©|\(c\)|&copy;)\s*\S|copyright\s+(?:by\s+)?\d{4}\b|copyright\s+by\s",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"all rights reserved\b", re.IGNORECASE)


def read_plain_text(source: str, front: FrontMatter) -> Article:
    """Return the article in the normalised text `source`, which stands after `front` in its file.

    A line break inside a paragraph stays, and is one that readers see where its author ended the line, as in verse.
    What is taken for byline or credit is not among the blocks; a dateline is.
    """
    paragraphs = read_paragraphs(source, front.body_line)
    kicker, below_kicker = _take_kicker(paragraphs)
    blocks = [Block("kicker", kicker, line=paragraphs[0].line)] if kicker else []
    title, below_title = _take_headline(below_kicker, front.title)
    if below_title is not below_kicker:
        blocks.append(Block("headline", title, line=below_kicker[0].line))
    byline, paragraphs = _take_byline(below_title) if title else ("", below_title)
    credit, paragraphs = _take_credit(paragraphs)
    dateline = False
    for index, paragraph in enumerate(paragraphs):
        if is_rule(paragraph.text):
            blocks.append(Block("rule", "", line=paragraph.line))
        elif is_chapter_heading(paragraph.text):
            blocks.append(paragraph.block("heading", 2))
        elif not dateline and index < _DATELINE_DEPTH and is_dateline(paragraph.text, bool(title or kicker)):
            dateline = True
            blocks.append(Block("dateline", paragraph.text, line=paragraph.line))
        else:
            blocks.append(paragraph.block())
    return Article(title, tuple(blocks), kicker=kicker, byline=byline, credit=credit)


def _take_kicker(paragraphs: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    first = paragraphs[0].lines[0] if paragraphs else ""
    if len(first) > _KICKER_LENGTH or first[-1:] not in (":", "：") or not first.isupper():
        return "", paragraphs
    return first[:-1].rstrip(), _without_first_line(paragraphs)


def _take_headline(paragraphs: list[Paragraph], given: str) -> tuple[str, list[Paragraph]]:
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
    is_other = is_blank(headline) or is_rule(headline) or _BYLINE.fullmatch(headline) or _COPYRIGHT.match(headline)
    if is_other or not alone or len(headline) > _HEADLINE_LENGTH or not ends_open or is_dateline(first.text, False):
        return given, paragraphs
    return headline, _without_first_line(paragraphs)


def _take_byline(paragraphs: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    if len(paragraphs) < 2 or len(paragraphs[0].lines) > 1:
        return "", paragraphs
    text = paragraphs[0].text
    if _BYLINE.fullmatch(text) is None or text.endswith((".", "!", "?", "”")):
        return "", paragraphs
    return text, paragraphs[1:]


def _take_credit(paragraphs: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    """Take the copyright line that ends the text, and "All rights reserved" after it."""
    if not paragraphs:
        return "", paragraphs
    last = paragraphs[-1]
    at = next((i for i, text in enumerate(last.lines) if _is_copyright(text)), None)
    if at is not None and len(last.lines) - at <= 3:
        rest = [Paragraph(last.lines[:at], last.line)] if at else []
        return " ".join(last.lines[at:]), paragraphs[:-1] + rest
    if len(paragraphs) > 1 and _RIGHTS.match(last.text) and len(last.text) < 200:
        credit, rest = _take_credit(paragraphs[:-1])
        return (f"{credit} {one_line(last.text)}", rest) if credit else ("", paragraphs)
    return "", paragraphs


def _is_copyright(text: str) -> bool:
    return len(text) <= 300 and _COPYRIGHT.match(text) is not None


def _without_first_line(paragraphs: list[Paragraph]) -> list[Paragraph]:
    first = paragraphs[0]
    rest = [Paragraph(first.lines[1:], first.line + 1)] if len(first.lines) > 1 else []
    return rest + paragraphs[1:]
