"""Small OpenDocument texts, their parts written by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    [
        *(
            f'xmlns:{prefix}="{_NAMES}{name}:1.0"'
            for prefix, name in {
                "office": "office",
                "text": "text",
                "table": "table",
                "draw": "drawing",
                "style": "style",
                "meta": "meta",
                "fo": "xsl-fo-compatible",
                "svg": "svg-compatible",
            }.items()
        ),
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
_AUTOMATIC = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="FR" style:family="text"><style:text-properties fo:language="fr" fo:country="CA"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>'
)
_STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="US"/>'
    "</style:default-style>"
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2"/>'
)
_META = "<office:document-meta {names}><office:meta><dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator></office:meta></office:document-meta>"


def write_odt(
    path: Path,
    body: str,
    *,
    title: str = "",
    author: str = "Ana Ruiz",
    picture: bytes = b"",
    parts: dict[str, str | bytes] | None = None,
) -> Path:
    """Write the OpenDocument text `path` with the blocks `body`; `parts` are more of its parts, or others."""
    written: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{_AUTOMATIC}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ),
        "styles.xml": f"<office:document-styles {NAMESPACES}><office:styles>{_STYLES}</office:styles></office:document-styles>",
        "meta.xml": _META.format(names=NAMESPACES, title=title, author=author),
    }
    if picture:
        written["Pictures/river.png"] = picture
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (written | (parts or {})).items():
            archive.writestr(name, content)
    return path


def p(content: str, style: str = "Standard") -> str:
    """Return a paragraph."""
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def span(text: str, style: str) -> str:
    """Return a run of text in a style."""
    return f'<text:span text:style-name="{style}">{text}</text:span>'
