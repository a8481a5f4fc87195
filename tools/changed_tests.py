"""Print the tests that a change needs, without a browser, one path a line: what `make quick` runs.

A change is what differs from the branch `main` where ours left it, committed or not, and files that git does not know
yet. The tests of a module are in the folder of tests/ that has the name of its folder. A module without tests of its
own, or one that nearly all others import, needs all tests.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
ALL = "tests"
# Quick, and any change can break them: the import rule, and what the docs say of the code.
ALWAYS = ("tests/test_architecture.py", "tests/test_docs.py")
# What nearly every module imports, or is run with.
SHARED = (
    "pyproject.toml",
    "requirements.lock",
    "src/storymap/errors.py",
    "src/storymap/geometry/",
    "src/storymap/model.py",
    "src/storymap/storage/",
    "src/storymap/urls.py",
)
# What has its tests under another name. The first that fits counts.
ELSEWHERE = {
    "geodata/": ("tests/test_example.py",),
    "src/storymap/web/test/": (),  # Node runs them, every time
    "src/storymap/web/": ("tests/rendering", "tests/test_bundles.py"),
    "tests/browser/": (),
    "tools/basemap/": ("tests/basemap_data",),
    "tools/bench/focus/": ("tests/test_focus_set.py",),
    "tools/bench/": ("tests/test_speed.py",),
}


def changed_files() -> list[str]:
    """Return the files that differ from `main` where our branch left it: paths from the root, with slashes."""
    start = _git("merge-base", "HEAD", "main") or ["HEAD"]
    return _git("diff", "--name-only", start[0]) + _git("ls-files", "--others", "--exclude-standard")


def needed_tests(changed: Iterable[str]) -> list[str]:
    """Return the paths of the tests that the changed files need, as pytest takes them."""
    found = {*ALWAYS}
    for name in changed:
        found.update(_tests_of(PurePosixPath(name)))
    return sorted(path for path in found if not any(path.startswith(f"{other}/") for other in found))


def _tests_of(file: PurePosixPath) -> tuple[str, ...]:
    name = file.as_posix()
    if name.startswith(SHARED):
        return (ALL,)
    for start, tests in ELSEWHERE.items():
        if name.startswith(start):
            return tests
    if file.suffix not in (".py", ".json", ".jinja", ".npz", ".txt"):
        return ()
    if file.parts[0] == "tests" and file.name.startswith("test_"):
        return (name,) if (ROOT / file).exists() else ()
    for folder in ("tests", "tools", "src/storymap"):
        if file.is_relative_to(folder):
            return (_tests_of_module(file.relative_to(folder)),)
    return ()


def _tests_of_module(module: PurePosixPath) -> str:
    """Return the nearest folder of tests with the name of the module's folder; at the top its own file, or all."""
    own = PurePosixPath(ALL, f"test_{module.stem}.py")
    if len(module.parts) == 1 and (ROOT / own).exists():
        return own.as_posix()
    folder = PurePosixPath(ALL, *module.parts[:-1])
    while not (ROOT / folder).exists():
        folder = folder.parent
    return folder.as_posix()


def _git(*arguments: str) -> list[str]:
    """Return the lines that git prints, none if it fails."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


if __name__ == "__main__":
    print("\n".join(needed_tests(changed_files())))
