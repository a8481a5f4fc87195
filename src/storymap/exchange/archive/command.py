"""How a story is built, as the command that a person types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from storymap.build_choices import BuildChoices

# What a choice is called on the command line. `article` is the argument, and without places nothing is built.
OPTIONS: Final = {
    "places": "--places",
    "context": "--context",
    "media": "--media",
    "allow_remote": "--allow-remote",
    "allow_path": "--allow-path",
    "media_root": "--media-root",
    "all_places": "--all-places",
    "encoding": "--encoding",
    "fields": "--fields",
    "strict": "--strict",
    "allow_zero": "--allow-zero",
    "select": "--select",
    "whole": "--whole",
    "title": "--title",
    "language": "--lang",
    "theme": "--theme",
    "tiles": "--tiles",
    "tiles_zoom": "--tiles-zoom",
    "worldview": "--worldview",
    "basemap": "--basemap",
    "attribution": "--attribution",
    "allow_key": "--allow-key",
    "view": "--view",
}


def build_command(choices: BuildChoices, output: str) -> list[str]:
    """Return the words of the command that builds the page `output`; what is usual is left out."""
    usual = BuildChoices(choices.article)
    words = ["storymap", "build", choices.article.as_posix()]
    for name, option in OPTIONS.items():
        value = getattr(choices, name)
        if value != getattr(usual, name):
            words += _words(option, value)
    return [*words, "-o", output]


def _words(option: str, value: Any) -> Iterator[str]:
    if value is True:
        yield option
    elif isinstance(value, tuple):
        for one in value:
            yield from (option, _word(one))
    elif isinstance(value, dict):
        yield from (option, ",".join(f"{member}={field}" for member, field in value.items()))
    else:
        yield from (option, _word(value))


def _word(value: Any) -> str:
    return value.as_posix() if isinstance(value, Path) else str(value)
