"""The ids of a page's elements, by which text, list, map and addresses find each other.

A mention is "m1", "m2" ... and a span of sentences "e1", "e2" ...: see `Numbering`.
"""

from __future__ import annotations

from storymap.rendering.contract.names import BLOCK_ID_PREFIX, ENTRY_ID_PREFIX


def block_id(index: int) -> str:
    """Return the id of the article's block at `index`, from 0: "p1" for the first."""
    return f"{BLOCK_ID_PREFIX}{index + 1}"


def is_block_id(text: str) -> bool:
    """Say whether an element's id is that of a block."""
    return text.startswith(BLOCK_ID_PREFIX) and text[len(BLOCK_ID_PREFIX) :].isdecimal()


def note_reference_id(number: int) -> str:
    """Return the id of the first number in the text that stands for a note."""
    return f"n{number}"


def entry_id(place_id: str) -> str:
    """Return the id of a place's entry in the list."""
    return f"{ENTRY_ID_PREFIX}{place_id}"


def item_id(number: int) -> str:
    """Return the id of a place in the list for readers without script: its number, as no other id begins with a digit.

    It is short, as tens of thousands of names lead there.
    """
    return str(number)
