"""The names of fonts that stay in a drawing: those that are common. Any other name is free text, and falls away."""

from __future__ import annotations

import re
from typing import Any, Final

_GENERIC: Final = """
serif, sans-serif, monospace, cursive, fantasy, system-ui, ui-serif, ui-sans-serif, ui-monospace, ui-rounded, math,
emoji, inherit, initial, unset, revert
"""
_COMMON: Final = """
Arial, Arial Black, Arial Narrow, Avenir, Avenir Next, Baskerville, Bitstream Vera Sans, Bitstream Vera Serif,
Book Antiqua, Bookman, Calibri, Cambria, Candara, Cantarell, Century Gothic, Century Schoolbook, Comic Sans,
Consolas, Constantia, Corbel, Courier, Courier New, DejaVu Sans, DejaVu Sans Mono, DejaVu Serif, Didot, Droid Sans,
Droid Serif, EB Garamond, Fira Code, Fira Mono, Fira Sans, Franklin Gothic, FreeMono, FreeSans, FreeSerif, Frutiger,
Futura, Garamond, Geneva, Georgia, Gill Sans, Helvetica, Helvetica Neue, IBM Plex Mono, IBM Plex Sans, IBM Plex Serif,
Impact, Inter, Lato, Liberation Mono, Liberation Sans, Liberation Serif, Libre Baskerville, Libre Franklin,
Lucida Console, Lucida Grande, Lucida Sans, Lucida Sans Unicode, Menlo, Merriweather, Microsoft Sans Serif, Minion Pro,
Monaco, Montserrat, Myriad Pro, Nimbus Roman, Nimbus Sans, Noto Mono, Noto Sans, Noto Sans Mono, Noto Serif, Nunito,
Nunito Sans, Open Sans, Optima, Oswald, PT Mono, PT Sans, PT Serif, Palatino, Palatino Linotype, Playfair Display,
Poppins, Public Sans, Raleway, Roboto, Roboto Condensed, Roboto Mono, Roboto Slab, Rockwell, Rubik, Segoe UI,
Source Code Pro, Source Sans, Source Sans Pro, Source Serif, Source Serif Pro, STIXGeneral, Tahoma, Times,
Times New Roman, Trebuchet, Trebuchet MS, Ubuntu, Ubuntu Mono, Univers, Verdana, Work Sans, -apple-system,
BlinkMacSystemFont, Amiri, Geeza Pro, Noto Naskh Arabic, Noto Sans Arabic, Traditional Arabic, Noto Sans Hebrew,
Mangal, Nirmala UI, Noto Sans Devanagari, Noto Sans Bengali, Noto Sans Tamil, Leelawadee UI, Noto Sans Thai,
Hiragino Sans, Hiragino Kaku Gothic Pro, Malgun Gothic, Meiryo, Microsoft JhengHei, Microsoft YaHei, MS Gothic,
MS Mincho, Noto Sans CJK JP, Noto Sans CJK KR, Noto Sans CJK SC, Noto Sans CJK TC, Noto Sans JP, Noto Sans KR,
Noto Sans SC, Noto Sans TC, PingFang SC, PingFang TC, SimHei, SimSun, Yu Gothic
"""
# How files of fonts and drawing programs write them: Arial-BoldMT, MyriadPro-Semibold.
_FACES: Final = re.compile(
    r"(?:regular|roman|book|medium|semibold|demibold|demi|bold|extrabold|black|heavy|light|extralight|thin|italic"
    r"|oblique|condensed|cond|it|mt|psmt|ps)$"
)
_APART: Final = re.compile(r"[\s_-]+")


def _squeezed(name: str) -> str:
    return _APART.sub("", name.lower())


_KNOWN: Final = frozenset(_squeezed(name) for name in (_GENERIC + "," + _COMMON).split(",") if name.strip())


def is_common_font(name: str) -> bool:
    """Say whether a name is that of a common font, or of a face of one."""
    rest = _squeezed(name)
    while rest not in _KNOWN:
        shorter = _FACES.sub("", rest)
        if shorter == rest:
            return False
        rest = shorter
    return True


def split_font(tokens: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return the tokens of a value of `font` up to its size and the height of its lines, and those of the names."""
    numbers = [at for at, token in enumerate(tokens) if token.type in ("number", "dimension", "percentage", "function")]
    start = numbers[-1] + 1 if numbers else len(tokens)
    return tokens[:start], tokens[start:]


def without_own_fonts(tokens: list[Any]) -> list[Any]:
    """Return the tokens of a value of `font-family` without the names of uncommon fonts."""
    kept: list[Any] = []
    family: list[Any] = []
    commas = [part for part in tokens if part == ","]
    for part in (*tokens, None):
        if part is not None and part != ",":
            family.append(part)
            continue
        if is_common_font(" ".join(str(word.value) for word in family if word.type in ("ident", "string"))):
            kept += [*(commas[:1] if kept else ()), *family]
        family = []
    return kept
