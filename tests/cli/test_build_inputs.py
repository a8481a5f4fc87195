"""The places and the context that `storymap build` takes: given, named by the article, or beside it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import RIVER, collection, run


def test_several_places_files_become_one_map(desk: Path) -> None:
    (desk / "more.geojson").write_text(collection(("Nuevo Laredo", -99.5, 27.48)))
    result = run("build", "story.md", "--places", "places.geojson", "--places", "more.geojson")
    assert "2 places, 3 mentions" in result.stdout
    assert "Nuevo Laredo" in result.stderr
    assert result.stderr.startswith("warning: more.geojson, feature 1")


def test_the_front_matter_names_the_places(desk: Path) -> None:
    (desk / "places.geojson").rename(desk / "other.geojson")
    (desk / "story.md").write_text("---\ntitle: T\nplaces: other.geojson\n---\n\nLaredo.\n")
    assert "1 place, 1 mention," in run("build", "story.md").stdout


def test_no_places_is_an_error_that_says_where_they_may_be(desk: Path) -> None:
    (desk / "places.geojson").unlink()
    result = run("build", "story.md")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "error: story.md: no places were given, and there is no places.geojson beside the article; "
        "name a file with --places, or in the front matter: places: my-places.geojson\n"
    )


def context_of(*arguments: str) -> list[str]:
    result = run("check", "story.md", "--json", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return [feature["properties"]["name"] for feature in json.loads(result.stdout)["context"]["features"]]


def test_context_is_what_is_given_else_what_the_article_names_else_what_lies_beside_it(desk: Path) -> None:
    assert context_of() == []
    for name in ("context", "river", "fence"):
        (desk / f"{name}.geojson").write_text(RIVER % name)
    assert context_of() == ["context"]
    assert context_of("--context", "river.geojson", "-c", "fence.geojson") == ["river", "fence"]
    (desk / "story.md").write_text("---\ncontext: [fence.geojson, river.geojson]\n---\n\nLaredo.\n")
    assert context_of() == ["fence", "river"]


def test_places_in_a_file_named_context_are_no_context(desk: Path) -> None:
    (desk / "places.geojson").rename(desk / "context.geojson")
    assert context_of("--places", "context.geojson") == []


def test_files_of_other_encodings_are_read_and_a_named_encoding_wins(desk: Path) -> None:
    (desk / "story.html").write_bytes('<meta charset="iso-8859-1"><p>Nach Köln und Győr.'.encode("cp1250"))
    (desk / "places.csv").write_bytes("name,lat,lon\nKöln,50.9,6.9\nGyőr,47.7,17.6\n".encode("cp1250"))
    guessed = run("check", "story.html", "-p", "places.csv", "--json")
    assert [mention["text"] for mention in json.loads(guessed.stdout)["mentions"]] == ["Köln", "Gyõr"]
    assert (
        'places.csv: it is not UTF-8 and does not say what it is; it was read as Windows-1252 ("Köln' in guessed.stderr
    )
    named = run("check", "story.html", "-p", "places.csv", "--encoding", "windows-1250", "--json")
    assert [mention["text"] for mention in json.loads(named.stdout)["mentions"]] == ["Köln", "Győr"]
    assert named.stderr == ""


def test_an_encoding_that_does_not_exist_is_said_once(desk: Path) -> None:
    result = run("build", "story.md", "--encoding", "klingon")
    assert (result.exit_code, result.stderr) == (
        1,
        'error: encoding: "klingon" is not an encoding that is read; write for example windows-1252, iso-8859-2 or '
        "shift_jis\n",
    )
