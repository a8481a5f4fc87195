"""Pictures for feeds, print, newsletters and link previews: PNG drawn from the SVG, without a browser.

resvg draws: it needs nothing from the system, and the same SVG and fonts give the same bytes everywhere. The fonts come
with the package. A text in a script that they lack (Chinese, Japanese) is drawn with the fonts of the machine.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import resvg_py

from storymap.errors import PageError, Problem

# What the fonts of the package cover: Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, punctuation and signs.
_COVERED = ((0x0000, 0x0600), (0x0600, 0x0700), (0x0750, 0x0780), (0x08A0, 0x0980), (0x1AB0, 0x2190), (0xA640, 0xA800))
_ALSO_COVERED = ((0xFB00, 0xFE00), (0xFE70, 0xFF00))


def draw_png(svg: str, scale: float) -> bytes:
    """Return an SVG as PNG, `scale` pixels to each of its own."""
    with as_file(files("storymap").joinpath("web", "dist", "fonts")) as folder:
        fonts = sorted(str(path) for path in Path(folder).glob("*.ttf"))
        if not fonts:
            remedy = "install the package with pip, which builds it (in a checkout: make setup)"
            raise PageError(Problem("storymap", "the fonts of the pictures are missing", remedy))
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            font_files=fonts,
            skip_system_fonts=is_covered(svg),
            sans_serif_family="Noto Sans",
            serif_family="Noto Serif",
            font_family="Noto Sans",
        )


def is_covered(text: str) -> bool:
    """Say whether the fonts of the package have all scripts of a text."""
    ranges = _COVERED + _ALSO_COVERED
    return all(any(start <= ord(character) < end for start, end in ranges) for character in set(text))
