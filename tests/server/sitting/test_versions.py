"""Where the places of a story stand: after a move it is known already, and otherwise it is looked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap import build_story
from storymap.editing.places.addressing import rows_of_story
from storymap.reading.places.place_choices import AS_WRITTEN
from storymap.server.sitting import versions
from storymap.server.sitting.versions import Versions
from storymap.storage.build_caches import BuildCaches


def feature(name: str, *position: float) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": position}
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def test_rows_are_looked_for_again_unless_a_point_has_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def counted(text: str, places: Any, name: str) -> Any:
        looked.append(text)
        return rows_of_story(text, places, name)

    monkeypatch.setattr(versions, "rows_of_story", counted)
    (tmp_path / "story.md").write_text("# A day\n\nÁlamo, Brook and Cliff.\n", encoding="utf-8")
    file, caches, known = tmp_path / "places.geojson", BuildCaches(), Versions("places.geojson", AS_WRITTEN)
    places = [feature("Álamo", 1.5, 2.5), feature("Brook", 2.5, 3.5)]

    def rows() -> Any:
        text = json.dumps({"type": "FeatureCollection", "features": places})
        file.write_text(text, encoding="utf-8")
        story = build_story(tmp_path / "story.md", caches=caches)
        found = known.built(story, None, text, frozenset())
        assert found == rows_of_story(text, build_story(tmp_path / "story.md").places)
        assert known.rows(text) == found
        return found

    assert rows() == {"alamo": (0,), "brook": (1,)}
    for x in (2.75, 3.5):
        places[1]["geometry"]["coordinates"] = (x, 3.5)
        assert rows() == {"alamo": (0,), "brook": (1,)}
    assert len(looked) == 1
    places.insert(0, feature("Cliff", 4, 5))
    assert rows() == {"cliff": (0,), "alamo": (1,), "brook": (2,)}
    assert len(looked) == 2
    places.append(feature("Brook", 3.5, 3.5))
    assert rows() == {"cliff": (0,), "alamo": (1,), "brook": (2, 3)}
    assert len(looked) == 3
    # It stands there twice, and is joined no more: the file is read whole.
    places[3]["geometry"]["coordinates"] = (7.5, 3.5)
    assert rows() == {"cliff": (0,), "alamo": (1,), "brook": (2,), "brook-2": (3,)}
    assert len(looked) == 4
