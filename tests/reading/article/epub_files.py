"""Small books (.epub), their parts written by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/package.opf"/></rootfiles></container>'
)
METADATA = (
    "<dc:title id='t1'>A river</dc:title><dc:title id='t2'>In two weeks</dc:title>"
    "<meta refines='#t2' property='title-type'>subtitle</meta>"
    "<dc:creator id='c1'>Ana Ruiz</dc:creator><dc:creator id='c2'>Il Lustrator</dc:creator>"
    "<meta refines='#c2' property='role'>ill</meta><dc:language>es-MX</dc:language>"
)


def write_epub(
    path: Path,
    chapters: dict[str, str],
    *,
    metadata: str = METADATA,
    parts: dict[str, str | bytes] | None = None,
) -> Path:
    """Write the book `path` with the bodies of its `chapters` by file name; `parts` are more of its parts, or others."""
    items = "".join(
        f'<item id="i{number}" href="text/{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    written: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "OPS/package.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
        ),
    }
    for name, body in chapters.items():
        written[f"OPS/text/{name}"] = (
            '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>'
            f'<script src="a.js"/></head><body>{body}</body></html>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (written | (parts or {})).items():
            archive.writestr(name, content)
    return path
