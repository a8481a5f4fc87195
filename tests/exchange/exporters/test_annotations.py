import json
from pathlib import Path

from hypothesis import given, settings

from storymap.story import build_story
from tests.cli.commands import run
from tests.exchange.flow import import_story
from tests.exchange.round_trips import again, assert_same, made_stories, seen_places, there_and_back

STORY = '---\ntitle: The 🌊 river\nlanguage: en\n---\n\nIn Basel the **Rhine** turns.\n\n![Alt](a.png){caption="Basel, seen."}\n'
PLACES = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "id": "basel", "properties": {"name": "Basel", "layer": "Cities", "geonameid": 2661604, "ours_alone": "x",
  "url": "https://www.geonames.org/2661604"}, "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]}},
 {"type": "Feature", "id": "rhine", "properties": {"name": "Rhine"}, "geometry": {"type": "LineString", "coordinates": [[7, 47], [8, 48]]}},
 {"type": "Feature", "id": "far", "properties": {"name": "Far"}, "geometry": null}]}"""


def write_story() -> None:
    Path("story.md").write_text(STORY, encoding="utf-8")
    Path("places.geojson").write_text(PLACES, encoding="utf-8")


def test_each_name_is_quoted_and_placed_and_says_which_place_it_is(empty_desk: Path) -> None:
    write_story()
    result = run("export", "story.md", "annotations", "-o", "a.jsonld", "--url", "https://example.org/s/")
    assert result.exit_code == 0, result.output
    collection = json.loads(Path("a.jsonld").read_text(encoding="utf-8"))
    assert (collection["type"], collection["total"], collection["label"]) == ("AnnotationCollection", 4, "The 🌊 river")
    text, basel, rhine, far = collection["first"]["items"]
    plain, markdown = text["body"]["items"]
    assert plain["value"] == "The 🌊 river\n\nIn Basel the Rhine turns."
    assert markdown["value"] == "---\ntitle: The 🌊 river\nlanguage: en\n---\n\nIn Basel the **Rhine** turns.\n"
    assert basel == {
        "id": "https://example.org/s/#annotation-2",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "SpecificResource", "purpose": "identifying", "source": "https://www.geonames.org/2661604"},
            {
                "type": "Feature",
                "id": "https://example.org/s/#place=basel",
                "purpose": "georeferencing",
                "properties": {"name": "Basel", "layer": "Cities", "url": "https://www.geonames.org/2661604"},
                "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]},
            },
        ],
        "target": {
            "source": "https://example.org/s/",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "Basel",
                    "prefix": "The 🌊 river\n\nIn ",
                    "suffix": " the Rhine turns.",
                },
                {"type": "TextPositionSelector", "start": 16, "end": 21},
            ],
        },
    }
    assert rhine["body"][1]["geometry"] == {"type": "LineString", "coordinates": [[7.0, 47.0], [8.0, 48.0]]}
    assert plain["value"][rhine["target"]["selector"][1]["start"] :].startswith("Rhine")
    assert far["target"] == "https://example.org/s/"
    assert "ours_alone" not in Path("a.jsonld").read_text(encoding="utf-8")


def test_private_properties_are_given_where_they_are_asked_for(empty_desk: Path) -> None:
    write_story()
    assert run("export", "story.md", "annotations", "-o", "a.jsonld", "--private").exit_code == 0
    assert import_story(Path("a.jsonld")).properties("basel")["ours_alone"] == "x"


@settings(max_examples=8, deadline=None)
@given(made_stories())
def test_what_is_exported_is_the_same_story_when_it_is_imported(files: dict[str, str]) -> None:
    story, back = there_and_back(files, "annotations", ".jsonld")
    assert_same(story, back.story)


def test_the_example_comes_back(juarez_folder: Path, tmp_path: Path) -> None:
    story = build_story(juarez_folder / "story.md")
    back = again(story, "annotations", ".jsonld", tmp_path)
    assert_same(story, back.story)
    # What is meant by each name goes without saying, but for the two that no mention may be made of.
    assert back.text.count("](place:)") == 2
    assert back.text.count("](place:") == 3
    assert len(seen_places(back.story)) == 6
