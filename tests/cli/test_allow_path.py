"""An article is not trusted with the disk: nothing outside its folder is read, made or written because it says so."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from pathlib import Path

import geopandas as gpd
import pytest
from click.testing import Result
from PIL import Image
from shapely.geometry import Point

from storymap import (
    ArticleError,
    PlacesError,
    Problem,
    StorymapError,
    build_story,
    read_article,
    read_places,
)
from tests.cli.commands import RIVER, collection, run, streets_of_laredo


@pytest.fixture
def two_desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a desk to stand in; beside it is somebody else's, `other`, with places, context, a theme and a picture."""
    desk, other = tmp_path / "desk", tmp_path / "other"
    desk.mkdir()
    other.mkdir()
    (other / "sources.geojson").write_text(collection(("Laredo", -99.5, 27.5)))
    (other / "river.geojson").write_text(RIVER % "Rio Grande")
    (other / "look.css").write_text(":root { --accent: #8a2b0f }")
    streets_of_laredo(other / "streets.pmtiles")
    Image.new("RGB", (40, 30), "orange").save(other / "photo.png")
    (desk / "places.geojson").write_text(collection(("Laredo", -99.5, 27.5)))
    monkeypatch.chdir(desk)
    return desk


def article(front: str = "", text: str = "In Laredo.") -> None:
    Path("story.md").write_text(f"---\n{front}\n---\n\n{text}\n" if front else f"# T\n\n{text}\n", encoding="utf-8")


def files_around(desk: Path) -> set[str]:
    return {path.relative_to(desk.parent).as_posix() for path in desk.parent.rglob("*")}


_ENTRIES = {
    "places": ("places file", "sources.geojson"),
    "context": ("context file", "river.geojson"),
    "theme": ("theme", "look.css"),
    "tiles": ("archive of tiles", "streets.pmtiles"),
}


@pytest.mark.parametrize("command", ["build", "check", "publish"])
@pytest.mark.parametrize("entry", _ENTRIES)
def test_what_the_front_matter_names_elsewhere_is_read_only_where_it_is_allowed(
    two_desks: Path, command: str, entry: str
) -> None:
    kind, name = _ENTRIES[entry]
    article(f"title: T\n{entry}: ../other/{name}")
    before = files_around(two_desks)
    result = run(command, "story.md")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f'error: story.md, line 3: the {kind} "../other/{name}" is outside the folder of the file; '
        f"save it beside the file, or add --allow-path {two_desks.parent / 'other'}\n"
    )
    assert files_around(two_desks) == before
    assert run(command, "story.md", *remedy(result)).exit_code == 0
    assert run(command, "story.md", "--allow-path", "../other").exit_code == 0
    assert run(command, "story.md", "--allow-path", "..").exit_code == 0


def remedy(result: Result) -> list[str]:
    found = re.search(r"add (--allow-path .+)$", result.stderr, re.MULTILINE)
    assert found
    return shlex.split(found[1])


@pytest.mark.parametrize("written", ["link.geojson", "folder/sources.geojson", "{other}/sources.geojson"])
def test_links_and_absolute_paths_are_no_way_round(two_desks: Path, written: str) -> None:
    (two_desks / "link.geojson").symlink_to("../other/sources.geojson")
    (two_desks / "folder").symlink_to("../other")
    article(f"places: {written.format(other=two_desks.parent / 'other')}")
    result = run("check", "story.md")
    assert result.exit_code == 1
    assert "outside the folder of the file" in result.stderr
    assert run("check", "story.md", *remedy(result)).exit_code == 0


def test_a_places_file_nobody_named_is_no_way_round(two_desks: Path) -> None:
    (two_desks / "places.geojson").unlink()
    (two_desks / "places.geojson").symlink_to("../other/sources.geojson")
    article()
    for command in (("check", "story.md"), ("suggest", "story.md"), ("add", "Nuevo Laredo", "--at", "27.5,-99.6")):
        result = run(*command)
        assert result.exit_code == 1
        assert "the target of the link places.geojson is outside the folder of the file" in result.stderr
        assert run(*command, *remedy(result)).exit_code == 0
    assert run("check", "story.md", "--places", "places.geojson").exit_code == 0


def test_whoever_calls_may_name_anything(two_desks: Path) -> None:
    article("places: ../none.geojson\ncontext: ../none.geojson\ntheme: ../none.css")
    other = two_desks.parent / "other"
    named = ("-p", str(other / "sources.geojson"), "-c", "../other/river.geojson", "--theme", "../other/look.css")
    assert run("build", "story.md", "-o", "../page.html", *named).exit_code == 0
    assert run("add", "Nuevo Laredo", "--at", "27.5,-99.6", "--to", "../other/sources.geojson").exit_code == 0


def test_pictures_posters_and_subtitles_come_from_an_allowed_folder_too(two_desks: Path) -> None:
    article(text="In Laredo.\n\n![A photo](../other/photo.png)\n\n![A link](link.png)")
    (two_desks / "link.png").symlink_to("../other/photo.png")
    result = run("check", "story.md", "--json", "-v")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["article"]["blocks"]) == 2
    assert result.stderr.count("is outside the folder of the file; save it beside the file, or add --allow-path") == 2
    result = run("check", "story.md", "--json", "--allow-path", "../other")
    assert [bool(block["image"]["data"]) for block in json.loads(result.stdout)["article"]["blocks"][2:]] == [True] * 2
    assert result.stderr == ""


def test_pictures_of_places_come_from_beside_the_places_file_or_an_allowed_folder(two_desks: Path) -> None:
    article()
    feature = json.loads(collection(("Laredo", -99.5, 27.5)))
    feature["features"][0]["properties"]["image"] = {"src": "../other/photo.png", "alt": "A photo"}
    (two_desks / "places.geojson").write_text(json.dumps(feature))
    result = run("check", "story.md")
    assert "places.geojson, feature 1" in result.stderr
    assert "is outside the folder of the file; save it beside the file, or add --allow-path" in result.stderr
    assert run("check", "story.md", *remedy(result)).stderr == ""


def test_the_other_files_of_a_shapefile_are_held_by_the_rule(two_desks: Path) -> None:
    article("places: laredo.shp")
    frame = gpd.GeoDataFrame({"name": ["Laredo"]}, geometry=[Point(-99.5, 27.5)], crs=4326)
    frame.to_file("laredo.shp")
    assert run("check", "story.md").exit_code == 0
    other = two_desks.parent / "other"
    for ending in ("dbf", "cpg"):
        shutil.move(f"laredo.{ending}", other)
        Path(f"laredo.{ending}").symlink_to(other / f"laredo.{ending}")
        for named in ((), ("-p", "laredo.shp")):
            result = run("check", "story.md", *named)
            assert result.exit_code == 1
            assert result.stderr == (
                f"error: laredo.shp: its .{ending} file is outside the folder of the file; "
                f"save it beside the file, or add --allow-path {other}\n"
            )
            assert run("check", "story.md", *named, *remedy(result)).exit_code == 0
        shutil.move(other / f"laredo.{ending}", f"laredo.{ending}")


def test_a_shapefile_that_the_caller_names_by_links_is_read(two_desks: Path) -> None:
    article()
    frame = gpd.GeoDataFrame({"name": ["Laredo"]}, geometry=[Point(-99.5, 27.5)], crs=4326)
    frame.to_file("../other/laredo.shp")
    for path in (two_desks.parent / "other").glob("laredo.*"):
        Path(path.name).symlink_to(path)
    assert run("check", "story.md", "-p", "laredo.shp").exit_code == 0


@pytest.mark.parametrize(
    "written", ["../other/sources.geojson", "../new/made.geojson", "{other}/new.geojson", "l.geojson"]
)
def test_suggest_and_add_make_and_write_nothing_elsewhere_because_an_article_says_so(
    two_desks: Path, written: str
) -> None:
    (two_desks / "places.geojson").unlink()
    (two_desks / "l.geojson").symlink_to("../other/new.geojson")
    (two_desks.parent / "new").mkdir()
    article(f"places: {written.format(other=two_desks.parent / 'other')}")
    before = {path: path.read_bytes() for path in two_desks.parent.rglob("*") if path.is_file()}
    for command in (("suggest", "story.md"), ("add", "Nuevo Laredo", "--at", "27.5,-99.6")):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("error: story.md, line 2: the places file")
        assert {path: path.read_bytes() for path in two_desks.parent.rglob("*") if path.is_file()} == before
    for command in (("suggest", "story.md"), ("add", "Nuevo Laredo", "--at", "27.5,-99.6")):
        assert run(*command, *remedy(result)).exit_code == 0
    after = {path for path in two_desks.parent.rglob("*") if path.is_file()}
    assert not (two_desks / "places.geojson").exists()
    assert after != set(before) or written == "../other/sources.geojson"


def test_a_file_that_is_named_twice_is_read_once(two_desks: Path) -> None:
    article("places: [places.geojson, ./places.geojson]")
    result = run("check", "story.md")
    assert "1 place, 1 mention" in result.stdout
    assert result.stderr == (
        'warning: story.md, line 2: the file "places.geojson" is named twice; it is read once; take one of them out\n'
    )
    os.link("places.geojson", "again.geojson")
    article()
    result = run("check", "story.md", "-p", "places.geojson", "-p", "again.geojson")
    assert "1 place, 1 mention" in result.stdout
    assert result.stderr.startswith(
        'warning: again.geojson: the file "again.geojson" is named twice ("places.geojson")'
    )


def test_a_folder_that_is_not_there_cannot_be_allowed(two_desks: Path) -> None:
    article()
    for command in (("build", "story.md"), ("suggest", "story.md"), ("add", "Nuevo Laredo", "--at", "27.5,-99.6")):
        result = run(*command, "--allow-path", "nowhere")
        assert result.exit_code == 1
        assert result.stderr == 'error: allow-path: "nowhere" is not a folder; name a folder that is there\n'


def test_in_python_the_same_is_allowed_with_allow_path(two_desks: Path) -> None:
    article("places: ../other/sources.geojson")
    with pytest.raises(StorymapError, match="is outside the folder of the file"):
        build_story("story.md")
    assert list(build_story("story.md", allow_path=[two_desks.parent / "other"]).places.index) == ["laredo"]


def test_in_python_each_reader_takes_allow_path(two_desks: Path) -> None:
    other = two_desks.parent / "other"
    article(text="![A photo](../other/photo.png)\n\nIn Laredo.")
    data = json.loads(collection(("Laredo", -99.5, 27.5)))
    data["features"][0]["properties"]["image"] = {"src": "../other/photo.png", "alt": "A photo"}
    Path("places.geojson").write_text(json.dumps(data))
    problems: list[Problem] = []
    assert not any(block.image and block.image.data for block in read_article("story.md", problems=problems).blocks)
    assert not read_places("places.geojson", problems=problems)["image"].iloc[0].data
    assert [problem.where for problem in problems] == [
        "story.md, line 3",
        'places.geojson, feature 1 ("Laredo"), line 1',
    ]
    assert all("is outside the folder of the file" in problem.what for problem in problems)
    problems.clear()
    (picture,) = [
        block.image for block in read_article("story.md", problems=problems, allow_path=[other]).blocks if block.image
    ]
    assert picture.data.startswith("data:image/")
    assert read_places("places.geojson", problems=problems, allow_path=[str(other)])["image"].iloc[0].data
    assert problems == []
    with pytest.raises(ArticleError, match=r'allow-path: "nowhere" is not a folder'):
        read_article("story.md", allow_path=["nowhere"])
    with pytest.raises(PlacesError, match=r'allow-path: "nowhere" is not a folder'):
        read_places("places.geojson", allow_path=["nowhere"])
