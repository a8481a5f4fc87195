"""`write_parts`: an atlas of any size as a folder of files that any host of static files serves.

The files that a browser reads by ranges are in a folder whose name says what they hold, so that none ever changes; the
page, which is written last, names that folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from storymap.atlas.features import FEATURE, FEATURES
from storymap.atlas.feeds import FEED
from storymap.atlas.index_file import PARTS_INDEX
from storymap.atlas.pages.embedding import FILES as EMBEDDING
from storymap.atlas.pages.embedding import embed_files
from storymap.atlas.pages.metadata import data_links
from storymap.atlas.pages.words import atlas_words
from storymap.atlas.parts.data_files import MadeParts, make_files
from storymap.atlas.parts.feed_files import FeedFiles
from storymap.atlas.parts.stories_in_order import StoryRow, is_title
from storymap.atlas.parts.tables import AtlasTables
from storymap.atlas.story_links import story_link
from storymap.basemap_data.borders import NEUTRAL
from storymap.errors import PageError, Problem
from storymap.model import Article, Theme
from storymap.publishing.oembed import NAME as OEMBED
from storymap.reading.slugs import is_slug
from storymap.rendering.atlas_parts_page import (
    AtlasPartsPage,
    ListedPlace,
    ListedStory,
    render_atlas_parts,
    render_moved_place,
    render_parts_place,
)
from storymap.rendering.metadata import oembed_link
from storymap.storage.atomic import replace_changed, replace_file, umask
from storymap.storage.temporary import discard, sweep, temporary_file, temporary_folder

_PAGE: Final = "index.html"
_OF_A_PLACE: Final = (_PAGE, FEED, FEATURE)
_MOST_NAMED: Final = 100  # places of the first list
_DATA: Final = re.compile(r"data-[0-9a-f]{16}", re.ASCII)
_IDENTITY: Final = re.compile(r"[0-9a-f]{1,64}", re.ASCII)
_FILES: Final = frozenset(
    ("places.pmtiles", *(f"{name}.bin" for name in ("stories", "chunks", "places", "words", "names")))
)
_READ: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class WrittenParts:
    """How many stories and places an atlas has, and all its files, by their paths in its folder."""

    stories: int
    places: int
    files: tuple[str, ...]


def write_parts(
    tables: AtlasTables, folder: Path, *, base: str = "", worldview: str = NEUTRAL, theme: Theme | None = None
) -> WrittenParts:
    """Write the atlas of the tables into `folder`, which is made if it is not there. `base` is its address, or "".

    The page changes last and at once; files of an earlier build that are no more are removed then, and files of others
    stay. The same tables give the same bytes, but that feeds keep the ids of the first build. Raises StorymapError if a
    table is damaged, PageError if the folder has a page that is not ours or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        earlier = _earlier(folder)
        article = Article(tables.title, (), language=tables.language)
        embedding = embed_files(article, base, (_PAGE, FEED, FEATURES), in_parts=True)
        _refuse_foreign(folder, earlier, embedding)
        sweep(folder)
        with temporary_folder(folder / "data") as fresh:
            made = make_files(tables, fresh)
            name = f"data-{_digest(fresh)}"
            fresh.chmod(0o777 & ~umask())
            if not (folder / name).exists():
                fresh.rename(folder / name)
        made.data["folder"] = f"{name}/"
        planned = {f"place/{made.places.slugs[n]}/{file}" for n in range(made.data["pages"]) for file in _OF_A_PLACE}
        planned |= {FEED, FEATURES, *embedding}
        identity = tables.identity or _identity(earlier) or name.removeprefix("data-")
        # Should this be killed, the next build knows what is its own.
        _write_manifest(folder, str(earlier.get("data", name)), identity, planned.union(earlier["pages"]))
        feeds = FeedFiles(tables, made, base, identity)
        pages = [FEATURES]
        for path, text in chain(embedding.items(), _files(tables, made, feeds, theme)):
            replace_changed(folder / path, _bytes(text))
            pages.append(path)
        _write_pieces(folder / FEATURES, feeds.features(folder / name / "chunks.bin"))
        links = data_links(tables.title, FEATURES)
        if base:
            links = (*links, oembed_link(base + OEMBED, tables.title))
        page = render_atlas_parts(_page(tables, made), made.data, worldview=worldview, theme=theme, links=links)
        replace_file(folder / _PAGE, _bytes(page))
        manifest = _write_manifest(folder, name, identity, pages)
        _remove(folder, earlier, manifest)
        data = [f"{name}/{path.name}" for path in (folder / name).iterdir()]
        files = tuple(sorted([_PAGE, PARTS_INDEX, *pages, *data]))
        return WrittenParts(made.data["stories"]["count"], len(made.places), files)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise PageError(Problem(str(folder), f"cannot write it: {reason}", "name another folder with -o")) from error


def _earlier(folder: Path) -> dict[str, Any]:
    """Return the manifest of an earlier build."""
    try:
        manifest = json.loads((folder / PARTS_INDEX).read_bytes())
        pages = manifest["pages"]
        are_names = isinstance(pages, list) and all(isinstance(one, str) for one in pages)
        if manifest["by"] == "storymap atlas" and are_names:
            return dict(manifest)
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return {"pages": []}


def _refuse_foreign(folder: Path, earlier: dict[str, Any], more: Iterable[str]) -> None:
    """Raise PageError if somebody else's file stands where one goes."""
    # A smaller atlas, which had all of it in one page, has this, and looks after its files itself.
    if (folder / "atlas.json").exists():
        return
    ours = {*earlier["pages"], *([_PAGE] if "by" in earlier else ())}
    kinds = {_PAGE: "page", FEED: "feed", FEATURES: "file of places"} | dict.fromkeys(more, "file for embedding")
    for name, kind in kinds.items():
        if os.path.lexists(folder / name) and name not in ours:
            what = f"the folder has a {kind} that storymap atlas did not write"
            raise PageError(Problem(str(folder / name), what, "name a new or empty folder with -o"))


def _remove(folder: Path, earlier: dict[str, Any], manifest: dict[str, Any]) -> None:
    """Remove what the earlier build made and this one did not, and the files of builds that were ended."""
    for path in folder.iterdir():
        is_data = _DATA.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
        if is_data and path.name != manifest["data"] and {file.name for file in path.iterdir()} <= _FILES:
            discard(path)
    for page in set(map(str, earlier["pages"])) - set(manifest["pages"]):
        if page in EMBEDDING:
            (folder / page).unlink(missing_ok=True)
        kind, _, rest = page.partition("/")
        slug, _, name = rest.partition("/")
        if kind == "place" and is_slug(slug) and name in _OF_A_PLACE:
            (folder / kind / slug / name).unlink(missing_ok=True)
            if (folder / kind / slug).is_dir() and not any((folder / kind / slug).iterdir()):
                (folder / kind / slug).rmdir()


def _identity(manifest: dict[str, Any]) -> str:
    """Return what tells an atlas from others since its first build, "" where the manifest does not say it."""
    known = manifest.get("identity")
    return known if isinstance(known, str) and _IDENTITY.fullmatch(known) else ""


def _write_manifest(folder: Path, data: str, identity: str, pages: Iterable[str]) -> dict[str, Any]:
    told = {"by": "storymap atlas", "format": 1, "data": data, "identity": identity}
    manifest = {**told, "pages": sorted(set(pages))}
    replace_file(folder / PARTS_INDEX, _bytes(json.dumps(manifest, indent=1) + "\n"))
    return manifest


def _write_pieces(path: Path, pieces: Iterator[str]) -> None:
    """Write a file that is not held in memory as a whole, and put it in its place at once."""
    with temporary_file(path, b"", is_synced=False) as temporary:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        temporary.chmod(0o666 & ~umask())
        temporary.replace(path)


def _bytes(text: str) -> bytes:
    """Return a page as it is written: a lone surrogate is no UTF-8."""
    return text.encode("utf-8", "replace")


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
        with path.open("rb") as file:
            while data := file.read(_READ):
                digest.update(data)
    return digest.hexdigest()[:16]


def _page(tables: AtlasTables, made: MadeParts) -> AtlasPartsPage:
    return AtlasPartsPage(
        title=tables.title,
        language=tables.language,
        stories=made.data["stories"]["count"],
        places=len(made.places),
        most_named=[_listed(made, number) for number in range(min(len(made.places), _MOST_NAMED))],
        newest=[_story(story) for story in made.newest],
    )


def _files(tables: AtlasTables, made: MadeParts, feeds: FeedFiles, theme: Theme | None) -> Iterator[tuple[str, str]]:
    """Yield the feed of all, and the files of each place that has a page."""
    yield FEED, feeds.feed()
    page = _page(tables, made)
    for number in range(made.data["pages"]):
        place = _listed(made, number)
        stories = [_story(story, depth=2) for story in made.of_place[number]]
        links = data_links(f"{place.name} · {page.title}", FEATURE)
        yield f"place/{place.slug}/{_PAGE}", render_parts_place(page, place, stories, theme=theme, links=links)
        for name, text in feeds.of_place(number):
            yield f"place/{place.slug}/{name}", text
    number_of = {slug: number for number, slug in enumerate(made.places.slugs)}
    words = atlas_words(tables.language)
    for old, new in tables.moved:
        if is_slug(old) and old not in number_of and new in number_of:
            yield f"place/{old}/{_PAGE}", render_moved_place(_listed(made, number_of[new]), words)


def _listed(made: MadeParts, number: int) -> ListedPlace:
    row = made.places.rows[number]
    has_page = number < made.data["pages"]
    return ListedPlace(row.name, row.country, made.places.slugs[number], row.documents, has_page)


def _story(story: StoryRow, *, depth: int = 0) -> ListedStory:
    url = story_link(story.url, depth=depth)
    naming = next((one for one in story.namings if not is_title(story.sentences[one.sentence], story.title)), None)
    if naming is None:
        return ListedStory(story.title, story.date, url)
    text = story.sentences[naming.sentence]
    return ListedStory(story.title, story.date, url, text, naming.start, naming.end)
