"""Where stories begin and are found again: shelf, memory, pasted texts, dropped files."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storymap.errors import ArticleError, StorymapError
from storymap.limits import LARGEST_PASTE
from storymap.reading.article.reader import read_article
from storymap.server.sitting.dropped_files import DroppedFile, DroppedFiles, kind_of_name, safe_name
from storymap.server.sitting.memory import MOST_RECENTS, EditorMemory, Published, remember, remembered
from storymap.server.sitting.new_story import copied_story, markdown_of, start_story
from storymap.server.sitting.shelf import Shelf, folder_slug, title_of
from tests.server.loops import run_in_loop
from tests.time_limit import TimeLimit


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "documents")
    return tmp_path


def test_the_folders_are_where_it_was_started_and_the_documents(home: Path) -> None:
    work = home / "work"
    work.mkdir()
    assert [item["name"] for item in Shelf(work).state()["folders"]] == ["work"]
    (home / "documents").mkdir()
    assert Shelf(work).state()["folders"] == [
        {"number": 0, "name": "work", "folder": home.name},
        {"number": 1, "name": "documents", "folder": home.name},
    ]


def test_a_new_folder_is_one_slug_below_and_never_one_that_is_there(home: Path) -> None:
    shelf = Shelf(home)
    (home / "two-cities").write_text("a file of somebody's")
    made = [shelf.new_folder(0, "Two cities!").name for _ in range(3)]
    assert made == ["two-cities-2", "two-cities-3", "two-cities-4"]
    assert shelf.new_folder(0, "../../etc/passwd").relative_to(home).as_posix() == "etc-passwd"
    for number in (-1, 1, 99):
        with pytest.raises(StorymapError):
            shelf.new_folder(number, "x")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("An army at the border", "an-army-at-the-border"),
        ("Ciudad Juárez: el año", "ciudad-juarez-el-ano"),
        ("Привет, мир", "привет-мир"),
        ("東京 2020", "東京-2020"),
        ("", "story"),
        ("...", "story"),
        ("Con!", "story-con"),
        ("../..", "story"),
        ("\0/\n", "story"),
        ("x" * 500, "x" * 60),
        ("<b>&amp;</b>", "b-amp-b"),
    ],
)
def test_a_folder_is_named_by_a_title(title: str, slug: str) -> None:
    assert folder_slug(title) == slug


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Two cities\n\nText.\n", "Two cities"),
        ("\n\n  A line\nAnother\n", "A line"),
        ('---\nlayout: x\ntitle: "Two cities"\n---\n\n# Other\n', "Two cities"),
        ("---\nlanguage: en\n---\n\nFirst line\n", "First line"),
        ("---\n***\n", ""),
        ("", ""),
    ],
)
def test_a_text_is_called_by_its_title_or_first_line(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_title_is_found_in_time_whatever_is_pasted(within: TimeLimit) -> None:
    # In one expression it took 12 seconds, in which nothing else was answered.
    with within(2):
        assert title_of("---\n" + "\n" * 32_000 + "lang: en\n---\n\nHello\n") == "Hello"


def test_what_was_open_is_remembered_the_newest_first(home: Path) -> None:
    assert remembered() == EditorMemory()
    paths = [home / f"{number}.md" for number in range(MOST_RECENTS + 3)]
    for path in paths:
        remember(remembered().opened(path))
    remember(remembered().opened(paths[5]).placed(paths[5], Published(home / "out", "https://a.example/")))
    memory = remembered()
    assert memory.recents[:2] == (paths[5], paths[-1])
    assert len(memory.recents) == MOST_RECENTS
    assert memory.published == {paths[5]: (Published(home / "out", "https://a.example/"),)}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"recents": 3, "published": []}',
        b'{"recents": [1, null, "relative.md", "/a\\u0000b", ["x"]], "published": {"x": 1, "/y": [{"folder": 2}]}}',
    ],
)
def test_a_damaged_memory_is_none(home: Path, data: bytes) -> None:
    file = home / "data" / "editor.json"
    file.parent.mkdir()
    file.write_bytes(data)
    assert remembered().recents == ()
    remember(remembered().opened(home / "a.md"))
    assert remembered().recents == (home / "a.md",)


def test_a_memory_that_cannot_be_written_is_no_error(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "data").write_text("a file stands here")
    remember(EditorMemory((home / "a.md",)))
    assert remembered() == EditorMemory()


def test_recents_keep_their_numbers(home: Path) -> None:
    paths = [home / name for name in ("a.md", "b.md")]
    for path in paths:
        path.write_text("# A\n\nText.\n")
        remember(remembered().opened(path))
    shelf = Shelf(home)
    before = {item["name"]: item["number"] for item in shelf.state()["recents"]}
    remember(remembered().opened(paths[0]))
    after = shelf.state()["recents"]
    assert [item["name"] for item in after] == ["a.md", "b.md"]
    assert {item["name"]: item["number"] for item in after} == before
    assert shelf.recent(before["b.md"]) == paths[1]
    paths[1].unlink()
    with pytest.raises(StorymapError, match="not there any more"):
        shelf.recent(before["b.md"])


def test_markdown_is_kept_as_it_is(home: Path) -> None:
    text = "# Two *cities*\n\nA [bridge](place:b).\n"
    path = start_story(text, "", Shelf(home), 0)
    assert path == home / "two-cities" / "story.md"
    assert path.read_bytes() == text.encode()


def test_plain_text_and_html_become_markdown(home: Path) -> None:
    plain = "Two cities\r\n\r\nBy Jane Roe\r\n\r\nThey * walked * from El Paso.\r\n"
    html = '<meta charset="utf-8"><h1>Two cities</h1><p onclick="x()">They <b>walked</b><script>alert(1)</script>.</p>'
    path = start_story(html, "", Shelf(home), 0)
    text = path.read_text()
    assert "They **walked**." in text
    assert "script" not in text
    assert "onclick" not in text
    other = read_article(start_story(plain, "", Shelf(home), 0))
    assert other.blocks[-1].text == "They * walked * from El Paso."


def test_a_title_that_is_given_is_the_title(home: Path) -> None:
    path = start_story("Some text about El Paso and more.\n", "My title", Shelf(home), 0)
    assert path.parent.name == "my-title"
    assert read_article(path).title == "My title"


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200b", "---\n", "x" * (LARGEST_PASTE + 1)])
def test_what_is_no_article_makes_no_folder(home: Path, text: str) -> None:
    before = sorted(home.iterdir())
    with pytest.raises(StorymapError):
        start_story(text, "", Shelf(home), 0)
    assert sorted(home.iterdir()) == before


def test_a_pasted_text_is_normal_unicode() -> None:
    assert markdown_of("# Jua\u0301rez\n\nOn.") == "# Juárez\n\nOn.\n"


@pytest.mark.parametrize(
    "sign", ["[", "*a", "<b>x", "> a\n", "|a", "a\n\n", "<h2>a</h2>", "`a", "{a=", "A:\n\n1) b\n", "- a\n"]
)
def test_a_paste_of_three_megabytes_of_markup_is_refused_at_once(within: TimeLimit, home: Path, sign: str) -> None:
    before, text = sorted(home.iterdir()), "a" + sign * (3_000_000 // len(sign))
    with within(1), pytest.raises(ArticleError, match="paste a part of it") as caught:
        start_story(text, "", Shelf(home), 0)
    assert str(caught.value) == (
        "text: it has more markup, or more lines, than 10,000 lines of text; "
        "save it as a file and drop that, or paste a part of it"
    )
    assert sorted(home.iterdir()) == before


@pytest.mark.parametrize(
    "text", ["a" + " " * 1_000_000 + "b", "<p>" + "<em>a</em>" * 6_000, "<p>" + "<code>a</code> <b>b</b>" * 3_500]
)  # fmt: skip
def test_what_can_be_pasted_is_read_in_time(within: TimeLimit, home: Path, text: str) -> None:
    # The first took minutes, and the others half of one.
    with within(6):
        start_story(text, "", Shelf(home), 0)


@pytest.mark.parametrize(
    ("places", "what"),
    [
        ("../x.geojson", "is outside the folder of the file"),
        ("/etc/passwd", "is not a relative path, and outside the folder of the file"),
        ("https://a.example/x", "is not a relative path"),
    ],
)
def test_a_text_with_places_that_it_may_not_name_makes_no_folder(home: Path, places: str, what: str) -> None:
    before = sorted(home.iterdir())
    with pytest.raises(StorymapError) as caught:
        start_story(f"---\ntitle: T\nplaces: {places}\n---\n\nOn El Paso.\n", "", Shelf(home), 0)
    assert str(caught.value) == (
        f'story.md, line 3: the places file "{places}" {what}; take it out, or name a file beside the article'
    )
    assert sorted(home.iterdir()) == before


async def pieces(*data: bytes) -> AsyncIterator[bytes]:
    for piece in data:
        yield piece


def take(files: DroppedFiles, name: str, *data: bytes) -> DroppedFile:
    return run_in_loop(files.take(name, pieces(*data)))


@pytest.fixture
def files() -> AsyncIterator[DroppedFiles]:
    made = DroppedFiles()
    yield made  # type: ignore[misc]
    made.close()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Story.md", "story.md"),
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\Users\\me\\Foto.JPG", "foto.jpg"),
        ("..", "file"),
        (".md", "md"),
        ("", "file"),
        ("con.md", "file-con.md"),
        ("a\0b.md", "a-b.md"),
        ("東京.md", "place-3f1fff8b.md"),
        ("x" * 500 + ".md", "x" * 60 + ".md"),
        ("a.m d", "a.md"),
    ],
)
def test_a_dropped_file_gets_a_name_of_the_servers_making(written: str, name: str) -> None:
    found = safe_name(written)
    assert found == name or (written.startswith("東") and found.startswith("place-") and found.endswith(".md"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.md", "article"),
        ("a.docx", "article"),
        ("a.zip", "article"),
        ("a.geojson", "places"),
        ("a.CSV", "places"),
        ("a.gpkg", "places"),
        ("a.png", "picture"),
        ("a.svg", "picture"),
        ("a.pmtiles", "tiles"),
        ("a.mp3", "recording"),
    ],
)
def test_the_ending_says_the_kind(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize("name", ["a.exe", "a", "", "a.py", "a.pdf", "..", "a.md.sh"])
def test_other_endings_are_refused(files: DroppedFiles, name: str) -> None:
    with pytest.raises(StorymapError):
        take(files, name, b"x")
    assert list(files.folder.iterdir()) == []


def test_a_file_that_is_too_large_is_refused_while_it_arrives(
    files: DroppedFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        __import__("storymap.server.sitting.dropped_files", fromlist=["LARGEST"]).LARGEST, "article", 10
    )
    assert take(files, "a.md", b"12345", b"67890").size == 10
    seen: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            seen.append(1)
            yield b"123456"

    with pytest.raises(StorymapError, match="larger than"):
        run_in_loop(files.take("a.md", endless()))
    assert len(seen) == 2
    assert len(list(files.folder.iterdir())) == 1


def test_a_copy_never_replaces_a_file_and_is_not_made_twice(files: DroppedFiles, home: Path) -> None:
    file = take(files, "a.md", b"# A\n\nText.\n")
    (home / "a.md").write_text("somebody's")
    first = file.copy_into(home)
    assert (first.name, file.copy_into(home)) == ("a-2.md", first)
    assert (home / "a.md").read_text() == "somebody's"


def test_a_dropped_article_is_read_before_it_is_kept(files: DroppedFiles, home: Path) -> None:
    before = sorted(path.name for path in home.iterdir())
    with pytest.raises(StorymapError):
        copied_story(take(files, "a.docx", b"PK\x03\x04 no document"), Shelf(home), 0)
    assert sorted(path.name for path in home.iterdir()) == before


def test_the_numbers_of_dropped_files_are_their_own(files: DroppedFiles) -> None:
    file = take(files, "a.md", b"x")
    assert files.get(file.number, "article") is file
    for number, kind in ((file.number, "picture"), (file.number + 1, "article"), (-1, "article")):
        with pytest.raises(StorymapError):
            files.get(number, kind)  # type: ignore[arg-type]


def test_the_memory_is_a_small_file_that_a_person_can_read(home: Path) -> None:
    remember(EditorMemory((home / "a.md",)))
    assert json.loads((home / "data" / "editor.json").read_text()) == {"recents": [str(home / "a.md")], "published": {}}
