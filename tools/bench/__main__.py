"""`make bench`: measures everything, prints the tables, and writes them into docs/speed.md and docs/basemap.md.

Quick things are measured while nothing else runs. It takes some ten minutes, and downloads what a page of plain folium
loads from servers. `python -m tools.bench builds` measures one part: builds, weight, browser, matching or basemap.
"""

from __future__ import annotations

import platform
import re
import sys
from pathlib import Path

from tools.bench import basemap, matching
from tools.bench.browser import browser_rows
from tools.bench.builds import build_rows
from tools.bench.rows import HEAD, Row, table
from tools.bench.weight import weight_rows

_ROWS = {"builds": build_rows, "weight": weight_rows, "browser": browser_rows, "matching": matching.rows}
_DOCS = Path(__file__).parents[2] / "docs"


def main(parts: list[str]) -> None:
    """Measure the parts that are named, or all."""
    wanted = parts or [*_ROWS, "basemap"]
    for part in wanted:
        if part == "basemap":
            text = basemap.measured()
            _write(_DOCS / "basemap.md", part, text)
        else:
            text = table(HEAD, [_said(row) for row in _ROWS[part]()])
            _write(_DOCS / "speed.md", part, text)
        print(text)
    print(f"Python {platform.python_version()}, {platform.machine()}", file=sys.stderr)


def _said(row: Row) -> list[str]:
    """Return the cells of a row, and show them at once: the next may take minutes."""
    print(" | ".join(row.cells()), file=sys.stderr, flush=True)
    return row.cells()


def _write(page: Path, part: str, text: str) -> None:
    """Put a table between the marks of its part."""
    marks = re.compile(rf"(<!-- bench {part} -->\n).*?(<!-- /bench -->)", re.DOTALL)
    before = page.read_text(encoding="utf-8")
    page.write_text(marks.sub(lambda found: found[1] + text + found[2], before), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
