"""The text of a block without spaces in a row, which Markdown reads as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from storymap.model import Block

_MORE = re.compile(r"(?<=[ \t])[ \t]+|\t")


def with_single_spaces(block: Block) -> Block:
    """Return a block in which each run of spaces and tabs is one space; code stays as it is."""
    runs = list(_MORE.finditer(block.text))
    if block.kind == "code" or not runs:
        return block
    text = re.sub(r"[ \t]+", " ", block.text)
    lost, starts, total = [0], [0], 0
    for run in re.finditer(r"[ \t]+", block.text):
        total += len(run[0]) - 1
        starts.append(run.end())
        lost.append(total)

    def moved(offset: int) -> int:
        return min(offset - lost[bisect_right(starts, offset) - 1], len(text))

    spans = (replace(span, start=moved(span.start), end=moved(span.end)) for span in block.spans)
    return replace(block, text=text, spans=tuple(span for span in spans if span.start < span.end))
