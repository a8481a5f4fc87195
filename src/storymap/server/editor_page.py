"""The page of the editor's window: a shell that its script fills, in the language that the browser asks for."""

from __future__ import annotations

from markupsafe import escape

from storymap.rendering.escaping import script_json
from storymap.rendering.i18n import is_right_to_left, languages
from storymap.server.editor_words import chosen_language, editor_texts

EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the window: nothing inline runs, and nothing is asked but this server.

Pictures that are dropped are shown before they are sent (blob:).
"""
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/editor.css">
<script type="module" src="/assets/editor.js"></script>
</head>
<body>
<noscript><p>{noscript}</p></noscript>
<script type="application/json" id="editor-data">{data}</script>
</body>
</html>
"""


def editor_page(accept_language: str = "") -> str:
    """Return the window's HTML for a browser that sends this Accept-Language header. `EDITOR_POLICY` goes with it."""
    language = chosen_language(accept_language)
    words = editor_texts(language)
    return _PAGE.format(
        language=language,
        direction="rtl" if is_right_to_left(language) else "ltr",
        title=escape(words["appName"]),
        noscript=escape(words["noScript"]),
        data=script_json({"words": words, "languages": list(languages())}),
    )
