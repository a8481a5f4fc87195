"""A places file to edit, and what an edit makes of it."""

from __future__ import annotations

import difflib
import json

import pytest

from storymap.editing.edit import Edit, apply
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def example() -> str:
    return (ROOT / "geodata" / "juarez" / "places.geojson").read_text(encoding="utf-8")


def after(edit: Edit, text: str | None) -> str:
    """The text after an edit: it is JSON, and the inverse gives the bytes that were there."""
    changed, inverse = apply(edit, {"places": text})
    new = changed["places"]
    assert new is not None
    json.loads(new.removeprefix("\ufeff"))
    assert apply(inverse, changed)[0]["places"] == text
    return new


def diff(edit: Edit, text: str) -> list[str]:
    """The lines that `git diff` shows of an edit, without their number and indentation."""
    lines = difflib.unified_diff(text.splitlines(), after(edit, text).splitlines(), n=0, lineterm="")
    return [line[0] + line[1:].strip() for line in lines if line[:3] not in ("---", "+++") and line[0] in "+-"]
