"""Many places, the same in every run, and the maps that plain folium makes of them."""

from __future__ import annotations

import html

import folium
import geopandas as gpd
import numpy as np
import shapely

from storymap import Article, Block

_SYLLABLES = ("ka", "lo", "mi", "ran", "ter", "vo", "sel", "dun", "bri", "ost", "wen", "gar")
LAYERS = ("Cities", "Villages", "Bridges")


def place_name(number: int) -> str:
    """Return an invented name, another one for each number."""
    letters = ""
    while True:
        letters += _SYLLABLES[number % len(_SYLLABLES)]
        number //= len(_SYLLABLES)
        if not number:
            return f"{letters.capitalize()} Town"


def many_places(count: int) -> gpd.GeoDataFrame:
    """Return so many places in North America, each with a name, a layer and a note."""
    random = np.random.default_rng(1)
    points = shapely.points(random.uniform(-120, -70, count).round(5), random.uniform(25, 48, count).round(5))
    return gpd.GeoDataFrame(
        {
            "name": [place_name(number) for number in range(count)],
            "layer": [LAYERS[number % len(LAYERS)] for number in range(count)],
            "note": [f"A place that was made up, number {number}." for number in range(count)],
        },
        geometry=points,
        crs="EPSG:4326",
    )


def towns(names: list[str]) -> gpd.GeoDataFrame:
    """Return places in North America with these names."""
    chance = np.random.default_rng(1)
    points = shapely.points(chance.uniform(-120, -70, len(names)).round(5), chance.uniform(25, 48, len(names)).round(5))
    layers = [LAYERS[number % len(LAYERS)] for number in range(len(names))]
    return gpd.GeoDataFrame({"name": names, "layer": layers}, geometry=points, crs="EPSG:4326")


def text_about(count: int, named: int = 40) -> Article:
    """Return a short article that names so many of the places."""
    step = max(1, count // named)
    blocks = tuple(
        Block("paragraph", f"From {place_name(number)} they went on.") for number in range(0, named * step, step)
    )
    return Article(title="Many places", blocks=blocks)


def folium_markers(places: gpd.GeoDataFrame) -> str:
    """Return the page that folium's documentation leads to: a marker, a popup and a tooltip for each place."""
    made = folium.Map(location=[38, -95], zoom_start=4)
    points = places.geometry.representative_point()
    for name, note, point in zip(places["name"], places["note"], points, strict=True):
        popup = folium.Popup(f"<b>{html.escape(name)}</b><br>{html.escape(note)}", max_width=300)
        folium.Marker([point.y, point.x], popup=popup, tooltip=html.escape(name)).add_to(made)
    page: str = made.get_root().render()
    return page


def folium_geojson(places: gpd.GeoDataFrame) -> str:
    """Return the same map by one folium.GeoJson."""
    made = folium.Map(location=[38, -95], zoom_start=4)
    folium.GeoJson(
        places,
        popup=folium.GeoJsonPopup(["name", "note"]),
        tooltip=folium.GeoJsonTooltip(["name"]),
    ).add_to(made)
    page: str = made.get_root().render()
    return page
