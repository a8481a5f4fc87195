"""`make fuzz [MINUTES=10] [READER=...]`: fuzzes each reader for some minutes, and prints what it met."""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.fuzz.run import fuzz
from tools.fuzz.targets import TARGETS
from tools.fuzz.worker import Report


def main() -> int:
    """Fuzz the readers that are named, or all; return 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="for each reader; default: 10")
    parser.add_argument("--reader", action="append", choices=sorted(TARGETS), help="may be repeated; default: all")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="default: the time")
    parser.add_argument("--jobs", type=int, default=1, help="readers at once")
    parser.add_argument("--faults", type=Path, default=Path("build/fuzz"), help="where inputs with faults are kept")
    given = parser.parse_args()
    failed = False
    with ThreadPoolExecutor(given.jobs) as pool:

        def one(reader: str) -> Report:
            return fuzz([reader], 60 * given.minutes, given.seed, given.faults)[reader]

        for report in pool.map(one, given.reader or list(TARGETS)):
            print(report, flush=True)
            failed |= bool(report.faults)
    print(f"seed {given.seed}", file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
