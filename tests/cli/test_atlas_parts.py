"""`storymap atlas` of more stories than a page has, and of a corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storymap import limits
from tests.atlas.folders import border
from tests.atlas.parts.reading import Parts
from tests.atlas.parts.test_corpus_folder import write_corpus
from tests.cli.commands import run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def files(folder: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()}


def test_an_atlas_that_grows_becomes_one_in_parts_and_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    border(Path("s"))
    run("atlas", "s", "-o", "out")
    one_page = files("out")
    Path("out/CNAME").write_text("maps.example")
    monkeypatch.setattr(limits, "MOST_STORIES_IN_ONE_PAGE", 2)
    made = run("atlas", "s", "-o", "out", "--title", "The border")
    assert made.exit_code == 0, made.stderr
    assert "3 stories, 2 places" in made.stdout
    parts = Parts(Path("out"))
    assert "The border" in parts.page
    assert {row[5] for row in parts.blocks("places.bin", parts.data["places"])} == {"el-paso", "laredo"}
    assert {"feed.xml", "places.geojson", "place/laredo/feed.xml", "place/laredo/place.geojson"} <= files("out")
    assert sorted(json.loads(Path("out/atlas.json").read_bytes())["files"]) == sorted(
        files("out") - {"atlas.json", "CNAME"}
    )
    untitled = run("atlas", "s", "-o", "untitled")
    assert untitled.exit_code == 0, untitled.stderr
    assert "<title>All stories</title>" in Parts(Path("untitled")).page
    monkeypatch.setattr(limits, "MOST_STORIES_IN_ONE_PAGE", 3)
    assert run("atlas", "s", "-o", "out").exit_code == 0
    assert files("out") == one_page | {"CNAME"}


def test_what_is_not_for_a_corpus_is_told_and_nothing_is_written() -> None:
    write_corpus(Path("archive"))
    Path("atlas.toml").write_text("")
    before = files("archive")
    for arguments, said in (
        (["archive", "-o", "archive"], "archive: this is the folder of the corpus; name another folder with -o"),
        (
            ["archive", "-o", "out", "--decisions", "atlas.toml"],
            "atlas.toml: what a desk decides is for stories, and not for a corpus; leave it out",
        ),
    ):
        done = run("atlas", *arguments)
        assert (done.exit_code, done.stderr) == (1, f"error: {said}\n")
    assert files("archive") == before
    run("atlas", "archive", "-o", "out")
    done = run("atlas", "add", "archive", "--to", "out")
    what = "this is the atlas of a corpus; build it again of the whole corpus: storymap atlas"
    assert (done.exit_code, done.stderr) == (1, f"error: out: {what}\n")


def test_what_a_corpus_leaves_aside_is_told() -> None:
    write_corpus(Path("archive"))
    done = run("atlas", "archive", "-o", "out", "--skip-broken", "--allow-path", ".")
    assert (done.exit_code, done.stderr) == (
        0,
        "note: it is for stories, and changes nothing for a corpus (2 times: --skip-broken; --allow-path)\n",
    )


def test_there_is_nothing_to_add_or_to_decide_in_a_corpus_and_its_atlas() -> None:
    border(Path("s"))
    write_corpus(Path("s/archive"))
    run("atlas", "s/archive", "-o", "s/old")
    # Neither is looked through for stories: the atlas of a corpus has feeds.
    made = run("atlas", "s", "-o", "out")
    assert (made.stderr, made.stdout[:26]) == ("", "out: 3 stories, 2 places, ")
    corpus = "this is a corpus, and no folder of stories: there is nothing in it to add, or to decide"
    parts = "this is the atlas of a corpus, and no folder of stories"
    for command in (["check"], ["add", "--to", "out"]):
        done = run("atlas", *command, "s/archive")
        remedy = "build an atlas of it alone: storymap atlas"
        assert (done.exit_code, done.stderr) == (1, f"error: s/archive: {corpus}; {remedy}\n")
        done = run("atlas", *command, "s/old")
        assert (done.exit_code, done.stderr) == (1, f"error: s/old: {parts}; name a folder of stories\n")
    done = run("build", "s/rain/story.md", "--atlas", "s/old", "-o", "rain.html")
    what = "this is the atlas of a corpus; build it again of the whole corpus: storymap atlas"
    assert (done.exit_code, done.stderr) == (1, f"error: s/old: {what}\n")


def test_a_corpus_is_named_alone_and_not_into_an_atlas_of_stories() -> None:
    border(Path("s"))
    write_corpus(Path("archive"))
    made = run("atlas", "archive", "-o", "out", "--title", "A century", "--lang", "es")
    assert made.exit_code == 0, made.stderr
    assert made.stdout == "out: 2 stories, 1 place, 13 files; it needs a web server with range requests\n"
    assert '<html lang="es"' in Parts(Path("out")).page
    both = run("atlas", "archive", "s", "-o", "other")
    assert both.exit_code == 1
    assert "a corpus is an atlas of its own; take one source alone" in both.stderr
    run("atlas", "s", "-o", "stories")
    before = files("stories")
    into = run("atlas", "archive", "-o", "stories")
    assert into.exit_code == 1
    assert "there is an atlas of stories; name another folder with -o" in into.stderr
    assert files("stories") == before
