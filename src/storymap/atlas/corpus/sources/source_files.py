"""Which files the sources of a corpus are: files, folders and wildcards, in their order, each file once."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from storymap.atlas.corpus.records import SourceFile, SourceKind
from storymap.errors import Problem, StorymapError, without_control_characters
from storymap.reading.article.kinds import kind_of
from storymap.reading.files import is_address

_PACKED: Final = (".gz", ".zst")
_KINDS: Final[dict[str, SourceKind]] = {
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonlines"), "jsonl"),
    ".parquet": "parquet",
    ".warc": "warc",
    ".wacz": "wacz",
}


def find_source_files(given: Sequence[str], problems: list[Problem]) -> tuple[SourceFile, ...]:
    """Return the files of sources: of a folder all that can be read, sorted by path. Warnings go to `problems`.

    Tables call them by their path below the folder that all sources share. Raises StorymapError, with all problems at
    once, where a source is none.
    """
    wrong: list[Problem] = []
    found: dict[str, Path] = {}
    tops: list[Path] = []
    for source in given:
        paths = _paths(source, wrong)
        tops += [path if path.is_dir() else path.parent for path in paths]
        others: list[Path] = []
        try:
            for file in (file for path in paths for file in _files(path, others, problems)):
                found.setdefault(os.path.realpath(file), file)
        except OSError as error:
            what = f"it cannot be read ({(error.strerror or 'it failed').lower()})"
            wrong.append(Problem(str(error.filename or source), what, "check who may read it"))
        if others == [Path(source)]:
            what = "this is no source: its ending is unknown"
            wrong.append(Problem(source, what, "name JSON lines, Parquet, WARC, WACZ, or articles"))
        elif others:
            problems.append(_left_out(source, len(others)))
    if not found and not wrong:
        wrong.append(Problem(", ".join(given), "there is nothing to read", "name files, or a folder with files"))
    if wrong:
        raise StorymapError(wrong)
    top = Path(os.path.commonpath([top.resolve() for top in tops]))
    return tuple(_source_file(path, top) for path in found.values())


def source_kind(path: Path) -> SourceKind | None:
    """Return what kind of source a file is by its ending, None if it is none."""
    endings = [ending.lower() for ending in path.suffixes]
    if endings and endings[-1] in _PACKED:
        packed = _KINDS.get(endings[-2]) if len(endings) > 1 else None
        return packed if packed in ("jsonl", "warc") else None
    return _KINDS.get(endings[-1], "files" if kind_of(path) else None) if endings else None


def _paths(source: str, wrong: list[Problem]) -> list[Path]:
    """Return the files and folders that a source is, of a wildcard all that match, sorted."""
    if is_address(source):
        wrong.append(Problem(source, "this is an address, and nothing is fetched", "save it, and name its file"))
        return []
    path = Path(source)
    try:
        if path.exists():
            return [path]
        matched = map(Path, glob.glob(source, recursive=True)) if glob.has_magic(source) else ()  # noqa: PTH207 - of any folder
        matches = sorted(path for path in matched if path.exists())  # links may lead nowhere
    except (OSError, ValueError):
        matches = []
    if not matches:
        wrong.append(Problem(source, "there is no such file or folder", "check the path"))
    return matches


def _files(path: Path, others: list[Path], problems: list[Problem]) -> Iterator[Path]:
    """Yield the files of a source, called as they are there: a link may lead to one with another ending.

    A file that is named and is none goes to `others`; how many there are in a folder is told in `problems`.
    """
    if not path.is_dir():
        if source_kind(path) is None:
            others.append(path)
        else:
            yield Path(os.path.realpath(path.parent), path.name)
        return
    count = 0
    for file in _walk(path.resolve()):
        if source_kind(file) is None:
            count += 1
        else:
            yield file
    if count:
        problems.append(_left_out(str(path), count))


def _left_out(where: str, count: int) -> Problem:
    what = f"{count:,} {'file' if count == 1 else 'files'} of other kinds left out"
    return Problem(where, what, severity="note")


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, sorted by path; what is hidden is left out, and no link to a folder followed.

    Raises OSError where one of them cannot be looked into: nobody would see what is missing.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _source_file(path: Path, top: Path) -> SourceFile:
    kind = source_kind(path)
    assert kind is not None  # noqa: S101 - only such files were found
    state = path.stat()
    try:
        name = path.relative_to(top).as_posix()
    except ValueError:  # a link led out of the folder
        name = path.name
    # A name on disk is any bytes.
    name = without_control_characters(os.fsencode(name).decode("utf-8", "replace"))
    return SourceFile(path, name, kind, state.st_size, state.st_mtime_ns)
