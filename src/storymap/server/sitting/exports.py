"""A story for other tools, from the editor: written beside the published folder, and what became of it on the way."""

from __future__ import annotations

from pathlib import Path

from storymap.build_choices import BuildChoices
from storymap.errors import Problem, StorymapError
from storymap.exchange.archive import archive
from storymap.exchange.export_file import write_export
from storymap.exchange.exporters.registry import ARCHIVE, check_format, export_names, exporter_named
from storymap.exchange.report import Report
from storymap.exchange.shared_story import shared_story
from storymap.model import Story
from storymap.server.contract.state import ExportState, FormatState, ReportLineState

_MOST_TRIES = 1_000


def export_formats() -> list[FormatState]:
    """Return the formats that the editor offers."""
    names = [name for name in export_names() if name != ARCHIVE]
    formats: list[FormatState] = [{"name": name, "label": exporter_named(name).LABEL, "is_own": True} for name in names]
    return [*formats, {"name": ARCHIVE, "label": archive.LABEL, "is_own": False}]


def export_beside(folder: Path, story: Story, url: str, choices: BuildChoices, form: str) -> ExportState:
    """Write a story in a format beside the published `folder`, and under its name: no file is ever replaced.

    Raises StorymapError where it cannot be said in this format, or cannot be written.
    """
    check_format(form)
    report = Report()
    if form == ARCHIVE:
        ending, content = archive.ENDING, archive.archive_story(choices, report).content
    else:
        exporter = exporter_named(form)
        ending, content = exporter.ENDING, exporter.write(shared_story(story, url=url), report)
    path = _written(folder, ending, content, story)
    return {
        "file": path.name,
        "folder": path.parent.name,
        "bytes": len(content),
        "is_original": form == ARCHIVE,
        "lines": report_lines(report),
    }


def report_lines(report: Report) -> list[ReportLineState]:
    """Return what was kept, changed and lost, a line each."""
    return [{"fate": line.fate, "text": str(line)} for line in report.lines()]


def _written(folder: Path, ending: str, content: bytes, story: Story) -> Path:
    """Write the file under the first free name, unless it is there already, and return its path."""
    for count in range(1, _MOST_TRIES):
        path = folder.with_name(f"{folder.name}{'' if count == 1 else f'-{count}'}{ending}")
        if path.is_symlink() or (path.exists() and not _holds(path, content)):
            continue
        if not path.exists():
            write_export(path, content, story.sources)
        return path
    raise StorymapError(Problem(folder.name, "there are too many files of this name", "move some of them elsewhere"))


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
