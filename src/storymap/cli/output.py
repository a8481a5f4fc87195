"""Where a command writes when nobody says where."""

from __future__ import annotations

from pathlib import Path

from storymap.model import Story
from storymap.publishing.usual_output import OUTPUT, check_usual_output, output_name


def default_output(story: Story, ending: str = ".html") -> Path:
    """Return output/<name><ending>. Raises PageError if a link there leads out of the current folder."""
    path = Path(OUTPUT, f"{output_name(story)}{ending}")
    check_usual_output(path, Path(), str(path), "name the output with -o")
    return path
