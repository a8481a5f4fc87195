"""W3C Web Annotations with their text.

Their forms were read in recogito/text-annotator-js (packages/text-annotator/test/annotations.w3c.json at 3647e9ed: targets
as lists, empty bodies, quotes shorter than their range), pelagios/recogito2 (.../serializers/annotations/webannotation/
WebAnnotationBody.scala at 22ffdf3f: addresses as `value` or `id`; WebAnnotationSelector.scala at 0dacc649: no prefix and
suffix), and in an article on storing RecogitoJS's annotations (a selector alone, comments as bodies).
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from storymap.errors import StorymapError
from tests.cli.commands import run
from tests.exchange.flow import SAMPLES, ImportedStory, import_story, mention_texts
from tests.exchange.imports import PICTURE, broken, builds_or_is_refused

TEXT = "# T\n\nIn Basel the Rhine turns north. Later in Basel.\n"


def annotation(bodies: Any, *selectors: Any, **members: Any) -> dict[str, Any]:
    target = {"source": "https://example.org/texts/a%20b.md?x#y", "selector": list(selectors)}
    return {"type": "Annotation", "body": bodies, "target": target, **members}


def quote(exact: str, **more: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, **more}


def imported(*annotations: Any) -> ImportedStory:
    Path("a b.md").write_text(TEXT, encoding="utf-8")
    Path("n.jsonld").write_text(json.dumps(annotations), encoding="utf-8")
    return import_story(Path("n.jsonld"))


def test_the_sample_of_recogito(empty_desk: Path) -> None:
    shutil.copy(SAMPLES / "recogito.jsonld", "a.jsonld")
    Path("words.md").write_text(TEXT, encoding="utf-8")
    result = run("import", "a.jsonld", "--text", "words.md", "-o", "s")
    assert result.exit_code == 0, result.output
    assert (
        Path("s/story.md").read_text()
        == "---\ntitle: T\nlanguage: en\n---\n\nIn [Basel](place:basel) the Rhine turns north. Later in Basel.\n"
    )
    (basel,) = json.loads(Path("s/places.geojson").read_text())["features"]
    assert basel["properties"] == {
        "name": "Basel",
        "url": "http://sws.geonames.org/2661604",
        "tags": ["city"],
        "annotation_comments": ["a comment"],
        "geonameid": 2661604,
    }
    assert basel["geometry"] == {"type": "Point", "coordinates": [7.57327, 47.5584]}


def test_the_text_is_found_by_the_address_of_the_target(empty_desk: Path) -> None:
    place = {"purpose": "identifying", "value": "http://sws.geonames.org/2661604"}
    found = imported(annotation(place, quote("Basel", prefix="Later in ")))
    assert "In Basel the Rhine turns north. Later in [Basel](place:basel)." in found.text


@pytest.mark.parametrize(
    "body",
    [
        {"type": "TextualBody", "purpose": "tagging", "value": "Place"},
        [{"purpose": "tagging", "value": {"id": "x", "label": "Location"}}],
        {"purpose": "classifying", "value": "LOC"},
        {
            "type": "SpecificResource",
            "purpose": "identifying",
            "source": {"id": "https://pleiades.stoa.org/places/1", "label": "Rhenus"},
        },
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [7, 47]}},
        {"purpose": "identifying", "value": "PLACE"},
    ],
)
def test_what_is_a_place_is_told_by_a_tag_an_address_or_a_position(empty_desk: Path, body: Any) -> None:
    found = imported(annotation(body, quote("Rhine")))
    assert [words for words, _ in mention_texts(found.story)] == ["Rhine"]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"purpose": "tagging", "value": "person"}, "persons; a map has places"),
        ([], "annotations that name no place; a map has places"),
        ({"value": "only a comment"}, "annotations that name no place; a map has places"),
        (
            [{"purpose": "identifying", "source": "https://viaf.org/1"}, {"purpose": "tagging", "value": "PERSON"}],
            "persons; a map has places",
        ),
    ],
)
def test_anything_else_is_told(empty_desk: Path, body: Any, what: str) -> None:
    found = imported(annotation(body, quote("Rhine")))
    assert found.features == []
    assert ("lost", what) in found.report


@pytest.mark.parametrize(
    "wrapped",
    [
        {"type": "AnnotationPage", "items": []},
        {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": []}},
        {"@graph": []},
        {"rows": []},
        [[]],
    ],
)
def test_lists_pages_collections_and_graphs_are_read(empty_desk: Path, wrapped: Any) -> None:
    one = annotation({"purpose": "tagging", "value": "place"}, quote("Rhine"))
    wrapped = json.loads(json.dumps(wrapped).replace("[]", json.dumps([one])))
    Path("a b.md").write_text(TEXT, encoding="utf-8")
    Path("n.json").write_text(json.dumps(wrapped), encoding="utf-8")
    assert mention_texts(import_story(Path("n.json")).story) == [("Rhine", "rhine")]


def test_several_targets_and_annotations_that_overlap(empty_desk: Path) -> None:
    place = {"purpose": "tagging", "value": "place"}
    two = annotation(place, quote("Rhine"))
    two["target"] = [two["target"], {"source": "a b.md", "selector": quote("Basel", suffix=" the")}]
    found = imported(two, annotation(place, quote("the Rhine turns")))
    assert "In [Basel](place:basel) [the Rhine turns](place:the-rhine-turns) north." in found.text
    assert ("lost", "names within other names (Rhine); a word leads to one place") in found.report


def test_pictures_of_the_text_come_along(empty_desk: Path) -> None:
    Path("pictures").mkdir()
    Path("pictures/b.png").write_bytes(PICTURE)
    Path("a b.md").write_text(
        "# T\n\nIn Basel.\n\n![A](pictures/b.png)\n\n![B](../c.png)\n\n![](d.mp3)\n", encoding="utf-8"
    )
    Path("n.json").write_text(json.dumps([annotation({"purpose": "tagging", "value": "place"}, quote("Basel"))]))
    found = import_story(Path("n.json"))
    assert "![A](b.png)" in found.text
    assert Path("imported/b.png").read_bytes() == PICTURE
    assert [block.kind for block in found.story.article.body] == ["paragraph", "image"]


def test_our_own_annotations_take_another_text_that_is_named(empty_desk: Path) -> None:
    Path("story.md").write_text(TEXT, encoding="utf-8")
    Path("places.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Basel"}, "geometry": null}]}'
    )
    for form, name in (("annotations", "a.jsonld"), ("markdown", "again.md")):
        assert run("export", "story.md", form, "-o", name).exit_code == 0
    Path("longer.txt").write_text("T\n\nNew: in Basel, indeed.\n\nIn Basel the Rhine turns north. Later in Basel.\n")
    assert mention_texts(import_story(Path("a.jsonld"), text=Path("again.md")).story) == [("Basel", "basel")] * 2
    longer = import_story(Path("a.jsonld"), text=Path("longer.txt"), folder="longer")
    assert "New: in [Basel](place:), indeed.\n\nIn Basel the Rhine turns north. Later in Basel." in longer.text


def test_without_a_text_it_says_what_to_do(empty_desk: Path) -> None:
    Path("n.jsonld").write_text(json.dumps(annotation([], quote("Rhine"))))
    with pytest.raises(
        StorymapError, match=r'n.jsonld: the text that it annotates .* as "a b.md" .*; name it with --text'
    ):
        import_story(Path("n.jsonld"))


def test_links_views_and_ties_of_the_text_that_lead_nowhere_are_told(empty_desk: Path) -> None:
    Path("a b.md").write_text(
        '# T\n\nIn [Basel](https://example.org) and [x](place:gone). {view="gone"}\n', encoding="utf-8"
    )
    Path("n.json").write_text(json.dumps([annotation({"purpose": "tagging", "value": "place"}, quote("Basel"))]))
    found = import_story(Path("n.json"))
    assert found.text.endswith("\n\nIn [Basel](place:basel) and x.\n")
    assert {line for fate, line in found.report if fate == "lost"} == {
        "links of words that name a place (https://example.org); they lead to the place",
        "links to places that are not in the file (x)",
        "views of places that are not in the file (gone)",
    }
    assert found.story.problems == () or all("gone" not in str(problem) for problem in found.story.problems)


@settings(max_examples=25, deadline=None)
@given(broken(json.loads((SAMPLES / "recogito.jsonld").read_text(encoding="utf-8"))))
def test_broken_annotations_build_or_are_refused_in_one_line(value: Any) -> None:
    files = {"a.jsonld": json.dumps(value).encode("utf-8"), "a.txt": b"In Basel the Rhine turns north.\n"}
    assert builds_or_is_refused(files, "annotations") in (None, True)
