"""Hostile and huge texts: nothing breaks, nothing runs, nothing takes minutes."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from storymap.cli.main import main
from storymap.errors import StorymapError
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.toponyms import find_toponyms
from storymap.reading import json_lines
from tests.conftest import names_in
from tests.time_limit import TimeLimit

SENTENCE = "He drove from Denver to Omaha, and the police in Laredo, Texas, waited for Jordan Smith. "
pytestmark = pytest.mark.usefixtures("empty_desk")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["suggest", *arguments])


def test_a_text_of_a_megabyte_on_one_line_has_the_places_of_its_sentence(empty_desk: Path) -> None:
    (empty_desk / "long.txt").write_text(SENTENCE * 11_000, encoding="utf-8")
    assert run("long.txt").exit_code == 0
    assert names_in(empty_desk / "places.geojson") == ["Denver", "Omaha", "Laredo", "Texas"]


def test_a_name_with_soft_hyphens_in_it_is_found_and_called_without_them(empty_desk: Path) -> None:
    html = (
        "<article><h1>Sturm</h1><p>In Nieder&shy;sachsen und in Mün&shy;chen stürmte es. Auch in Öster&#8203;reich.</p>"
    )
    (empty_desk / "sturm.html").write_text(f'<html lang="de">{html}</article></html>', encoding="utf-8")
    assert run("sturm.html").exit_code == 0
    assert names_in(empty_desk / "places.geojson") == ["Niedersachsen", "München", "Österreich"]


def test_five_megabytes_take_seconds(within: TimeLimit) -> None:
    # The words are looked at, of which only one in twenty is a place.
    text = ("the boats went by, one after the other, until it was dark. " * 4 + SENTENCE + "\n\n") * 15_500
    with within(40):
        found = find_toponyms(text, open_gazetteer())
        assert len(text) > 5_000_000
        assert len(found) >= 4 * 15_500


def test_a_thousand_times_more_names_take_no_more_than_their_share(within: TimeLimit, empty_desk: Path) -> None:
    gazetteer = open_gazetteer()
    some = [gazetteer.name(gazetteer.entry(number)) for number in range(0, 270_000, 54)]
    (empty_desk / "names.txt").write_text("In " + ", in ".join(dict.fromkeys(some)) + ".", encoding="utf-8")
    with within(15):
        assert run("names.txt", "-o", "names.geojson").exit_code == 0
        assert len(names_in(empty_desk / "names.geojson")) > 4000


def test_markup_and_terminal_codes_stay_text(empty_desk: Path) -> None:
    (empty_desk / "story.txt").write_text(
        "Police in Laredo\x1b[2J <script>alert(1)</script>, in {{ 7*7 }} Omaha, near \u202eDenver\u202c.\n",
        encoding="utf-8",
    )
    result = run("story.txt")
    assert result.exit_code == 0
    assert set(names_in(empty_desk / "places.geojson")) >= {"Laredo", "Omaha", "Denver"}
    assert not {"\x1b", "\u202e"} & set(result.output + result.stderr)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "7",
        '{"id": 1}',
        '{"text": 5}',
        "[" * 100_000,
        "\x00",
        '{"text": "a"',
        '{"id": NaN, "text": "a"}',
        '{"id": 1e999, "text": "a"}',
        '"text"',
    ],
)
def test_a_broken_line_is_named_and_what_came_before_it_is_written(line: str, empty_desk: Path) -> None:
    (empty_desk / "texts.jsonl").write_text('{"id": 1, "text": "In Laredo."}\n\n' + line + "\n", encoding="utf-8")
    result = run("--jsonl", "texts.jsonl")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["id"] == 1
    assert result.stderr.startswith("error: line 3: ")
    assert result.stderr.count("\n") == 1


def test_the_newsrooms_home_decides_between_namesakes(empty_desk: Path) -> None:
    (empty_desk / "texts.jsonl").write_text('{"id": 1, "text": "The police in Portland closed the bridge."}\n')

    def meant(*home: str) -> int:
        return int(json.loads(run("--jsonl", "texts.jsonl", *home).stdout)["mentions"][0]["geonameid"])

    assert (meant(), meant("--home", "Bangor, Maine")) == (5746545, 4975802)


def test_a_home_that_nobody_knows_is_refused(empty_desk: Path) -> None:
    (empty_desk / "story.txt").write_text("In Laredo.", encoding="utf-8")
    result = run("story.txt", "--home", "Zefirbuno, Texas")
    assert result.exit_code == 1
    assert result.stderr == (
        'error: --home: the gazetteer has no "Zefirbuno, Texas"; write for example "El Paso, Texas"\n'
    )
    assert not (empty_desk / "places.geojson").exists()


def test_a_rerun_keeps_what_was_confirmed_and_leaves_out_what_was_taken_out(empty_desk: Path) -> None:
    (empty_desk / "story.txt").write_text("Police in Laredo, Texas, and in Omaha.", encoding="utf-8")
    assert run("story.txt").exit_code == 0
    file = empty_desk / "places.geojson"
    data = json.loads(file.read_text(encoding="utf-8"))
    data["features"] = [f for f in data["features"] if f["properties"]["name"] != "Omaha"]
    data["features"][0]["geometry"]["coordinates"] = [-99.5, 27.5]
    file.write_text(json.dumps(data), encoding="utf-8")
    (empty_desk / "story.txt").write_text(
        "Police in Laredo, Texas, and in Omaha. She lives in Denver.", encoding="utf-8"
    )
    assert run("story.txt").exit_code == 0
    after = json.loads(file.read_text(encoding="utf-8"))
    assert [f["properties"]["name"] for f in after["features"]] == ["Laredo", "Texas", "Denver"]
    assert after["features"][0] == data["features"][0]


class Endless(io.RawIOBase):
    """A stream without end and without a line end; it counts what was read of it."""

    def __init__(self, first: bytes) -> None:
        self.first = first
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = (self.first + b"x" * len(buffer))[: len(buffer)]
        self.first = b""
        buffer[:] = data
        self.taken += len(data)
        assert self.taken < 4 << 20, "read without end"
        return len(data)


def test_a_line_without_end_is_refused_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LARGEST_LINE", 1 << 20)
    stream = Endless(b'{"text": "a"}\n')
    found = json_lines.read_lines(io.BufferedReader(stream))
    assert next(found) == '{"text": "a"}'
    with pytest.raises(StorymapError, match="line 2: the line is longer than 1 MB"):
        next(found)


def test_lines_come_as_they_are_written() -> None:
    readable, writable = os.pipe()
    with os.fdopen(readable, "rb") as stream, os.fdopen(writable, "wb", buffering=0) as sender:
        found = json_lines.read_lines(stream)
        sender.write(b"\xef\xbb\xbfone\r\ntw")
        assert next(found) == "one"
        sender.write(b"o \xff\n")
        assert next(found) == "two \ufffd"
        sender.write(b"last")
        sender.close()
        assert list(found) == ["last"]


def test_half_of_a_character_in_an_id_is_printed_as_an_escape(empty_desk: Path) -> None:
    (empty_desk / "texts.jsonl").write_text('{"id": "\\ud800", "text": "In Laredo \\udc00."}\n')
    result = run("--jsonl", "texts.jsonl")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "\ud800"


def test_bytes_that_are_no_text_are_refused_or_read(empty_desk: Path) -> None:
    result = CliRunner().invoke(main, ["suggest", "--jsonl", "-"], input=b'{"text": "In Laredo \xff"}\n\xff\xfe\n')
    assert json.loads(result.stdout)["mentions"][0]["start"] == 3
    assert result.stderr.startswith("error: line 2: ")


def test_a_text_that_is_no_utf8_is_read_with_a_warning(empty_desk: Path) -> None:
    (empty_desk / "texts.jsonl").write_bytes('{"text": "In Laredo."}\n{"text": "En Málaga."}\n'.encode("latin-1"))
    result = run("--jsonl", "texts.jsonl")
    assert result.stderr == "warning: line 2: some of the text cannot be read as UTF-8; save the file as UTF-8\n"
    assert len(result.stdout.splitlines()) == 2


def test_a_pipe_with_a_name_is_refused_at_once(empty_desk: Path) -> None:
    os.mkfifo("texts.jsonl")
    result = run("--jsonl", "texts.jsonl")
    assert (result.exit_code, "this is a pipe or a device" in result.stderr) == (1, True)
