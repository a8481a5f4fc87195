"""Text as XML: what XML cannot hold at all is left out."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return text as the content of an element."""
    return escape(_ILLEGAL.sub("", text))


def element(name: str, content: str, **attributes: str) -> str:
    """Return an element around content that is XML already; attributes that are empty are left out.

    An underscore in the name of an attribute stands for the colon of its namespace.
    """
    written = "".join(
        f" {key.replace('_', ':')}={quoteattr(_ILLEGAL.sub('', value))}" for key, value in attributes.items() if value
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"
