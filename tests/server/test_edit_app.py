"""The editor over HTTP: each request as bytes on a socket, from a sheet of paper to a published folder."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from storymap.build_choices import BuildChoices
from storymap.exchange.imported import Imported
from storymap.exchange.importers import storymapjs
from storymap.exchange.source import Source
from storymap.server.edit_app import EditApp, largest_body
from storymap.server.session import EditorChoices, EditorSession
from storymap.server.sitting.dropped_files import DroppedFile
from storymap.server.sitting.newsroom import NewsroomChoices
from tests.server.running import Answer, Running, running
from tests.server.sitting.conftest import ARTICLE, PLACES

TEXT = "# Trucks\n\nPolice closed the Santa Fe bridge in El Paso, Texas. Nobody drove to Laredo, Texas.\n"


class Editor:
    """A running editor, and what its window would ask."""

    def __init__(self, server: Running, folder: Path) -> None:
        self.server = server
        self.folder = folder

    def get(self, path: str) -> Any:
        answer = self.server.ask(f"/api/{path}", sec_fetch_site="same-origin")
        assert answer.status == 200, answer.body
        return json.loads(answer.body)

    def post(self, path: str, body: Any, status: int = 200, **headers: str) -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = self.server.command(f"/api/{path}", data, **headers)
        assert answer.status == status, answer.body
        return json.loads(answer.body)

    def run(self, command: str, **members: Any) -> Any:
        return self.post("command", {"command": command, "base": self.get("state")["digests"], **members})

    def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first state of which this holds: suggestions come when they are found."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            state: dict[str, Any] = self.get("state")
            if holds(state):
                return state
            time.sleep(0.02)
        raise AssertionError("it never came true")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Editor]]:
    """Start an editor in the folder `work`, with this article in it or none."""
    import contextlib

    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "no documents")
    folder = tmp_path / "work"
    folder.mkdir()
    with contextlib.ExitStack() as stack:

        def started(article: str | None = None, places: str | None = None, path: Path | None = None) -> Editor:
            path = path or folder / "story.md"
            if article is not None:
                path.write_text(article, encoding="utf-8")
            if places is not None:
                (folder / "places.geojson").write_text(places, encoding="utf-8")
            choices = EditorChoices(
                BuildChoices(path), article is not None, NewsroomChoices(no_settings=True, no_added=True), folder
            )
            app = EditApp(lambda hub: EditorSession(choices, hub))
            server = stack.enter_context(running(app.app(), largest=largest_body))
            stack.callback(app.hub.close)
            return Editor(server, folder)

        yield started


def test_from_a_pasted_text_to_a_published_folder(editor: Callable[..., Editor]) -> None:
    one = editor()
    assert one.get("state")["story"] is None
    assert one.get("shelf") == {
        "folders": [{"number": 0, "name": "work", "folder": one.folder.parent.name}],
        "recents": [],
    }
    state = one.post("start", {"text": TEXT, "title": "", "folder": 0})
    assert (state["story"]["article"], state["story"]["folder"]) == ("story.md", "trucks")
    assert (one.folder / "trucks" / "story.md").read_text() == TEXT
    state = one.until(lambda found: found["sure"] > 0)
    assert [(each["key"], each["reason"]) for each in state["decisions"]] == [("santa-fe-bridge", "apart")]
    assert one.run("take-sure")["ok"]
    bridge = {"type": "Point", "coordinates": [-106.4867, 31.7478]}
    answer = one.run("take-suggestion", key="santa-fe-bridge", geometry=bridge)
    state = one.until(lambda found: found["revision"] >= answer["revision"])
    assert state["decisions"] == []
    assert state["sure"] == 0
    assert {place["name"] for place in state["places"]} >= {"Santa Fe bridge", "El Paso", "Laredo", "Texas"}
    assert [change["label"] for change in state["history"]] == ["historyTakeSure", "historyTakeSuggestion"]
    (target,) = one.get("publish")
    assert target == {"number": 0, "name": "trucks", "folder": "output", "is_published": False, "url": ""}
    made = one.post("publish", {"target": 0, "url": "https://maps.example.org/trucks"})
    assert (made["folder"], made["page"], made["url"]) == (
        "output/trucks",
        "index.html",
        "https://maps.example.org/trucks/",
    )
    assert "https://maps.example.org/trucks/index.html" in made["snippet"]
    folder = one.folder / "trucks" / "output" / "trucks"
    assert (
        made["bytes"]
        == sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        - (folder / "storymap-manifest.json").stat().st_size
    )
    assert one.post("compare", {"target": 0}) == []
    one.run("change-place", place_id="el-paso", changes={"note": "A city."})
    (change,) = one.post("compare", {"target": 0})
    assert (change["name"], change["member"], change["after"]) == ("El Paso", "note", "A city.")
    assert one.get("publish")[0]["is_published"]
    assert one.get("publish")[0]["url"] == "https://maps.example.org/trucks/"


def test_nothing_that_the_window_hears_names_a_folder_of_the_machine(editor: Callable[..., Editor]) -> None:
    one = editor(ARTICLE, PLACES)
    state = one.get("state")
    (one.folder / "places.geojson").write_text("{", encoding="utf-8")
    broken = one.until(lambda found: any(problem["severity"] == "error" for problem in found["problems"]))
    (one.folder / "output").write_text("a file stands here", encoding="utf-8")
    one.get("publish")
    refused = one.post("publish", {"target": 0, "url": ""}, status=400)
    texts = json.dumps([state, broken, refused, one.get("shelf"), one.get("publish")])
    assert str(one.folder) not in texts
    assert str(one.folder.parent.parent) not in texts


def test_a_story_that_is_open_is_shown_as_its_readers_have_it(editor: Callable[..., Editor]) -> None:
    one = editor(ARTICLE, PLACES)
    one.get("state")
    page = one.server.ask("/page/1")
    assert page.status == 200
    assert page.headers["content-security-policy"] == "frame-ancestors 'self'"
    assert '<html lang="en"' in page.body
    read = one.server.ask("/read/1?lang=es&scheme=dark")
    assert read.status == 200
    assert "Lugares" in read.body
    assert one.server.ask("/read/1?lang=%3Cscript%3E").status == 200
    assert one.server.ask("/page/99").status == 404
    assert one.server.ask("/page/x").status == 404
    assert one.server.ask("/assets/../session.py").status == 404
    assert one.server.ask("/assets/storymap.js").status == 404
    window = one.server.ask("/")
    assert window.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert window.headers["x-frame-options"] == "deny"


def test_what_is_asked(editor: Callable[..., Editor]) -> None:
    one = editor(ARTICLE, PLACES)
    one.get("state")
    assert one.get("search?q=el+pa")[0]["name"] == "El Paso, Texas, United States"
    own = one.get("search?q=el+pa&own=1")[0]
    assert (own["place_id"], own["entry"], own["lat"], own["lon"]) == ("el-paso", -1, 31.7587, -106.4869)
    assert [place["place_id"] for place in one.get("places?q=ju")] == ["juarez"]
    assert one.get("block?block=4") == {"source": "Nobody comes to Juarez now.", "line": 12}
    for path in ("block", "block?block=-1", "block?block=99", "block?block=1e9", "block?block=%F0%9F%98%80"):
        assert one.server.ask(f"/api/{path}").status == 400


def test_an_answer_says_from_which_state_on_the_change_is_shown(editor: Callable[..., Editor]) -> None:
    one = editor(ARTICLE, PLACES)
    base = one.get("state")["digests"]
    answers = [
        one.post(
            "command",
            {
                "command": "add-place",
                "base": base,
                "name": f"P{n}",
                "aliases": [],
                "layer": "",
                "entry": None,
                "geometry": None,
            },
        )
        for n in range(4)
    ]
    revisions = [answer["revision"] for answer in answers]
    assert revisions == sorted(set(revisions))
    state = one.get("state")
    assert state["revision"] >= revisions[-1]
    assert [place["name"] for place in state["places"]][-4:] == ["P0", "P1", "P2", "P3"]


def test_a_command_is_on_disk_when_it_is_answered(editor: Callable[..., Editor]) -> None:
    one = editor(ARTICLE, PLACES)
    base = one.get("state")["digests"]
    times = []
    for number in range(5):
        start = time.monotonic()
        body = {"command": "change-place", "base": base, "place_id": "juarez", "changes": {"zoom": number}}
        if number:
            body["base"] = one.get("state")["digests"]
            start = time.monotonic()
        assert one.post("command", body)["ok"]
        times.append(time.monotonic() - start)
        assert f'"zoom": {number}' in (one.folder / "places.geojson").read_text()
    # 10 to 40 ms on an idle machine.
    assert min(times) < 0.5


def test_what_another_program_changes_is_shown_and_in_the_history(editor: Callable[..., Editor]) -> None:
    one = editor(ARTICLE, PLACES)
    state = one.get("state")
    path = one.folder / "story.md"
    path.write_text(path.read_text().replace("Two cities", "Three cities"))
    state = one.until(lambda found: found["fields"]["title"] == "Three cities")
    assert [(change["label"], change["is_outside"]) for change in state["history"]] == [("historyOutside", True)]
    assert state["history"][0]["values"] == {"file": "story.md"}
    assert not state["can_undo"]
    path.unlink()
    state = one.until(lambda found: any(problem["severity"] == "error" for problem in found["problems"]))
    assert state["fields"]["title"] == "Three cities"
    number = state["history"][-1]["number"]
    answer = one.post("command", {"command": "undo", "number": number, "base": {}})
    assert answer["ok"]
    one.until(lambda found: not any(problem["severity"] == "error" for problem in found["problems"]))
    assert "Three cities" in path.read_text()


def test_the_folder_that_the_command_was_given_in_goes_and_comes_back(
    editor: Callable[..., Editor], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path / "work")
    one = editor(TEXT, path=Path("story.md"))
    assert one.get("state")["story"]["article"] == "story.md"
    (one.folder / "story.md").unlink()
    one.folder.rmdir()
    gone = "this file was removed by another program"
    one.until(lambda state: gone in [problem["what"] for problem in state["problems"]])
    one.folder.mkdir()
    (one.folder / "story.md").write_text(TEXT, encoding="utf-8")
    one.until(lambda state: not any(problem["severity"] == "error" for problem in state["problems"]))
    assert one.run("set-field", field="title", value="Back")["ok"]
    assert "Back" in (one.folder / "story.md").read_text(encoding="utf-8")
    assert one.server.said == []


def test_a_conflict_is_told_and_resolved(editor: Callable[..., Editor]) -> None:
    one = editor(ARTICLE, PLACES)
    base = one.get("state")["digests"]
    places = one.folder / "places.geojson"
    places.write_text(places.read_text().replace("South of the river.", "Theirs."))
    body = {"command": "change-place", "base": base, "place_id": "juarez", "changes": {"note": "Ours."}}
    answer = one.post("command", body)
    assert (answer["ok"], answer["conflict"]) == (False, True)
    state = one.get("state")
    assert state["conflict"] == {"file": "places.geojson", "mine": "Ours.", "theirs": "Theirs."}
    assert one.run("resolve", choice="mine")["ok"]
    assert one.get("state")["conflict"] is None
    assert "Ours." in places.read_text()


def test_the_history_survives_a_reload_and_is_that_of_both_tabs(editor: Callable[..., Editor]) -> None:
    one = editor(ARTICLE, PLACES)
    before = (one.folder / "places.geojson").read_bytes()
    one.run("delete-place", place_id="juarez")
    state = one.get("state")
    assert one.server.ask("/").status == 200
    assert state["can_undo"]
    assert one.run("undo")["ok"]
    assert (one.folder / "places.geojson").read_bytes() == before
    assert one.get("state")["can_redo"]


def events(server: Running, count: int) -> list[tuple[str, Any]]:
    """What a window hears first."""
    found: list[tuple[str, Any]] = []
    with socket.create_connection((server.address.host, server.address.port), timeout=20) as connection:
        connection.sendall(
            f"GET /events HTTP/1.1\r\nHost: {server.address.authority}\r\nCookie: {server.cookie}\r\n"
            f"X-Storymap: {server.key}\r\n\r\n".encode()
        )
        name = ""
        for line in connection.makefile("r", encoding="utf-8"):
            if line.startswith("event: "):
                name = line.removeprefix("event: ").strip()
            elif line.startswith("data: "):
                found.append((name, json.loads(line.removeprefix("data: "))))
                if len(found) == count:
                    break
    return found


def test_a_window_hears_the_page_and_the_state(editor: Callable[..., Editor]) -> None:
    one = editor(ARTICLE, PLACES)
    one.get("state")
    heard = dict(events(one.server, 2))
    assert heard["page"] == {"revision": 1}
    assert heard["state"]["story"]["article"] == "story.md"
    one.run("change-place", place_id="juarez", changes={"note": "A city."})
    one.get("state")
    heard = dict(events(one.server, 2))
    assert heard["page"]["revision"] == 2
    assert heard["page"]["patch"]["base"] == 1
    assert "A city." in heard["page"]["patch"]["entries"]["juarez"]


def test_a_recent_story_is_opened_by_its_number(editor: Callable[..., Editor]) -> None:
    one = editor()
    one.post("start", {"text": TEXT, "title": "First", "folder": 0})
    one.post("start", {"text": TEXT, "title": "First", "folder": 0})
    shelf = one.get("shelf")["recents"]
    assert [(item["name"], item["folder"]) for item in shelf] == [("story.md", "first-2"), ("story.md", "first")]
    number = shelf[1]["number"]
    assert one.post("open", {"recent": number})["story"]["folder"] == "first"
    for wrong in (-1, 99):
        assert one.post("open", {"recent": wrong}, status=400)["problem"]["remedy"]
    (one.folder / "first-2" / "story.md").unlink()
    gone = shelf[0]["number"]
    assert one.post("open", {"recent": gone}, status=400)["problem"]["what"] == "this story is not there any more"
    assert one.get("state")["story"]["folder"] == "first"


def drop(one: Editor, name: str, data: bytes, status: int = 200) -> Any:
    return one.post("drop", data, status, x_storymap_name=name)


def test_a_dropped_article_is_copied_and_opened(editor: Callable[..., Editor]) -> None:
    one = editor()
    dropped = drop(one, "..%2F..%2FMy%20Story.MD", TEXT.encode())
    assert dropped == {"number": 1, "name": "my-story.md", "kind": "article", "bytes": len(TEXT)}
    assert one.post("open", {"dropped": 1, "folder": 0}) == {"is_story": True, "tool": "", "lines": []}
    state = one.get("state")
    assert (state["story"]["article"], state["story"]["folder"]) == ("my-story.md", "my-story")
    assert (one.folder / "my-story" / "my-story.md").read_text() == TEXT
    assert sorted(path.name for path in one.folder.iterdir()) == ["my-story"]


def test_a_file_of_another_tool_becomes_a_story(editor: Callable[..., Editor]) -> None:
    one = editor()
    slide = {
        "location": {"lat": 47.5, "lon": 9.3, "name": "The pier"},
        "text": {"headline": "The pier", "text": "Here."},
    }
    overview = {"type": "overview", "text": {"headline": "The ferry", "text": "A crossing."}}
    drop(one, "a.json", json.dumps({"storymap": {"slides": [overview, slide]}}).encode())
    opened = one.post("open", {"dropped": 1, "folder": 0})
    assert (opened["is_story"], opened["tool"]) == (True, "a StoryMapJS file")
    assert {line["fate"] for line in opened["lines"]} <= {"kept", "changed", "lost"} != set()
    assert sorted(path.name for path in (one.folder / "the-ferry").iterdir()) == ["places.geojson", "story.md"]
    assert one.get("state")["story"]["folder"] == "the-ferry"


def test_an_importer_that_fails_is_a_problem_in_words(
    editor: Callable[..., Editor], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: Source) -> Imported:
        raise ZeroDivisionError("by mistake")

    monkeypatch.setattr(storymapjs, "read", fail)
    one = editor()
    drop(one, "a.json", json.dumps({"storymap": {"slides": [{"type": "overview"}]}}).encode())
    problem = one.post("open", {"dropped": 1, "folder": 0}, status=400)["problem"]
    assert problem["what"] == 'the importer "a StoryMapJS file" failed (ZeroDivisionError: by mistake)'
    assert problem["remedy"] == "update the package that it is from, or send its makers the file"
    assert list(one.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.js", b"alert(1)"),
        ("a.xml", b"<a><b/></a>"),
        ("a.json", b"[1, 2]"),
    ],
)
def test_what_is_no_story_begins_none(editor: Callable[..., Editor], name: str, data: bytes) -> None:
    one = editor()
    drop(one, name, data)
    assert one.post("open", {"dropped": 1, "folder": 0}) == {"is_story": False, "tool": "", "lines": []}
    assert list(one.folder.iterdir()) == []


def test_a_broken_file_of_another_tool_is_refused_and_no_folder_is_left(editor: Callable[..., Editor]) -> None:
    one = editor()
    drop(one, "a.json", b'{"storymap": {"slides": [}')
    problem = one.post("open", {"dropped": 1, "folder": 0}, status=400)["problem"]
    assert problem["where"].startswith("a.json")
    assert list(one.folder.iterdir()) == []


def test_a_story_is_written_for_other_tools_beside_its_folder(editor: Callable[..., Editor]) -> None:
    one = editor()
    one.post("start", {"text": TEXT, "title": "", "folder": 0})
    (folder,) = one.folder.iterdir()
    one.get("state")
    formats = {entry["name"]: entry["is_own"] for entry in one.get("export")}
    assert formats["markdown"]
    assert not formats["archive"]
    target = one.get("publish")[0]
    done = one.post("export", {"target": target["number"], "format": "markdown"})
    path = folder / "output" / done["file"]
    assert (done["folder"], done["file"]) == ("output", f"{target['name']}.md")
    assert (done["bytes"], done["is_original"]) == (path.stat().st_size, False)
    # The same again is the same file, and what somebody else has there stays.
    assert one.post("export", {"target": 0, "format": "markdown"}) == done
    path.write_text("mine")
    again = one.post("export", {"target": 0, "format": "markdown"})
    assert again["file"] == f"{target['name']}-2.md"
    assert path.read_text() == "mine"
    refused = one.post("export", {"target": 0, "format": "../x"}, status=400)["problem"]
    assert refused["what"] == 'there is no format called "../x"'
    assert one.post("export", {"target": 9, "format": "markdown"}, status=400)["problem"]["remedy"]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.md", b"", "the file is empty"),
        ("a.md", b"%PDF-1.4", "this is a PDF file, not what its name says"),
        ("a.exe", b"MZ\x90\x00", "an article is a .md, .txt, .html, .mhtml, .docx, .odt or .epub file"),
        ("", b"x", "an article is a .md, .txt, .html, .mhtml, .docx, .odt or .epub file"),
        ("a.svg", b"\x89PNG\r\n\x1a\n", "this is a PNG picture, not what its name says"),
    ],
)
def test_what_is_dropped_is_looked_at(editor: Callable[..., Editor], name: str, data: bytes, what: str) -> None:
    one = editor()
    answer = one.server.command("/api/drop", data, x_storymap_name=name)
    assert answer.status == 400
    assert json.loads(answer.body)["problem"]["what"] == what


def test_a_picture_is_dropped_into_the_story(editor: Callable[..., Editor], tmp_path: Path) -> None:
    one = editor(ARTICLE, PLACES)
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    number = drop(one, "A%20b.png", (tmp_path / "a.png").read_bytes())["number"]
    answer = one.run("place-picture", dropped=number, place_id="juarez", alt="x", caption="", credit="")
    assert answer["ok"]
    state = one.get("state")
    assert [place["image"] for place in state["places"] if place["place_id"] == "juarez"] == ["a-b.png"]


def test_a_dropped_file_stands_beside_a_folder_of_its_name(tmp_path: Path) -> None:
    data, folder = tmp_path / "1.png", tmp_path / "story"
    (folder / "a.png").mkdir(parents=True)
    data.write_bytes(b"x" * (folder / "a.png").stat().st_size)
    dropped = DroppedFile(1, "a.png", "picture", data, 1)
    assert dropped.copy_into(folder) == folder / "a-2.png"
    assert dropped.copy_into(folder) == folder / "a-2.png"


def test_a_drop_that_its_window_gave_up_is_gone_and_nothing_is_said(editor: Callable[..., Editor]) -> None:
    one = editor(None)
    server = one.server
    head = (
        f"POST /api/drop HTTP/1.1\r\nHost: {server.address.authority}\r\nCookie: {server.cookie}\r\n"
        f"Origin: http://{server.address.authority}\r\nX-Storymap: {server.key}\r\nX-Storymap-Name: a.md\r\n"
        "Content-Length: 1000\r\n\r\n# half"
    )
    with socket.create_connection((server.address.host, server.address.port), timeout=10) as connection:
        connection.sendall(head.encode())
    assert drop(one, "b.md", b"# Whole\n")["number"] == 2
    assert server.said == []


def test_a_drop_is_bounded_while_it_arrives(editor: Callable[..., Editor]) -> None:
    one = editor()
    server = one.server
    head = (
        f"POST /api/drop HTTP/1.1\r\nHost: {server.address.authority}\r\nCookie: {server.cookie}\r\n"
        f"Origin: http://{server.address.authority}\r\nX-Storymap: {server.key}\r\nX-Storymap-Name: a.md\r\n"
        f"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    ).encode()
    chunk = b"100000\r\n" + b"x" * (1 << 20) + b"\r\n"
    with socket.create_connection((server.address.host, server.address.port), timeout=20) as connection:
        connection.sendall(head)
        sent = 0
        try:
            while sent < 200:
                connection.sendall(chunk)
                sent += 1
        except OSError:
            pass
        connection.settimeout(20)
        try:
            answer = connection.recv(65536)
        except OSError:
            answer = b""
    assert sent < 80
    assert not answer or answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 413"))
    assert one.get("state")["story"] is None


TICKET = "/api/ticket?for=/page/1"
ROUTES = [
    ("GET", "/page/1"),
    ("GET", "/read/1"),
    ("GET", "/events"),
    ("GET", TICKET),
    ("GET", "/api/state"),
    ("GET", "/api/shelf"),
    ("GET", "/api/search?q=a"),
    ("GET", "/api/places?q=a"),
    ("GET", "/api/block?block=1"),
    ("GET", "/api/publish"),
    ("POST", "/api/command"),
    ("POST", "/api/start"),
    ("POST", "/api/open"),
    ("POST", "/api/drop"),
    ("POST", "/api/publish"),
    ("POST", "/api/compare"),
]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("bare")
    choices = EditorChoices(BuildChoices(folder / "story.md"), False, NewsroomChoices(no_settings=True), folder)
    with running(EditApp(lambda hub: EditorSession(choices, hub)).app(), largest=largest_body) as server:
        yield server


def asked(server: Running, method: str, path: str, **headers: str | None) -> Answer:
    body = b"{}" if method == "POST" else b""
    own: dict[str, str | None] = {"origin": f"http://{server.address.authority}"}
    return server.ask(path, method, body, **{**own, **headers})


WRONG: list[dict[str, str | None]] = [
    {"cookie": None},
    {"cookie": "storymap-1=x"},
    {"host": "evil.example"},
    {"host": "127.0.0.1:1"},
    {"sec_fetch_site": "cross-site"},
    {"sec_fetch_site": "same-site"},
    {"x_storymap": None},
    {"x_storymap": ""},
    {"x_storymap": "1"},
]
OTHER_ORIGINS: list[dict[str, str | None]] = [{"origin": "http://evil.example"}, {"origin": "null"}, {"origin": None}]
GUARDED = [
    (method, path, headers)
    for method, path in ROUTES
    for headers in (*WRONG, *(OTHER_ORIGINS if method == "POST" else []))
]


@pytest.mark.parametrize(("method", "path", "headers"), GUARDED)
def test_every_route_is_guarded(bare: Running, method: str, path: str, headers: dict[str, str | None]) -> None:
    answer = asked(bare, method, path, **headers)
    assert answer.status == (421 if "host" in headers else 403), answer.body


@pytest.mark.parametrize(("method", "path"), [one for one in ROUTES if one[1].startswith("/api/") and one[1] != TICKET])
def test_without_a_story_every_route_answers_in_words(bare: Running, method: str, path: str) -> None:
    answer = asked(bare, method, path)
    if path in ("/api/state", "/api/shelf"):
        assert answer.status == 200
    else:
        assert answer.status == 400
        assert json.loads(answer.body)["problem"]["what"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"text": 1}',
        b'{"text": "x", "title": "", "folder": 1e400}',
        b'{"text": "x", "title": "", "folder": NaN}',
        b'{"text": "\\ud800 x", "title": "", "folder": 0}',
        b'{"text": "   ", "title": "", "folder": 0}',
        b'{"text": "x", "title": "", "folder": 7}',
        b'{"text": "x", "title": "", "folder": "../.."}',
        b'{"text": "x", "title": "", "folder": 0, "path": "/etc"}',
    ],
)
def test_what_is_no_beginning_is_refused(bare: Running, body: bytes) -> None:
    answer = bare.command("/api/start", body)
    assert answer.status == 400
    assert json.loads(answer.body)["problem"]["what"]


def test_a_body_that_is_too_large_is_refused(bare: Running) -> None:
    assert bare.command("/api/command", b"x" * (2 << 20)).status == 413


@pytest.mark.parametrize(
    "path", ["/api/", "/api/state/", "/api/nothing", "/api/../etc/passwd", "/etc/passwd", "/api/%2e%2e/x"]
)
def test_there_are_no_other_routes(bare: Running, path: str) -> None:
    assert asked(bare, "GET", path).status in (404, 307)
