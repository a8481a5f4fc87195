"""A story whose problems are to be mended, and a mend as the editor has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from storymap.model import Story
from storymap.server.contract.state import MendState


@dataclass(frozen=True, slots=True)
class Mendable:
    """A story, and what the editor can do to it.

    `source_of` gives the source of a block, None where it cannot be edited by itself; `can_mark` says whether words of
    the article can be marked; `sure` is how many suggestions are sure and not in the places file.
    """

    story: Story
    source_of: Callable[[int], str | None]
    can_mark: bool
    sure: int = 0


def by_command(label: str, command: dict[str, Any], **values: str) -> MendState:
    """Return a mend that a command makes; `label` is a key of the editor's words, `values` what they have in braces."""
    return {"label": label, "values": values, "command": command}


def by_hand(label: str, opened: str, **values: str) -> MendState:
    """Return a mend that a person makes where `opened` leads."""
    return {"label": label, "values": values, "command": {}, "open": opened}
