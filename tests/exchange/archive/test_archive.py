"""The desk's archive of a story holds what the page is made of, and the same page is built from it."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from storymap.build_choices import BuildChoices
from storymap.errors import StorymapError
from storymap.exchange.archive.archive import archive_story
from storymap.exchange.archive.command import OPTIONS
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from tests.cli.commands import collection, run, streets_of_laredo
from tests.conftest import ROOT
from tests.reading.article.word_files import p, write_docx

JUAREZ = ROOT / "geodata" / "juarez"


def archived(choices: BuildChoices) -> bytes:
    return archive_story(choices, Report()).content


def members(packed: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(packed)).namelist()


def refused(choices: BuildChoices) -> str:
    with pytest.raises(StorymapError) as caught:
        archived(choices)
    (problem,) = caught.value.problems
    return str(problem)


def built_again(packed: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, bytes], ...]:
    """Unpack an archive, run its own command there, and return the files of its page, and those of the new one."""
    folder.mkdir()
    zipfile.ZipFile(io.BytesIO(packed)).extractall(folder)
    monkeypatch.chdir(folder)
    command = json.loads(Path("manifest.json").read_bytes())["build"]
    assert command[0] == "storymap"
    result = run(*command[1:])
    assert result.exit_code == 0, result.output
    return tuple(
        {path.relative_to(top).as_posix(): path.read_bytes() for path in sorted(Path(top).rglob("*")) if path.is_file()}
        for top in ("page", "again")
    )


def test_the_same_bytes_are_built_from_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = archived(BuildChoices(JUAREZ / "story.md"))
    page, again = built_again(packed, tmp_path / "unpacked", monkeypatch)
    assert page == again
    assert list(page) == ["index.html"]
    run("build", str(JUAREZ / "story.md"), "-o", str(tmp_path / "page.html"))
    assert (tmp_path / "page.html").read_bytes() == page["index.html"]


def test_what_is_in_it(desk: Path) -> None:
    (desk / "notes.txt").write_text("not of the story")
    packed = zipfile.ZipFile(io.BytesIO(archived(BuildChoices(Path("story.md")))))
    assert packed.namelist() == [
        "README.txt",
        "licences/CREDITS.txt",
        "licences/LICENSE",
        "licences/THIRD-PARTY-NOTICES.md",
        "page/index.html",
        "sources/places.geojson",
        "sources/story.md",
        "manifest.json",
    ]
    assert packed.read("sources/places.geojson") == (desk / "places.geojson").read_bytes()
    manifest = json.loads(packed.read("manifest.json"))
    assert manifest["build"] == ["storymap", "build", "sources/story.md", "-o", "again/index.html"]
    digests = {name: hashlib.sha256(packed.read(name)).hexdigest() for name in packed.namelist()[:-1]}
    assert manifest["sha256"] == digests
    readme = packed.read("README.txt").decode()
    assert "THIS ARCHIVE HOLDS THE ORIGINALS. In sources/ are" in readme
    assert readme.endswith("\n\n  storymap build sources/story.md -o again/index.html\n")
    assert "© GeoNames CC BY 4.0" in packed.read("licences/CREDITS.txt").decode()
    assert b"Leaflet" in packed.read("licences/THIRD-PARTY-NOTICES.md")


def test_the_same_files_are_the_same_archive_wherever_they_lie(desk: Path, tmp_path: Path) -> None:
    shutil.copytree(desk, tmp_path / "elsewhere" / "deep", ignore=shutil.ignore_patterns("elsewhere"))
    assert archived(BuildChoices(Path("story.md"))) == archived(
        BuildChoices(tmp_path / "elsewhere" / "deep" / "story.md")
    )


def picture(path: Path, colour: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), colour).save(path)


def scattered(top: Path) -> BuildChoices:
    """A story whose files lie all over: above the article, beside places that lie elsewhere, in a site."""
    (top / "stories" / "one").mkdir(parents=True)
    (top / "desk" / "data").mkdir(parents=True)
    (top / "stories" / "one" / "story.md").write_text(
        "---\ntheme: ../look/desk.css\ntiles: streets.pmtiles\nmedia: link\n---\n\n# T\n\nIn Laredo.\n\n"
        "![Shared](../../shared/a.png)\n\n![Linked](linked.png)\n\n![Of the site](/assets/c.png)\n\n![Own](pics/o.png)\n"
    )
    picture(top / "shared" / "a.png", "red")
    picture(top / "shared" / "target.png", "blue")
    picture(top / "site" / "assets" / "c.png", "green")
    picture(top / "stories" / "one" / "pics" / "o.png", "white")
    picture(top / "desk" / "data" / "pics" / "p.png", "black")
    (top / "stories" / "one" / "linked.png").symlink_to("../../shared/target.png")
    (top / "stories" / "look").mkdir()
    (top / "stories" / "look" / "desk.css").write_text(":root { --accent: #123456; }\n")
    streets_of_laredo(top / "stories" / "one" / "streets.pmtiles")
    places = json.loads(collection(("Laredo", -99.5, 27.5)))
    places["features"][0]["properties"] |= {"image": "pics/p.png", "alt": "P", "secret": "of the desk"}
    (top / "desk" / "data" / "places.geojson").write_text(json.dumps(places))
    (top / "desk" / "context.geojson").write_text(collection(("Rio", -99.4, 27.5)))
    return BuildChoices(
        top / "stories" / "one" / "story.md",
        places=(top / "desk" / "data" / "places.geojson",),
        context=(top / "desk" / "context.geojson",),
        allow_path=(top / "shared", top / "stories" / "look"),
        media_root=top / "site",
        title="A title: with signs & spaces",
        worldview="IN",
        strict=True,
    )


def test_a_story_whose_files_lie_all_over_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = archived(scattered(tmp_path / "home"))
    assert [name for name in members(packed) if not name.startswith(("licences/", "page/"))] == [
        "README.txt",
        "given-1/pics/p.png",
        "given-1/places.geojson",
        "given-2/context.geojson",
        "site/assets/c.png",
        "sources/shared/a.png",
        "sources/stories/look/desk.css",
        "sources/stories/one/linked.png",
        "sources/stories/one/pics/o.png",
        "sources/stories/one/story.md",
        "sources/stories/one/streets.pmtiles",
        "manifest.json",
    ]
    shutil.rmtree(tmp_path / "home")
    page, again = built_again(packed, tmp_path / "unpacked", monkeypatch)
    assert page == again
    assert len(page) == 6  # the page, and five pictures beside it
    archive_file = zipfile.ZipFile(io.BytesIO(packed))
    assert [name for name in archive_file.namelist() if str(tmp_path).encode() in archive_file.read(name)] == []


def test_a_word_document_is_kept_as_it_is(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_docx(desk / "story.docx", p("A day", "Title") + p("In Laredo."))
    packed = archived(BuildChoices(Path("story.docx")))
    member = zipfile.ZipFile(io.BytesIO(packed)).read("sources/story.docx")
    assert member == (desk / "story.docx").read_bytes()
    page, again = built_again(packed, desk / "unpacked", monkeypatch)
    assert page == again


def test_a_file_that_is_named_by_an_absolute_path_is_no_promise(desk: Path, tmp_path: Path) -> None:
    picture(tmp_path / "pictures" / "a.png", "red")
    (desk / "story.md").write_text(f"# T\n\nIn Laredo.\n\n![A]({tmp_path}/pictures/a.png)\n")
    choices = BuildChoices(Path("story.md"), allow_path=(tmp_path / "pictures",))
    said = refused(choices)
    assert said.startswith('archive: another page would be built from it: the picture "/')
    assert said.endswith("; name files as seen from the folder of the article, then archive it again")


def test_a_story_without_places_is_refused(desk: Path) -> None:
    (desk / "places.geojson").unlink()
    assert refused(BuildChoices(Path("story.md"), is_empty=True)) == (
        "archive: the story has no places yet; add one first"
    )


def test_every_choice_is_an_option_of_build() -> None:
    choices = set(BuildChoices.__dataclass_fields__) - {"article", "is_empty"}
    assert set(OPTIONS) == choices
    text = run("build", "--help").stdout
    assert [option for option in OPTIONS.values() if option not in text] == []


def test_every_choice_survives_the_archive(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choices = replace(
        BuildChoices(Path("story.md")),
        all_places=True,
        allow_zero=True,
        allow_remote=("a.example.org", "b.example.org"),
        attribution="© Somebody & others",
        basemap="https://tiles.example.org/{z}/{x}/{y}.png",
        encoding="utf-8",
        fields={"name": "name"},
        language="es",
        view="map",
    )
    packed = archived(choices)
    page, again = built_again(packed, desk / "unpacked", monkeypatch)
    assert page == again
    assert "© Somebody & others" in zipfile.ZipFile(io.BytesIO(packed)).read("licences/CREDITS.txt").decode()


def test_the_command_says_that_it_holds_the_originals(desk: Path) -> None:
    result = run("export", "story.md", "archive", "-o", "kept.zip")
    assert result.exit_code == 0, result.output
    assert result.stderr == "kept: files of the story, as they are (2)\n"
    size = Path("kept.zip").stat().st_size
    assert result.stdout == f"kept.zip: an archive, which holds the originals, {size / 1000:.0f} kB\n"
    assert Source(Path("kept.zip")).archive is not None
    again = run("export", "story.md", "archive", "-o", "kept.zip")
    assert (
        again.stderr
        == "error: kept.zip: there is a file already; replace it with --force, or name another output with -o\n"
    )


def test_a_story_that_cannot_be_built_is_not_archived(desk: Path) -> None:
    (desk / "places.geojson").write_text("{")
    result = run("export", "story.md", "archive", "-o", "kept.zip")
    assert result.exit_code == 1
    assert not Path("kept.zip").exists()
