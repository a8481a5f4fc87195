"""The folder that a corpus is written into: ours or empty, by one run at a time, with the options it began with."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from storymap._version import __version__
from storymap.atlas.corpus.done_parts import WORK_FOLDER, make_folders, part_paths
from storymap.atlas.corpus.records import CorpusOptions
from storymap.errors import Problem, StorymapError
from storymap.storage.atomic import replace_file
from storymap.storage.locks import try_lock
from storymap.storage.output import folder_problem
from storymap.storage.temporary import sweep

_RUN_FILE = "run.json"


@dataclass(frozen=True, slots=True)
class OpenOutput:
    """A folder that a run writes into. `key` tells apart what parts are made with: options and version."""

    path: Path
    key: str

    def remove_parts_from(self, number: int) -> None:
        """Remove the parts from a number on: an earlier run had more."""
        paths = part_paths(self.path, number)
        while any(path.exists() for path in (*paths.tables, paths.record)):
            for path in (paths.record, *paths.tables):
                path.unlink(missing_ok=True)
            number += 1
            paths = part_paths(self.path, number)


@contextlib.contextmanager
def open_output(path: Path, options: CorpusOptions, partition_size: int, *, anew: bool = False) -> Iterator[OpenOutput]:
    """Make the folder of a corpus, or open one to go on with. Raises StorymapError, and OSError.

    With `anew` it may have been begun with other options.
    """
    problem = folder_problem(path, "-o", force=True)
    if problem is not None:
        raise StorymapError(problem)
    work = path / WORK_FOLDER
    if path.exists() and not work.exists() and any(path.iterdir()):
        raise StorymapError(Problem(str(path), "this folder holds something else", "name another folder with -o"))
    made_with = {"storymap": __version__, "options": {**asdict(options), "partition size": partition_size}}
    key = hashlib.sha256(json.dumps(made_with, sort_keys=True).encode()).hexdigest()
    work.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        _lock(path, work, stack)
        _check_options(path, made_with, anew=anew)
        replace_file(work / _RUN_FILE, json.dumps(made_with, indent=1).encode())
        make_folders(path)
        sweep(work)
        yield OpenOutput(path.resolve(), key)


def _lock(path: Path, work: Path, stack: ExitStack) -> None:
    try:
        descriptor = os.open(work, os.O_RDONLY)
    except OSError:  # folders cannot be opened on Windows
        return
    stack.callback(os.close, descriptor)
    if try_lock(descriptor) is False:
        raise StorymapError(Problem(str(path), "another run writes into it", "wait for it, or name another with -o"))


def _check_options(path: Path, made_with: dict[str, Any], *, anew: bool) -> None:
    """Raise StorymapError where a corpus was begun with other options than `made_with`."""
    try:
        before = json.loads((path / WORK_FOLDER / _RUN_FILE).read_bytes())
    except (OSError, ValueError):
        return
    if anew or not isinstance(before, dict) or before == json.loads(json.dumps(made_with)):
        return
    what = f"it was begun with {_difference(before, made_with)}"
    raise StorymapError(Problem(str(path), what, "go on with the same, add --anew, or name another with -o"))


def _difference(before: dict[str, Any], now: dict[str, Any]) -> str:
    """Return what a corpus was begun with that is another thing now."""
    if before.get("storymap") != now["storymap"]:
        return f"storymap {before.get('storymap')}"
    old, new = before.get("options", {}), json.loads(json.dumps(now["options"]))
    names = [name for name in new if old.get(name) != new[name]]
    return f"other options ({', '.join(names)})"
