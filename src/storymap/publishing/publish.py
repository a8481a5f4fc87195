"""The folder that a newsroom uploads: the page, what search engines, feeds and CMSs need of it, and the data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from storymap.basemap_data.borders import NEUTRAL
from storymap.errors import Problem
from storymap.geometry.bounds import story_bounds
from storymap.model import Story
from storymap.publishing.base_url import folder_url
from storymap.publishing.host_script import host_script
from storymap.publishing.licences import licence_files
from storymap.publishing.oembed import NAME as OEMBED
from storymap.publishing.oembed import oembed_response
from storymap.publishing.output_folder import check_folder, write_folder
from storymap.publishing.png import draw_png, is_covered
from storymap.publishing.snippets import HOST_SCRIPT, Frame, embed_page
from storymap.rendering.contract.names import PAGE_FILE
from storymap.rendering.metadata import Picture, page_metadata
from storymap.rendering.numbering import Numbering
from storymap.rendering.other_stories import OtherStories
from storymap.rendering.page import PageView, StoryPage, render_page
from storymap.rendering.static_map.alt_text import picture_description, picture_title
from storymap.story_data import public_places_data, public_story_data

_SCALE = 2
_CARD = (1200, 630)
_MAP = (960, 640)
_LICENCES = "licences"


@dataclass(frozen=True, slots=True)
class Publication:
    """A folder that was written: its path, its files' names, and what was left out or could be better."""

    path: Path
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


def publish_story(
    story: Story,
    folder: str | PathLike[str],
    *,
    url: str | None = None,
    view: PageView = "map",
    worldview: str = NEUTRAL,
    basemap: str | None = None,
    attribution: str | None = None,
    allow_key: bool = False,
    other_stories: Mapping[str, OtherStories] | None = None,
    archive: bool = False,
    force: bool = False,
) -> Publication:
    """Write the page of a story and all that goes with it as the folder `folder`, whole or not at all.

    `url` is the address that the folder will have; without it nothing absolute is written, and the problems say what
    was left out. `view` is what the snippets frame: "map", the map alone, or "story". The other options are those of
    `render_page`. An earlier folder is replaced if storymap wrote it and nobody changed it; with `force` also one in
    which something is read-only, or has other names (hard links). With `archive` the licences of what is in the page
    are written, too, and all of that once more as one web archive (WACZ). The same story and options give the same
    bytes.

    Raises PageError if the address is none, or the folder cannot be written, or holds what is not ours or one of the
    files that the story was read from.
    """
    check_folder(Path(folder), story.sources, force=force)
    address = folder_url(url)
    numbering = Numbering(story)
    card, picture = _pictures(story, numbering)
    metadata = page_metadata(story, url=address, card=card, oembed=OEMBED)
    page = render_page(
        story,
        worldview=worldview,
        basemap=basemap,
        attribution=attribution,
        allow_key=allow_key,
        metadata=metadata,
        other_stories=other_stories,
    )
    frame = Frame(address, view, story.article.title, picture)
    problems = []
    files: dict[str, bytes] = {
        **page.files(PAGE_FILE),
        "places.geojson": _json(public_places_data(story, numbering)),
        "story.json": _json(public_story_data(story, numbering, address)),
        HOST_SCRIPT: _text(host_script(story, numbering)),
    }
    if address:
        files[OEMBED] = _json(oembed_response(story.article, frame, card))
    else:
        left_out = f"{OEMBED}, the snippets and the addresses in the page's metadata are left out"
        problems.append(Problem("publish", left_out, "say with --url where the folder will be", "warning"))
    if card and picture:
        drawn = _draw(page, problems)
        files |= drawn
    else:
        problems.append(Problem("publish", "no place is on the map, so there are no pictures of it", "", "warning"))
    if archive:
        files |= _web_archive(page, files, address)
    listed = tuple(sorted(files))
    files["embed.html"] = _text(embed_page(story.article, frame, files=listed))
    path = write_folder(Path(folder), files)
    return Publication(path, tuple(sorted(files)), tuple(problems))


def _web_archive(page: StoryPage, files: dict[str, bytes], address: str) -> dict[str, bytes]:
    """Return the licences, and an archive of the files and them: nothing else is in it."""
    from storymap.publishing.wacz import NAME, wacz_file

    licences = {f"{_LICENCES}/{name}": content for name, content in licence_files(page).items()}
    return {**licences, NAME: wacz_file({**files, **licences}, page.story.article, address)}


def _pictures(story: Story, numbering: Numbering) -> tuple[Picture | None, Picture | None]:
    """Return the card and the map as pictures, if there is a map."""
    if story_bounds(story) is None:
        return None, None
    alt = f"{picture_title(numbering)}. {picture_description(story, numbering)}"
    return Picture("card.png", *_CARD, alt), Picture("map.png", _MAP[0] * _SCALE, _MAP[1] * _SCALE, alt)


def _draw(page: StoryPage, problems: list[Problem]) -> dict[str, bytes]:
    card = page.picture(_CARD[0] // _SCALE, _CARD[1] // _SCALE)
    picture = page.picture(*_MAP)
    if not is_covered(card + picture):
        what = "the pictures have scripts for which storymap brings no font: they take those of this machine"
        problems.append(Problem("publish", what, "build them where the fonts are installed", "warning"))
    return {
        "card.png": draw_png(card, _SCALE),
        "map.png": draw_png(picture, _SCALE),
        "map.svg": _text(picture),
    }


def _json(data: dict[str, Any]) -> bytes:
    return _text(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def _text(text: str) -> bytes:
    return text.encode("utf-8")
