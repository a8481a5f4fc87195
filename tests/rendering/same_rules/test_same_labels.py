"""The page and the picture label the map alike: the same basemaps, windows and texts go through the code of both.

The browser measures text with its own fonts, and the picture with a table of usual widths; here both use the table.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from functools import cache
from typing import Any, get_args

import numpy as np
import pytest
import shapely

from storymap.basemap_data.pack import read_pack, texts
from storymap.model import Article, Block, ContextFeature, ContextKind, Story
from storymap.rendering.basemap.context_style import ContextRule, context_rule
from storymap.rendering.basemap.label_style import LabelRule, label_rules, rule_of, value_at
from storymap.rendering.basemap.labels import StoryPlace
from storymap.rendering.basemap.make import make_basemap
from storymap.rendering.basemap.upper_case import upper_case
from storymap.rendering.context_layer import context_data, context_shapes
from storymap.rendering.joined_scripts import is_joined
from storymap.rendering.static_map.base_shapes import BaseShapes, base_shapes
from storymap.rendering.static_map.context import drawn_context
from storymap.rendering.static_map.context_labels import context_labels
from storymap.rendering.static_map.label_data import read_labels
from storymap.rendering.static_map.label_layer import PlacedLabel, place_labels
from storymap.rendering.static_map.line_grid import LineGrid, line_grid
from storymap.rendering.static_map.palette import label_class
from storymap.rendering.static_map.pixel_box import PixelBox, PixelBoxes
from storymap.rendering.static_map.projection import Projection
from storymap.rendering.static_map.text_width import text_width
from tests.rendering.basemap import stories
from tests.rendering.conftest import places_frame
from tests.rendering.same_rules.browser import ask

TURKEY = stories.at(("Diyarbakır", 40.23, 37.91), ("İstanbul", 28.95, 41.01), ("Şanlıurfa", 38.79, 37.16))
GERMANY = stories.at(("Gießen", 8.67, 50.58), ("Görlitz", 14.98, 51.15))
GREECE = stories.at(("Αθήνα", 23.73, 37.98), ("Πάτρα", 21.73, 38.25))
STORIES: dict[str, tuple[list[StoryPlace], str]] = {
    "border": (stories.BORDER, "en"),
    "turkey": (TURKEY, "tr"),
    "levant": (stories.LEVANT, "ar"),
    "germany": (GERMANY, "de"),
    "greece": (GREECE, "el"),
    "fiji": (stories.FIJI, "fr"),
    "continents": (stories.CONTINENTS, "es"),
}
# Windows, and how much nearer than the zoom at which the story fills them.
WINDOWS = [
    ((640, 480), -0.5),
    ((640, 480), 1.0),
    ((640, 480), 2.5),
    ((390, 350), 0.0),
    ((1280, 800), 0.0),
    ((1280, 800), 4.0),
]
CONTEXT = (
    ContextFeature(
        shapely.LineString([(-108, 33), (-106.49, 31.75), (-104, 29.5), (-99.5, 27.5)]), "Río Bravo", "river"
    ),
    ContextFeature(shapely.box(-107, 30, -104, 31.5).difference(shapely.box(-106, 30.4, -105, 31)), "Zona libre"),
    ContextFeature(shapely.box(-103, 25, -102, 26), "Laguna de Mayrán", "water"),
    ContextFeature(shapely.MultiPoint([(-101, 26.9), (-100.9, 27)]), "Monclova Vieja", "town"),
    ContextFeature(shapely.Point(-106.4, 31.6), "Puesto", "border"),
    ContextFeature(shapely.LineString([(-106.4, 31.7), (-106, 28.6)]), "Carretera 45", "road"),
)


def browser(rule: str, given: Any = None) -> Any:
    return ask("browser_labels.mts", rule, given)


@cache
def basemap(name: str) -> dict[str, Any]:
    places, language = STORIES[name]
    made = make_basemap(places, language=language)
    if name != "border":
        return made
    article = Article(title="T", blocks=(Block("paragraph", "x"),), language=language)
    rows = [{"place_id": f"p{i}", "name": place.names[0], "geometry": place.geometry} for i, place in enumerate(places)]
    return {**made, "context": context_data(replace(Story(article, places_frame(*rows), (), ()), context=CONTEXT))}


def frames(name: str) -> list[Projection]:
    """Windows in the middle of a story, far from it and near."""
    west, south, east, north = basemap(name)["fit"]
    found = []
    for (width, height), closer in WINDOWS:
        fit = np.log2(min(width, height) / 256 * 360 / max(east - west, north - south, 0.5))
        world = 256 * 2 ** max(fit + closer, 1.5)
        frame = Projection(world, 0, 0, width, height)
        ((x, y),) = frame.points([[(west + east) / 2, (south + north) / 2]])
        found.append(replace(frame, left=float(x) - width / 2, top=float(y) - height / 2))
    return found


def standing(name: str, frame: Projection) -> list[PixelBox]:
    """Symbols on the story's places, and a control."""
    shown = [frame.points([[*place.geometry.centroid.coords[0]]])[0].tolist() for place in STORIES[name][0]]
    return [(10.0, 10.0, 46.0, 90.0), *((x - 14, y - 14, x + 14, y + 14) for x, y in shown)]


def picture_lines(name: str, base: BaseShapes, frame: Projection) -> dict[str, list[Any]]:
    context = drawn_context(CONTEXT, basemap(name)["fit"], frame) if "context" in basemap(name) else []
    return {
        "state": [base.states],
        "coast": [base.land.boundary],
        "country": [base.countries, base.disputed],
        "context": [one.geometry for one in context],
    }


def labels_of_picture(name: str, frame: Projection, lines: LineGrid) -> list[PlacedLabel]:
    labels = read_labels(basemap(name))
    if "context" in basemap(name):
        shapes = context_shapes(CONTEXT, basemap(name)["fit"])
        labels = [*context_labels(shapes, basemap(name)["case_language"]), *labels]
    return place_labels(labels, frame, lines, PixelBoxes(standing(name, frame)))


def labels_of_browser(windows: list[tuple[str, Projection, list[list[float]] | None]]) -> list[list[Any]]:
    names = list(dict.fromkeys(name for name, _, _ in windows))
    maps = [basemap(name) for name in names]
    every = "".join(json.dumps([one["labels"], one.get("context")], ensure_ascii=False) for one in maps)
    letters = {*every, *every.upper(), *upper_case(every, "tr"), *upper_case(every, "el")}
    given = [
        {
            "basemap": names.index(name),
            **{key: getattr(frame, key) for key in ("zoom", "world", "left", "top", "width", "height")},
            "standing": standing(name, frame),
            **({} if segments is None else {"segments": segments}),
        }
        for name, frame, segments in windows
    ]
    widths = {letter: text_width(letter, 100) for letter in letters}
    found: list[list[Any]] = browser("labels", {"basemaps": maps, "windows": given, "widths": widths})
    return found


def segments_of(lines: dict[str, list[Any]]) -> list[list[float]]:
    """The segments of lines to a hundredth of a pixel, each with its weight."""
    weights = {"state": 1, "context": 1, "coast": 2, "country": 3}
    found = []
    for what, geometries in lines.items():
        for part in shapely.get_parts(shapely.get_parts(geometries)):
            rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
            for points in (np.round(shapely.get_coordinates(ring), 2) for ring in rings):
                found += np.column_stack([points[:-1], points[1:], np.full(len(points) - 1, weights[what])]).tolist()
    return found


def grid_of(frame: Projection, segments: list[list[float]]) -> LineGrid:
    grid = LineGrid(frame.width, frame.height)
    rows = np.array(segments).reshape(-1, 5)
    for weight in (1, 2, 3):
        grid.add_segments(rows[rows[:, 4] == weight, :4], weight)
    return grid


@pytest.mark.parametrize("name", STORIES)
def test_the_same_labels_stand_in_the_same_places(name: str) -> None:
    windows = [
        (name, frame, segments_of(picture_lines(name, base_shapes(basemap(name), frame), frame)))
        for frame in frames(name)
    ]
    count = 0
    for (_, frame, segments), theirs in zip(windows, labels_of_browser(windows), strict=True):  # type: ignore[arg-type]
        ours = [
            [" / ".join(one.styled.lines), list(one.box), one.styled.size, one.styled.spacing, one.dot is not None]
            for one in labels_of_picture(name, frame, grid_of(frame, segments))
        ]
        assert [one[0] for one in ours] == [one[0] for one in theirs], frame
        for one, other in zip(ours, theirs, strict=True):
            assert one[1] == pytest.approx(other[1], abs=1e-6), one[0]
            assert one[2:] == [pytest.approx(other[2]), pytest.approx(other[3]), other[4]], one[0]
        count += len(ours)
    assert count > 15


def test_the_lines_of_the_picture_lead_to_nearly_the_same_labels_as_the_browsers_own() -> None:
    # The picture's lines are simplified twice as much, and cut at its frame: now and then a label shifts for a cell.
    windows = [(name, frame, None) for name in ("border", "turkey") for frame in frames(name)]
    same = count = 0
    for (name, frame, _), theirs in zip(windows, labels_of_browser(windows), strict=True):  # type: ignore[arg-type]
        lines = picture_lines(name, base_shapes(basemap(name), frame), frame)
        placed = labels_of_picture(name, frame, line_grid(frame.width, frame.height, lines))
        ours = {(" / ".join(one.styled.lines), *np.round(one.box, 3)) for one in placed}
        same += len(ours & {(text, *np.round(box, 3)) for text, box, *_ in theirs})
        count += max(len(ours), len(theirs))
    assert same >= 0.97 * count


def as_browser(rule: LabelRule | ContextRule, other: dict[str, Any]) -> dict[str, Any]:
    """A rule as the browser has it: what is not said there is none."""
    names = {"from_": "from"}
    found = {names.get(key, key): getattr(rule, key) for key in rule.__dataclass_fields__ if key != "kind"}
    return {key: value for key, value in found.items() if value or key in other}


def test_each_kind_of_label_has_one_rule() -> None:
    asked = [(rule.kind, rank) for rule in label_rules() for rank in (rule.rank, rule.rank + 9)]
    for (kind, rank), other in zip(asked, browser("labelRules", asked), strict=True):
        ours = as_browser(rule_of(kind, rank), other)
        assert json.loads(json.dumps(ours)) == other, (kind, rank)


def test_a_stop_holds_until_the_next() -> None:
    stops = rule_of("country", 2).room
    zooms = [-1.0, 0.0, 3.99, 4.0, 6.5, 7.0, 22.0]
    assert browser("stops", {"stops": stops, "zooms": zooms}) == [value_at(stops, zoom) for zoom in zooms]


def test_each_kind_of_context_has_one_rule() -> None:
    kinds = [*get_args(ContextKind), "no such kind"]
    for kind, other in zip(kinds, browser("contextRules", kinds), strict=True):
        rule = context_rule(kind)
        assert (rule.fill, rule.is_water) == (other["fill"], other.get("is_water", False))
        assert (rule.point_from, rule.point_rank) == (other["point_from"], other["point_rank"])
        for stroke, theirs in ((rule.line, other["line"]), (rule.outline, other["outline"])):
            ours = stroke and {"colour": stroke.colour, "width": stroke.width, "dash": list(stroke.dash)}
            assert ours == (theirs and {"dash": [], **theirs}), kind


def test_labels_of_one_class_of_the_picture_have_one_look() -> None:
    looks: dict[str, set[Any]] = {}
    for rule in label_rules():
        look = (rule.colour, rule.weight, rule.italic, rule.family, rule.halo, rule.halo_width)
        looks.setdefault(label_class(rule), set()).add(look)
    assert set(looks) == {"country", "state", "sea", "metropolis", "city", "town", "river-name", "line-name"}
    assert [kind for kind, found in looks.items() if len(found) > 1] == []


# The first words of the names that Unicode gives to the letters.
JOINED = set(
    "ARABIC SYRIAC NKO MANDAIC MONGOLIAN PHAGS-PA ADLAM MANICHAEAN SOGDIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL"
    " TELUGU KANNADA MALAYALAM SINHALA TIBETAN MYANMAR KHMER BALINESE JAVANESE BRAHMI GRANTHA TIRHUTA MODI TAKRI".split()
)
PARTED = set(
    "LATIN GREEK CYRILLIC ARMENIAN GEORGIAN HEBREW HANGUL HIRAGANA KATAKANA CHEROKEE ETHIOPIC THAI LAO".split()
)


def test_letters_are_parted_only_in_scripts_whose_letters_stand_alone() -> None:
    letters = [chr(code) for code in range(0x20000) if unicodedata.category(chr(code)) in ("Lu", "Ll", "Lo")]
    scripts = [unicodedata.name(letter, "-").split(" ")[0] for letter in letters]
    ours = [is_joined(letter) for letter in letters]
    assert ours == browser("joined", letters)
    known = [(script, joined) for script, joined in zip(scripts, ours, strict=True) if script in JOINED | PARTED]
    assert len(known) > 15_000
    assert [script for script, joined in known if joined is not (script in JOINED)] == []


CAPITALS = [
    ("Diyarbakır", "tr", "DİYARBAKIR"),
    ("Türkiye", "tr", "TÜRKİYE"),
    ("Şəki", "az", "ŞƏKİ"),
    ("Illinois", "und", "ILLINOIS"),
    ("Baden-Württemberg, Große Kreisstadt", "de", "BADEN-WÜRTTEMBERG, GROSSE KREISSTADT"),
    ("Αθήνα", "el", "ΑΘΗΝΑ"),
    ("Μαΐου ή Ιουνίου", "el", "ΜΑΪΟΥ Ή ΙΟΥΝΙΟΥ"),
    ("άυλος, ΆΙ, Ρωμέικα", "el", "ΑΫΛΟΣ, ΑΪ, ΡΩΜΕΪΚΑ"),
    ("ᾳ ἄϊ ΐ ή, η ΄ήταν", "el", None),
    ("IJsselmeer, ĳ", "nl", "IJSSELMEER, Ĳ"),
    ("i̇̀ j̇́ Panevėžys", "lt", None),
    ("Baile Átha Cliath, na hÉireann", "ga", "BAILE ÁTHA CLIATH, NA HÉIREANN"),
    ("ﬁ ŉ ǰ և", "und", None),
    ("საქართველო Україна 東京", "und", None),
]


@pytest.mark.parametrize(("text", "language", "capitals"), CAPITALS)
def test_capitals_follow_the_language(text: str, language: str, capitals: str | None) -> None:
    (theirs,) = browser("upperCase", [(text, language)])
    assert upper_case(text, language) == theirs
    assert capitals in (theirs, None)


def test_every_name_of_the_basemap_has_the_same_capitals() -> None:
    pack = read_pack("names")
    asked = [
        (name, language.replace("unit", "und"))
        for key in pack
        if key.startswith(("country_", "unit"))
        for language in [key.removeprefix("country_").removeprefix("unit_")]
        for name in texts(pack[key])
        if name
    ]
    # Names of everywhere by the rules that are special.
    local = [name for name in texts(pack["unit"]) if name]
    asked += [(name, language) for language in ("tr", "az", "lt", "el") for name in local]
    assert [upper_case(*one) for one in asked] == browser("upperCase", asked)
