"""Words that begin or end within markup, widened to the whole of it: only so can a link stand around them."""

from __future__ import annotations

from collections.abc import Iterable

from storymap.folding.characters import Kind, kind_of
from storymap.model import Block, Span

_OF_WORDS = (Kind.WORD, Kind.HANGUL, Kind.HYPHEN, Kind.IGNORED)


def with_whole_markup(block: Block, start: int, end: int) -> tuple[int, int]:
    """Return the range of words together with all of the markup that they are a part of, or begin or end within."""
    grows = True
    while grows:
        crossed = [span for span in block.spans if _is_cut(span, start, end)]
        grows = bool(crossed)
        start = min([start, *(span.start for span in crossed)])
        end = max([end, *(span.end for span in crossed)])
    return start, end


def are_same_words(block: Block, start: int, end: int, wider: tuple[int, int]) -> bool:
    """Say whether a wider range has the same words: it has only the rest of the first and last one, or signs."""
    before, after = block.text[wider[0] : start], block.text[end : wider[1]]
    return _is_rest(block.text[end - 1], after) and _is_rest(block.text[start], reversed(before))


def _is_cut(span: Span, start: int, end: int) -> bool:
    is_crossed = span.start < start < span.end < end or start < span.start < end < span.end
    is_within_code = span.kind == "code" and span.start <= start and end <= span.end
    return is_crossed or (is_within_code and (span.start, span.end) != (start, end))


def _is_rest(edge: str, added: Iterable[str]) -> bool:
    """Say whether characters, away from the edge of words, only end the word that the edge is in."""
    is_in_word = kind_of(edge) in _OF_WORDS
    for character in added:
        kind = kind_of(character)
        if kind in (Kind.SPACE, Kind.UNSPACED) or (kind in _OF_WORDS and not is_in_word):
            return False
        is_in_word = is_in_word and kind in _OF_WORDS
    return True
