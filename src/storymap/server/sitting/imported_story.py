"""A story that begins with a file of another tool, as `storymap import` makes one of it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from storymap.errors import StorymapError
from storymap.exchange.importers.failures import failures_told
from storymap.exchange.importers.registry import tool_importer_of
from storymap.exchange.source import Source
from storymap.exchange.story_files import STORY, story_files
from storymap.exchange.story_folder import write_story_folder
from storymap.limits import LARGEST_IMPORT
from storymap.server.contract.state import OpenedState
from storymap.server.sitting.dropped_files import DroppedFile
from storymap.server.sitting.exports import report_lines
from storymap.server.sitting.shelf import Shelf


def imported_story(file: DroppedFile, shelf: Shelf, folder: int) -> tuple[Path, OpenedState] | None:
    """Make a story of a file that another tool wrote in a new folder, and return its article and what became of it.

    None if no tool that is known wrote it. Raises StorymapError if it cannot be read; nothing is written then.
    """
    if file.size > LARGEST_IMPORT:
        return None
    # By itself and under its own name: what else was dropped is not beside it.
    with tempfile.TemporaryDirectory(prefix="storymap-import-") as alone:
        path = Path(alone, file.name)
        shutil.copyfile(file.path, path)
        try:
            source = Source(path)
            importer = tool_importer_of(source)
            if importer is None:
                return None
            with failures_told(file.name, importer.LABEL):
                imported = importer.read(source)
                files = story_files(imported)
        except StorymapError as error:
            shown = [replace(problem, where=problem.where.replace(f"{alone}/", "")) for problem in error.problems]
            raise StorymapError(shown) from None
    new = shelf.new_folder(folder, imported.article.title or Path(file.name).stem)
    try:
        write_story_folder(new, files, file.name)
    except StorymapError:
        new.rmdir()
        raise
    return new / STORY, {"is_story": True, "tool": importer.LABEL, "lines": report_lines(imported.report)}
