"""What an author may have meant by an id or a name that is not there."""

from __future__ import annotations

from collections.abc import Collection

_MOST_COMPARED = 20_000
_LONGEST = 100


def did_you_mean(written: str, known: Collection[str], otherwise: str) -> str:
    """Return a remedy that names the nearest of `known`, or `otherwise` if none is near."""
    near: list[str] = []
    if len(known) <= _MOST_COMPARED:
        from difflib import get_close_matches

        near = get_close_matches(written[:_LONGEST], known, n=3, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else otherwise
