import json
from pathlib import Path

from tests.exchange.exporters.small_story import exported
from tests.exchange.flow import import_story


def test_layers_with_their_colours_and_places(tmp_path: Path) -> None:
    content, said = exported(tmp_path, "umap", url="https://example.org/s/")
    cities, others = json.loads(content)["layers"]
    members = {key: value for key, value in json.loads(content).items() if key != "layers"}
    assert members == {
        "type": "umap",
        "uri": "https://example.org/s/",
        "properties": {
            "name": "Along the river",
            "description": "From A &lt; B",
            "zoom": 8,
            "easing": False,
            "scrollWheelZoom": True,
        },
        "geometry": {"type": "Point", "coordinates": [7.6693, 48.0698]},
    }
    assert cities["_umap_options"] == {
        "name": "Cities",
        "color": "#5a4791",
        "displayOnLoad": True,
        "browsable": True,
        "labelKey": "name",
        "rank": 0,
    }
    assert cities["features"][0] == {
        "type": "Feature",
        "properties": {
            "id": "bs",
            "name": "Basel",
            "aliases": ["Bâle", "Basilia"],
            "url": "https://example.org/basel?a=1&b=2",
            "kind": "town",
            "description": "On &lt;the&gt; bend.",
        },
        "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]},
    }
    assert [one["properties"]["name"] for one in cities["features"] + others["features"]] == ["Basel", "=1+1", "Rhine"]
    assert said == [
        "kept: places (3)",
        "changed: how much places matter; it is worked out anew from the text",
        "lost: the text; only its places are in it",
    ]


def test_order_and_colours_of_layers_come_back(tmp_path: Path) -> None:
    (tmp_path / "map.umap").write_bytes(exported(tmp_path, "umap")[0])
    back = import_story(tmp_path / "map.umap", folder=str(tmp_path / "back")).story
    assert [(layer.name, layer.colour) for layer in back.layers] == [("Cities", 3), ("Places", 1)]
