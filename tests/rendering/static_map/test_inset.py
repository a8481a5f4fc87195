"""The picture says where on earth it is, and what lies beyond it."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
import shapely

from storymap.model import Story, StoryFocus, Weight
from storymap.rendering.numbering import Numbering
from storymap.rendering.page_data import page_data
from storymap.rendering.static_map.globe import Globe, InsetView
from storymap.rendering.static_map.palette import LIGHT
from storymap.rendering.static_map.render import story_svg
from tests.rendering.static_map.svg_reader import SVG, Picture, basemap_of, points, runs

FAR = points(
    ("Richmond", -84.89, 39.83),
    ("Centerville", -85.0, 39.82),
    ("Stuttgart", 9.18, 48.78),
    ("Nairobi", 36.82, -1.29),
    ("Bogotá", -74.07, 4.71),
)
FRAME = (-85.1, 39.75, -84.8, 39.9)


def told(story: Story = FAR, frame: tuple[float, float, float, float] = FRAME, *, inset: bool = True) -> Story:
    """The story with a focus: its first two places are the scene."""
    roles = {f"p{i}": Weight(1.0 if i < 2 else 0.2, "scene" if i < 2 else "passing") for i in range(5)}
    focus = StoryFocus(roles, frame, ("p2", "p3", "p4"))
    return replace(story, focus=focus, article=replace(story.article, inset=inset))


def picture(story: Story, width: int = 640, height: int = 480) -> Picture:
    return Picture(story_svg(story, Numbering(story), basemap_of(story), width=width, height=height, palette=LIGHT))


def inset_of(drawn: Picture) -> list[object]:
    return [group for group in drawn.root.iter(f"{SVG}g") if group.get("class") == "picture-inset"]


def hints_of(drawn: Picture) -> dict[str, tuple[float, float, float, float]]:
    """The boxes of the hints, by their words."""
    found = {}
    for group in drawn.root.iter(f"{SVG}g"):
        if group.get("class") == "hint":
            box, text = group.find(f"{SVG}rect"), group.find(f"{SVG}text")
            assert box is not None and text is not None
            x, y, width, height = (float(box.get(name, "")) for name in ("x", "y", "width", "height"))
            found["".join(text.itertext())] = (x, y, x + width, y + height)
    return found


def test_the_picture_shows_the_frame_and_points_at_the_rest() -> None:
    drawn = picture(told())
    assert set(drawn.symbols()) == {"1", "2"}
    hints = hints_of(drawn)
    assert set(hints) == {"Stuttgart3", "Nairobi4", "Bogotá5"}
    right, bottom = hints["Stuttgart3"], hints["Bogotá5"]
    assert right[2] > 600 and bottom[3] > 440
    for a, b in itertools.combinations(hints.values(), 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_a_small_picture_has_fewer_hints_and_a_low_one_none() -> None:
    assert len(hints_of(picture(told(), 400, 320))) == 2
    assert len(hints_of(picture(told(), 400, 300))) == 1
    assert hints_of(picture(told(), 640, 200)) == {}


@pytest.mark.parametrize(("width", "height", "count"), [(640, 480, 1), (600, 315, 1), (640, 239, 0), (299, 480, 0)])
def test_the_inset_is_there_where_there_is_room(width: int, height: int, count: int) -> None:
    assert len(inset_of(picture(told(), width, height))) == count


def test_no_inset_where_the_author_wants_none_or_the_story_is_of_the_earth() -> None:
    assert inset_of(picture(told(inset=False))) == []
    assert inset_of(picture(told(frame=(-85.0, -1.3, 36.9, 49.0)))) == []
    for story, has_inset in (
        (told(), True),
        (told(inset=False), False),
        (told(frame=(-85.0, -1.3, 36.9, 49.0)), False),
        (told(frame=(-85.0, -1.3, 34.9, 49.0)), True),
    ):
        assert page_data(story, Numbering(story))["has_inset"] is has_inset


@pytest.mark.parametrize(("lon", "lat", "at_sea"), [(178.4, -18.1, True), (-157.9, 21.3, True), (-84.9, 39.8, False)])
def test_in_mid_ocean_the_inset_is_a_globe(lon: float, lat: float, at_sea: bool) -> None:
    story = points(("Here", lon, lat), ("There", lon + 0.2, lat + 0.1))
    assert page_data(story, Numbering(story))["is_at_sea"] is at_sea
    (group,) = inset_of(picture(story))
    (sea,) = [part for part in group if part.get("class") == "inset-sea"]  # type: ignore[attr-defined]
    # A square has four corners, a globe many.
    assert (len(runs(sea.get("d", ""))[0]) > 20) is at_sea


def test_the_inset_lies_under_no_symbol() -> None:
    corners = points(*((f"P{i}", x, y) for i, (x, y) in enumerate([(-85.1, 39.75), (-84.8, 39.75), (-84.8, 39.9)])))
    drawn = picture(replace(corners, focus=StoryFocus({}, FRAME)))
    (group,) = inset_of(drawn)
    left, top = map(float, re.findall(r"translate\(([\d.]+) ([\d.]+)\)", group.get("transform"))[0])  # type: ignore[attr-defined]
    for x, y in drawn.symbols().values():
        assert not (left - 14 < x < left + 120 and top - 14 < y < top + 120)


def test_a_ring_around_what_is_behind_stays_at_the_edge() -> None:
    ring = Globe(InsetView(0, 0, 90), 100).ring([(179, 1), (-179, 1), (-179, -1), (179, -1), (179, 1)])
    assert shapely.Polygon(ring).area > 7800
