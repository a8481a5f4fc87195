"""`storymap suggest` as an editor meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from storymap.editing import suggestion_history
from tests.cli.commands import collection, run


def features_by_name(folder: Path) -> dict[str, dict[str, object]]:
    features = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["name"]: feature for feature in features}


def test_what_suggest_writes_is_built_as_it_is(story: Path) -> None:
    assert run("suggest", "story.md").exit_code == 0
    found = features_by_name(story)
    assert list(found) == ["Ciudad Juarez", "Mexico", "El Paso", "Texas", "Sinaloa"]
    assert found["Mexico"]["geometry"]["type"] == "MultiPolygon"  # type: ignore[index]
    assert found["Sinaloa"]["properties"]["ignore"] == ["Sinaloa cartel"]  # type: ignore[index]
    assert run("build", "story.md").exit_code == 0


def test_a_text_in_letters_that_the_gazetteer_lacks_is_told(story: Path) -> None:
    (story / "story.md").write_text("# წვიმა\n\nთბილისში დღეს წვიმს, ქუთაისში არა.\n", encoding="utf-8")
    result = run("suggest", "story.md")
    assert result.stderr.splitlines()[1:] == [
        "warning: story.md: of places only countries and well-known cities are known in its language and letters (ka); "
        "add the others one by one, for example: storymap add Name --at 34.69,135.5"
    ]
    assert "0 new places" in result.stdout
    (story / "story.md").write_text("# Regen\n\nIn Köln и Москве.\n", encoding="utf-8")
    assert "well-known" not in run("suggest", "story.md").stderr
    (story / "story.md").write_text("# 大雨\n\n大阪府警は神戸で男二人を逮捕した。\n", encoding="utf-8")
    result = run("suggest", "story.md")
    assert "well-known" not in result.stderr
    assert "神戸: Kobe, Hyogo, Japan" in result.stderr


def test_a_language_whose_words_are_not_known_is_told(story: Path) -> None:
    (story / "story.md").write_text(
        "---\nlanguage: cs\n---\n# Déšť\n\nPolicie v Brně hledá muže z Japonska.\n", encoding="utf-8"
    )
    result = run("suggest", "story.md")
    assert (
        "note: story.md: no words of its language (cs) are known, and some may be taken for places; check them with "
        "--review\n" in result.stderr
    )
    assert set(features_by_name(story)) == {"Brno", "Japonsko"}


def test_coordinates_that_are_exchanged_in_the_file_are_told(story: Path) -> None:
    (story / "places.geojson").write_text(collection(("Lyon", 45.76, 4.84), ("Wien", 16.4, 48.2)), encoding="utf-8")
    assert (
        'warning: places.geojson, feature 1 ("Lyon"): "Lyon" lies at latitude 4.84, longitude 45.76; with the two '
        "exchanged it is Lyon, Auvergne-Rhône-Alpes, France; exchange the two numbers; GeoJSON has longitude first"
    ) in run("suggest", "story.md").stderr.splitlines()


@pytest.mark.parametrize(
    "geometry", ["null", "7", '{"type": "Point", "coordinates": [1e999, null]}', '{"type": "Point"}']
)
def test_a_file_with_odd_features_is_added_to(story: Path, geometry: str) -> None:
    odd = f'{{"type": "Feature", "properties": {{"name": "Lyon"}}, "geometry": {geometry}}}'
    (story / "places.geojson").write_text(f'{{"type": "FeatureCollection", "features": [{odd}]}}', encoding="utf-8")
    assert "5 new places" in run("suggest", "story.md").stdout


def test_a_rerun_changes_nothing_and_brings_back_nothing(story: Path) -> None:
    run("suggest", "story.md")
    file = story / "places.geojson"
    text = file.read_text(encoding="utf-8").replace('"name": "El Paso"', '"name": "The Pass"')
    file.write_text(text, encoding="utf-8")
    assert run("suggest", "story.md").exit_code == 0
    assert file.read_text(encoding="utf-8") == text


def test_what_an_editor_saves_while_suggest_works_stays(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, file = suggestion_history.add_suggestions, story / "places.geojson"

    def interrupted(*given: Any) -> Any:
        result = real(*given)
        if not file.exists():
            file.write_text(collection(("El Paso", -106.5, 31.75), ("Our office", -106.4, 31.7)), encoding="utf-8")
        return result

    monkeypatch.setattr(suggestion_history, "add_suggestions", interrupted)
    result = run("suggest", "story.md")
    assert list(features_by_name(story)) == [
        *("El Paso", "Our office", "Ciudad Juarez", "Mexico", "Texas", "Sinaloa"),
    ]
    assert "places.geojson: 4 new places" in result.output


def test_many_texts_are_read_line_for_line(story: Path) -> None:
    (story / "texts.jsonl").write_text(
        '{"id": 7, "text": "😀 In Laredo, Texas."}\n{"id": 8, "text": ""}\n', encoding="utf-8"
    )
    first, second = (json.loads(line) for line in run("suggest", "--jsonl", "texts.jsonl").stdout.splitlines())
    assert [(m["start"], m["end"], m["geonameid"]) for m in first["mentions"]] == [(5, 11, 4705349), (13, 18, 4736286)]
    assert (second["id"], second["mentions"]) == (8, [])


def test_of_many_texts_those_in_other_letters_are_one_line(story: Path) -> None:
    texts = ["Laredo, Texas", *["თბილისში წვიმს."] * 5, "В Москве дождь."]
    lines = (json.dumps({"id": number, "text": text}) for number, text in enumerate(texts))
    (story / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("suggest", "--jsonl", "texts.jsonl")
    assert len(result.stdout.splitlines()) == 7
    assert result.stderr == (
        "warning: of places only countries and well-known cities are known in its language and letters (ka) (5 times: "
        "line 2; line 3; line 4; and 2 more, which -v lists); add the others one by one, for example: storymap add Name "
        "--at 34.69,135.5\n"
    )


def test_a_line_that_is_no_text_is_refused(story: Path) -> None:
    (story / "texts.jsonl").write_text("nonsense\n")
    result = run("suggest", "--jsonl", "texts.jsonl")
    assert (result.exit_code, result.stderr.count("error: line 1: ")) == (1, 1)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pipe", "pipe: this is a pipe or a device, not a file; save its content as a file"),
        ("/dev/zero", "/dev/zero: this is a pipe or a device, not a file; save its content as a file"),
        ("/dev/tty", "/dev/tty: this is a pipe or a device, not a file; save its content as a file"),
        ("folder", "folder: this is a folder; name a file in it"),
        ("loop", "loop: the file cannot be read (Too many levels of symbolic links); check the path"),
        ("none.jsonl", "none.jsonl: there is no such file; check the path"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="these are files of Unix")
def test_many_texts_come_from_a_file_or_standard_input_and_nothing_else(story: Path, name: str, said: str) -> None:
    os.mkfifo("pipe")
    (story / "folder").mkdir()
    (story / "loop").symlink_to("loop")
    result = run("suggest", "--jsonl", name)
    assert (result.exit_code, result.stderr) == (1, f"error: {said}\n")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this is a file of Unix")
def test_standard_input_without_an_end_is_refused_at_the_longest_line(story: Path) -> None:
    command = [sys.executable, "-m", "storymap", "suggest", "--jsonl", "-"]
    with Path("/dev/zero").open("rb") as zeros:
        done = subprocess.run(command, stdin=zeros, capture_output=True, text=True, check=False, timeout=60)
    said = "error: line 1: the line is longer than 16 MB; write one text a line, and divide long ones\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def test_standard_input_without_an_end_is_read_as_it_comes(story: Path) -> None:
    command = [sys.executable, "-m", "storymap", "suggest", "--jsonl", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            process.stdin.write(b'\n{"id": %d, "text": "In Laredo."}\n' % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number


@pytest.mark.skipif(os.name == "nt", reason="it takes a shell of Unix")
def test_standard_input_that_is_closed_is_said_so(story: Path) -> None:
    command = f'"{sys.executable}" -m storymap suggest --jsonl - <&-'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - our own words
    said = "error: standard input: it is closed; name a file of texts with --jsonl\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_many_texts_go_to_standard_output_only(story: Path) -> None:
    (story / "texts.jsonl").write_text('{"id": 1, "text": "In Laredo."}\n')
    result = run("suggest", "--jsonl", "texts.jsonl", "-o", "out.geojson")
    assert result.exit_code == 2
    assert "--jsonl writes to standard output; leave out --output" in result.stderr
    assert not (story / "out.geojson").exists()


@pytest.mark.parametrize(
    "options", [["--review"], ["--json"], ["--encoding", "latin-1"], ["--select", "p"], ["--whole"]]
)
def test_what_is_for_one_article_is_not_taken_for_many_texts(story: Path, options: list[str]) -> None:
    (story / "texts.jsonl").write_text('{"id": 1, "text": "In Laredo."}\n')
    result = run("suggest", "--jsonl", "texts.jsonl", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "leave out what is for one article" in result.stderr


@pytest.mark.parametrize("of", [["story.md"], ["--jsonl", "texts.jsonl"]])
@pytest.mark.parametrize("language", ["plain English", "../en", "x" * 3_000])
def test_a_language_that_is_none_is_refused(story: Path, of: list[str], language: str) -> None:
    (story / "texts.jsonl").write_text('{"id": 1, "text": "In Laredo."}\n')
    result = run("suggest", *of, "--lang", language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f'error: language: "{language[:200]}')
    assert result.stderr.endswith("; write for example en, es or es-MX\n")


@pytest.mark.parametrize("options", [["-o", "out.geojson"], ["--review"]])
def test_json_is_printed_and_nothing_else_is_done(story: Path, options: list[str]) -> None:
    result = run("suggest", "story.md", "--json", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--json prints, and writes no file" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="it takes a shell of Unix")
def test_a_reader_who_has_enough_of_many_texts_is_no_error(story: Path) -> None:
    (story / "texts.jsonl").write_text('{"id": 1, "text": "In Laredo."}\n' * 2_000)
    command = f'"{sys.executable}" -m storymap suggest --jsonl texts.jsonl | head -c 20'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - our own words
    assert (done.stdout[:8], done.stderr) == ('{"id": 1', "")


def test_a_review_whose_answers_end_keeps_what_was_accepted(story: Path) -> None:
    result = run("suggest", "story.md", "--review", input="y\n")
    assert result.exit_code == 0
    assert len(features_by_name(story)) == 1


@pytest.mark.skipif(os.name == "nt", reason="it takes a shell of Unix")
def test_a_review_that_nobody_can_answer_says_so(story: Path) -> None:
    command = f'"{sys.executable}" -m storymap suggest story.md --review <&-'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - our own words
    assert (done.returncode, done.stderr) == (1, "error: standard input: it is closed; leave out --review\n")


def test_a_review_keeps_a_new_name_as_a_places_file_does(story: Path) -> None:
    run("suggest", "story.md", "--review", input="r\n\u202eThe\tcity\nr\n\u200b\ny\nq\n")
    assert list(features_by_name(story)) == ["The city"]


def test_a_review_accepts_renames_and_refuses(story: Path) -> None:
    result = run("suggest", "story.md", "--review", input="y\nn\nr\nSanta Fe Street Bridge\ny\nq\n")
    assert result.exit_code == 0, result.output
    assert list(features_by_name(story)) == ["Ciudad Juarez", "Santa Fe Street Bridge"]
    run("suggest", "story.md")
    assert "Mexico" not in features_by_name(story)


def test_what_suggest_finds_in_headline_and_standfirst_is_tied_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "title: Rain in Toulouse\nsubtitle: And in the streets of Bordeaux\nkicker: France"
    Path("story.md").write_text(f"---\n{head}\n---\nThe train from Lyon was late, as it was in Toulouse.\n")
    run("suggest", "story.md")
    assert list(features_by_name(tmp_path)) == ["France", "Toulouse", "Bordeaux", "Lyon"]
    story = json.loads(run("check", "story.md", "--json").stdout)
    kinds = [block["kind"] for block in story["article"]["blocks"]]
    assert [(kinds[m["block"]], m["text"]) for m in story["mentions"]] == [
        ("kicker", "France"),
        ("headline", "Toulouse"),
        ("standfirst", "Bordeaux"),
        ("paragraph", "Lyon"),
        ("paragraph", "Toulouse"),
    ]
    assert "not on the map" not in run("check", "story.md").stderr


def test_suggest_reads_no_title_that_is_the_name_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bordeaux.txt").write_text("the train from Lyon was late, as it was in Toulouse.\n")
    run("suggest", "bordeaux.txt")
    assert list(features_by_name(tmp_path)) == ["Lyon", "Toulouse"]
