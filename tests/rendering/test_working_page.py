"""The page that is worked on: it has what a built page never carries."""

from __future__ import annotations

import json
from pathlib import Path

from storymap import build_story, render_page
from storymap.rendering.contract.names import BASEMAP_ID

ROOT = Path(__file__).parents[2]


def test_a_story_without_places_has_the_earth_to_put_them_on_only_while_it_is_worked_on(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("# A title\n\nNothing is known yet.\n")
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    page = render_page(build_story(tmp_path / "story.md"))
    block = f'id="{BASEMAP_ID}"'
    assert block in page.render_with("working")
    assert block not in page.render_with("preview_page")
    assert block not in page.render()


def test_a_built_page_carries_none_of_the_editor() -> None:
    page = render_page(build_story(ROOT / "geodata" / "juarez" / "story.md"))
    built, working = page.render(), page.render_with("working")
    for sign in ("working-vertex", "working-ghost", "editable:vertex", "frame-channel", "by_key"):
        assert sign not in built
    assert "working-vertex" in working and "editable:vertex" in working
    assert page.render() == built
