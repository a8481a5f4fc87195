"""Where the files of a story lie in its archive, so that whatever names them finds them there.

What belongs together is a group with a folder of its own: the article with all that it names, each file that a person
named elsewhere with what it names, the folder of a site. Within a group files lie as they did, seen from the lowest
folder that has them all.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from storymap.build_choices import BuildChoices
from storymap.errors import Problem, StorymapError
from storymap.reading.files_read import FilesRead

SOURCES: Final = "sources"
_SITE: Final = "site"


@dataclass(slots=True)
class _Group:
    """The files that are named from the folder `base`, or stand below it; `name` is their folder in the archive."""

    name: str
    base: Path
    files: dict[Path, None] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The lowest folder that has them all. Raises StorymapError if there is none, as on several drives."""
        try:
            return Path(os.path.commonpath([self.base, *(file.parent for file in self.files)]))
        except ValueError:
            what = "the files of the story are on several drives"
            raise StorymapError(Problem("archive", what, "move them onto one")) from None

    def place(self, path: Path) -> str:
        """Return where a file or folder of the group lies in the archive."""
        inner = path.relative_to(self.root).as_posix()
        return self.name if inner == "." else f"{self.name}/{inner}"


@dataclass(frozen=True, slots=True)
class Layout:
    """`files` are the files of the archive by their path in it; `choices` are how the story is built from there."""

    files: Mapping[str, Path]
    choices: BuildChoices


def archive_layout(choices: BuildChoices, read: FilesRead) -> Layout:
    """Return where everything lies that was read for a story.

    The paths in the choices of the result are those of the archive, as seen from its top.
    """
    groups = _groups(choices)
    for base, path in _as_named(read):
        _group_of(groups, base or path.parent).files[path] = None
    for given in filter(None, [choices.article, *_given(choices)]):
        _group_of(groups, _absolute(given).parent).files[_absolute(given)] = None
    files = {group.place(path): path for group in groups for path in group.files}

    def moved(path: Path) -> Path:
        absolute = _absolute(path)
        return Path(_group_of(groups, absolute.parent).place(absolute))

    site = choices.media_root
    reach = tuple(Path(group.name) for group in groups if group.files and group.root != group.base)
    return Layout(
        dict(sorted(files.items())),
        replace(
            choices,
            article=moved(choices.article),
            places=tuple(map(moved, choices.places)),
            context=tuple(map(moved, choices.context)),
            theme=None if choices.theme is None else moved(choices.theme),
            tiles=None if choices.tiles is None else moved(choices.tiles),
            allow_path=reach,
            media_root=None if site is None else _moved_site(groups, _absolute(site)),
        ),
    )


def _groups(choices: BuildChoices) -> list[_Group]:
    """Return the groups of a story: first the article's."""
    article = _absolute(choices.article).parent
    groups = [_Group(SOURCES, article)]
    for given in _given(choices):
        folder = _absolute(given).parent
        if not any(folder.is_relative_to(group.base) for group in groups):
            groups.append(_Group(f"given-{len(groups)}", folder))
    site = None if choices.media_root is None else _absolute(choices.media_root)
    if site is not None and not site.is_relative_to(article):
        groups.append(_Group(_SITE, site))
    return groups


def _moved_site(groups: list[_Group], site: Path) -> Path | None:
    """Return where the folder of a site lies in the archive, None if nothing of it is there."""
    group = _group_of(groups, site)
    is_used = any(path.is_relative_to(site) for path in group.files)
    return Path(group.place(site)) if is_used else None


def _given(choices: BuildChoices) -> list[Path]:
    return [path for path in (*choices.places, *choices.context, choices.theme, choices.tiles) if path is not None]


def _group_of(groups: list[_Group], folder: Path) -> _Group:
    """Return the group that a folder is in: the nearest one, else the article's."""
    around = [group for group in groups if folder.is_relative_to(group.base)]
    return max(around, key=lambda group: len(group.base.parts), default=groups[0])


def _as_named(read: FilesRead) -> list[tuple[Path | None, Path]]:
    """Return the files that were read, each as content names it, with the folder from which it does.

    A link is kept as what it leads to, under the name of the link.
    """
    real = {os.path.realpath(path) for path in read.paths}
    found: list[tuple[Path | None, Path]] = []
    covered = set()
    for base, path in read.named:
        target = os.path.realpath(path)
        if target in real:
            covered.add(target)
            found.append((_absolute(base), _absolute(path)))
    alone = [(None, _absolute(path)) for path in read.paths if os.path.realpath(path) not in covered]
    return found + alone


def _absolute(path: Path) -> Path:
    """Return a path from the root, links as they are: content names files as seen from where it is found."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
