"""Language tags (BCP 47)."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-(?:[A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{1,8})*")


def is_language(tag: str) -> bool:
    """Say whether `tag` has the form of a BCP 47 language tag: `en`, `es-MX`, `zh-Hant-TW`."""
    return len(tag) <= 35 and _LANGUAGE.fullmatch(tag) is not None
