"""`make audit` names dependencies with known faults, and says plainly when it could not ask."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from tools.audit import main


def answers(python: str, npm: str) -> object:
    def run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, npm if folder.name == "web" else python, "")

    return run


NO_FAULT = json.dumps({"dependencies": [{"name": "jinja2", "version": "3.1.6", "vulns": []}], "fixes": []})
FAULT = json.dumps(
    {
        "dependencies": [
            {"name": "jinja2", "version": "3.1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.3"]}]},
            {"name": "old", "version": "1", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]},
        ]
    }
)
NPM_FAULT = json.dumps(
    {"vulnerabilities": {"leaflet": {"range": "<2", "severity": "high", "via": [{"title": "A popup runs"}, "other"]}}}
)


@pytest.mark.parametrize(
    ("python", "npm", "said", "code"),
    [
        (NO_FAULT, '{"vulnerabilities": {}}', ["Python: no known faults", "npm: no known faults"], 0),
        (
            FAULT,
            NPM_FAULT,
            [
                "Python: jinja2 3.1.0: PYSEC-1, mended in 3.1.3",
                "Python: old 1: PYSEC-2, mended in no version",
                "npm: leaflet <2: A popup runs",
            ],
            1,
        ),
        (
            "",
            '{"message": "405 Method Not Allowed"}',
            [
                "Python: could not ask; the database of known faults is not reached from here",
                "npm: could not ask; the database of known faults is not reached from here",
            ],
            2,
        ),
        (
            "Traceback",
            NPM_FAULT,
            [
                "Python: could not ask; the database of known faults is not reached from here",
                "npm: leaflet <2: A popup runs",
            ],
            1,
        ),
    ],
    ids=["none", "both", "offline", "one of two"],
)
def test_what_the_databases_say_is_listed(
    capsys: pytest.CaptureFixture[str], python: str, npm: str, said: list[str], code: int
) -> None:
    assert main(answers(python, npm)) == code  # type: ignore[arg-type]
    assert capsys.readouterr().out.splitlines() == said
