"""The words for recordings that cannot be cleaned."""

from __future__ import annotations

from storymap.reading.media.policy import refusal

_REMEDY = "export it again, as: ffmpeg -i old -map 0:v? -map 0:a -map_metadata -1 new"


def damaged() -> Exception:
    """Return the error for a recording whose parts do not fit together."""
    return refusal("is damaged, or cut off", _REMEDY)


def not_cleanable(what: str) -> Exception:
    """Return the error for a recording that holds `what`, which cannot be taken out without decoding it."""
    return refusal(f"holds {what}, which cannot be taken out", _REMEDY)
