"""Placemarks that have an address and no coordinates: each is told, with a command that looks its town up."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence

from storymap.errors import printable
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.reading.problem_log import ProblemLog

_MOST_SHOWN = 3
_MOST_PARTS = 6
_LONGEST = 200
_NUMBERED = re.compile(r"\S*\d\S*")


def warn_of_addresses(addresses: Sequence[tuple[str, str]], log: ProblemLog) -> None:
    """Warn once of places that have an address alone, each given with where it stands."""
    if not addresses:
        return
    shown = "; ".join(
        f'{printable(where.removeprefix(f"{log.name}, "), 60)}: "{printable(address, 60)}"'
        for where, address in addresses[:_MOST_SHOWN]
    )
    more = f"; and {len(addresses) - _MOST_SHOWN:,} more" if len(addresses) > _MOST_SHOWN else ""
    number = "one placemark has" if len(addresses) == 1 else f"{len(addresses):,} placemarks have"
    known = next(filter(None, (known_name(address) for _, address in addresses[:_MOST_SHOWN])), "")
    remedy = f"storymap find {shlex.quote(known)}" if known else "write the coordinates of each"
    log.warning(log.name, f"{number} an address and no coordinates, {shown}{more}", remedy)


def known_name(address: str) -> str:
    """Return the part of an address that the gazetteer knows, such as "Basel, Switzerland", or ""."""
    gazetteer = open_gazetteer()
    return next((name for name in _candidates(address) if gazetteer.lookup(name)), "")


def _candidates(address: str) -> Iterator[str]:
    """Yield what may be the town, most exact first: each part with a later one, then the last by itself."""
    parts = [" ".join(_NUMBERED.sub("", part).split()) for part in re.split(r"[,\n]", address[:_LONGEST])]
    parts = list(filter(None, parts))[:_MOST_PARTS]
    for index, part in enumerate(parts):
        yield from (f"{part}, {later}" for later in reversed(parts[index + 1 :]))
    yield from parts[-1:]
