"""Recogito's CSV with its text.

Its form was read in pelagios/recogito2 `app/controllers/document/downloads/serializers/annotations/csv/
AnnotationsToCSV.scala` (commits 21bfc504 and f7661b58: without and with VOCAB_TEMPORAL_BOUNDS); no CSV of it was found in
public repositories.
"""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storymap.errors import StorymapError
from storymap.exchange.importers.registry import importer_of
from storymap.exchange.source import Source
from tests.cli.commands import run
from tests.exchange.flow import SAMPLES, import_story, mention_texts
from tests.hostile import HOSTILE

HEADER = (
    "UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,URI,VOCAB_LABEL,LAT,LNG,PLACE_TYPE,VERIFICATION_STATUS,TAGS,COMMENTS"
)


@pytest.fixture
def sample(empty_desk: Path) -> Path:
    for name in ("recogito.csv", "recogito.txt"):
        shutil.copy(SAMPLES / name, name)
    return Path("recogito.csv")


def test_the_text_is_tied_where_it_is_annotated_and_places_say_what_is_known_of_them(sample: Path) -> None:
    found = import_story(sample)
    assert found.text == (
        "---\ntitle: Along the river 🌊\nbyline: By A. Writer\nlanguage: en\n---\n\n"
        "In [Basel](place:basel) the [Rhine](place:rhine) turns north. There lived a man by the name of Erasmus.\n\n"
        "The French say [Bâle](place:basel). Not\nthis [Basel](place:basel-2), a farm. [Zürich](place:zurich) lies elsewhere.\n"
    )
    basel, rhine, farm, zurich, atlantis = found.features
    assert basel == {
        "type": "Feature",
        "id": "basel",
        "properties": {
            "name": "Basel",
            "aliases": ["Basle", "Bâle"],
            "url": "http://sws.geonames.org/2661604",
            "kind": "populated place",
            "when": "374/",
            "review": "unverified",
            "tags": ["city", "border"],
            "geonameid": 2661604,
            "uris": ["http://sws.geonames.org/2661604", "https://www.geonames.org/2661604/basel.html"],
        },
        "geometry": {"type": "Point", "coordinates": [7.57327, 47.5584]},
    }
    assert rhine["properties"] == {
        "name": "Rhine",
        "review": "unverified",
        "annotation_comments": ['unsure, whether the "old" one'],
    }
    assert (farm["id"], farm["geometry"], farm["properties"]) == (
        "basel-2",
        None,
        {"name": "Basel", "review": "not identifiable"},
    )
    assert zurich["geometry"] == {"type": "Point", "coordinates": [8.55002, 47.36665]}
    assert atlantis["geometry"] is None
    assert found.report == [
        ("kept", "text (3)"),
        ("kept", "places (5)"),
        ("kept", "names in the text, tied to their places (5)"),
        (
            "changed",
            "places without a position (3: Rhine, Basel, Atlantis); unlocated; put them on the map in the editor",
        ),
        ("changed", "positions that are not in the file (Zürich); those of the gazetteer, by the number"),
        ("lost", "persons (Erasmus); a map has places"),
        ("lost", "positions that are no degrees (9999, x)"),
        ("lost", "quotes that do not stand in a paragraph of the text (Atlantis); their places are kept"),
    ]
    assert mention_texts(found.story) == [
        ("Basel", "basel"),
        ("Rhine", "rhine"),
        ("Bâle", "basel"),
        ("Basel", "basel-2"),
        ("Zürich", "zurich"),
    ]


def test_comments_of_annotators_are_never_shown(sample: Path) -> None:
    found = import_story(sample)
    assert all(place.note == "" for place in found.story.places.itertuples())


def test_the_command_finds_the_text_or_takes_the_one_that_is_named_or_says_what_to_do(sample: Path) -> None:
    assert run("import", "recogito.csv", "-o", "a").exit_code == 0
    Path("recogito.txt").rename("elsewhere.txt")
    refused = run("import", "recogito.csv", "-o", "b")
    assert refused.exit_code == 1
    assert (
        'recogito.csv: the text that it annotates is not beside it, neither as "recogito.txt" nor by its own name; '
        "name it with --text" in refused.output
    )
    assert not Path("b").exists()
    assert run("import", "recogito.csv", "-o", "b", "--text", "elsewhere.txt").exit_code == 0
    assert Path("b/story.md").read_bytes() == Path("a/story.md").read_bytes()


def test_the_text_may_be_a_tei_document(empty_desk: Path) -> None:
    body = "<p>In Ba<lb break='no'/>sel, <placeName ref='#x'>Bern</placeName> and Bas<note>Hm.</note>el.</p>"
    Path("letter.tei.xml").write_text(f"<TEI><text xml:lang='en'><body>{body}</body></text></TEI>")
    anchor = "from=/tei/text/body/p::3;to=/tei/text/body/p::8"
    Path("a.csv").write_text(f"{HEADER}\n1,letter.tei.xml,Basel,{anchor},PLACE,,,,,,,,\n")
    found = import_story(Path("a.csv"))
    assert "In [Basel](place:basel), Bern and Bas[^1]el." in found.text
    assert [one["id"] for one in found.features] == ["basel"]


def test_a_text_out_of_the_folder_is_not_read_because_a_table_names_it(empty_desk: Path) -> None:
    Path("secret.txt").write_text("In Basel.\n")
    Path("in").mkdir()
    Path("in/a.csv").write_text(f"{HEADER}\n1,../secret.txt,Basel,char-offset:3,PLACE,,,,,,,,\n")
    with pytest.raises(StorymapError, match="is not beside it"):
        import_story(Path("in/a.csv"))


def test_of_several_texts_that_with_most_annotations_is_taken_and_the_rest_is_told(empty_desk: Path) -> None:
    Path("one.txt").write_text("In Basel and Basel.\n")
    Path("two.txt").write_text("In Bern.\n")
    rows = ["one.txt,Basel,char-offset:3", "one.txt,Basel,char-offset:13", "two.txt,Bern,char-offset:3"]
    Path("a.csv").write_text("\n".join([HEADER, *(f"1,{row},PLACE,,,,,,,," for row in rows)]))
    found = import_story(Path("a.csv"))
    assert "In [Basel](place:basel) and [Basel](place:basel)." in found.text
    assert ("lost", 'annotations of other texts than "one.txt"; import each with --text') in found.report


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (f'{HEADER}\n1,a.txt,"Basel,char', "a.csv, line 2: quotes are not closed"),
        (
            "a,b\n1,2\n",
            "a.csv: it has no columns QUOTE_TRANSCRIPTION and ANCHOR; download them from Recogito again, as CSV",
        ),
    ],
)
def test_a_broken_table_is_one_line(empty_desk: Path, content: str, what: str) -> None:
    Path("a.txt").write_text("In Basel.\n")
    Path("a.csv").write_text(content)
    with pytest.raises(StorymapError) as caught:
        import_story(Path("a.csv"), name="recogito")
    assert str(caught.value).startswith(what)
    assert not Path("imported").exists()


def test_hostile_cells_are_text(empty_desk: Path) -> None:
    Path("a.txt").write_text("In Basel.\n")
    rows = [
        ",".join(
            '"' + cell.replace('"', '""') + '"'
            for cell in ("1", "a.txt", text, "char-offset:3", "PLACE", text, text, text, text, text, text, text, text)
        )
        for text in (text.replace("\0", "") for text in HOSTILE.values())
    ]
    Path("a.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    found = import_story(Path("a.csv"))
    assert found.text == "---\nlanguage: en\n---\n\nIn Basel.\n"
    assert all(one["properties"].get("url", "") == "" for one in found.features)


CELLS = st.one_of(
    st.sampled_from(
        ["", "Basel", "PLACE", "nan", "inf", "-1", "char-offset:99999999999", "../x", "a|b", "gn:2661604", "1e400"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=13, max_size=13), max_size=4))
def test_any_table_becomes_a_story_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.txt").write_text("In Basel, at -1.\n")
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in ["1", "a.txt", *row[2:]]) for row in rows]
    (folder / "a.csv").write_text("\n".join([HEADER, *lines]), encoding="utf-8", errors="replace")
    source = Source(folder / "a.csv")
    assert importer_of(source).LABEL == "annotations of Recogito"
    try:
        found = import_story(folder / "a.csv", folder=str(folder / "story"))
    except StorymapError:
        assert not (folder / "story").exists()
    else:
        assert len(found.features) <= len(rows)
