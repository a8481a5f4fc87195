"""Bold and other marks of HTML as a writer would set them: on words, without the spaces around, and in one piece.

They look the same, and Markdown has signs for them; for others it needs elements of HTML, of which an article may not
have many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from storymap.model import Span

_MARKS: Final = ("emphasis", "strong", "strike")


def tidy_marks(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans of a text: marks that touch are one, and none begins or ends with a space."""
    tidied = [span for span in spans if span.kind not in _MARKS]
    for kind in _MARKS:
        joined: list[Span] = []
        for span in sorted((span for span in spans if span.kind == kind), key=lambda span: span.start):
            if joined and span.start <= joined[-1].end:
                joined[-1] = replace(joined[-1], end=max(joined[-1].end, span.end))
            else:
                joined.append(span)
        tidied += [_on_words(text, span) for span in joined if text[span.start : span.end].strip()]
    return tuple(sorted(tidied, key=lambda span: (span.start, -span.end)))


def _on_words(text: str, span: Span) -> Span:
    marked = text[span.start : span.end]
    begin = span.start + len(marked) - len(marked.lstrip())
    return replace(span, start=begin, end=begin + len(marked.strip()))
