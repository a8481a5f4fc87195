"""`storymap corpus`, killed at random moments and started again: the same bytes, no document twice or missing."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.bench.atlas.process import killed, storymap

FAULTS: Final = ("other bytes", "twice", "missing", "left over")


@dataclass(frozen=True, slots=True)
class KilledRun:
    """A command that is killed: what it reads, its options for the first and the second try, and how long it takes.

    `ids` are those of the documents. `whole` is the folder that it writes when nobody kills it.
    """

    source: Path
    options: tuple[str, ...]
    options_again: tuple[str, ...]
    seconds: float
    ids: frozenset[str]
    whole: Path


def kill_rounds(run: KilledRun, rounds: int, folder: Path, seed: int = 20) -> Counter[str]:
    """Kill the command once in each round, start it again, and count what was found: each of FAULTS, and kills.

    In every other round only the process that was started is killed, and its workers are left to themselves.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    whole, found = digests(run.whole), Counter[str](dict.fromkeys(FAULTS, 0))
    for number in range(rounds):
        out = folder / f"killed-{number}"
        after = chance.uniform(0, 1.1 * run.seconds)
        arguments: list[str | Path] = ["corpus", run.source, "-o", out]
        found["killed"] += killed([*arguments, *run.options], after, with_workers=number % 2 == 0)
        storymap(*arguments, *run.options_again)
        found.update(_faults(out, whole, run.ids))
        shutil.rmtree(out)
    return found


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a folder by its path, without what is hidden."""
    files = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.as_posix(): hashlib.sha256((folder / path).read_bytes()).hexdigest()
        for path in files
        if not any(part.startswith(".") for part in path.parts[:-1])
    }


def document_ids(folder: Path) -> list[str]:
    """Return the ids of the documents in the tables of a corpus, in their order."""
    import pyarrow.parquet as pq

    return [
        name
        for path in sorted((folder / "documents").glob("*.parquet"))
        for name in pq.read_table(path, columns=["id"])["id"].to_pylist()
    ]


def _faults(out: Path, whole: dict[str, str], ids: frozenset[str]) -> Counter[str]:
    made, documents = digests(out), document_ids(out)
    return Counter(
        {
            "other bytes": sum(made.get(path) != digest for path, digest in whole.items()),
            "twice": len(documents) - len(set(documents)),
            "missing": len(ids - set(documents)),
            "left over": len(made.keys() - whole.keys()),
        }
    )
