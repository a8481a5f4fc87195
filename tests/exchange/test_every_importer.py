"""What holds for every importer: its sample is a story, nobody else takes it, and what is broken is refused in words.

A new importer names its sample here.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any, NoReturn

import pytest

from storymap.errors import StorymapError
from storymap.exchange.importers import registry
from storymap.exchange.importers.registry import ARTICLE, importer_named, importer_of
from storymap.exchange.source import Source
from storymap.exchange.story_files import story_files
from storymap.exchange.story_folder import write_story_folder
from tests.cli.commands import run
from tests.conftest import ROOT
from tests.exchange.flow import SAMPLES
from tests.exchange.hostile_files import write_hostile_files

# What stands beside a sample is read with it.
SAMPLE_OF = {
    "storymapjs": "storymapjs.json",
    "umap": "river.umap",
    "recogito": "recogito.csv",
    "tei": "places.tei.xml",
    "mapbox-storytelling": "mapbox-config.js",
    "linked-places": "linked-places.geojson",
    "kml": "mymaps.kml",
    "gpx": "track.gpx",
    "annotations": "recogito.jsonld",
    "leaflet-storymaps": "leaflet-storymaps-Chapters.csv",
    "leaflet-maps": "leaflet-maps-Points.csv",
    "esri": "esri-story.json",
    ARTICLE: "juarez/story.md",
    "places": "juarez/places.geojson",
}
# They read what others read, too, and are asked last.
GENERAL = (ARTICLE, "places")
NAMES = tuple(registry._MODULES)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "samples"
    shutil.copytree(SAMPLES, folder)
    shutil.copytree(ROOT / "geodata" / "juarez", folder / "juarez")
    return folder


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks the network, or begins another program, fails the test."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("asked the network, or began a program")

    for owner, name in (
        (socket.socket, "connect"),
        (socket.socket, "connect_ex"),
        (socket.socket, "sendto"),
        (socket, "getaddrinfo"),
        (subprocess, "Popen"),
        (os, "system"),
    ):
        monkeypatch.setattr(owner, name, refuse)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_hostile_files(tmp_path_factory.mktemp("hostile"))


def test_every_importer_has_a_sample() -> None:
    assert set(SAMPLE_OF) == set(NAMES)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_known_by_its_content_and_becomes_a_story_that_builds(
    name: str, samples: Path, empty_desk: Path
) -> None:
    result = run("import", str(samples / SAMPLE_OF[name]), "-o", "story")
    assert result.exit_code == 0, result.output
    assert f"story: {importer_named(name).LABEL} as a story" in result.stdout
    assert {"story.md", "places.geojson"} <= {path.name for path in Path("story").iterdir()}
    assert all(
        line.startswith(("warning: ", "note: ", "kept: ", "changed: ", "lost: ")) for line in result.stderr.splitlines()
    )
    built = run("build", "story/story.md", "-o", "page.html")
    assert built.exit_code == 0, built.output


@pytest.mark.parametrize("name", NAMES)
def test_no_importer_takes_the_sample_of_another(name: str, samples: Path) -> None:
    source = Source(samples / SAMPLE_OF[name])
    assert importer_of(source) is importer_named(name)
    takers = {other for other in NAMES if importer_named(other).sniff(source)}
    assert takers - {*GENERAL} == {name} - {*GENERAL}


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", NAMES)
def test_hostile_files_are_refused_in_one_line_and_nothing_is_written(
    name: str, hostile: list[Path], empty_desk: Path
) -> None:
    importer = importer_named(name)
    accepted = []
    for path in hostile:
        try:
            source = Source(path)
            importer.sniff(source)
            write_story_folder(Path("story"), story_files(importer.read(source)))
        except StorymapError as error:
            for problem in error.problems:
                assert "\n" not in str(problem)
                assert len(str(problem)) < 500
                assert str(problem).isprintable(), path.name
            assert list(empty_desk.iterdir()) == [], path.name
        else:
            accepted.append(path.name)
            shutil.rmtree("story")
    # Whether noise is an article, or a file of places, is for their readers to say.
    assert accepted == [] or name in GENERAL


@pytest.mark.usefixtures("alone")
def test_the_command_refuses_a_hostile_file_without_a_word_of_python(hostile: list[Path], empty_desk: Path) -> None:
    for path in hostile:
        result = run("import", str(path), "-o", "story")
        assert isinstance(result.exception, SystemExit | None), (path.name, result.exception)
        errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
        assert bool(errors) == bool(result.exit_code) == (not Path("story").exists()), (path.name, result.stderr)
        if not errors:
            shutil.rmtree("story")
