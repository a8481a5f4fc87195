"""A second build does not read again what is as it was, and is what a first one would be."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from storymap.atlas.sources import kept_stories, reader
from storymap.errors import StorymapError
from storymap.publishing.publish import publish_story
from storymap.story import build_story
from tests.atlas.folders import EL_PASO, LAREDO, border, collection, feature, story
from tests.cli.commands import run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    border(Path("s"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stories that are read, by their folders, as they are."""
    names: list[str] = []
    really = reader._read

    def noted(source: object, *arguments: object) -> object:
        names.append(source.path.parent.name)  # type: ignore[attr-defined]
        return really(source, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "_read", noted)
    return names


def built(*arguments: str) -> None:
    result = run("atlas", *arguments)
    assert result.exit_code == 0, result.stderr


def files(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


def test_only_what_has_changed_is_read_again(read: list[str]) -> None:
    built("s", "-o", "out")
    before = files("out")
    assert sorted(read) == ["bridge", "rain", "walk"]
    read.clear()
    built("s", "-o", "out")
    assert read == []
    assert files("out") == before
    story(Path("s/rain"), "# Rain\n\nLaredo is dry.\n", LAREDO)
    built("s", "-o", "out")
    assert read == ["rain"]
    assert " is dry." in Path("out/index.html").read_text(encoding="utf-8")


def _places() -> None:
    Path("s/bridge/places.geojson").write_text(collection(LAREDO))


def _page() -> None:
    Path("s/bridge/index.html").write_text("<p>The page</p>")


def _named() -> None:
    Path("s/bridge/other.geojson").write_text(collection(LAREDO))
    Path("s/bridge/story.md").write_text("---\nplaces: other.geojson\n---\n# Bridge\n\nLaredo.\n")


def _index() -> None:
    text = Path("out/atlas.json").read_text(encoding="utf-8")
    Path("out/atlas.json").write_text(text.replace("The bridge closes", "The bridge opens"), encoding="utf-8")


def _version() -> None:
    data = json.loads(Path("out/atlas.json").read_text(encoding="utf-8"))
    data["stories"] = [one | {"mark": "0" * 32} for one in data["stories"]]
    Path("out/atlas.json").write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("change", [_places, _page, _named, _index, _version])
def test_what_a_story_was_made_from_has_it_read_again(change: Callable[[], None], read: list[str]) -> None:
    built("s", "-o", "out")
    read.clear()
    change()
    built("s", "-o", "out")
    assert "bridge" in read
    built("s", "-o", "fresh")
    assert files("out")["index.html"] == files("fresh")["index.html"]


def test_a_published_folder_is_kept_too(read: list[str]) -> None:
    publish_story(build_story("s/bridge/story.md"), "site/page")
    built("site", "-o", "out")
    read.clear()
    built("site", "-o", "out")
    assert read == []
    # Where it is now is where its page is.
    Path("site/page").rename("site/elsewhere")
    built("site", "-o", "out")
    assert read == ["elsewhere"]


def test_what_depends_on_other_files_is_read_each_time(read: list[str]) -> None:
    named = "---\nplaces: all.geojson\n---\n# Named\n\nLaredo.\n"
    story(Path("s/named"), named, LAREDO)
    Path("s/named/all.geojson").write_text(collection(LAREDO))
    # Which field has the picture's path depends on the pictures that are there.
    story(Path("s/fields"), "# Fields\n\nLaredo.\n", feature("Laredo", (-99.5, 27.5), Foto="here.png"))
    (Path("s/fields") / "here.png").write_bytes(b"")
    built("s", "-o", "out")
    read.clear()
    built("s", "-o", "out")
    assert sorted(read) == ["fields", "named"]


def test_two_that_may_be_one_story_are_compared_by_their_text(read: list[str]) -> None:
    built("s", "-o", "out")
    publish_story(build_story("s/bridge/story.md"), "s/of-bridge")
    built("s", "-o", "out")
    assert len(json.loads(Path("out/atlas.json").read_bytes())["stories"]) == 3
    # They stay one, whichever was there first.
    read.clear()
    built("s", "-o", "out")
    assert sorted(read) == ["bridge", "of-bridge"]
    built("s", "-o", "fresh")
    assert _stories("out") == _stories("fresh")
    assert files("out")["index.html"] == files("fresh")["index.html"]


def test_what_is_too_large_to_be_read_is_not_gone_through(read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    built("s", "-o", "out")
    read.clear()
    monkeypatch.setattr(kept_stories, "_LARGEST", Path("s/bridge/places.geojson").stat().st_size - 1)
    built("s", "-o", "out")
    assert "bridge" in read


def test_a_story_that_cannot_be_read_any_more_is_told() -> None:
    built("s", "-o", "out")
    Path("s/bridge/places.geojson").write_text("{")
    result = run("atlas", "s", "-o", "out")
    assert result.exit_code == 1
    assert "s/bridge" in result.stderr


def test_a_link_out_of_the_folder_that_takes_the_place_of_the_places_is_refused(tmp_path: Path) -> None:
    built("s", "-o", "out")
    places = Path("s/bridge/places.geojson")
    outside = tmp_path.parent / f"{tmp_path.name}-outside.geojson"
    outside.write_bytes(places.read_bytes())
    places.unlink()
    places.symlink_to(outside)
    with pytest.raises(StorymapError):
        build_story("s/bridge/story.md")
    assert run("atlas", "s", "-o", "out").exit_code == 1


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_an_atlas_is_what_a_first_build_would_make_of_it(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    towns = [EL_PASO, LAREDO, feature("El Paso", (-106.49, 31.76)), feature("Laredo", (-3.41, 43.41))]

    def change(name: str) -> None:
        folder = Path("s") / name
        match chance.randrange(4):
            case 0 if folder.exists():
                for path in folder.iterdir():
                    path.unlink()
                folder.rmdir()
            case 1 if folder.exists():
                (folder / "story.html").write_text("<p>Its page</p>")
            case _:
                named = chance.sample(towns, 2)
                title = chance.choice(["One", "Two", "The bridge closes"])
                story(folder, f"# {title}\n\nFrom El Paso to Laredo, {chance.randrange(3)}.\n", *named)

    built("s", "-o", "out")
    for _ in range(4):
        for name in chance.sample(["a", "b", "c"], 2):
            change(name)
        built("s", "-o", "out")
    fresh = _stories("out")
    # Reading nothing anew must not be seen: the marks are taken away, and all is read again.
    data = json.loads(Path("out/atlas.json").read_bytes())
    data["stories"] = [{key: value for key, value in one.items() if key != "mark"} for one in data["stories"]]
    before = files("out")
    Path("out/atlas.json").write_text(json.dumps(data), encoding="utf-8")
    built("s", "-o", "out")
    assert files("out") == before
    assert _stories("out") == fresh


def _stories(folder: str) -> object:
    return json.loads((Path(folder) / "atlas.json").read_bytes())["stories"]


def test_what_is_told_of_a_story_is_told_by_each_build() -> None:
    publish_story(build_story("s/deep/walk/story.md"), "site/walk")
    data = json.loads(Path("site/walk/story.json").read_bytes())
    data["places"]["features"][0]["geometry"]["coordinates"] = [1000.0, 1000.0]
    Path("site/walk/story.json").write_text(json.dumps(data), encoding="utf-8")
    first, second = run("atlas", "site", "-o", "out"), run("atlas", "site", "-o", "out")
    assert "site/walk/story.json" in first.stderr
    assert second.stderr == first.stderr
