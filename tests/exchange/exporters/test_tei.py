import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings

from storymap.story import build_story
from tests.cli.commands import run
from tests.exchange.exporters.test_annotations import write_story
from tests.exchange.flow import import_story, mention_texts
from tests.exchange.round_trips import (
    again,
    fields_of,
    made_stories,
    seen_places,
    seen_text,
    there_and_back,
    without_soft_breaks,
)
from tests.hostile import HOSTILE

TEI = "{http://www.tei-c.org/ns/1.0}"


def exported(text: str, *arguments: str) -> str:
    Path("story.md").write_text(text, encoding="utf-8")
    if not Path("places.geojson").exists():
        Path("places.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    result = run("export", "story.md", "tei", "-o", "a.xml", "--force", *arguments)
    assert result.exit_code == 0, result.output
    return Path("a.xml").read_text(encoding="utf-8")


def body(text: str) -> str:
    return exported(text).partition("<body>\n")[2].partition("\n</body>")[0]


def test_a_story_is_a_whole_document(empty_desk: Path) -> None:
    write_story()
    result = run("export", "story.md", "tei", "-o", "a.xml", "--url", "https://example.org/s/")
    assert result.exit_code == 0, result.output
    assert Path("a.xml").read_text(encoding="utf-8") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader>\n'
        '<fileDesc><titleStmt><title type="main">The 🌊 river</title></titleStmt>\n<publicationStmt><p></p></publicationStmt>\n'
        '<sourceDesc><p><ref target="https://example.org/s/">https://example.org/s/</ref></p></sourceDesc></fileDesc>\n'
        '<encodingDesc><appInfo><application ident="storymap" version="1"><label>storymap</label></application></appInfo></encodingDesc>\n'
        '<profileDesc><langUsage><language ident="en">en</language></langUsage><settingDesc><listPlace>\n'
        '<place xml:id="basel"><placeName>Basel</placeName><location><geo>47.5596 7.5886</geo></location>'
        '<note type="link">https://www.geonames.org/2661604</note><note type="layer">Cities</note></place>\n'
        '<place xml:id="rhine"><placeName>Rhine</placeName><location><geo>47.0 7.0</geo></location></place>\n'
        '<place xml:id="far"><placeName>Far</placeName></place>\n'
        '</listPlace></settingDesc></profileDesc>\n</teiHeader>\n<text xml:lang="en">\n'
        '<front><titlePage><docTitle>\n<titlePart type="main">The 🌊 river</titlePart>\n</docTitle></titlePage></front>\n<body>\n'
        '<p>In <placeName ref="#basel">Basel</placeName> the <hi rend="bold"><placeName ref="#rhine">Rhine</placeName></hi> turns.</p>\n'
        "</body>\n</text>\n</TEI>\n"
    )
    assert "lines and areas (Rhine); a point on them" in result.output


@pytest.mark.parametrize(
    ("text", "tei"),
    [
        ("## A\n\n#### B\n\nb\n\n## C\n\nc", "<div>\n<head>A</head>\n<div><div>\n<head>B</head>\n<p>b</p>\n</div></div></div><div>\n<head>C</head>\n<p>c</p>\n</div>"),
        ("> a\n>\n> - b", '<quote><p>a</p>\n<list rend="bulleted"><item><p>b</p></item></list></quote>'),
        ("3. a\n4. b", '<list rend="numbered"><item n="3"><p>a</p></item>\n<item><p>b</p></item></list>'),
        ("| a | b |\n|---|---|\n| c | d |", '<table><row><cell role="label"><p>a</p></cell>\n<cell role="label"><p>b</p></cell></row>\n<row><cell><p>c</p></cell>\n<cell><p>d</p></cell></row></table>'),
        ("a[^x], b[^y], again[^x].\n\n[^x]: One.\n[^y]: *Two*.", '<p>a<note xml:id="fn.1" n="1" place="foot"><p>One.</p></note>, b<note xml:id="fn.2" n="2" place="foot"><p><hi rend="italic">Two</hi>.</p></note>, again<ref target="#fn.1">1</ref>.</p>'),
        ("a\\\nb `c<d` [e](https://example.org/?a=1&b=2)", '<p>a<lb rend="break"/>b <code>c&lt;d</code> <ref target="https://example.org/?a=1&amp;b=2">e</ref></p>'),
        ("```\na\n  b < c\n```\n\n***", '<eg xml:space="preserve">a\n  b &lt; c</eg>\n<milestone unit="section" rend="rule"/>'),
    ],
)  # fmt: skip
def test_blocks_are_what_tei_calls_them(empty_desk: Path, text: str, tei: str) -> None:
    assert body("Begin.\n\n" + text) == "<p>Begin.</p>\n" + tei


def test_a_picture_is_a_figure_with_its_caption_and_description(empty_desk: Path) -> None:
    from tests.exchange.imports import PICTURE

    Path("a.png").write_bytes(PICTURE)
    assert body('A.\n\n![What it shows](a.png "What stands below")').endswith(
        "<figure><head>What stands below</head><figDesc>What it shows</figDesc></figure>"
    )


def test_whatever_a_text_holds_the_document_is_well_formed(empty_desk: Path) -> None:
    texts = [text.replace("\0", "") for text in HOSTILE.values()]
    document = exported(
        '---\ntitle: "T & <x>"\n---\n\n' + "\n\n".join(f"In `{text}` {text}" for text in texts) + "\ufffe\uffff"
    )
    root = ET.fromstring(document)  # noqa: S314
    assert root.findtext(f".//{TEI}titleStmt/{TEI}title") == "T & <x>"
    assert {element.tag for element in root.iter() if element.tag.endswith("script")} == set()


def test_ids_are_names_in_xml(empty_desk: Path) -> None:
    Path("places.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "4711", "properties": {"name": "Basel"}, "geometry": null}]}'
    )
    document = exported("In Basel.")
    assert '<place xml:id="_4711">' in document
    assert '<placeName ref="#_4711">Basel</placeName>' in document
    assert mention_texts(import_story(Path("a.xml")).story) == [("Basel", "4711")]


def test_private_properties_come_back(empty_desk: Path) -> None:
    write_story()
    assert "ours_alone" not in exported(Path("story.md").read_text(encoding="utf-8"))
    exported(Path("story.md").read_text(encoding="utf-8"), "--private")
    assert import_story(Path("a.xml")).properties("basel") == {
        "name": "Basel", "layer": "Cities", "url": "https://www.geonames.org/2661604", "geonameid": 2661604, "ours_alone": "x",
    }  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(made_stories())
def test_what_is_exported_is_the_same_story_when_it_is_imported(files: dict[str, str]) -> None:
    story, back = there_and_back(files, "tei", ".xml")
    assert without_soft_breaks(seen_text(back.story)) == without_soft_breaks(seen_text(story))
    assert mention_texts(back.story) == mention_texts(story)
    assert seen_places(back.story) == seen_places(story)
    assert fields_of(back.story) == fields_of(story)


def test_the_example_comes_back_and_goes_out_the_same(juarez_folder: Path, tmp_path: Path) -> None:
    story = build_story(juarez_folder / "story.md")
    back = again(story, "tei", ".xml", tmp_path)
    assert [words.replace("\n", " ") for words, _ in mention_texts(story)] == [
        words for words, _ in mention_texts(back.story)
    ]
    (tmp_path / "more").mkdir()
    assert mention_texts(again(back.story, "tei", ".xml", tmp_path / "more").story) == mention_texts(back.story)
    first, second = (tmp_path / "exported.xml").read_text(), (tmp_path / "more" / "exported.xml").read_text()
    assert " ".join(second.split()) == " ".join(first.split())
