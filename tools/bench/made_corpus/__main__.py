"""Make a corpus: `python -m tools.bench.made_corpus 100000 -o FOLDER`, as Parquet, JSON lines or story folders."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from tools.bench.made_corpus.stories import write_stories
from tools.bench.made_corpus.writing import write_json_lines, write_parquet

_WRITERS: dict[str, Callable[[Path, range], None]] = {
    "parquet": write_parquet,
    "jsonl": write_json_lines,
    "stories": write_stories,
}


def main() -> None:
    """Write what is asked for, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a folder; for JSON lines a file")
    parser.add_argument("--form", choices=list(_WRITERS), default="parquet")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one")
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.count)
    start = time.perf_counter()
    _WRITERS[given.form](given.output, numbers)
    print(f"{given.count:,} articles, {given.count / (time.perf_counter() - start):,.0f} a second")


if __name__ == "__main__":
    main()
