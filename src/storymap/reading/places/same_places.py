"""One place that stands in a file twice: the same name at the same point, as in two folders of a map."""

from __future__ import annotations

import itertools
from typing import Any

from storymap.reading.places.place_columns import PlaceColumns
from storymap.reading.problem_log import ProblemLog

_FILLED = ("note", "url", "image", "zoom", "role", "weight", "kind")
_JOINED = ("aliases", "ignore")
_FIRST_SHOWN = 3


def join_same_places(places: PlaceColumns, log: ProblemLog) -> None:
    """Make one place of those of the same name at the same point, and say so. What the first lacks it gets from others.

    Places that the author gave ids of their own stay apart.
    """
    columns, written = places.columns, places.written_ids
    first: dict[str, list[int]] = {}
    is_kept = [True] * len(written)
    joined: list[str] = []
    for index, name in enumerate(columns["name"]):
        others = first.setdefault(name, [])
        same = next((other for other in others if _is_same(columns["geometry"], other, index)), None)
        if same is None or (written[same] is not None and written[index] is not None):
            others.append(index)
            continue
        is_kept[index] = False
        joined.append(columns["where"][index])
        places.joined.setdefault(columns["where"][same], []).append(columns["where"][index])
        _fill(columns, same, index)
        written[same] = written[index] if written[same] is None else written[same]
    if joined:
        shown = "; ".join(where.removeprefix(f"{log.name}, ") for where in joined[:_FIRST_SHOWN])
        more = f"; and {len(joined) - _FIRST_SHOWN:,} more" if len(joined) > _FIRST_SHOWN else ""
        log.note(log.name, f"the same name at the same point is one place: {shown}{more}")
        places.keep(is_kept)


def _is_same(geometries: list[Any], one: int, other: int) -> bool:
    here, there = geometries[one], geometries[other]
    if here is None or there is None:
        return False
    return bool(here.geom_type == there.geom_type == "Point" and here.coords[0] == there.coords[0])


def _fill(columns: dict[str, list[Any]], first: int, other: int) -> None:
    for key in _FILLED:
        if columns[key][first] in ("", None):
            columns[key][first] = columns[key][other]
    for key in _JOINED:
        columns[key][first] = tuple(dict.fromkeys(itertools.chain(columns[key][first], columns[key][other])))
    columns["properties"][first] = {**columns["properties"][other], **columns["properties"][first]}
