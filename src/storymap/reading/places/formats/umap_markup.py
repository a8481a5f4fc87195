"""uMap's markup of descriptions as HTML, to be cleaned by whoever shows it: HTML within it stays what it is."""

from __future__ import annotations

import re
from typing import Final

# In the order in which uMap goes through them. Each looks at a line, and no further than an address is long.
_RULES: Final = tuple(
    (re.compile(pattern, re.MULTILINE), put)
    for pattern, put in (
        (r"^\*\*? (.*)$", r"<ul><li>\1</li></ul>"),
        (r"</ul>\n<ul>", ""),
        (r"^#{1,3} (.*)$", r"<h4>\1</h4>"),
        (r"^---+$", "<hr>"),
        (r"\*\*([^*\n]{1,5000})\*\*", r"<strong>\1</strong>"),
        (r"\*([^*\n]{1,5000})\*", r"<em>\1</em>"),
        (r"(^|[\s>(])(https?:[^ <)\n]{1,2000})", r'\1<a href="\2">\2</a>'),
        (r"\[\[([^\[\]|\n]{1,2000})\]\]", r'<a href="\1">\1</a>'),
        (r"\[\[([^\[\]|\n]{1,2000})\|([^\[\]\n]{0,2000})\]\]", r'<a href="\1">\2</a>'),
        (r"\{\{\{[^{}\n]{0,2000}\}\}\}", ""),
        (r"\{\{([^{}|\n]{1,2000})(?:\|[^{}\n]{0,20})?\}\}", r'<img src="\1">'),
        # A line is a line on the map, and an empty one parts paragraphs.
        (r"\n{2,}", "</p><p>"),
        (r"(</h4>|</ul>|<hr>)\n", r"\1"),
        (r"\n", "<br>"),
    )
)


def umap_html(markup: str) -> str:
    """Return a text in uMap's markup (bold, lists, links, headings, pictures) as HTML, which is not cleaned.

    What would be framed from elsewhere is left out.
    """
    html = markup.replace("\r\n", "\n")
    for pattern, put in _RULES:
        html = pattern.sub(put, html)
    return f"<p>{html}</p>" if "<" in html or "&" in html else html
