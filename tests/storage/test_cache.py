"""The cache: results are made once, and never wrong, whatever the folder holds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import geopandas as gpd
import pytest

from storymap import Article, Block, build_story, render_page
from storymap.storage import cache
from storymap.storage.cache import cached
from tests.sources import SOURCE, python_files
from tests.test_architecture import room_imports


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "cache"))
    cache._recent.clear()
    return tmp_path / "cache"


def never() -> bytes:
    raise AssertionError("it was cached, and is made again")


def test_a_thing_is_made_once_also_for_the_next_process(folder: Path) -> None:
    assert cached("thing", [b"a", b"b"], lambda: b"made") == b"made"
    assert cached("thing", [b"a", b"b"], never) == b"made"
    cache._recent.clear()
    assert cached("thing", [b"a", b"b"], never) == b"made"


@pytest.mark.parametrize(("kind", "parts"), [("other", [b"a", b"b"]), ("thing", [b"ab"]), ("thing", [b"a", b"b", b""])])
def test_what_depends_on_something_else_is_something_else(folder: Path, kind: str, parts: list[bytes]) -> None:
    cached("thing", [b"a", b"b"], lambda: b"first")
    assert cached(kind, parts, lambda: b"second") == b"second"


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 32 + b"evil", b"half"])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    cached("thing", [b"a"], lambda: b"made")
    cache._recent.clear()
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:-2] if damage == b"half" else damage)
    assert cached("thing", [b"a"], lambda: b"again") == b"again"
    cache._recent.clear()
    assert cached("thing", [b"a"], never) == b"again"


def test_where_nothing_can_be_written_everything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "file" / "cache"))
    cache._recent.clear()
    assert cached("thing", [b"a"], lambda: b"made") == b"made"
    assert (tmp_path / "file").read_text() == "in the way"


def test_off_means_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYMAP_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    made: list[bytes] = []
    for _ in range(2):
        cached("thing", [b"a"], lambda: made.append(b"") or b"made")  # type: ignore[func-returns-value]
    assert len(made) == 2
    assert list(tmp_path.iterdir()) == []


def test_many_at_once_find_whole_files(folder: Path) -> None:
    data = bytes(range(256)) * 4_000

    def build(number: int) -> bool:
        cache._recent.clear()
        return cached("thing", [bytes([number % 3])], lambda: data + bytes([number % 3]))[-1] == number % 3

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(build, range(200)))
    assert len(list(folder.iterdir())) == 3


def test_the_folder_stays_small_and_loses_what_was_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST_FOLDER", 2_500)
    for name in (b"a", b"b", b"a", b"c"):
        cache._recent.clear()
        # A clock may stand still for some milliseconds: all that is there is a minute old.
        for file in folder.glob("*"):
            os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 60_000_000_000))
        cached("thing", [name], lambda: bytes(1_000))
    cache._recent.clear()
    assert cached("thing", [b"a"], never) == bytes(1_000)
    made = cached("thing", [b"b"], lambda: b"again")
    assert made == b"again"


@pytest.mark.parametrize("state", ["off", "empty", "full", "damaged"])
def test_the_page_is_the_same_whatever_the_cache_holds(
    folder: Path, juarez_folder: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    def page() -> str:
        cache._recent.clear()
        return render_page(build_story(juarez_folder / "story.md")).render()

    monkeypatch.setenv("STORYMAP_CACHE", "off")
    expected = page()
    if state != "off":
        monkeypatch.setenv("STORYMAP_CACHE", str(folder))
    if state in ("full", "damaged"):
        page()
        assert {file.name.split("-")[0] for file in folder.iterdir()} == {"basemap", "folium", "picture"}
    if state == "damaged":
        for file in folder.iterdir():
            file.write_bytes(b"<script>alert(1)</script>")
    assert page() == expected


def test_a_place_that_moves_moves_on_the_cached_map(desk: Path, folder: Path) -> None:
    before = render_page(build_story("story.md")).picture(400, 300)
    places = desk / "places.geojson"
    places.write_text(places.read_text().replace("27.5", "28.5"))
    after = render_page(build_story("story.md")).picture(400, 300)
    assert before != after
    places.write_text(places.read_text().replace('"Laredo"', '"Nuevo Laredo", "aliases": ["Laredo"]'))
    assert "Nuevo Laredo" in render_page(build_story("story.md")).picture(400, 300)


def test_two_builds_at_once_write_the_same_page(desk: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "storymap", "build", "story.md", "-q", "-o"]
    running = [subprocess.Popen([*command, f"{number}.html"]) for number in range(2)]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    assert (desk / "0.html").read_bytes() == (desk / "1.html").read_bytes()


def test_nothing_of_a_gazetteer_is_cached(folder: Path) -> None:
    names = [f"Town {number}" for number in range(5_000)]
    frame = gpd.GeoDataFrame(
        {"name": names, "ignore": [["Town 8 cartel"], *[[]] * 4_999]},
        geometry=gpd.points_from_xy([0.0] * 5_000, [1.0] * 5_000),
        crs="EPSG:4326",
    )
    text = Article(title="T", blocks=(Block("paragraph", "From Town 7 to Town 4999, by the Town 7 cartel."),))

    def mentions() -> list[tuple[int, int, str]]:
        cache._recent.clear()
        return [(m.start, m.end, m.place_id) for m in build_story(text, frame).mentions]

    expected = [(5, 11, "town-7"), (15, 24, "town-4999"), (33, 39, "town-7")]
    assert mentions() == expected
    assert mentions() == expected
    assert not list(folder.glob("*"))


def test_a_result_depends_on_the_files_of_every_room_that_makes_it() -> None:
    makers = {
        path.relative_to(SOURCE).parts[0]
        for path in python_files()
        if re.search(r"\bcached(_for)?\(", path.read_text(encoding="utf-8"))
    }
    used = {imported for _, room, imported in room_imports() if room in makers and (SOURCE / imported).is_dir()}
    assert (makers | used) - {"storage"} == set(cache._ROOMS)
