import io
import zipfile
from pathlib import Path

import pytest

from storymap.errors import StorymapError
from storymap.exchange.source import Source
from tests.time_limit import TimeLimit


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_files_beside_a_loose_file_are_found_in_its_folder_and_below_alone(empty_desk: Path) -> None:
    (empty_desk / "secret.txt").write_text("secret")
    folder = empty_desk / "story"
    (folder / "img").mkdir(parents=True)
    (folder / "a.json").write_text("{}")
    (folder / "img" / "b.png").write_bytes(b"x")
    (folder / "link.txt").symlink_to(empty_desk / "secret.txt")
    source = Source(folder / "a.json")
    assert source.beside("img/b.png") == b"x"
    for name in ("../secret.txt", str(empty_desk / "secret.txt"), "link.txt", "img", "", "\0", "nul", "//host/x"):
        assert source.beside(name) is None, name


def test_files_in_an_archive_are_found_with_the_folders_above_them(empty_desk: Path) -> None:
    Path("a.zip").write_bytes(zipped(**{"export/story.json": b"{}", "export/_images/B.jpg": b"x"}))
    source = Source(Path("a.zip"))
    assert source.beside("_images/b.jpg") == b"x"
    assert source.beside("b.png") is None
    assert source.json is None


def test_names_that_differ_in_case_alone_are_different_members(empty_desk: Path) -> None:
    Path("a.zip").write_bytes(zipped(**{"img/A.jpg": b"large", "img/a.jpg": b"small", "B.jpg": b"top"}))
    source = Source(Path("a.zip"))
    for name, content in {"A.jpg": b"large", "a.jpg": b"small", "img/A.jpg": b"large", "./b.jpg": b"top"}.items():
        assert source.beside(name) == content, name


def test_many_members_are_looked_for_in_no_time(within: TimeLimit, empty_desk: Path) -> None:
    Path("a.zip").write_bytes(zipped(**{f"{number}/{'a/' * 20_000}": b"" for number in range(3)}, **{"x" * 300: b"x"}))
    Path("b.zip").write_bytes(zipped(**{f"img/{number}.jpg": b"x" for number in range(1_900)}))
    with within(5):
        assert Source(Path("a.zip")).member("a/a") is None
        source = Source(Path("b.zip"))
        assert [source.member(f"q{number}.jpg") for number in range(50_000)] == [None] * 50_000


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"a": [1,}', "a.json, line 1: this is not valid JSON"),
        ("[" * 100_000, "a.json: its lists are nested too deep"),
        ('{"a": ' + "9" * 5000 + "}", "a.json: its lists are nested too deep, or a number has thousands of digits"),
    ],
)
def test_broken_json_is_one_line(empty_desk: Path, text: str, what: str) -> None:
    Path("a.json").write_text(text)
    with pytest.raises(StorymapError) as caught:
        _ = Source(Path("a.json")).json
    (problem,) = caught.value.problems
    assert str(problem).startswith(what)
