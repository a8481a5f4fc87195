from __future__ import annotations

import re
from collections.abc import Callable

import folium
import pytest
from branca.element import Element
from folium.plugins import MarkerCluster

from storymap.errors import PageError
from storymap.model import Story
from storymap.rendering.assets import read_asset
from storymap.rendering.folium_figure import elements
from storymap.rendering.page import StoryPage, render_page
from tests.pages import Page
from tests.test_bundles import leaflet_core_names


def test_own_layers_show_and_the_layer_control_lists_them(border_story: Story) -> None:
    page = render_page(border_story)
    before = page.render()
    own = folium.FeatureGroup(name="Own").add_to(page.map)
    folium.CircleMarker([31, -106], tooltip="here").add_to(own)
    folium.Circle([31.75, -106.49], radius=20_000).add_to(page.map)
    html = page.render()
    assert len(html) > len(before)
    assert '"Own" : feature_group_own_1' in html
    # A variable must stand before the control that lists it.
    assert html.index("var feature_group_own_1 =") < html.index("L.control.layers(")
    assert page.render() == html


def test_own_layers_give_the_same_bytes_in_every_build(border_story: Story) -> None:
    def build() -> str:
        page = render_page(border_story)
        folium.Circle([31.75, -106.49], radius=20_000).add_to(page.map)
        return page.render()

    assert build() == build()


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (
            lambda: folium.Marker([0, 0], popup="x"),
            "page.map: folium.Popup needs jQuery or fonts from elsewhere; use",
        ),
        (lambda: folium.Marker([0, 0], icon=folium.Icon()), "page.map: folium.Icon needs jQuery or fonts"),
        (
            lambda: folium.TileLayer("OpenStreetMap"),
            "page.map: a tile layer loads its pictures from elsewhere",
        ),
        (MarkerCluster, 'page.map: a layer asks for "markerclusterjs" from https://'),
    ],
)
def test_what_would_load_from_elsewhere_is_refused_by_name(
    border_story: Story, layer: Callable[[], folium.map.Layer], message: str
) -> None:
    page = render_page(border_story)
    layer().add_to(page.map)
    with pytest.raises(PageError) as caught:
        page.render()
    assert str(caught.value).startswith(message)


def test_other_maps_of_the_process_are_left_alone(border_story: Story) -> None:
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    render_page(border_story).render()
    assert (list(folium.Map.default_js), list(folium.Map.default_css)) == before
    assert "cdn" in folium.Map().get_root().render()


def test_a_notebook_shows_the_page_in_a_sandboxed_frame_that_does_not_grow(border_story: Story) -> None:
    page = render_page(border_story)
    shown = page._repr_html_()
    assert page._repr_html_() == shown
    assert page.map._repr_html_() == shown
    frame = Page(shown).one("iframe")
    assert frame.attributes["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    assert frame.attributes["title"] == "The border"
    assert frame.attributes["srcdoc"] == page.render()


def test_a_map_without_additions_carries_the_part_of_leaflet_that_it_uses(border_story: Story) -> None:
    page = render_page(border_story)
    whole, part = read_asset("leaflet.js"), read_asset("leaflet_core.js")
    for _ in range(2):
        html = page.render()
        assert part in html
        assert whole not in html
    asked = set(re.findall(r"\bL\.(\w+)", page.map.get_root().script.render() + html[html.index("L.map(") :]))
    assert asked - {"tileLayer"} <= leaflet_core_names()


@pytest.mark.parametrize(
    "add",
    [
        lambda page: folium.Circle([31.75, -106.49], radius=20_000).add_to(page.map),
        lambda page: folium.Tooltip("here").add_to(next(iter(page.map._children.values()))),
        lambda page: page.map.get_root().script.add_child(Element("L.rectangle([[31, -106], [32, -107]]);")),
        lambda page: page.map.get_root().html.add_child(Element("<p></p>")),
        lambda page: page.map.get_root().add_child(Element("")),
    ],
)
def test_whatever_is_added_to_the_map_finds_all_of_leaflet(
    border_story: Story, add: Callable[[StoryPage], object]
) -> None:
    page = render_page(border_story)
    page.render()
    add(page)
    for _ in range(2):
        html = page.render()
        assert read_asset("leaflet.js") in html
        assert read_asset("leaflet_core.js") not in html


def test_tiles_preview_and_editor_find_all_of_leaflet(border_story: Story) -> None:
    assert read_asset("leaflet.js") in render_page(border_story, basemap="OpenStreetMap.Mapnik").render()
    page = render_page(border_story)
    assert read_asset("leaflet.js") in page.render_with("preview_page")
    assert read_asset("leaflet.js") in page.render_with("working")
    assert read_asset("leaflet_core.js") in page.render()


@pytest.mark.parametrize(
    "change",
    [
        lambda layer, _: setattr(layer, "marker", folium.Circle(radius=5_000)),
        lambda layer, _: setattr(layer, "marker", folium.Marker(icon=folium.DivIcon(html="x"), draggable=True)),
        lambda _, control: setattr(control, "draggable", True),
    ],
)
def test_who_changes_our_own_layers_finds_all_of_leaflet(
    border_story: Story, change: Callable[[folium.GeoJson, folium.LayerControl], None]
) -> None:
    page = render_page(border_story)
    page.render()
    found = list(elements(page.map))
    change(
        next(one for one in found if isinstance(one, folium.GeoJson)),
        next(one for one in found if isinstance(one, folium.LayerControl)),
    )
    assert read_asset("leaflet.js") in page.render()
