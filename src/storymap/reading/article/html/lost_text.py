"""Text of broken HTML that no block holds, because an element that hides it is not closed: counted, with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from storymap.errors import Problem
from storymap.reading.article.html.cleaning import KEPT_ELEMENTS
from storymap.reading.article.html.scanner import Unclosed, VisibleText, scan_html
from storymap.reading.article.html.tokens import HtmlToken, StartTag, without_elements
from storymap.reading.problem_log import at_line
from storymap.reading.text import normalise

_REMEDY = "close the element before it, or remove it"
_RECORDINGS = {"audio", "video"}


def lost_text(
    source: str, first_line: int, cleaned: list[HtmlToken], article: list[HtmlToken], name: str
) -> list[Problem]:
    """Return a warning if words that a person sees in the HTML `source` are not in what was read of it.

    `cleaned` is all that was read, and `article` what of it is the article. `first_line` is the line of the file
    `name` on which `source` begins.
    """
    visible = scan_html(source, first_line, KEPT_ELEMENTS)
    pieces = range(len(visible.pieces))
    lost = _missing(visible, pieces, without_elements(cleaned, lambda tag: tag.name == "title"))
    shown = without_elements(article, lambda tag: tag.name in _RECORDINGS)
    chosen = _chosen(cleaned, article)
    # What is left out on purpose ends with its end tag, and here there is none.
    within = [element for element in visible.unclosed if not chosen or chosen & element.within]
    swallowed = {index for first, last in _joined(within) for index in range(first, last)}
    if _missing(visible, sorted(swallowed), shown):
        # Now that something is missing, words before it do not count for words within.
        again = _missing(visible, sorted(pieces, key=swallowed.__contains__), shown)
        lost |= {index: max(again[index], lost.get(index, 0)) for index in again.keys() & swallowed}
    count = sum(lost.values())
    if not count:
        return []
    line = visible.lines[min(lost)]
    what = f"{count:,} {'word is' if count == 1 else 'words are'} lost: an element, a comment or a quotation mark"
    return [Problem(at_line(name, line), f"{what} is not closed", _REMEDY, "warning")]


def _missing(visible: VisibleText, pieces: Iterable[int], tokens: list[HtmlToken]) -> dict[int, int]:
    """Return, by piece of visible text, how many of its words are not among those of `tokens`."""
    seen = {index: visible.pieces[index] for index in pieces}
    if not seen:
        return {}
    read = [token for token in tokens if isinstance(token, str)]
    if _without_spaces(seen.values()) == _without_spaces(read):
        return {}  # as it is with nearly all articles
    texts = {index: normalise(piece) for index, piece in seen.items()}
    # Tags may divide a word or join two, so letters are compared first.
    if not _letters(texts.values()) - _letters(read):
        return {}
    left = Counter(word for text in read for word in text.split())
    missing: dict[int, int] = {}
    for index, text in texts.items():
        for word in text.split():
            if left[word]:
                left[word] -= 1
            elif any(map(str.isalnum, word)):
                missing[index] = missing.get(index, 0) + 1
    return missing


def _joined(elements: Iterable[Unclosed]) -> Iterator[tuple[int, int]]:
    """Yield the spans of pieces that `elements` swallow, each piece once."""
    reached = 0
    for begin, end in sorted((element.begin, element.end) for element in elements):
        if end > reached:
            yield max(begin, reached), end
            reached = end


def _without_spaces(texts: Iterable[str]) -> str:
    return "".join(texts).replace(" ", "").replace("\n", "")


def _letters(texts: Iterable[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(text)
    return Counter({letter: count for letter, count in counted.items() if letter.isalnum()})


def _chosen(cleaned: list[HtmlToken], article: list[HtmlToken]) -> set[str]:
    """Return the element whose content is the article, if only a part of a page is."""
    for name in ("article", "main"):
        if sum(isinstance(token, StartTag) and token.name == name for token in cleaned) == 1 and not any(
            isinstance(token, StartTag) and token.name == name for token in article
        ):
            return {name}
    return set()
