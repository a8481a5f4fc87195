"""Front matter says which field of the places files is which, and the command line goes first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storymap import StorymapError, build_story

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    feature = {
        "type": "Feature",
        "properties": {"NOM": "Basel", "OTHER": "Bern", "TYPE": "Cities"},
        "geometry": {"type": "Point", "coordinates": [7.59, 47.56]},
    }
    Path("places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return tmp_path


def write(front: str) -> str:
    Path("story.md").write_text(f"---\ntitle: A\n{front}\n---\n\nIn Basel and in Bern.\n")
    return "story.md"


@pytest.mark.parametrize(
    "front",
    ["fields: name=NOM, layer=TYPE", "fields: {name: NOM, layer: TYPE}", "fields:\n  name: NOM\n  layer: TYPE"],
)
def test_the_article_says_which_field_is_which(front: str) -> None:
    story = build_story(write(front))
    assert story.places["name"].tolist() == ["Basel"]
    assert story.places["layer"].tolist() == ["Cities"]


def test_what_is_given_goes_before_what_the_article_says() -> None:
    story = build_story(write("fields: name=NOM,layer=TYPE"), fields={"name": "OTHER"})
    assert story.places["name"].tolist() == ["Bern"]
    assert story.places["layer"].tolist() == ["Cities"]


@pytest.mark.parametrize("front", ["fields: NOM", "fields: [name]", "fields: {nom: NOM}", "fields: {name: [a]}"])
def test_what_is_not_understood_is_said_with_its_line(front: str) -> None:
    with pytest.raises(StorymapError) as caught:
        build_story(write(front))
    assert str(caught.value) == (
        "story.md, line 3: fields must say which field of the places is which; write for example "
        "fields: name=NOM,layer=TYPE; it may name name, note, layer, aliases, url, image, ignore, zoom, role, weight"
    )
