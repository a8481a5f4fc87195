"""One places file in a ZIP archive: which of its files that is."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

from storymap.errors import Problem, StorymapError, printable
from storymap.reading.zip_archive import ZipArchive

# What stands beside the data, whatever its ending.
_BESIDE = {"readme", "read_me", "license", "licence", "lizenz", "copying", "metadata", "datapackage", "manifest"}
_MOST_SHOWN = 5


def place_file(archive: ZipArchive, endings: Collection[str], name: str) -> str:
    """Return the one file of `archive` that has one of the `endings`. Raises StorymapError if it is not one.

    Hidden files, and what tells of the data beside it, are passed over.
    """
    found = [member for member in archive.names if _suffix(member) in endings and not _is_beside(member)]
    if len(found) == 1:
        return found[0]
    if found:
        what = f"the archive holds {len(found):,} places files: {_shown(sorted(found))}"
        raise StorymapError(Problem(name, what, "unpack it, and name those that are meant with --places"))
    only = f", only {_shown(sorted(archive.names))}" if archive.names else ""
    raise StorymapError(Problem(name, f"the archive holds no places file{only}", "put one in, such as GeoJSON or CSV"))


def _suffix(member: str) -> str:
    return PurePosixPath(member).suffix.lower()


def _is_beside(member: str) -> bool:
    path = PurePosixPath(member)
    is_hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return is_hidden or path.name.lower().partition(".")[0] in _BESIDE


def _shown(members: Collection[str]) -> str:
    shown = ", ".join(printable(member, 60) for member in list(members)[:_MOST_SHOWN])
    return shown if len(members) <= _MOST_SHOWN else f"{shown} and {len(members) - _MOST_SHOWN:,} more"
