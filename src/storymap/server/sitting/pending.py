"""What of a sitting waits for a person: changes that met another's, and one that could not be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storymap.editing.edit import AuthorFile, Texts
from storymap.errors import Problem
from storymap.server.contract.state import ConflictState, ProblemState


@dataclass(frozen=True, slots=True)
class Conflict:
    """A command that touches what somebody else changed: both versions, and what it takes to make it all the same."""

    file: AuthorFile
    mine: str
    theirs: str
    command: Mapping[str, Any]
    base: Texts

    def state(self, file_name: str) -> ConflictState:
        """Return what the editor shows of it."""
        return {"file": file_name, "mine": self.mine, "theirs": self.theirs}


@dataclass(frozen=True, slots=True)
class Held:
    """A command that could not be written, and why."""

    problem: Problem
    command: Mapping[str, Any]
    base: Texts
    force: bool = False


def plain_state(problem: Problem) -> ProblemState:
    """Return a problem of no place and no block as the editor shows it."""
    return {
        "where": problem.where,
        "what": problem.what,
        "remedy": problem.remedy,
        "severity": problem.severity,
        "block": None,
        "place_id": None,
        "mends": [],
    }
