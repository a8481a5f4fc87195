"""What holds for every exporter: the same story gives the same bytes, and nothing of the desk's goes out."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from storymap.exchange.exporters.registry import ARCHIVE, export_names, exporter_named
from storymap.exchange.report import Report
from storymap.exchange.shared_story import shared_story
from storymap.model import Story
from storymap.story import build_story
from tests.exchange.planted import SECRETS, planted_story, secrets_in

NAMES = tuple(name for name in export_names() if name != ARCHIVE)
URL = "https://maps.example.org/laredo/"


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_story(tmp_path_factory.mktemp("desk") / "story")


@pytest.fixture(scope="module")
def story(article: Path) -> Story:
    return build_story(article)


def exported(story: Story, name: str, *, private: bool = False) -> tuple[bytes, str]:
    """Return the file of an export, with what is packed in it, and its report."""
    report = Report()
    content = exporter_named(name).write(shared_story(story, url=URL, private=private), report)
    parts = [content]
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts += [part for member in archive.namelist() for part in (member.encode(), archive.read(member))]
    return b"\n".join(parts), "\n".join(map(str, report.lines()))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_desk_keeps_to_itself_is_in_no_export(name: str, story: Story) -> None:
    content, report = exported(story, name)
    assert secrets_in(content) == []
    assert secrets_in(report.encode()) == []
    assert str(Path(story.sources[0]).parent).encode() not in content


@pytest.mark.parametrize("name", NAMES)
def test_even_what_is_private_has_nothing_of_cameras_and_files(name: str, story: Story) -> None:
    content, _ = exported(story, name, private=True)
    never = {"a camera's remark", "a camera's position", "the name of a file"}
    assert never & set(secrets_in(content)) == set()


def test_some_exports_give_properties_back_where_that_is_asked_for(story: Story) -> None:
    givers = [name for name in NAMES if "a property of its own" in secrets_in(exported(story, name, private=True)[0])]
    assert {"linked-places", "umap"} <= set(givers)


_DIGESTS = """
import hashlib, json, sys
from pathlib import Path
from storymap.exchange.exporters.registry import exporter_named
from storymap.exchange.report import Report
from storymap.exchange.shared_story import shared_story
from storymap.story import build_story
article, url, *names = sys.argv[1:]
shared = shared_story(build_story(Path(article)), url=url)
print(json.dumps({name: hashlib.sha256(exporter_named(name).write(shared, Report())).hexdigest() for name in names}))
"""


def test_the_same_story_gives_the_same_bytes_in_another_process_and_order_of_sets(article: Path, story: Story) -> None:
    shared = shared_story(story, url=URL)
    ours = {name: hashlib.sha256(exporter_named(name).write(shared, Report())).hexdigest() for name in NAMES}
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    done = subprocess.run(
        [sys.executable, "-c", _DIGESTS, str(article), URL, *NAMES], env=environment, capture_output=True, check=True
    )
    assert json.loads(done.stdout) == ours


def test_each_secret_is_in_the_sources(article: Path) -> None:
    sources = b"".join(path.read_bytes() for path in sorted(article.parent.iterdir()))
    assert secrets_in(sources) == list(SECRETS)
