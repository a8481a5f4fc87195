"""The doors for text. Nothing else in storymap turns text into markup or script.

folium and branca compile what they render a second time, as a Jinja template without a sandbox: a `{{ ... }}` in a name
would run on the machine that builds the map. So folium gets numbers, geometry and place_ids. Text goes through our own
Jinja environment (autoescape on), or through the functions here.
"""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup, escape

_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_LINE_ENDS = re.compile("\r\n?")


def script_json(value: Any) -> Markup:
    """Return `value` as JSON for a `<script type="application/json">`: it cannot end the element. NaN is refused."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Several times as fast as str.translate, which looks at each letter.
    for letter, written in _IN_SCRIPT.items():
        text = text.replace(letter, written)
    return Markup(text)  # noqa: S704 - escaped for this one context above


def style_text(css: str) -> Markup:
    """Return a style sheet for a `<style>`: it cannot end the element, and a browser reads it as it is hashed."""
    text = _LINE_ENDS.sub("\n", css).replace("\x00", "\ufffd")
    return Markup(text.replace("</", "<\\/"))  # noqa: S704 - escaped for this one context above


def leaflet_html(text: str) -> str:
    """Return `text` (escaped unless it is Markup) for the few names that Leaflet shows as HTML and folium compiles.

    Braces become character references, so that neither template pass sees an expression in it.
    """
    return str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
