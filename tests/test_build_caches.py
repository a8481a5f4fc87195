"""Building again with caches: the same page as without, whatever has changed between."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import folium
import pytest
import yaml
from PIL import Image

from storymap import build_story, render_page
from storymap.errors import StorymapError
from storymap.focus import story_places
from storymap.reading.media import encoded_pictures
from storymap.reading.places import kept_context, kept_places
from storymap.rendering import drawn_map, folium_map, numbering
from storymap.rendering.folium_map import story_map
from storymap.rendering.map_content import MapContent
from storymap.rendering.place_order import MOST_MARKERS, PlaceOrder
from storymap.storage import cache
from storymap.storage.build_caches import BuildCaches
from tests.conftest import ROOT


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "geodata" / "juarez", tmp_path / "desk")
    Image.radial_gradient("L").resize((90, 60)).save(tmp_path / "desk" / "fire.jpg")
    story = tmp_path / "desk" / "story.md"
    story.write_text(story.read_text() + "\n\n![A fire.](fire.jpg)\n\nThen Zefirbach burned.\n")
    return tmp_path / "desk"


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def page(desk: Path, caches: BuildCaches | None) -> str:
    story = build_story(desk / "story.md", caches=caches)
    told = "\n".join(map(str, story.problems))
    return render_page(story, caches=caches).render() + told


def edits(desk: Path) -> dict[str, tuple[Path, str, str]]:
    story, places = desk / "story.md", desk / "places.geojson"
    feature = json.loads(places.read_text())["features"][0]
    lon = json.dumps(feature["geometry"]["coordinates"])[1:8]
    assert feature["geometry"]["type"] == "Point"
    name = feature["properties"]["name"]
    return {
        "text": (story, "Then Zefirbach burned.", "Then nothing burned."),
        "name in the text": (story, "Then nothing burned.", f"Then Zefirbach and {name} burned."),
        "position": (places, lon, lon[:-1] + str((int(lon[-1]) + 1) % 10)),
        "name": (places, f'"{name}"', '"Zefirbach"'),
        "name back": (places, '"Zefirbach"', f'"{name}"'),
    }


def test_after_each_edit_the_page_is_the_same_with_and_without(desk: Path) -> None:
    caches = BuildCaches()
    assert page(desk, caches) == page(desk, None)
    for file, old, new in edits(desk).values():
        replaced(file, old, new)
        cache._recent.clear()
        assert page(desk, caches) == page(desk, None)
    Image.radial_gradient("L").resize((70, 60)).save(desk / "fire.jpg")
    assert page(desk, caches) == page(desk, None)
    (desk / "fire.jpg").unlink()
    assert page(desk, caches) == page(desk, None)


def test_the_page_is_the_same_where_nothing_is_on_disk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = page(desk, None)
    monkeypatch.setenv("STORYMAP_CACHE", "off")
    caches = BuildCaches()
    assert [page(desk, caches), page(desk, caches), page(desk, None)] == [expected] * 3


def test_what_has_not_changed_is_not_made_again(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    caches = BuildCaches()
    expected = page(desk, caches)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was kept, and is made again")

    monkeypatch.setattr(kept_places, "read_checked", never)
    monkeypatch.setattr(kept_context, "read_context", never)
    monkeypatch.setattr(encoded_pictures, "reencode", never)
    monkeypatch.setattr(story_places, "own_frames", never)
    monkeypatch.setattr(yaml, "compose", never)
    cache._recent.clear()
    assert page(desk, caches) == expected


def test_context_is_read_again_when_its_file_has_changed(desk: Path) -> None:
    caches = BuildCaches()
    before = page(desk, caches)
    replaced(desk / "context.geojson", '"kind": "', '"kind": "zefir')
    after = page(desk, caches)
    assert after == page(desk, None) != before
    assert "zefir" in after
    assert page(desk, caches) == after
    (desk / "context.geojson").unlink()
    assert page(desk, caches) == page(desk, None)


def test_places_with_pictures_are_read_each_time(desk: Path) -> None:
    places = desk / "places.geojson"
    feature = json.loads(places.read_text())["features"][0]
    name = feature["properties"]["name"]
    replaced(places, f'"name": "{name}"', f'"name": "{name}", "image": {{"src": "fire.jpg", "alt": "A fire."}}')
    caches = BuildCaches()
    assert page(desk, caches) == page(desk, None)
    (desk / "fire.jpg").unlink()
    assert page(desk, caches) == page(desk, None)
    assert "fire.jpg" in "\n".join(map(str, build_story(desk / "story.md", caches=caches).problems))


def test_other_choices_are_other_places(desk: Path) -> None:
    caches = BuildCaches()
    places = desk / "places.geojson"
    replaced(places, '"features": [', '"features": [{"type": "Feature", "properties": {}, "geometry": null},')
    assert page(desk, caches) == page(desk, None)
    with pytest.raises(Exception, match="has no name"):
        build_story(desk / "story.md", strict=True, caches=caches)


def test_a_gazetteer_is_searched_for_new_names_when_the_text_changes(desk: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Zefir{number:05}", "aliases": [f"Old Town {number}", "— dash"][: number % 3]},
            "geometry": {"type": "Point", "coordinates": [number / 100, 10]},
        }
        for number in range(6_000)
    ]
    (desk / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    caches = BuildCaches()
    for text in (
        "Zefir00001 fell.",
        "Zefir00002 and Zefir05999 fell.",
        "Old Town 4 rose — Old Town 5, — dash.",
        "Zefir00001.",
    ):
        (desk / "story.md").write_text(f"# A day\n\n{text}\n")
        assert page(desk, caches) == page(desk, None)
        kept = build_story(desk / "story.md", caches=caches).mentions
        assert kept == build_story(desk / "story.md").mentions
        assert kept


def features_of(count: int) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "properties": {"name": f"Zefir{number:03}"},
            "geometry": {"type": "Point", "coordinates": [number / 100, 10]},
        }
        for number in range(count)
    ]


def write_desk(desk: Path, features: list[dict[str, Any]], text: str) -> None:
    (desk / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}, indent=1))
    (desk / "story.md").write_text(f"# A day\n\n{text}\n")


def parts(desk: Path, caches: BuildCaches | None) -> Any:
    try:
        story = build_story(desk / "story.md", all_places=True, caches=caches)
    except StorymapError as error:
        return error.problems
    return render_page(story, caches=caches).parts(), story.problems, story.focus


def test_clusters_are_made_again_only_for_other_places_or_another_order(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    monkeypatch.setattr(numbering, "PlaceOrder", lambda *given: made.append(1) or PlaceOrder(*given))
    caches, features = BuildCaches(), features_of(MOST_MARKERS + 50)
    for text, count in (
        ("Zefir001 fell.", 1),
        ("Zefir001 fell. It rained.", 1),
        ("Zefir001 fell. So did Zefir002.", 2),
        ("So did Zefir001. Zefir001 fell, and Zefir002.", 2),
        ("Zefir002 fell before Zefir001.", 3),
    ):
        write_desk(desk, features, text)
        now = parts(desk, caches)
        assert sum(made) == count, text
        assert now == parts(desk, None)
        made.pop()
    features[5]["geometry"]["coordinates"] = [1, 11]
    write_desk(desk, features, "Zefir002 fell before Zefir001.")
    assert parts(desk, caches) == parts(desk, None)
    assert len(made) == 5


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[MapContent]:
    """What folium has drawn, in a process that has drawn nothing yet."""
    drawn: list[MapContent] = []
    monkeypatch.setattr(folium_map, "story_map", lambda content: drawn.append(content) or story_map(content))
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "cache"))
    cache._recent.clear()
    return drawn


def test_a_page_that_is_patched_draws_no_folium_map(desk: Path, drawn: list[MapContent]) -> None:
    made = render_page(build_story(desk / "story.md"))
    made.parts()
    assert drawn == []
    made.render()
    assert len(drawn) == 1
    assert made.map is made.map


def test_folium_draws_a_map_once_while_words_change_alone(desk: Path, drawn: list[MapContent]) -> None:
    first = page(desk, None)
    replaced(desk / "story.md", "Then Zefirbach burned.", "Then nothing burned.")
    assert page(desk, None) != first
    assert page(desk, BuildCaches()) == page(desk, None)
    assert len(drawn) == 1
    file, old, new = edits(desk)["position"]
    replaced(file, old, new)
    assert page(desk, None)
    assert len(drawn) == 2


def test_another_process_draws_no_map_that_was_drawn(desk: Path, drawn: list[MapContent]) -> None:
    first = page(desk, None)
    cache._recent.clear()
    assert page(desk, None) == first
    assert len(drawn) == 1


def test_a_process_that_builds_again_puts_its_first_map_on_disk(
    desk: Path, drawn: list[MapContent], tmp_path: Path
) -> None:
    caches = BuildCaches()
    for _ in range(2):
        page(desk, caches)
        file, old, new = edits(desk)["position"]
        replaced(file, old, new)
    assert len(drawn) == 2
    assert len(list((tmp_path / "cache").glob("folium-*.bin"))) == 1


def test_a_map_is_drawn_anew_by_another_version_of_folium(
    desk: Path, drawn: list[MapContent], monkeypatch: pytest.MonkeyPatch
) -> None:
    page(desk, None)
    monkeypatch.setattr(drawn_map, "_versions", lambda: b"folium 0.0")
    page(desk, None)
    assert len(drawn) == 2


def test_a_kept_map_is_the_one_that_folium_draws(desk: Path, drawn: list[MapContent]) -> None:
    story = build_story(desk / "story.md")
    kept, fresh = render_page(story), render_page(story)
    assert fresh.map.get_name() == "map_story"
    assert kept.render() == kept.render() == fresh.render()
    folium.Circle([31.75, -106.49], radius=20_000).add_to(kept.map)
    assert "circle_own_1" in kept.render()
    assert render_page(story).render() == fresh.render()
    assert len(drawn) == 3


def test_without_a_cache_folium_draws_each_map(
    desk: Path, drawn: list[MapContent], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYMAP_CACHE", "off")
    made = render_page(build_story(desk / "story.md"))
    assert made.render() == made.render()
    assert len(drawn) == 2
