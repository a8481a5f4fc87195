"""A name that is accepted once in an article is accepted wherever it stands alone in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storymap.geoparsing.choice_evidence import PARTS_OF_A_NAME
from storymap.geoparsing.toponym import Toponym

_ACCEPTED = 0.5
# What speaks against a name that stands alone: it is a part of another name, or somebody's.
_NOT_ALONE = frozenset(PARTS_OF_A_NAME) | {
    "team", "newspaper", "title before", "initial before", "a person's name before", "a person of the text",
    "cartel or gang after", "virus or flu after", "alone in quotation marks", "written small elsewhere", "said after",
}  # fmt: skip


def accept_repeated(toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Return the toponyms; one that stands alone is as likely a place as the surest of its name, if that is accepted."""
    surest: dict[str, float] = {}
    for toponym in toponyms:
        if toponym.places:
            surest[toponym.key] = max(surest.get(toponym.key, 0.0), toponym.score)
    return [
        replace(toponym, score=(toponym.score + surest[toponym.key]) / 2)
        if toponym.places and toponym.score < _ACCEPTED <= surest[toponym.key] and not _NOT_ALONE & toponym.evidence.keys()
        else toponym
        for toponym in toponyms
    ]
