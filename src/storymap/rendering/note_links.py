"""The notes of an article: from its number in the text to a note, and back to where it was first read."""

from __future__ import annotations

from collections.abc import Sequence

from storymap.model import Block, Span
from storymap.rendering.element_ids import block_id, note_reference_id
from storymap.rendering.html_tree import Node
from storymap.rendering.i18n import Catalogue

# As text, where it may also be drawn as an emoji.
_ARROW = "\u21a9\ufe0e"


class NoteLinks:
    """The links of `blocks` between notes and the numbers that stand for them; a number without a note is none."""

    def __init__(self, blocks: Sequence[Block], words: Catalogue) -> None:
        self._words = words
        self._notes: dict[int, str] = {}
        self._first: dict[int, tuple[int, Span]] = {}
        above = sum(block.is_leading for block in blocks)
        for index, block in enumerate(blocks):
            if block.note:
                self._notes.setdefault(block.note, block_id(index - above))
            for span in block.spans:
                if number := _number(span):
                    self._first.setdefault(number, (index, span))

    def to_note(self, index: int, span: Span) -> dict[str, str]:
        """Return the attributes of the link from a number in the block `index` to its note; none where it has none."""
        number = _number(span)
        if number not in self._notes:
            return {}
        attributes = {"class": "note-link", "href": f"#{self._notes[number]}", "role": "doc-noteref"}
        return attributes | ({"id": note_reference_id(number)} if self._first[number] == (index, span) else {})

    def back(self, block: Block) -> list[Node | str]:
        """Return the link from a note back to its number, to stand at the end of `block`."""
        if block.note not in self._first:
            return []
        label = self._words.say("backToStory")
        attributes = {"class": "note-back", "href": f"#{note_reference_id(block.note)}", "role": "doc-backlink"}
        return [" ", Node("a", {**attributes, "aria-label": label}, [_ARROW])]


def _number(span: Span) -> int:
    return int(span.value) if span.kind == "superscript" and span.value else 0
