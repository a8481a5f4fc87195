"""Changes of an article, made and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from storymap.editing.article.cannot_write import CannotWrite
from storymap.editing.edit import Edit, apply
from storymap.model import Article, Block
from storymap.reading.article.reader import read_article
from storymap.reading.article.source_ranges import SourceRanges

Command = Callable[..., Edit]


def changed(command: Command, source: str, *arguments: Any, name: str = "story.md", **options: Any) -> str:
    """Return the source after a command, whose inverse restores it to the character."""
    edit = command(source, name, *arguments, **options)
    after, inverse = apply(edit, {"article": source})
    assert apply(inverse, after)[0] == {"article": source}
    text = after["article"]
    assert text is not None
    return text


def refused(command: Command, source: str, *arguments: Any, name: str = "story.md", **options: Any) -> str:
    """Return why a command cannot be written."""
    with pytest.raises(CannotWrite) as caught:
        command(source, name, *arguments, **options)
    return str(caught.value.problems[0])


def place_of(source: str, words: str, name: str = "story.md") -> tuple[int, int, int]:
    """Return the block and the range of the last words of an article that are these."""
    blocks = SourceRanges(source, name).article.blocks
    block = max(at for at, one in enumerate(blocks) if words in one.text)
    start = blocks[block].text.rindex(words)
    return block, start, start + len(words)


def read_from_disk(folder: Path, source: str, name: str = "story.md") -> Article:
    """Return the article as `build` reads it, with the picture a.png beside it."""
    if not (folder / "a.png").exists():
        Image.new("RGB", (40, 30), "orange").save(folder / "a.png")
    (folder / name).write_bytes(source.encode())
    return read_article(folder / name)


def bare(block: Block) -> tuple[object, ...]:
    """Return what a block says, without its line and the numbers of its containers."""
    boxes = [(box.tag, box.start) for box in block.within]
    src = block.image.src if block.image else block.recording.src if block.recording else ""
    return block.kind, block.text, block.level, block.spans, boxes, src, block.view, block.note
