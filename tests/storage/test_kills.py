"""The commands that write, killed at random moments: a small part of what `make kills` does."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.conftest import ROOT


def test_killed_commands_leave_the_old_or_the_new_and_no_litter() -> None:
    command = [sys.executable, "-m", "tools.kills", "--rounds", "12", "--adder-rounds", "3"]
    # Where there is a disk in memory nobody waits for a real one.
    environment = {**os.environ, **({"TMPDIR": "/dev/shm"} if os.access("/dev/shm", os.W_OK) else {})}  # noqa: S108
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "build",
        "publish",
        "add",
        "suggest",
        "corpus",
        "atlas",
        "adders",
    ]
    assert sum(map(int, re.findall(r"(\d+) killed", done.stdout))) >= 20
    assert "60 kept, 0 litter, 0 lost" in done.stdout
