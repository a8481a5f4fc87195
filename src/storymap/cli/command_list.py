"""The commands of `storymap`: where each one is, and the first words of its help.

Who uses one command does not wait for all others, and who asks for help waits for none: a test holds the words to those
of the commands themselves.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click


class CommandElsewhere(click.Command):
    """A command whose module is imported when the command is used. It has its name and the first words of its help."""

    def __init__(self, name: str, place: str, first_words: str) -> None:
        super().__init__(name, help=first_words)
        self._place = place

    def imported(self) -> click.Command:
        """Return the command itself."""
        module, _, name = self._place.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Return the context of the command itself: whatever is asked for from here on is asked of that."""
        return self.imported().make_context(info_name, args, parent=parent, **extra)


COMMANDS = [
    CommandElsewhere(name, f"storymap.cli.{place}", first_words)
    for name, place, first_words in (
        (
            "add",
            "add:add",
            "Add the place NAME to a places file. If several places have the name, you choose.",
        ),
        (
            "atlas",
            "atlas_command:atlas_group",
            "Put many stories on one map: `storymap atlas FOLDER -o DIR`.",
        ),
        (
            "build",
            "build:build",
            "Build the page of ARTICLE, a .md, .txt, .html, .mhtml, .docx, .odt or .epub file.",
        ),
        (
            "check",
            "check:check",
            "Read and match as `build` does, and say what was found: no page is written.",
        ),
        (
            "corpus",
            "corpus:corpus",
            "Read archives (JSON lines, Parquet, WARC, WACZ, folders) and write tables of the places that they name.",
        ),
        (
            "edit",
            "edit:edit",
            "Open the editor in the browser, with ARTICLE or with a sheet of paper. Ctrl-C ends it; nothing is to be "
            "saved.",
        ),
        (
            "export",
            "export:export",
            "Write the story of ARTICLE in FORMAT: what its page shows, for other tools to read.",
        ),
        (
            "find",
            "find:find",
            "Look NAME up in the gazetteer: what it can mean, the likeliest first.",
        ),
        (
            "gazetteer",
            "gazetteer_command:gazetteer_group",
            "More names of places: add them from a file or an installed package once, and every later search knows "
            "them.",
        ),
        (
            "import",
            "import_command:import_story",
            "Make a story of SOURCE, a file that another tool wrote, in a folder of its own.",
        ),
        (
            "preview",
            "preview:preview",
            "Show the page of ARTICLE in the browser, and keep it true while its files change. Ctrl-C ends it.",
        ),
        (
            "publish",
            "publish:publish",
            "Write the folder that a newsroom uploads: the page, snippets to embed it, pictures, metadata and data.",
        ),
        (
            "schema",
            "schema:schema",
            "Print the JSON Schema of a places file, for editors that check while you type.",
        ),
        (
            "suggest",
            "suggest:suggest",
            "Find the places of ARTICLE and write them as GeoJSON that `build` takes as it is.",
        ),
    )
]
