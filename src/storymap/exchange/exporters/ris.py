"""RIS: a record of the story for reference managers. It has no escapes; each field is one line."""

from __future__ import annotations

from typing import Final

from storymap.exchange.exporters.bibliographic_record import bibliographic_record
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedStory
from storymap.reading.text import normalise, one_line

LABEL: Final = "RIS"
ENDING: Final = ".ris"


def write(story: SharedStory, report: Report) -> bytes:
    """Return the record, its lines ended as RIS wants them (CR LF)."""
    record = bibliographic_record(story, report)
    fields = [
        ("TY", "ELEC" if record.addresses else "GEN"),
        ("TI", record.title),
        *(("AU", author) for author in record.authors),
        ("PY", record.year),
        ("DA", record.date.replace("-", "/")),
        ("PB", record.publisher),
        *(("UR", address) for address in record.addresses),
        ("LA", record.language),
        ("AB", record.subtitle),
        *(("KW", place) for place in record.places),
        ("N1", f"Date: {record.written_date}" if record.written_date else ""),
    ]
    lines = [f"{tag}  - {one_line(normalise(value))}" for tag, value in fields if value]
    return ("\r\n".join([*lines, "ER  - "]) + "\r\n").encode("utf-8")
