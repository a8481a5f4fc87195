"""The picture as a whole: what a reader sees of it, and what a file of it holds."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.model import ContextFeature, Role, Story, StoryFocus, Weight
from storymap.rendering.basemap.labels import StoryPlace
from storymap.rendering.basemap.make import make_basemap
from storymap.rendering.numbering import Numbering
from storymap.rendering.static_map.palette import DARK, INK, LIGHT, style_sheet
from storymap.rendering.static_map.projection import frame_places
from storymap.rendering.static_map.render import _places, story_svg
from storymap.rendering.static_map.text_width import text_width
from tests.hostile import HOSTILE
from tests.rendering.static_map.svg_reader import SVG, Picture, draw, points, runs, story_of

BORDER = points(("Ciudad Juárez", -106.46, 31.72), ("El Paso", -106.49, 31.76), ("Culiacán", -107.39, 24.81))
FIJI = points(("Suva", 178.44, -18.14), ("Vanua Balavu", -178.95, -17.25))
CONTINENTS = points(("Lima", -77.03, -12.05), ("Nairobi", 36.82, -1.29), ("Manila", 120.98, 14.6), language="es")
EVERYWHERE = {
    "border": BORDER,
    "fiji": FIJI,
    "continents": CONTINENTS,
    "one": points(("Calvatone", 10.44, 45.13), language="it"),
    "north": points(("Longyearbyen", 15.63, 78.22), ("Alert", -62.35, 82.5)),
    "chinese": points(("東京", 139.7, 35.7), ("惠灵顿", 174.8, -41.3), ("Ålesund", 6.15, 62.5), language="zh"),
}


@pytest.mark.parametrize("story", EVERYWHERE.values(), ids=EVERYWHERE.keys())
@pytest.mark.parametrize("size", [(640, 480), (1200, 630), (400, 500)], ids=str)
def test_every_place_has_its_number_and_no_text_overlaps_or_is_cut(story: Story, size: tuple[int, int]) -> None:
    width, height = size
    picture = Picture(draw(story, width=width, height=height))
    assert picture.root.get("viewBox") == f"0 0 {width} {height}"
    symbols = picture.symbols()
    assert set(symbols) == {str(number) for number in range(1, len(story.places) + 1)}
    boxes = [text.box(text_width(text.text, text.size, text.spacing)) for text in picture.texts()]
    boxes += [(x - 12, y - 12, x + 12, y + 12) for x, y in symbols.values()]
    for left, top, right, bottom in boxes:
        assert left >= 0 and top >= 0 and right <= width and bottom <= height
    for a, b in itertools.combinations(boxes, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_it_names_places_countries_and_whose_data_it_is_in_the_story_s_language() -> None:
    picture = Picture(draw(CONTINENTS))
    assert set(picture.words("name")) == {"Lima", "Nairobi", "Manila"}
    assert {"BRASIL", "CHINA"} <= set(picture.words("country"))
    assert "Natural Earth" in " ".join(picture.words("small"))
    # A place of the story is not named a second time by the basemap.
    assert not {"Lima", "Nairobi", "Manila"} & set(picture.words("metropolis") + picture.words("city"))


@pytest.mark.parametrize(
    ("story", "countries", "states"),
    [
        (
            points(("Muş", 41.49, 38.73), ("Nusaybin", 41.21, 37.07), language="tr"),
            {"TÜRKİYE"},
            {"DİYARBAKIR", "ŞIRNAK"},
        ),
        (points(("Chicago", -87.63, 41.88), ("Peoria", -89.6, 40.7), language="tr"), set(), {"ILLINOIS"}),
        (points(("Gießen", 8.67, 50.58), ("Saarbrücken", 7.0, 49.2), language="de"), {"DEUTSCHLAND"}, {"SAARLAND"}),
        (points(("Πάτρα", 21.73, 38.25), ("Λαμία", 22.43, 38.9), language="el"), {"ΕΛΛΑΔΑ"}, set()),
    ],
    ids=["turkish", "american names in turkish", "german", "greek"],
)
def test_capitals_follow_the_language_of_the_name(story: Story, countries: set[str], states: set[str]) -> None:
    picture = Picture(draw(story, width=1000, height=700, most_names=80))
    assert countries <= set(picture.words("country"))
    assert states <= set(picture.words("state"))


def test_it_says_in_words_what_it_shows() -> None:
    picture = Picture(draw(BORDER))
    title, description = (picture.all(tag)[0] for tag in ("title", "desc"))
    assert picture.root.get("role") == "img"
    assert picture.root.get("aria-label") == title.text
    assert picture.root.get("aria-describedby") == description.get("id")
    assert title.text == "Map of the places in this story"
    assert description.text == "Map: 1 Ciudad Juárez, 2 El Paso, and 3 Culiacán"
    ids = [e.get("id") for e in picture.root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))


def test_two_in_one_place_are_tied_to_it_by_hairlines() -> None:
    picture = Picture(draw(BORDER))
    (ax, ay), (bx, by) = (picture.symbols()[number] for number in "12")
    assert abs(complex(ax - bx, ay - by)) >= 28
    lines = picture.all("line")
    assert len(lines) == 2
    ends = [(float(e.get("x2", "")), float(e.get("y2", ""))) for e in lines]
    assert sorted(ends) == sorted([(ax, ay), (bx, by)])
    starts = [(float(e.get("x1", "")), float(e.get("y1", ""))) for e in lines]
    assert abs(complex(starts[0][0] - starts[1][0], starts[0][1] - starts[1][1])) < 8


def test_east_of_the_antimeridian_is_right_of_it() -> None:
    symbols = Picture(draw(FIJI)).symbols()
    assert symbols["1"][0] < symbols["2"][0]


def test_areas_and_lines_are_drawn_and_numbered() -> None:
    state = shapely.Polygon([(-109, 26), (-106, 23), (-105.5, 23), (-107, 26)])
    river = shapely.LineString([(-106, 31.7), (-104, 29.5), (-102, 29.8)])
    mixed = shapely.MultiPoint([(-103, 25), (-101, 26)])
    picture = Picture(draw(story_of(("State", state), ("River", river, "Rivers"), ("Stops", mixed, "Stops"))))
    area, line = picture.all("path", "area"), picture.all("path", "line")
    assert [e.get("class") for e in area + line] == ["area c1", "line c2"]
    x, y = picture.symbols()["1"]
    assert picture.area("area").contains(shapely.Point(x, y))
    assert [e.text for g in picture.all("g", "symbol") for e in g.iter(SVG + "text")].count("3") == 2


def test_the_context_lies_under_the_places_with_its_name() -> None:
    park = ContextFeature(shapely.box(-106.6, 31.6, -106.3, 31.9), "Old park", "green")
    story = story_of(("A", shapely.Point(-106.7, 31.5)), ("B", shapely.Point(-106.2, 32)), context=(park,))
    picture = Picture(draw(story))
    assert len(picture.all("path", "k-green")) == 1
    assert "OLD PARK" in picture.words("state")
    order = [e.get("class", "") for e in picture.root.iter()]
    assert order.index("k-green") < order.index("symbol c1")


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("palette", [LIGHT, None], ids=["file", "page"])
def test_hostile_names_stay_text(name: str, palette: dict[str, str] | None) -> None:
    story = story_of((name, shapely.Point(10.44, 45.13)), ("Cremona", shapely.Point(10.02, 45.13), name))
    svg = draw(story, palette=palette)
    root = Picture(svg).root
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= set(
        "svg title desc style rect g path text line circle".split()
    )
    attributes = {key for e in root.iter() for key in e.attrib}
    assert not {key for key in attributes if key.startswith("on") or key in ("style", "href")}
    assert "<script" not in svg.lower()


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_name_gives_a_file_that_can_be_read_again(name: str) -> None:
    story = story_of((name, shapely.Point(0, 0)))
    basemap = {**_ATLANTIC, "credit": name}
    picture = Picture(story_svg(story, Numbering(story), basemap, palette=LIGHT))
    assert set(picture.symbols()) == {"1"}


_ATLANTIC = make_basemap([StoryPlace(("Null Island",), shapely.Point(0, 0))])


def test_no_located_place_no_picture() -> None:
    story = story_of(("Nowhere", None))
    assert story_svg(story, Numbering(story), None) == ""


def test_a_place_without_a_location_keeps_its_number_off_the_map() -> None:
    story = story_of(("Nowhere", None), ("Somewhere", shapely.Point(10, 45)))
    picture = Picture(draw(story))
    assert set(picture.symbols()) == {"2"}
    assert picture.all("desc")[0].text == "Map: 2 Somewhere"


def test_of_three_hundred_places_each_is_a_symbol_or_a_dot() -> None:
    picture = Picture(draw(points(*((f"Place {i}", -10 + i % 40, 36 + i // 40) for i in range(300)))))
    assert len(picture.symbols()) >= 40
    assert len(picture.symbols()) + len(picture.all("path", "spot")) == 300


SCENE = ("Town", shapely.Point(-106.5, 27.2))
STATE = ("State", shapely.box(-108, 26, -105, 29))


def with_roles(story: Story, **roles: Role) -> Story:
    weights = {place_id: Weight(1.0 if role == "scene" else 0.2, role) for place_id, role in roles.items()}
    return replace(story, focus=StoryFocus(weights=weights))


@pytest.mark.parametrize("palette", [LIGHT, DARK, INK], ids=["light", "dark", "ink"])
def test_a_setting_is_a_quiet_area_with_its_name_and_no_number(palette: dict[str, str] | None) -> None:
    picture = Picture(draw(with_roles(story_of(SCENE, STATE), p0="scene", p1="setting"), palette=palette))
    assert set(picture.symbols()) == {"1"}
    assert picture.words("area-name") == ["STATE"]
    (area,) = picture.all("path", "area")
    assert area.get("class") == "area quiet c1"
    assert picture.all("path", "spot") == []
    # The alternative text has them all.
    assert picture.all("desc")[0].text == "Map: 1 Town and 2 State"


def test_a_setting_s_name_stands_where_the_area_is_seen_even_if_its_middle_is_not() -> None:
    wide = ("Country", shapely.box(-130, 20, -100, 50))
    story = with_roles(story_of(SCENE, ("Far", shapely.Point(-104, 24)), wide), p0="scene", p1="scene", p2="setting")
    projection = frame_places((-107, 24, -104, 26), 640, 480)
    drawn, shapes, pins = _places(story, Numbering(story), projection, "en")
    (setting,) = [pin for pin in pins if pin.form == "name"]
    assert 0 < setting.x < 640 and 0 < setting.y < 480
    assert len(drawn) == len(shapes) == 1


def test_what_is_named_in_passing_is_a_dot_and_its_area_is_not_drawn() -> None:
    far = ("Far", shapely.Point(-103, 25))
    picture = Picture(draw(with_roles(story_of(SCENE, STATE, far), p0="scene", p1="passing", p2="passing")))
    assert set(picture.symbols()) == {"1"}
    assert len(picture.all("path", "spot")) == 2
    assert picture.all("path", "area") == []
    assert set(picture.words("spot-name")) == {"State", "Far"}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_quiet_outline_is_seen_against_the_land_and_its_name_is_read(palette: dict[str, str]) -> None:
    sheet = style_sheet(palette)
    quiet = re.search(r"\.quiet\{fill-opacity:([\d.]+);stroke-opacity:([\d.]+)\}", sheet)
    assert quiet and float(quiet[1]) <= 0.03
    land = rgb(palette["map-land"])
    # An area's outline is as grey as the borders of countries; a line has its layer's colour.
    assert f".area{{fill:currentColor;fill-opacity:.07;stroke:{palette['map-country']}}}" in sheet
    assert ".area.quiet{stroke-opacity:1}" in sheet
    assert contrast(rgb(palette["map-country"]), land) >= 3
    for number in range(1, 9):
        pairs = zip(rgb(palette[f"layer-{number}"]), land, strict=True)
        line = [float(quiet[2]) * colour + (1 - float(quiet[2])) * ground for colour, ground in pairs]
        assert contrast(line, land) >= 3, number
        # What is told by colour at all, the symbol, is darker than any area's outline.
        assert contrast(rgb(palette[f"layer-{number}"]), land) > contrast(rgb(palette["map-country"]), land)
    assert contrast(rgb(palette["map-country-name"]), land) >= 4.5
    assert contrast(rgb(palette["map-town-name"]), land) >= 4.5


KEHL = points(("Kehl", 7.81, 48.575), ("Straßburg", 7.75, 48.58), language="de")


def test_the_credits_say_how_exact_the_lines_are_where_that_is_seen() -> None:
    near = Picture(draw(KEHL))
    assert [text for text in near.words("small") if "GeoNames" in text] == [
        "Natural Earth · © GeoNames CC BY 4.0 · Linien auf etwa 1 km genau"
    ]
    for other in (draw(KEHL, width=400, height=300), draw(points(("Bonn", 7.1, 50.7), ("Bern", 7.4, 46.9)))):
        assert "1 km" not in "".join(text for text in Picture(other).words("small") if "GeoNames" in text)
    # In the middle of the Sahara there is no line.
    desert = draw(points(("A", 5.2, 27.2), ("B", 5.24, 27.23)))
    assert "Lines" not in "".join(Picture(desert).words("small"))


def test_near_by_a_line_is_pale_within_a_halo_that_ends_round() -> None:
    borders = Picture(draw(KEHL)).all("path", "countries")
    exact, *halo = [one for one in borders if one.get("stroke-opacity")]
    assert float(exact.get("stroke-opacity", "")) < 0.5
    assert len(halo) == 4 and all(one.get("class") == "countries round" for one in halo)
    assert all(float(one.get("stroke-opacity", "")) <= 0.07 for one in halo)
    assert not Picture(draw(points(("Bonn", 7.1, 50.7), ("Bern", 7.4, 46.9)))).all("path", "round")


RHINE = ContextFeature(
    shapely.LineString([(7.77, 48.4), (7.80, 48.5), (7.803, 48.575), (7.85, 48.63), (7.95, 48.7)]), "Rhein", "river"
)


def test_a_river_is_named_along_its_line() -> None:
    picture = Picture(draw(replace(KEHL, context=(RHINE,))))
    (name,) = [
        group for group in picture.all("g") if [text.text for text in group if text.get("class") == "river-name"]
    ]
    turned = re.fullmatch(r"translate\(([\d.]+) ([\d.]+)\)rotate\((-?[\d.]+)\)", name.get("transform", ""))
    assert turned
    x, y, angle = map(float, turned.groups())
    river = picture.all("path", "rivers")[-1]
    line = shapely.LineString(runs(river.get("d", ""))[0])
    assert 5 < line.distance(shapely.Point(x, y)) < 16
    at = line.project(shapely.Point(x, y))
    (ax, ay), (bx, by) = line.interpolate(at - 10).coords[0], line.interpolate(at + 10).coords[0]
    assert math.degrees(math.atan2(ay - by, ax - bx)) % 180 == pytest.approx(angle % 180, abs=20)


def rgb(colour: str) -> list[float]:
    digits = colour.removeprefix("#")
    return [int(digits[i : i + 2], 16) for i in (0, 2, 4)]


def contrast(a: list[float], b: list[float]) -> float:
    """The ratio of WCAG 2."""

    def luminance(colour: list[float]) -> float:
        linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_thousand_places_are_dots_of_their_layers_colours() -> None:
    places = ((f"Place {i}", shapely.Point(-10 + i % 40, 36 + i // 40), "ab"[i % 2]) for i in range(1000))
    picture = Picture(draw(story_of(*places)))
    assert picture.symbols() == {}
    assert picture.words("name") == []
    dots = {path.get("class"): path.get("d", "").count("h0") for path in picture.all("path", "dots")}
    assert dots == {"line dots c1": 500, "line dots c2": 500}
    assert (picture.all("desc")[0].text or "").endswith("30 Place 29, …")


def test_the_same_story_gives_the_same_bytes() -> None:
    assert draw(BORDER) == draw(BORDER)


def test_a_file_stands_alone_and_the_page_s_own_has_no_style() -> None:
    file, inline = draw(BORDER, palette=INK), draw(BORDER, palette=None)
    assert file.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')
    assert file.count("<style>") == 1
    assert "var(" not in file and "url(" not in file
    assert "<title" not in inline and "<style" not in inline and "xmlns" not in inline and 'style="' not in inline
    assert re.sub(r"<title>.*?</title>|<style>.*?</style>| xmlns=\S+", "", file) == inline
    assert DARK["map-land"] in draw(BORDER, palette=DARK)


def test_the_basemap_s_names_can_be_limited() -> None:
    picture = Picture(draw(BORDER, most_names=3))
    kinds = ("country", "state", "sea", "metropolis", "city", "town")
    assert sum(len(picture.words(kind)) for kind in kinds) == 3
