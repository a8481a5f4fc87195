"""Keys in the addresses of a source: a story is public, and the keys of its author's other tools are not."""

from __future__ import annotations

import re
from typing import Final

from storymap.reading.character_references import unescaped
from storymap.rendering.tile_keys import is_secret_parameter

# The parameters of an address, or what stands behind its "#"; in HTML they are joined by references.
_PARAMETERS: Final = re.compile(r"""[?#]((?:&\#\w{1,8};|[^\s"'<>?\#])*)""", re.VERBOSE)
_JOINT: Final = re.compile(r"(&(?:amp|#0*38|#[xX]0*26);|[&;])")
_OF_THE_SENTENCE: Final = ").,;:!]"  # at the end of an address in plain text


def without_keys(text: str) -> str:
    """Return a text, HTML or an address without the parameters that are keys."""
    return _PARAMETERS.sub(_without_keys, text) if "=" in text else text


def _without_keys(found: re.Match[str]) -> str:
    parts = _JOINT.split(found[1])  # a parameter, a joint, a parameter …
    kept = [(joint, one) for joint, one in zip(["", *parts[1::2]], parts[::2], strict=True) if not _is_key(one)]
    if 2 * len(kept) > len(parts):
        return found[0]
    last = parts[-1]
    end = last[len(last.rstrip(_OF_THE_SENTENCE)) :] if _is_key(last) else ""
    words = "".join(f"{joint if at else ''}{one}" for at, (joint, one) in enumerate(kept))
    return (found[0][0] + words if words else "") + end


def _is_key(parameter: str) -> bool:
    name, _, value = unescaped(parameter).partition("=")
    return bool(value) and is_secret_parameter(name, value)
