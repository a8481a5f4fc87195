"""What a source says, without the keys in the addresses that it names; that there were some is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storymap.exchange.report import Report
from storymap.exchange.secret_parameters import without_keys


def keyless_text(text: str, report: Report) -> str:
    """Return a text, HTML or an address without keys."""
    made = without_keys(text)
    if made != text:
        report.lost("keys in addresses", "they are not copied: a story is public")
    return made


def keyless(data: Any, report: Report) -> Any:
    """Return a copy of JSON, however deep, with its texts without keys."""
    whole = [data]
    boxes: list[Any] = [whole]
    while boxes:
        box = boxes.pop()
        for key, value in box.items() if isinstance(box, Mapping) else enumerate(box):
            if isinstance(value, str):
                box[key] = keyless_text(value, report)
            elif isinstance(value, dict | list):
                box[key] = value.copy()
                boxes.append(box[key])
    return whole[0]
