"""The file `storymap.toml` of a desk: found beside an article or above it, where nobody else may write."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_SETTINGS
from storymap.reading.files import open_regular
from storymap.storage.write_access import changed_by_others, has_owners, may_be_changed_by_others

SETTINGS = "storymap.toml"
_NO_SETTINGS = "--no-settings leaves it out"


def find_settings(folder: Path, problems: list[Problem]) -> Path | None:
    """Return the settings file in a folder, or in the nearest one above it that has one; None if there is none.

    The last folder that is looked in is the one with `.git`, the user's home folder, or one that others may change.
    Where the system knows no owners, nothing outside of the home folder is looked in. Links are resolved before the way
    up begins. A file that others may change, or in whose folder they may, is left out with a warning in `problems`, and
    so is what is no plain file: a link, a pipe.
    """
    for place in _folders(Path(os.path.realpath(folder))):
        path = place / SETTINGS
        if os.path.lexists(path):
            problem = _refusal(path)
            if problem is None:
                return path
            problems.append(problem)
            return None
    return None


def read_settings_text(path: Path) -> str:
    """Return the text of a settings file. Raises StorymapError if it cannot be read, is too large or not UTF-8."""
    where = shown_path(path)
    with open_regular(path, where) as file:
        data = file.read(LARGEST_SETTINGS + 1)
    if len(data) > LARGEST_SETTINGS:
        what = f"the file is larger than {LARGEST_SETTINGS >> 10} kB"
        raise StorymapError(Problem(where, what, "use a smaller one: long lists of names go into a gazetteer"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StorymapError(Problem(f"{where}, line {line}", "this is not UTF-8 text", "save it as UTF-8")) from None


def shown_path(path: Path) -> str:
    """Return a path as seen from the current folder, where that is short."""
    try:
        relative = os.path.relpath(path, os.path.realpath("."))
    except (ValueError, OSError):  # another drive; the current folder is gone
        return str(path)
    return str(path) if relative.startswith(os.path.join("..", "..", "..", "..")) else relative  # noqa: PTH118


def _folders(folder: Path) -> list[Path]:
    """Return the folders to look in, the nearest first."""
    home = _home()
    folders = [folder, *folder.parents]
    if not has_owners() and home not in folders:
        return []
    for number, place in enumerate(folders, 1):
        if place == home or os.path.lexists(place / ".git") or _is_open(place):
            return folders[:number]
    return folders


def _is_open(folder: Path) -> bool:
    """Say whether others may change a folder; one that cannot be looked at is left to them, too."""
    try:
        return may_be_changed_by_others(folder.stat())
    except OSError:
        return True


def _home() -> Path | None:
    try:
        return Path(os.path.realpath(Path.home()))
    except RuntimeError:
        return None


def _refusal(path: Path) -> Problem | None:
    """Return why a settings file is not used, or None."""
    where = shown_path(path)
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            return _warning(where, "this is a link, which is not followed", "put the file itself there")
        if not stat.S_ISREG(mode):
            return _warning(where, "this is not a file, so there are no settings", f"rename it; {_NO_SETTINGS}")
        changed = changed_by_others(path)
    except OSError as error:
        reason = (error.strerror or "it cannot be looked at").lower()
        return _warning(where, f"its settings are not used: {reason}", f"make it yours alone; {_NO_SETTINGS}")
    if changed is None:
        return None
    import shlex

    named = "it" if changed == path else f"the folder {changed}"
    what = f"its settings are not used, because others than you may change {named}"
    remedy = f"make it yours alone (chown, and chmod go-w {shlex.quote(shown_path(changed))}); {_NO_SETTINGS}"
    return _warning(where, what, remedy)


def _warning(where: str, what: str, remedy: str) -> Problem:
    return Problem(where, what, remedy, "warning")
