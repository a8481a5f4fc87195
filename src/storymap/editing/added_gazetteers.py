"""The gazetteers that a user added: one packed file each, in the user's data folder. Only what a person names is added.

A file is written whole or not at all, under the folder's lock, and nothing else is ever written or removed there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from storymap.errors import PlacesError, Problem
from storymap.gazetteer.added import AddedGazetteer, Manifest, open_added_pack
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.limits import LONGEST_CREDIT, LONGEST_NAME, MOST_ADDED_GAZETTEERS
from storymap.reading.slugs import is_slug, slugify
from storymap.storage.data_folder import data_folder

if TYPE_CHECKING:
    from storymap.reading.gazetteers.source import Source

_ENDING = ".bin"


class Wishes(NamedTuple):
    """What a person says of a gazetteer that is added: each in place of what its file says, or is known of its maker.

    `countries` are the ISO codes of those to take, empty for all.
    """

    name: str = ""
    credit: str = ""
    licence: str = ""
    countries: Collection[str] = ()


def add_gazetteer(given: str, wishes: Wishes, problems: list[Problem]) -> tuple[AddedGazetteer, Source]:
    """Pack the places of a file or a package into the user's folder. Return what was added, and its source.

    One of the same name and source is replaced. Warnings go to `problems`. Raises StorymapError, and OSError.
    """
    # Whoever only looks a name up does not wait for what reads and packs files.
    from storymap.gazetteer.added_packing import GazetteerPacker
    from storymap.reading.gazetteers.open_source import open_source
    from storymap.storage.atomic import replace_file
    from storymap.storage.locks import locked

    _check_length("--credit", wishes.credit)
    _check_length("--licence", wishes.licence)
    source = open_source(given, wishes.countries, problems)
    stem = source.stem
    name = wishes.name or slugify(stem)
    if not is_slug(name):
        remedy = "use small letters, digits and hyphens, such as our-county"
        raise PlacesError(Problem("--name", f'"{name}" is no name for a gazetteer', remedy))
    packer = GazetteerPacker(open_gazetteer(), source.name)
    for place in source.places:
        packer.add(place)
    if not len(packer):
        what = "none of its places is new: all are in the gazetteer that ships, or have no name or point"
        raise PlacesError(Problem(source.name, what, "name another file"))
    maker = source.maker
    title = f"{maker.name} {stem}" if maker.name and maker.name.lower() not in stem.lower() else stem
    manifest = Manifest(
        title[:LONGEST_NAME],
        maker.name[:LONGEST_NAME],
        source.name[:LONGEST_NAME],
        source.sha256,
        wishes.licence or maker.licence[:LONGEST_CREDIT],
        wishes.credit or maker.credit[:LONGEST_CREDIT],
        0,
        0,
    )
    data = packer.pack(manifest)
    folder = _folder()
    if folder.is_symlink():
        what = "this is a link, and nothing is written through a link there"
        raise PlacesError(Problem(str(folder), what, "put a folder in its place, or name another with STORYMAP_DATA"))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(folder):
        _check_room(name, manifest)
        replace_file(folder / f"{name}{_ENDING}", data, follow_link=False)
    return open_added_pack(folder / f"{name}{_ENDING}", name), source


def _check_length(option: str, text: str) -> None:
    """Refuse a text that no page could show whole."""
    if len(text) > LONGEST_CREDIT:
        what = f"it has {len(text):,} characters, and at most {LONGEST_CREDIT} can be shown"
        raise PlacesError(Problem(option, what, "shorten it"))


def _check_room(name: str, manifest: Manifest) -> None:
    """Refuse a name that another gazetteer has, and one gazetteer more than there may be."""
    names = added_names()
    if name in names:
        try:
            before = open_added_pack(_file(name), name).manifest
        except (ValueError, OSError):
            return  # nobody can use it as it is
        if (before.source, before.maker) != (manifest.source, manifest.maker):
            what = f"there is a gazetteer of this name, from {before.source}"
            remedy = f"give another with --name, or take it out: storymap gazetteer remove {name}"
            raise PlacesError(Problem(name, what, remedy))
    elif len(names) >= MOST_ADDED_GAZETTEERS:
        what = f"there are {MOST_ADDED_GAZETTEERS} added gazetteers, and no more can be"
        raise PlacesError(Problem(name, what, f"take one out: storymap gazetteer remove {names[0]}"))


def added_names() -> list[str]:
    """Return the names of the added gazetteers, sorted."""
    try:
        files = sorted(_folder().glob(f"*{_ENDING}"))
    except OSError:
        return []
    return [file.stem for file in files if is_slug(file.stem)]


def open_added(problems: list[Problem]) -> list[AddedGazetteer]:
    """Return the added gazetteers. Of one that cannot be used a warning goes to `problems`, and it is left out."""
    return list(_opened(problems))


def _opened(problems: list[Problem]) -> Iterator[AddedGazetteer]:
    number = 0
    for name in added_names()[:MOST_ADDED_GAZETTEERS]:
        try:
            yield open_added_pack(_file(name), name, number)
        except (ValueError, OSError) as error:
            reason = (
                error.strerror
                if isinstance(error, OSError) and error.strerror
                else "it is damaged, or of another version"
            )
            what = f"this added gazetteer cannot be used ({reason.lower()})"
            remedy = f"take it out, and add it again: storymap gazetteer remove {name}"
            problems.append(Problem(str(_file(name)), what, remedy, "warning"))
        else:
            number += 1


def remove_gazetteer(name: str) -> None:
    """Remove an added gazetteer. Raises PlacesError if there is none of this name, and OSError."""
    if name not in added_names():
        remedy = "storymap gazetteer list shows the names"
        raise PlacesError(Problem(name, "no added gazetteer has this name", remedy))
    from storymap.storage.locks import locked

    with locked(_folder()):
        _file(name).unlink(missing_ok=True)


def _file(name: str) -> Path:
    return _folder() / f"{name}{_ENDING}"


def _folder() -> Path:
    return data_folder() / "gazetteers"
