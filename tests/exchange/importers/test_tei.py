"""TEI documents.

Real files that were read (each built; none is kept here): hdlabconicet/Recogito-TEI (recogito-download-sample.tei.xml,
Ruy_Diaz-La_Argentina_Manuscrita-{newsample,proposal,sample}.tei.xml, teiHeader-Proposal.xml; the one without "sample" is
not well-formed and is refused), Maria-Edgeworth-Letters-Project/me-tei (three letters), DesenrollandoElCordel/
Moreno-TEI-files (Moreno_020.xml, Moreno_060.xml: verse), SunoikisisDC/SunoikisisDC-2025-2026 (data/Summer-2026-Session-4/
XML/aen_complete.xml: its form is in a test), pelagios/recogito2 (PlaintextToTEI.scala: how Recogito writes it),
recogito/text-annotator-js (packages/text-annotator-tei/test/{sample,paradise-lost}.xml: prose, and no places).
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
from tests.exchange.imports import PICTURE, broken_text, builds_or_is_refused

HEADER = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"


def imported(body: str, header: str = HEADER, places: str = "", folder: str = "imported") -> ImportedStory:
    listed = f"<standOff><listPlace>{places}</listPlace></standOff>" if places else ""
    text = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{listed}<text xml:lang="en"><body>{body}</body></text></TEI>'
    )
    Path("a.xml").write_text(text, encoding="utf-8")
    return import_story(Path("a.xml"), folder=folder)


def words(body: str, **more: str) -> str:
    """The text of the imported story, below its front matter."""
    return imported(body, **more).text.partition("---\n\n")[2].rstrip("\n")


def test_the_sample(empty_desk: Path) -> None:
    shutil.copy(SAMPLES / "places.tei.xml", "places.xml")
    result = run("import", "places.xml", "-o", "s")
    assert result.exit_code == 0, result.output
    assert Path("s/story.md").read_text(encoding="utf-8") == (
        "---\ntitle: Along the river\n---\n\n"
        "In [Basel](place:basel) the [Rhine](place:rhine) turns north. Not [Argentorate](place:argentorate)[^1], Erasmus.\n\n"
        "[^1]: Strasbourg\n"
    )
    basel, rhine, argentorate = json.loads(Path("s/places.geojson").read_text(encoding="utf-8"))["features"]
    assert basel == {
        "type": "Feature",
        "id": "basel",
        "properties": {
            "name": "Basel",
            "aliases": ["Bâle"],
            "url": "https://www.geonames.org/2661604",
            "kind": "city",
            "review": "verified",
            "geonameid": 2661604,
        },
        "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]},
    }
    assert (rhine["id"], rhine["geometry"]) == ("rhine", None)
    assert argentorate["properties"] == {"name": "Argentorate", "url": "https://pleiades.stoa.org/places/109000"}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p>the <placeName>Rhi<lb break="no"/>ne</placeName>, a ri-<lb/>ver</p>', "the [Rhine](place:rhine), a ri- ver"),
        ('<p>the Rhi <pb n="2" break="no"/> ne</p>', "the Rhine"),
        ("<p><choice><sic>Bsael</sic><corr>Basel</corr></choice> <choice><orig>ye</orig><reg>the</reg></choice> <choice><abbr>Mr</abbr><expan>Mister</expan></choice></p>", "Basel the Mister"),
        ("<p><app><lem>Basel</lem><rdg>Bern</rdg></app> <subst><del>a</del><add>b</add></subst> c<gap/></p>", r"Basel b c\[…\]"),
        ("<p>a <hi rend='bold'>b</hi> <hi rend='italic'>c</hi> <emph>d</emph> <hi rend='smallcaps'>e</hi> <hi>f</hi></p>", "a **b** *c* *d* e *f*"),
        ("<p>a<note>One, of <placeName>Basel</placeName>.<note>Inner.</note></note> b</p>", "a[^1] b\n\n[^1]: One, of [Basel](place:basel). (Inner.)"),
        ("<p><ref target='https://example.org'>a</ref> <ref target='javascript:alert(1)'>b</ref> <ref target='#x'>c</ref></p>", "[a](https://example.org) b c"),
        ("<lg><l>One</l><l>Two</l></lg><lg><l>Three</l></lg>", "One\\\nTwo\n\nThree"),
        ("<l>One</l>\n<l>Two</l><p>Three</p>", "One\\\nTwo\n\nThree"),
        ("<div><head>A</head><p>a</p><div><head>B</head><p>b</p></div></div>", "## A\n\na\n\n### B\n\nb"),
        ("<div><head>T</head><p>a</p></div>", "a"),
        ("<p>a</p><quote><p>b</p></quote><p>He said <quote>c</quote>.</p>", "a\n\n> b\n\nHe said c."),
        ("<list rend='numbered'><item n='3'>a</item><item>b</item></list>", "3. a\n4. b"),
        ("<list><label>A</label><item>a</item></list>", "- **A**\n\n  a"),
        ("<table><row role='label'><cell>a</cell><cell>b</cell></row><row><cell>c</cell><cell/></row></table>", "| a | b |\n| --- | --- |\n| c |  |"),
        ("<sp><speaker>NATHAN</speaker><p>Ja. <stage>ab</stage></p></sp>", "**NATHAN**\n\nJa. *ab*"),
        ("<p>a</p><milestone unit='section' rend='rule'/><eg>b\n  c</eg>", "a\n\n***\n\n```\nb\n  c\n```"),
        ("<p>In <persName>the Duke of <placeName>York</placeName></persName> <rs type='place'>the town of <placeName ref='#y'>Yarm</placeName></rs></p>", "In the Duke of [York](place:york) the town of [Yarm](place:yarm)"),
        ("<p><w>In</w> <w>Basel</w><pc>.</pc> <fw>12</fw> <del>gone</del></p>", "In Basel."),
        ("<p>a <!-- comment --> b <?pi x?>c</p>", "a b c"),
        ("<p>text <p>within</p> text</p>", "text\n\nwithin\n\ntext"),
    ],
)  # fmt: skip
def test_the_text_is_what_an_editor_would_read_aloud(empty_desk: Path, body: str, text: str) -> None:
    assert words(body) == text


@pytest.mark.parametrize(
    ("geo", "coordinates"),
    [
        ("47.5 7.6", [7.6, 47.5]),
        ("47.5, 7.6", [7.6, 47.5]),
        ("47.5,7.6", [7.6, 47.5]),
        (" 47.5\n 7.6 260 ", [7.6, 47.5]),
        ("95 7.6", None),
        ("POINT(7 47)", None),
        ("NaN NaN", None),
        ("", None),
        ("0 0", None),
    ],
)
def test_positions_are_latitude_and_longitude(empty_desk: Path, geo: str, coordinates: list[float] | None) -> None:
    found = imported(
        "<p>A</p>",
        places=f"<place xml:id='x'><placeName>Basel</placeName><location><geo>{geo}</geo></location></place>",
    )
    geometry = found.features[0]["geometry"]
    assert (geometry and geometry["coordinates"]) == coordinates


def test_pointers_lead_to_listed_places_by_id_file_or_address(empty_desk: Path) -> None:
    places = (
        "<place xml:id='B.1'><placeName xml:lang='la'>Basilia</placeName><placeName>Basel</placeName>"
        "<idno type='URI'>http://www.geonames.org/2661604/</idno>"
        "<note>On the bend.</note><place xml:id='inner'><placeName>Minster</placeName></place></place>"
    )
    found = imported(
        "<p><placeName ref='#B.1'>Basel</placeName> <placeName ref='places.xml#B.1'>Bâle</placeName> "
        "<placeName ref='https://sws.geonames.org/2661604'>Basle</placeName> <placeName ref='x:1 #inner'>dom</placeName> "
        "<placeName key='k7'>Bern</placeName> <placeName>Bern</placeName></p>",
        places=places,
    )
    assert mention_texts(found.story) == [
        ("Basel", "b-1"), ("Bâle", "b-1"), ("Basle", "b-1"), ("dom", "inner"), ("Bern", "bern"), ("Bern", "bern"),
    ]  # fmt: skip
    assert found.properties("b-1")["aliases"] == ["Basel", "Bâle", "Basle"]
    assert (found.properties("b-1")["name"], found.properties("b-1")["note"]) == ("Basilia", "On the bend.")
    # "dom" begins small: wherever else it stands, it may mean anything.
    assert "aliases" not in found.properties("inner")


def test_verse_names_places_and_a_listed_name_may_be_within_another_element(empty_desk: Path) -> None:
    found = imported(
        "<div n='1'><l n='1'>cano, <placeName ref='#pl_t'>Troiae</placeName> qui</l>\n<l n='2'>fato profugus</l></div>",
        places="<place xml:id='pl_t'>\n<placeName>\n<name>Troia</name>\n</placeName></place>",
    )
    assert found.text.endswith("\n\ncano, [Troiae](place:pl-t) qui\\\nfato profugus\n")
    assert found.properties("pl-t") == {"name": "Troia", "aliases": ["Troiae"]}


def test_the_text_of_a_name_may_hold_its_position(empty_desk: Path) -> None:
    found = imported("<p>In <placeName>Basel <location><geo>47.5 7.6</geo></location></placeName>.</p>")
    assert words_of(found) == [("Basel", [7.6, 47.5])]


def words_of(found: ImportedStory) -> list[tuple[str, Any]]:
    where = {one["id"]: one["geometry"]["coordinates"] for one in found.features}
    return [(text, where[place_id]) for text, place_id in mention_texts(found.story)]


def test_what_recogito_writes_is_read_as_the_plain_text_that_it_was(empty_desk: Path) -> None:
    header = HEADER.replace(
        "</teiHeader>",
        "<encodingDesc><projectDesc><p>Downloaded from https://recogito.pelagios.org/</p></projectDesc></encodingDesc></teiHeader>",
    )
    body = (
        '<div><p>In <placeName ref="http://sws.geonames.org/2661604" xml:id="recogito-1" cert="high">Basel</placeName>'
        '<note resp="x">Sure.</note> lived <persName>Erasmus</persName><note resp="x">A scholar.</note>.\n\nLater in '
        '<placeName xml:id="recogito-2" cert="low">Bern</placeName>.</p></div>'
    )
    found = imported(body, header)
    assert found.text.endswith("\n\nIn [Basel](place:basel) lived Erasmus.\n\nLater in [Bern](place:bern).\n")
    assert found.properties("basel")["annotation_comments"] == ["Sure."]
    assert (found.properties("basel")["review"], found.properties("bern")["review"]) == ("verified", "unverified")
    assert ("lost", "comments of annotators on what is no place") in found.report


def test_the_header_says_who_wrote_it_and_where_it_comes_from(empty_desk: Path) -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title type='main'>Main</title><title type='sub'>Sub</title><author>A</author>"
        "<author>B</author></titleStmt><publicationStmt><publisher>Press</publisher><availability><licence "
        "target='https://example.org/licence'/></availability><idno type='URI'>https://example.org/text</idno>"
        "<date when='2022'/></publicationStmt></fileDesc><profileDesc><creation><date>May 1612</date></creation></profileDesc></teiHeader>"
    )
    found = imported("<p>A.</p>", header)
    assert found.text.startswith(
        "---\ntitle: Main\nsubtitle: Sub\nbyline: A, B\ndate: May 1612\nlanguage: en\n"
        "source: https://example.org/text\ncredit: Press\n---\n"
    )


def test_without_a_namespace_and_with_a_prefix_it_is_the_same(empty_desk: Path) -> None:
    body = "<p>In <placeName>Basel</placeName>.</p>"
    expected = imported(body).text
    for number, root in enumerate(("<TEI>{}</TEI>", '<tei:TEI xmlns:tei="http://www.tei-c.org/ns/1.0">{}</tei:TEI>')):
        inner = f'{HEADER}<text xml:lang="en"><body>{body}</body></text>'
        if "tei:" in root:
            inner = inner.replace("</", "\0").replace("<", "<tei:").replace("\0", "</tei:")
        Path("a.xml").write_text(root.format(inner))
        assert import_story(Path("a.xml"), folder=f"n{number}").text == expected


def test_a_list_of_places_without_a_text_becomes_a_text_that_names_them(empty_desk: Path) -> None:
    Path("a.xml").write_text(
        "<TEI><text><body><listPlace><place xml:id='a'><placeName>Basel</placeName><location><geo>47 7</geo></location></place>"
        "</listPlace></body></text></TEI>"
    )
    assert "- [Basel](place:a)" in import_story(Path("a.xml")).text


def test_pictures_beside_it_come_along_with_their_captions(empty_desk: Path) -> None:
    Path("b.png").write_bytes(PICTURE)
    body = "<p>A.</p><figure><graphic url='b.png'/><head>In <placeName>Basel</placeName></head><figDesc>A bridge</figDesc></figure>"
    found = imported(body + "<figure><graphic url='../c.png'/></figure>")
    assert "A bridge" in found.text
    assert [block.text for block in found.story.article.blocks if block.kind == "image"] == ["In Basel"]
    assert ("lost", "pictures that are not beside the file (../c.png); put them there") in found.report


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('<!DOCTYPE TEI [<!ENTITY x "y">]><TEI><text><body><p>&x;</p></body></text></TEI>', "a.xml: it has a document type or entities, which are not read; remove the DOCTYPE"),
        ('<!DOCTYPE TEI SYSTEM "tei.dtd"><TEI/>', "a.xml: it has a document type or entities"),
        ("<TEI><text>", "a.xml, line 1, column 12: this is not well-formed XML"),
        ("<TEI.2><text/></TEI.2>", "a.xml: this is XML, but not TEI (it begins with <TEI.2>)"),
        ("<TEI></TEI>", "a.xml: it has neither a text nor places"),
        ("<TEI><text><body>" + "<div>" * 100 + "a" + "</div>" * 100 + "</body></text></TEI>", "a.xml: its elements are nested more than 60 deep"),
        ("<TEI><text><body>" + "<figure>" * 3000 + "</figure>" * 3000 + "</body></text></TEI>", "a.xml: its elements are nested more than 60 deep"),
        ("<TEI><listPlace>" + "<place>" * 3000 + "</place>" * 3000 + "</listPlace></TEI>", "a.xml: it has neither a text nor places"),
        ("<TEI>" + "<a>" * 50_000 + "</a>" * 50_000 + "</TEI>", "a.xml: it has neither a text nor places"),
    ],
)  # fmt: skip
def test_what_is_broken_or_hostile_is_refused_in_one_line(empty_desk: Path, content: str, what: str) -> None:
    Path("a.xml").write_text(content)
    with pytest.raises(StorymapError) as caught:
        import_story(Path("a.xml"))
    (problem,) = caught.value.problems
    assert str(problem).startswith(what)
    assert not Path("imported").exists()


@settings(max_examples=25, deadline=None)
@given(broken_text((SAMPLES / "places.tei.xml").read_text(encoding="utf-8")))
def test_a_broken_document_builds_or_is_refused_in_one_line(text: str) -> None:
    assert builds_or_is_refused({"a.xml": text.encode("utf-8", "replace")}, "tei") in (None, True)
