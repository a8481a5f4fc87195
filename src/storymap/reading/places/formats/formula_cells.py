"""Cells that a spreadsheet would run: a text that begins as a formula does is written with an apostrophe before it.

The apostrophe is what a person types for that, too, and no part of the text, so it is taken off again.
"""

from __future__ import annotations

import re
from typing import Final

# Some spreadsheets take the wide signs of Chinese and Japanese for the others.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER: Final = re.compile(r"[+-]?[.\d][\d.,]*(?:[eE][+-]?\d+)?", re.ASCII)


def without_formula(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs; a number stays one."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def plain_cell(cell: str) -> str:
    """Return the text of a cell that was written so."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
