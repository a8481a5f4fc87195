"""GeoJSON text: on which line a feature begins, and in which words broken JSON is refused."""

from __future__ import annotations

import json

import pytest

from storymap.reading.places.formats.geojson import MOST_BRACKETS, read_geojson
from storymap.reading.problem_log import ProblemLog

FEATURE = '{"type": "Feature", "properties": {"name": "A"}, "geometry": null}'
OPENING = '{"type": "FeatureCollection",\n "features": [\n'


def said(text: str) -> list[str]:
    log = ProblemLog("p.geojson")
    read_geojson(text, "p.geojson", log)
    return [str(problem) for problem in log.problems()]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (FEATURE, [1]),
        (f"{OPENING}{FEATURE},\n\n  {FEATURE}\n]}}", [3, 5]),
        (f'{{"features": [{FEATURE},{FEATURE},\r\n{FEATURE}], "type": "FeatureCollection"}}', [1, 1, 2]),
        (f"{FEATURE}\n{FEATURE}\n", [1, 2]),
        (f"\x1e{FEATURE}\n\x1e{FEATURE}\n", [1, 2]),
        (f"{OPENING}{json.dumps({'type': 'Feature', 'geometry': None}, indent=1)},\n{FEATURE}]}}", [3, 7]),
    ],
)
def test_each_feature_knows_its_line(text: str, lines: list[int]) -> None:
    log = ProblemLog("p.geojson")
    found = read_geojson(text, "p.geojson", log).unpacked()
    assert [feature.line for feature in found.features] == lines
    assert log.problems() == ()


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (f"{OPENING}{FEATURE},\n]}}", "line 3, column 67: there is a comma after the last item; remove the comma"),
        (OPENING + FEATURE.replace('"A"', '"A",') + "]}", "line 3, column 47: there is a comma after the last item; remove the comma"),
        (f"{OPENING}{FEATURE}\n{FEATURE}]}}", "line 4, column 1: there is no comma before this item; add a comma"),
        (f"{OPENING}// the first\n{FEATURE}]}}", "line 3, column 1: there is a comment, and JSON has none; remove it"),
        (f"{OPENING}{FEATURE} /* end */]}}", "line 3, column 68: there is a comment, and JSON has none; remove it"),
        (OPENING + FEATURE.replace('"', "'"), 'line 3, column 2: there is a single quote; write straight double quotes (")'),
        (OPENING + FEATURE.replace('"A"', "“A”"), 'line 3, column 44: there is a curly quote; write straight double quotes (")'),
        (OPENING + "{type: 1}]}", 'line 3, column 2: the name of a member has no quotes; write it in double quotes (")'),
        (OPENING + FEATURE.replace('"A"', "None"), 'line 3, column 44: JSON has no "None"; write null'),
        (OPENING + FEATURE.replace('"A"', "True"), 'line 3, column 44: JSON has no "True"; write true'),
        (OPENING + FEATURE.replace('"A"', '"A\nB"'), "line 3, column 46: the line ends inside a text; close the quotes, or write \\n for a line break"),
        (OPENING + FEATURE.replace('"A"', '"A\tB"'), "line 3, column 46: there is a tab inside a text; write \\t or a space"),
        (OPENING + FEATURE.replace('"A"', '"C:\\Path"'), "line 3, column 47: a backslash stands before a letter that it does not go with; write \\\\ for a backslash"),
        (OPENING + FEATURE.replace('"name":', '"name"'), "line 3, column 43: there is no colon after the name of a member; add it"),
        (OPENING + FEATURE.replace('"A"', "01"), "line 3, column 45: this is not a number as JSON has it; write it as 0.5"),
        (OPENING + FEATURE.replace('"A"', ".5"), 'line 3, column 44: a number may not begin with "."; write it as 0.5'),
        (f"{OPENING}\u00a0{FEATURE}]}}", "line 3, column 1: there is an unusual space between items; write a plain space"),
        (OPENING + FEATURE[:33], "line 3, column 34: the file ends in the middle; it may have been cut off: save or download it again"),
        (OPENING + FEATURE[:40], "line 3, column 36: the text that begins here has no closing quote; it may have been cut off: save or download it again"),
        (f"{OPENING}{FEATURE},", "line 3, column 68: the file ends in the middle; it may have been cut off: save or download it again"),
        ('{"a":' * 100_000, "line 1, column 6: lists or objects are nested too deeply here; make it flat"),
        (OPENING + "[" * 100_000, "line 3, column 1: lists or objects are nested too deeply here; make it flat"),
        (
            f"{OPENING}{FEATURE}]}}\n{OPENING}{FEATURE}]}}",
            "line 4, column 1: a second document begins here, after the first has ended; "
            'put the features into {"type": "FeatureCollection", "features": [...]}',
        ),
    ],
)  # fmt: skip
def test_broken_json_is_shown_at_its_place_with_its_remedy(broken: str, expected: str) -> None:
    assert said(broken) == [f"p.geojson, {expected}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"storymap": {"slides": []}}', "this is a StoryMapJS file, not GeoJSON; make a story of it with storymap import"),
        ('{"geometryType": "esriGeometryPoint", "features": []}', "this is Esri JSON, not GeoJSON; export it as GeoJSON"),
        ('{"type": "featurecollection", "features": []}', 'the type must be "FeatureCollection"; write "type": "FeatureCollection"'),
        ('{"type": "FeatureCollection"}', 'the FeatureCollection has no "features"; write "features": [...]'),
        ('{"type": "FeatureCollection", "features": {}}', '"features" is not a list; write "features": [...]'),
        ('{"type": "FeatureCollection", "features": []}', "has no features; add a feature for each place"),
    ],
)  # fmt: skip
def test_other_json_is_called_what_it_is(text: str, expected: str) -> None:
    assert said(text) == [f"p.geojson: {expected}"]


def test_features_before_a_break_are_still_checked() -> None:
    log = ProblemLog("p.geojson")
    found = read_geojson(f"{OPENING}{FEATURE},\n{FEATURE},\n{{", "p.geojson", log).unpacked()
    assert [feature.label for feature in found.features] == ["feature 1", "feature 2"]
    assert log.failed


def test_a_member_that_is_written_twice_is_named() -> None:
    twice = FEATURE.replace('"name": "A"', '"name": "A", "name": "B"')
    assert said(f"{OPENING}{twice}]}}") == [
        'p.geojson, feature 1 ("B"), line 3: "name" is written twice; the last one counts; remove one of them'
    ]
    log = ProblemLog("p.geojson")
    found = read_geojson(
        f'{{"type": "FeatureCollection", "features": [{twice}], "features": [{FEATURE}]}}', "p.geojson", log
    )
    assert [feature.properties["name"] for feature in found.unpacked().features] == ["A"]


def test_lists_by_the_million_are_refused_before_they_take_memory() -> None:
    text = OPENING + '{"type": "Feature", "geometry": {"coordinates": [' + "[]," * MOST_BRACKETS
    assert said(text) == [
        "p.geojson, line 1, column 1: the file has more than 8,000,000 lists and objects; simplify its shapes"
    ]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", None),
        ("EPSG:4326", None),
        ("urn:ogc:def:crs:EPSG::4326", None),
        ("EPSG:999999", 'p.geojson, "crs": there is no coordinate system EPSG:999999; export it in WGS 84 (EPSG:4326)'),
        ("Mars 2000", 'p.geojson, "crs": the coordinate system "Mars 2000" is not known; export it in WGS 84 (EPSG:4326)'),
    ],
)  # fmt: skip
def test_a_declared_system_is_known_or_refused_by_name(declared: str, expected: str | None) -> None:
    crs = {"type": "name", "properties": {"name": declared}}
    text = json.dumps({"type": "FeatureCollection", "crs": crs, "features": [json.loads(FEATURE)]})
    assert said(text) == ([expected] if expected else [])
