from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from storymap.errors import StorymapError
from storymap.exchange.importers import registry
from storymap.exchange.importers.registry import importer_named, importer_names, importer_of, importers
from storymap.exchange.source import Source
from tests.exchange.imports import SAMPLES


def test_a_file_of_no_tool_is_refused_with_the_names_of_those_that_are_known(empty_desk: Path) -> None:
    Path("Makefile").write_text("all:\n\ttrue\n")
    with pytest.raises(StorymapError, match="no file of a tool that is known; name its format with --as: "):
        importer_of(Source(Path("Makefile")))


def test_an_importer_of_another_package_is_used_only_when_it_is_named(
    empty_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("others.py").write_text("raise RuntimeError('loaded')\n")
    monkeypatch.syspath_prepend(str(empty_desk))
    entry = EntryPoint("other-tool", "others", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [entry])
    assert "other-tool" in importer_names()
    Path("x.txt").write_text("In Basel.\n")
    assert importer_of(Source(Path("x.txt"))).LABEL == "an article"
    with pytest.raises(StorymapError, match=r'^--as: the importer "other-tool" failed \(RuntimeError: loaded\); '):
        importer_named("other-tool")


def test_every_importer_says_what_it_is() -> None:
    for importer in importers():
        assert importer.LABEL[0].islower() or importer.LABEL.split()[0] in ("a", "an")


@pytest.mark.parametrize(
    ("sample", "importer"),
    [
        ("esri-map-tour-webmap.json", "esri"),
        ("esri-map-tour.json", "esri"),
        ("esri-story.json", "esri"),
        ("leaflet-maps-Options.csv", "leaflet-maps"),
        ("leaflet-maps-Points.csv", "leaflet-maps"),
        ("leaflet-maps-Polygons.csv", "leaflet-maps"),
        ("leaflet-maps-Polylines.csv", "leaflet-maps"),
        ("leaflet-storymaps-Chapters.csv", "leaflet-storymaps"),
        ("leaflet-storymaps-Options.csv", "leaflet-storymaps"),
        ("linked-places.geojson", "linked-places"),
        ("mapbox-config.js", "mapbox-storytelling"),
        ("mymaps.kml", "kml"),
        ("places.tei.xml", "tei"),
        ("recogito.csv", "recogito"),
        ("recogito.jsonld", "annotations"),
        ("recogito.txt", "article"),
        ("river.umap", "umap"),
        ("storymapjs.json", "storymapjs"),
        ("track.gpx", "gpx"),
    ],
)
def test_a_file_is_known_by_the_importer_of_its_tool_and_by_no_other(sample: str, importer: str) -> None:
    source = Source(SAMPLES / sample)
    known = [name for name in importer_names() if importer_named(name).sniff(source)]
    # Any file of places can be read as places, if nothing else is known of it.
    assert [name for name in known if name != "places"] == [importer]
    assert importer_of(source) is importer_named(importer)
