"""A name that is accepted once in an article is accepted wherever it stands alone in it."""

from __future__ import annotations

from collections.abc import Sequence

from storymap.geoparsing.choice_evidence import PARTS_OF_A_NAME
from storymap.geoparsing.toponym import Toponym

_ACCEPTED, _SURE = 0.5, 0.8
# What speaks against a name that stands alone: it is a part of another name, or somebody's.
_NOT_ALONE = frozenset(PARTS_OF_A_NAME) | {
    "team", "newspaper", "title before", "initial before", "a person's name before", "a person of the text",
    "first name and place before", "administration or campaign after", "maker of cars before", "cartel or gang after",
    "virus or flu after", "alone in quotation marks", "written small elsewhere", "said after", "word that is no name",
    "common word", "generic word",
}  # fmt: skip


def accept_repeated(toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Return the toponyms, those that stand alone with a score between theirs and that of the surest of their name.

    Where that one is sure, they are accepted.
    """
    surest: dict[str, float] = {}
    for toponym in toponyms:
        if toponym.places:
            surest[toponym.key] = max(surest.get(toponym.key, 0.0), toponym.score)
    return [
        toponym._replace(score=_raised(toponym.score, surest[toponym.key]))
        if toponym.score < _ACCEPTED <= surest.get(toponym.key, 0.0) and _stands_alone(toponym)
        else toponym
        for toponym in toponyms
    ]


def _raised(score: float, surest: float) -> float:
    return max(_ACCEPTED if surest >= _SURE else 0.0, (score + surest) / 2)


def _stands_alone(toponym: Toponym) -> bool:
    return bool(toponym.places) and not _NOT_ALONE & toponym.evidence.keys()
