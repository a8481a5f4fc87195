"""Attributes in braces, as kramdown, pandoc and Quarto have them: `{: .x}`, `{.x #y}`, `{width=50%}`."""

from __future__ import annotations

import re
from typing import Final

_OWN = ("view", "show", "hide", "layers", "credit")
_VALUE = r"""(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s"'{}=]{1,100})"""
_PART = rf"""(?:[.#][\w:-]{{1,100}}|[\w-]{{1,40}}={_VALUE})"""
_PARTS = rf"{_PART}(?:[ ]+(?:{_PART}|[\w-]{{1,40}})){{0,20}}"
# With a colon or a class they are attributes anywhere; otherwise only right after what they belong to.
ATTRIBUTES: Final = (
    rf"\{{:[ ]?[^{{}}\n]{{0,300}}\}}|\{{[ ]?(?=[.#]){_PARTS}[ ]?\}}|(?<=[)\]`])\{{[ ]?{_PARTS}[ ]?\}}|(?<=\w )\{{-\}}"
)
BRACKETED_SPAN: Final = r"\[(?P<spanned>[^\[\]{}\n]{1,300})\]\{(?=[.#])[^{}\n]{1,200}\}"
_EACH = rf"([\w-]+)=({_VALUE})|(decorative)(?=[ }}])"


def kept_attributes(braces: str) -> str:
    """Return `braces` with what this program knows alone: a view, layers, a credit; "" where there is none of it."""
    known = [match[0] for match in re.finditer(_EACH, braces) if match[3] or match[1] in _OWN]
    return f"{{{' '.join(known)}}}" if known else ""
