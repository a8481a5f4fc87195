"""Commands about files: those that were dropped, and an article or places that become another kind of file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storymap.editing.article.embedded_pictures import with_picture_files
from storymap.editing.article.front_paths import add_front_path
from storymap.editing.article.markdown_text import as_markdown
from storymap.editing.article.pictures import add_picture
from storymap.editing.edit import Edit, apply
from storymap.editing.places.features import add_features
from storymap.editing.places.members import change_members
from storymap.editing.text_difference import difference
from storymap.errors import Problem, StorymapError
from storymap.inputs import CONTEXT_BESIDE_ARTICLE
from storymap.model import DEFAULT_LAYER, Article, Image, Story
from storymap.server.contract.commands import AddPicture, PlacePicture
from storymap.server.sitting.commands.work import Rows, Work, members
from storymap.server.sitting.story_texts import Plan

if TYPE_CHECKING:
    from storymap.editing.article.checked import Shown
    from storymap.editing.article.front_paths import Entry

_MOST_TRIES = 1_000
_LARGEST_PICTURE = 64 << 20


def put_picture(work: Work, command: AddPicture, file: Path) -> Plan:
    """Put a picture that is beside the article after a block."""
    name = work.known.article_name

    def planned(source: str, shown: Shown) -> Edit:
        return add_picture(
            source,
            name,
            command["block"],
            file.name,
            alt=command["alt"],
            caption=command["caption"],
            credit=command["credit"],
            decorative=command["decorative"],
            shown=shown,
        )

    return Plan(work.on_article(planned), "historyAddPicture", {"file": file.name})


def picture_of_place(work: Work, command: PlacePicture, file: Path) -> Plan:
    """Give a place a picture that is beside the places file."""
    place_id = command["place_id"]
    changes: dict[str, Any] = {"image": file.name}
    changes |= {key: command[key] for key in ("alt", "caption", "credit")}

    def planned(text: str | None, rows: Rows) -> Edit:
        return change_members(text, rows, changes, place_id=place_id, name=work.known.places_name)

    edit = work.on_place(place_id, members("image"), None, planned)
    return Plan(edit, "historyPlacePicture", {"name": work.known.place_name(place_id)})


def name_file(work: Work, entry: Entry, file: Path, beside: Path) -> Plan:
    """Name a file in the front matter. `beside` is the article's folder."""
    name = work.known.article_name

    def planned(source: str, shown: Shown) -> Edit:
        paths = [file.name]
        usual = beside / CONTEXT_BESIDE_ARTICLE
        if entry == "context" and usual.is_file() and usual != file:
            # Once others are named it is no longer read by itself.
            paths = [CONTEXT_BESIDE_ARTICLE, file.name] if not _names_any(source, name, entry, shown) else paths
        text = source
        for path in paths:
            text = apply(add_front_path(text, name, entry, path, shown=shown), {"article": text})[0]["article"] or ""
        return difference("article", source, text)

    label = "historyAddContext" if entry == "context" else "historyAddTiles"
    return Plan(work.on_article(planned), label, {"file": file.name})


def write_markdown(article: Article, path: Path) -> Path:
    """Write an article as a new Markdown file beside the one that it was read from, and return its path."""
    article, pictures = _with_new_files(article, path)
    text = as_markdown(article)
    _save_pictures(pictures, path.parent)
    return write_new(path.with_suffix(".md"), text)


def write_places(story: Story, folder: Path, name: str) -> Path:
    """Write the places of a story as a new GeoJSON file, and return its path."""
    columns = {column: story.places[column].tolist() for column in story.places.columns}
    features = [
        _feature(str(place_id), {column: values[row] for column, values in columns.items()})
        for row, place_id in enumerate(story.places.index)
    ]
    text = apply(add_features(None, features, name=name), {"places": None})[0]["places"]
    return write_new(folder / name, text or "")


def write_new(path: Path, text: str) -> Path:
    """Write a new file of this name, or of one like it: none is replaced. Raises StorymapError."""
    try:
        for count in range(1, _MOST_TRIES):
            target = path if count == 1 else path.with_name(f"{path.stem}-{count}{path.suffix}")
            try:
                with target.open("x", encoding="utf-8", newline="") as file:
                    file.write(text)
            except FileExistsError:
                continue
            return target
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise StorymapError(
            Problem(path.name, f"it cannot be written: {reason}", "make room, and try again")
        ) from error
    raise StorymapError(Problem(path.name, "there are too many files of this name", "rename some"))


def _names_any(source: str, name: str, entry: Entry, shown: Shown) -> bool:
    from storymap.editing.article.checked import read_source

    return bool(read_source(source, name, shown).written.front.paths(entry))


def _feature(place_id: str, place: dict[str, Any]) -> dict[str, Any]:
    from shapely.geometry import mapping

    image: Image | None = place["image"]
    written: dict[str, Any] = {
        "name": place["name"],
        "aliases": list(place["aliases"]),
        "layer": "" if place["layer"] == DEFAULT_LAYER else place["layer"],
        "note": place["note"],
        "ignore": list(place["ignore"]),
        "url": place["url"],
        "image": None if image is None else _picture(image),
        "zoom": place["zoom"] if place["zoom"] == place["zoom"] else None,
        "role": place["role"],
        "weight": place["weight"] if place["weight"] == place["weight"] else None,
    }
    own = {key: value for key, value in written.items() if value not in (None, "", [])}
    geometry = place["geometry"]
    return {
        "type": "Feature",
        "id": place_id,
        "properties": {**own, **{key: value for key, value in place["properties"].items() if key not in own}},
        "geometry": None if geometry is None else mapping(geometry),
    }


def _picture(image: Image) -> dict[str, str]:
    texts = {"src": image.src, "alt": image.alt, "caption": image.caption, "credit": image.credit}
    return {key: text for key, text in texts.items() if text or (key == "alt" and image.decorative)}


def _with_new_files(article: Article, path: Path) -> tuple[Article, dict[str, bytes]]:
    """Return an article with names for the pictures that its document holds, of which no file has one, and these."""
    stem = re.sub(r"[^\w.-]+", "-", path.stem)
    for count in range(1, _MOST_TRIES):
        named, pictures = with_picture_files(
            article, prefix=f"{stem}-picture" if count == 1 else f"{stem}-{count}-picture"
        )
        if not any((path.parent / name).exists() for name in pictures):
            break
    return named, pictures


def _save_pictures(pictures: Mapping[str, bytes], folder: Path) -> None:
    """Save pictures as new files. Raises StorymapError."""
    for name, content in pictures.items():
        try:
            with (folder / name).open("xb") as file:
                file.write(content)
        except OSError as error:
            reason = (error.strerror or "it cannot be written").lower()
            raise StorymapError(Problem(name, f"it cannot be written: {reason}", "make room, and try again")) from error
