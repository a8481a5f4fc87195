"""The folder that a corpus is written into: ours or empty, by one run at a time, with the options it began with."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from storymap._version import __version__
from storymap.atlas.corpus.done_parts import make_folders, part_paths
from storymap.atlas.corpus.file_names import SUMMARY, WORK_FOLDER
from storymap.atlas.corpus.records import CorpusOptions
from storymap.errors import Problem, StorymapError
from storymap.storage.atomic import replace_file
from storymap.storage.locks import try_lock
from storymap.storage.output import folder_problem
from storymap.storage.temporary import sweep

_RUN_FILE = "run.json"
_WILDCARD = re.compile(r"[^/]*[*?\[]")


@dataclass(frozen=True, slots=True)
class OpenOutput:
    """A folder that a run writes into. `key` tells apart what parts are made with: options and version.

    `made_with` is what the run has from the command, `before` what the last run had.
    """

    path: Path
    key: str
    made_with: Mapping[str, Any]
    before: Mapping[str, Any]

    @property
    def has_other_sources(self) -> bool:
        """Whether what is here by now is of other sources than those that were named."""
        before = self.before.get("sources")
        if not isinstance(before, list) or not any(part_paths(self.path, 0).record.parent.glob("*.json")):
            return False
        ours, theirs = ([_fixed(self.path, str(one)) for one in named] for named in (self.made_with["sources"], before))
        return not any(one.is_relative_to(other) or other.is_relative_to(one) for one in ours for other in theirs)

    def begin(self) -> None:
        """Make what a run needs. From here on the tables are not whole, until they are. Raises OSError."""
        replace_file(self.path / WORK_FOLDER / _RUN_FILE, json.dumps(self.made_with, indent=1).encode())
        (self.path / SUMMARY).unlink(missing_ok=True)
        make_folders(self.path)
        sweep(self.path / WORK_FOLDER)

    def remove_parts_from(self, number: int) -> None:
        """Remove the parts from a number on: an earlier run had more."""
        paths = part_paths(self.path, number)
        while any(path.exists() for path in (*paths.tables, paths.record)):
            for path in (paths.record, *paths.tables):
                path.unlink(missing_ok=True)
            number += 1
            paths = part_paths(self.path, number)


@contextlib.contextmanager
def open_output(
    path: Path, sources: Sequence[str], options: CorpusOptions, partition_size: int, *, anew: bool = False
) -> Iterator[OpenOutput]:
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
        before = _run_before(path)
        if before and not anew:
            _check_options(path, before, made_with)
        named = {"sources": [_as_seen(source, path) for source in sources]}
        yield OpenOutput(path.resolve(), key, made_with | named, before)


def _lock(path: Path, work: Path, stack: ExitStack) -> None:
    try:
        descriptor = os.open(work, os.O_RDONLY)
    except OSError:  # folders cannot be opened on Windows
        return
    stack.callback(os.close, descriptor)
    if try_lock(descriptor) is False:
        raise StorymapError(Problem(str(path), "another run writes into it", "wait for it, or name another with -o"))


def _as_seen(source: str, folder: Path) -> str:
    """Return a source as seen from the folder of the corpus: so it is the same from wherever a run is started."""
    try:
        return Path(os.path.relpath(os.path.realpath(source), os.path.realpath(folder))).as_posix()
    except ValueError:  # on another drive
        return source


def _fixed(folder: Path, source: str) -> Path:
    """Return where a source is, as `_as_seen` says it; of wildcards the folder that stands before them."""
    return Path(os.path.normpath(folder / _WILDCARD.split(source, maxsplit=1)[0]))


def _run_before(path: Path) -> dict[str, Any]:
    """Return what the last run into a folder was begun with, {} where that is not known."""
    try:
        before = json.loads((path / WORK_FOLDER / _RUN_FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return before if isinstance(before, dict) else {}


def _check_options(path: Path, before: dict[str, Any], made_with: dict[str, Any]) -> None:
    """Raise StorymapError where a corpus was begun with other options than `made_with`."""
    if {**before, "sources": None} == {**json.loads(json.dumps(made_with)), "sources": None}:
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
