"""`--atlas`: the pages of an atlas that a story's places link to, as the atlas is now. Nothing is fetched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, TypeVar

import click

from storymap.cli.options import PATH

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.model import Story
    from storymap.rendering.other_stories import OtherStories

_Command = TypeVar("_Command", bound=Callable[..., Any])


def atlas_options(command: _Command) -> _Command:
    """Add the options that link a story's places to an atlas to a command."""
    url = click.option(
        "--atlas-url",
        metavar="URL",
        help="The address of the atlas. Default: that it was built with, else the way to it from the page's folder.",
    )
    atlas = click.option(
        "--atlas",
        type=PATH,
        metavar="INDEX",
        help="The folder of an atlas, or its atlas.json: places link to the other stories that name them.",
    )
    return atlas(url(command))


def other_stories(
    story: Story,
    article: Path,
    page: Path | None,
    *,
    atlas: Path | None,
    atlas_url: str | None,
    url: str | None = None,
) -> tuple[dict[str, OtherStories], list[Problem]]:
    """Return the links of a story's places, by place_id, and what a person may want to know of them.

    `page` is the file that is made, or None for standard output; `url` is the address that its folder will have.
    Raises StorymapError.
    """
    if atlas is None:
        if atlas_url is not None:
            raise click.UsageError("--atlas-url says where the atlas of --atlas is; name that, too")
        return {}, []
    # Only now: most stories are in no atlas, and what reads one takes as long to load as the story's text to read.
    from storymap.atlas.elsewhere import find_story, named_elsewhere
    from storymap.atlas.folder import index_of
    from storymap.atlas.index_file import read_built
    from storymap.atlas.sources.articles import iso_date, story_places
    from storymap.errors import Problem, StorymapError
    from storymap.publishing.base_url import folder_url
    from storymap.reading.files import is_address
    from storymap.reading.places.place_columns import columns_of
    from storymap.reading.text import name_line
    from storymap.rendering.contract.names import PAGE_FILE
    from storymap.rendering.other_stories import OtherStories

    if is_address(str(atlas)):
        remedy = "name its folder on this machine, and say its address with --atlas-url"
        raise StorymapError(Problem("--atlas", "this is an address, and nothing is fetched", remedy))
    index = index_of(atlas)
    address = folder_url(atlas_url, "--atlas-url")
    built = read_built(index)
    address = address or folder_url(built.look.get("url") or None, str(index))
    base = address or _way(index.parent, page)
    own = find_story(
        built.atlas,
        sources=frozenset(_sources(article, page, index.parent)),
        addresses=frozenset(_addresses(folder_url(url), page, index.parent)),
        title=name_line(story.article.title),
        date=iso_date(story.article.date),
    )
    found = named_elsewhere(
        built.atlas, story_places(columns_of(story.places)), None if own is None else own.story_id, built.decisions
    )
    page_name = "" if address else PAGE_FILE
    links = {
        place_id: OtherStories(one.stories, f"{base}place/{one.slug}/{page_name}") for place_id, one in found.items()
    }
    problems = []
    if own is None:
        remedy = f"storymap atlas add {quote(str(article))} --to {quote(str(index.parent))} brings it in"
        problems.append(Problem(str(index), "the atlas does not have this story yet", remedy, "note"))
    if not links:
        problems.append(Problem(str(index), "no other story names a place of this one", "", "note"))
    return links, problems


def _way(folder: Path, page: Path | None) -> str:
    """Return the way from the page to the atlas, as a link with a slash at its end. Raises StorymapError."""
    from storymap.atlas.sources.read_story import link_to
    from storymap.errors import Problem, StorymapError

    remedy = "say with --atlas-url where the atlas is"
    if page is None:
        raise StorymapError(Problem("--atlas", "from standard output there is no way to the atlas", remedy))
    ends = [Path(os.path.realpath(path)) for path in (folder, page.parent)]
    # A way over the top of the disk holds the names of all folders of this machine.
    if not _is_shared(*ends) or not (way := link_to(folder, page.parent)):
        what = "the page and the atlas have no folder in common, so there is no way from one to the other"
        raise StorymapError(Problem("--atlas", what, remedy))
    return f"{way}/"


def _is_shared(one: Path, other: Path) -> bool:
    try:
        common = Path(os.path.commonpath((one, other)))
    except ValueError:  # on another drive
        return False
    return common != Path(common.anchor)


def _sources(article: Path, page: Path | None, folder: Path) -> Iterator[str]:
    """Yield what the story may have been read from: the article, or what was published of it before."""
    from storymap.atlas.sources.read_story import source_from
    from storymap.atlas.sources.story_json import STORY_DATA

    yield source_from(article, str(article), folder)
    if page is not None:
        yield source_from(page.with_name(STORY_DATA), STORY_DATA, folder)


def _addresses(url: str, page: Path | None, folder: Path) -> Iterator[str]:
    from storymap.atlas.sources.read_story import link_to
    from storymap.rendering.contract.names import PAGE_FILE

    if url:
        yield from (url, f"{url}{PAGE_FILE}")
    if page is not None:
        yield link_to(page, folder)
