"""`make bench`: measures everything, prints the tables, and writes them into docs/speed.md and docs/basemap.md.

Quick things are measured while nothing else runs. It takes some ten minutes, and downloads what a page of plain folium
loads from servers. `python -m tools.bench builds` measures one part: processes, builds, weight, browser, matching,
preview, editor, atlas or basemap. `--report FILE` is the text that the editor makes a story of, in place of one of
ours. The atlas is measured at sizes that take five minutes; `--full` takes those that its aims speak of, which is
hours. `--kills` says how often its runs are killed. `--runs 3` measures each part three times, and the tables have the
middle one, with the least and the most.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from tools.bench import basemap, matching
from tools.bench.atlas.costs import cost_table
from tools.bench.atlas.rows import AtlasBench
from tools.bench.atlas.sizes import FULL, Sizes
from tools.bench.browser import browser_rows
from tools.bench.builds import build_rows
from tools.bench.editor import editor_rows
from tools.bench.preview import preview_rows
from tools.bench.processes import process_rows
from tools.bench.rows import Row, middle_rows, rows_table
from tools.bench.weight import weight_rows

_ROWS: dict[str, Callable[[], Iterable[Row]]] = {
    "processes": process_rows,
    "builds": build_rows,
    "weight": weight_rows,
    "browser": browser_rows,
    "matching": matching.rows,
    "preview": preview_rows,
    "editor": editor_rows,
}
_DOCS = Path(__file__).parents[2] / "docs"


def main() -> None:
    """Measure the parts that are named, or all."""
    parts = [*_ROWS, "atlas", "basemap"]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(parts)}; default: all")
    parser.add_argument("--report", type=Path, help="the text of the story that the editor is to make")
    parser.add_argument("--full", action="store_true", help="the atlas and its corpus at full size")
    parser.add_argument("--kills", type=int, help="how often a corpus is killed")
    parser.add_argument("--runs", type=int, default=1, help="how often each part is measured")
    given = parser.parse_args()
    sizes = FULL if given.full else Sizes()
    atlas = AtlasBench(sizes if given.kills is None else replace(sizes, kills=given.kills))
    editor = partial(editor_rows, given.report)
    rows: dict[str, Callable[[], Iterable[Row]]] = {**_ROWS, "editor": editor, "atlas": atlas.rows}
    for part in given.parts or parts:
        if part == "basemap":
            text = basemap.measured()
            _write(_DOCS / "basemap.md", part, text)
        else:
            text = rows_table(middle_rows([[_said(row) for row in rows[part]()] for _ in range(given.runs)]))
            _write(_DOCS / "speed.md", part, text)
        print(text)
        if part == "atlas":
            _write(_DOCS / "speed.md", "costs", cost_table(atlas.figures))
    print(f"Python {platform.python_version()}, {platform.machine()}", file=sys.stderr)


def _said(row: Row) -> Row:
    """Show a row at once: the next may take minutes."""
    print(" | ".join(row.cells()), file=sys.stderr, flush=True)
    return row


def _write(page: Path, part: str, text: str) -> None:
    """Put a table between the marks of its part."""
    marks = re.compile(rf"(<!-- bench {part} -->\n).*?(<!-- /bench -->)", re.DOTALL)
    before = page.read_text(encoding="utf-8")
    page.write_text(marks.sub(lambda found: found[1] + text + found[2], before), encoding="utf-8")


if __name__ == "__main__":
    main()
