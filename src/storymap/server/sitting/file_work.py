"""Commands that bring files to a story, or make it one of other files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from storymap.editing.edit import Edit
from storymap.errors import Problem, StorymapError
from storymap.inputs import PLACES_BESIDE_ARTICLE
from storymap.model import Story
from storymap.reading.article.kinds import kind_of
from storymap.server.sitting.commands.file_commands import (
    name_file,
    picture_of_place,
    put_picture,
    write_markdown,
    write_places,
)
from storymap.server.sitting.commands.work import Work
from storymap.server.sitting.dropped_files import DroppedFile, DroppedFiles
from storymap.server.sitting.open_story import OpenStory
from storymap.server.sitting.story_files import StoryFiles
from storymap.server.sitting.story_texts import Plan


class FileWork:
    """Does these commands for one story."""

    def __init__(self, story: OpenStory, dropped: DroppedFiles) -> None:
        self._story = story
        self._dropped = dropped

    def perform(self, command: dict[str, Any]) -> bool:
        """Do a command, and return whether it is one of these. Raises StorymapError and EditConflict."""
        works: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "add-picture": self._add_picture,
            "place-picture": self._place_picture,
            "add-context": self._add_context,
            "add-tiles": self._add_tiles,
            "make-markdown": self._make_markdown,
            "copy-places": self._copy_places,
        }
        if command["command"] not in works:
            return False
        works[command["command"]](command)
        return True

    def _add_picture(self, command: Mapping[str, Any]) -> None:
        file = self._dropped.get(command["dropped"], "picture", "recording")
        self._with_copy(
            command,
            file,
            self._story.texts.files.article.parent,
            lambda work, path: put_picture(work, command, path),  # type: ignore[arg-type]
        )

    def _place_picture(self, command: Mapping[str, Any]) -> None:
        file = self._dropped.get(command["dropped"], "picture")
        self._with_copy(
            command,
            file,
            self._story.texts.files.places.parent,
            lambda work, path: picture_of_place(work, command, path),  # type: ignore[arg-type]
        )

    def _add_context(self, command: Mapping[str, Any]) -> None:
        file, folder = self._dropped.get(command["dropped"], "places"), self._story.texts.files.article.parent
        given = self._story.builder.choices.context
        if given:
            self._story.build_with(context=(*given, file.copy_into(folder)))
            return
        self._with_copy(command, file, folder, lambda work, path: name_file(work, "context", path, folder))

    def _add_tiles(self, command: Mapping[str, Any]) -> None:
        file, folder = self._dropped.get(command["dropped"], "tiles"), self._story.texts.files.article.parent
        if self._story.builder.choices.tiles is not None:
            self._story.build_with(tiles=file.copy_into(folder))
            return
        self._with_copy(command, file, folder, lambda work, path: name_file(work, "tiles", path, folder))

    def _with_copy(
        self, command: Mapping[str, Any], file: DroppedFile, folder: Path, planned: Callable[[Work, Path], Plan]
    ) -> None:
        """Copy a file beside the story and make a change that names it; without the change the copy goes."""
        before = set(_names(folder))
        path = file.copy_into(folder)
        try:
            self._story.commands.change(command, lambda work: planned(work, path))
        except BaseException:
            if path.name not in before:
                with suppress(OSError):
                    path.unlink()
            raise

    def _make_markdown(self, _: Mapping[str, Any]) -> None:
        story, files = self._built(), self._story.texts.files
        if kind_of(files.article) == "md":
            raise StorymapError(Problem(files.article.name, "this is a Markdown file already", "change it as it is"))
        path = write_markdown(story.article, files.article)
        choices = self._story.builder.choices
        self._story.go_on_with(
            StoryFiles(path, files.places), replace(choices, article=path, encoding=None, select=None, whole=False)
        )

    def _copy_places(self, command: Mapping[str, Any]) -> None:
        story, texts = self._built(), self._story.texts
        files = texts.files
        if files.can_place and texts.states["places"].is_text:
            raise StorymapError(Problem(files.places.name, "its places can be changed already", "change it as it is"))
        if story.places.empty:
            raise StorymapError(Problem(files.places.name, "there are no places in it", "add one"))
        path = write_places(story, files.places.parent, PLACES_BESIDE_ARTICLE)
        choices = self._story.builder.choices
        if choices.places:
            self._story.go_on_with(replace(files, places=path), replace(choices, places=(path,)))
            return
        if story.article.place_files:
            self._story.commands.change(command, lambda work: _named_alone(work, path))
        self._story.go_on_with(replace(files, places=path), choices)

    def _built(self) -> Story:
        if self._story.parts is None:
            name = self._story.article_name
            raise StorymapError(Problem(name, "there is no page of it yet", "mend its problems first"))
        return self._story.parts.story


def _named_alone(work: Work, path: Path) -> Plan:
    from storymap.editing.article.front_paths import set_front_path

    name = work.known.article_name

    def planned(source: str, shown: frozenset[str] | None) -> Edit:
        return set_front_path(source, name, "places", path.name, shown=shown)

    return Plan(work.on_article(planned), "historyCopyPlaces", {"file": path.name})


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []
