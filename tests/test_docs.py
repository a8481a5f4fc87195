"""The docs say what the code does: every command and option is there, and every example runs."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from storymap.cli import command_list
from storymap.cli.main import main
from storymap.limits import LARGEST_SUBTITLES
from storymap.reading.media.images import LARGEST_PICTURE
from storymap.reading.media.kinds import ENDINGS
from storymap.reading.media.policy import (
    LARGEST_INLINE_ITEM,
    LARGEST_INLINE_PAGE,
    LARGEST_LINKED_ITEM,
    LARGEST_LINKED_PAGE,
)
from storymap.reading.media.reencode import (
    LARGEST_DECODED,
    LONGEST_SIDE,
    MOST_PIXELS,
    WIDEST_IN_ARTICLE,
    WIDEST_IN_POPUP,
)
from storymap.reading.media.svg.cleaning import LARGEST_SVG
from storymap.reading.places.context import KINDS, MOST_CONTEXT_NAMES, MOST_CONTEXT_POSITIONS
from storymap.reading.places.geojson_schema import places_schema
from tests.cli.commands import streets_of_laredo
from tests.conftest import ROOT
from tests.pages import Page

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

# Each command by what a person writes; a group's own commands stand for it.
COMMANDS_BY_NAME: dict[str, click.Command] = {}
for _elsewhere in command_list.COMMANDS:
    _name, _command = _elsewhere.name or "", _elsewhere.imported()
    own = _command.commands if isinstance(_command, click.Group) else {}
    COMMANDS_BY_NAME |= {f"{_name} {name}": command for name, command in own.items()} or {_name: _command}


def code_blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def test_every_command_and_option_is_on_the_page_of_commands() -> None:
    usage = code_blocks(ROOT / "docs" / "commands.md", "sh")[0]
    for name, command in COMMANDS_BY_NAME.items():
        (line,) = [line for line in usage.splitlines() if line.startswith(f"storymap {name}")]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert any(option in line for option in parameter.opts), f"{name} {parameter.opts}"


@pytest.mark.parametrize("name", sorted(COMMANDS_BY_NAME))
def test_every_command_has_help_for_itself_and_each_option(name: str) -> None:
    command = COMMANDS_BY_NAME[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts


def test_every_property_of_a_place_is_in_the_table() -> None:
    text = (ROOT / "docs" / "places.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    records = [d for d in places_schema()["$defs"].values() if "aliases" in d.get("properties", {})]
    assert sorted(table) == sorted(set(records[0]["properties"]) - {"id"})


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_between_the_docs_leads_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


def test_the_places_file_of_the_readme_is_complete(desk: Path) -> None:
    (example,) = code_blocks(ROOT / "README.md", "json")
    (desk / "places.geojson").write_text(example, encoding="utf-8")
    (desk / "story.md").write_text("# T\n\nIn Juarez.\n")
    result = CliRunner().invoke(main, ["check", "story.md", "--json"])
    assert [m["text"] for m in json.loads(result.stdout)["mentions"]] == ["Juarez"]


def test_the_front_matter_of_the_docs_is_accepted_without_a_warning(desk: Path) -> None:
    (example,) = code_blocks(ROOT / "docs" / "article.md", "yaml")
    (desk / "story.md").write_text(example + "\nLaredo.\n", encoding="utf-8")
    (theme,) = code_blocks(ROOT / "docs" / "theming.md", "css")
    (desk / "desk.css").write_text(theme, encoding="utf-8")
    streets_of_laredo(desk / "streets.pmtiles")
    result = CliRunner().invoke(main, ["check", "story.md"])
    assert result.exit_code == 0
    # The example's title names places that this small map has not, which is told as a note.
    assert [line for line in result.stderr.splitlines() if not line.startswith("note: ")] == []


def test_the_links_by_hand_of_the_docs_work(desk: Path) -> None:
    by_hand, forbidden, *_ = code_blocks(ROOT / "docs" / "article.md", "markdown")
    (desk / "story.md").write_text(f"# T\n\n{by_hand}\n\n{forbidden}\n", encoding="utf-8")
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": [1, 2]},
        }
        for name in ("Santa Fe bridge", "Juarez")
    ]
    (desk / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    story = json.loads(CliRunner().invoke(main, ["check", "story.md", "--json"]).stdout)
    assert [(m["place_id"], m["text"]) for m in story["mentions"]] == [("santa-fe-bridge", "the bridge")]


def test_the_views_of_the_docs_work(desk: Path, juarez_folder: Path) -> None:
    (example,) = (block for block in code_blocks(ROOT / "docs" / "article.md", "markdown") if "{view=" in block)
    shutil.copy(juarez_folder / "places.geojson", desk)
    (desk / "story.md").write_text(f"# T\n\n{example}", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "story.md", "--json"])
    _, *views = [block["view"] for block in json.loads(result.stdout)["article"]["blocks"]]
    assert views == [
        _view(place_ids=["sinaloa", "laredo"], hide=["Crossings"]),
        _view(centre=[-106.48, 31.75], zoom=12.0),
    ]
    assert "view" not in result.stderr


def test_the_actions_of_the_docs_work(desk: Path, juarez_folder: Path) -> None:
    (example,) = (block for block in code_blocks(ROOT / "docs" / "article.md", "markdown") if "(view:" in block)
    shutil.copy(juarez_folder / "places.geojson", desk)
    (desk / "story.md").write_text(f"# T\n\n{example}", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "story.md", "--json"])
    _, block = json.loads(result.stdout)["article"]["blocks"]
    assert {block["text"][span["start"] : span["end"]]: span["view"] for span in block["spans"]} == {
        "the two cities": _view(place_ids=["el-paso", "ciudad-juarez"]),
        "a concrete river": _view(centre=[-106.4867, 31.7478], zoom=16.0),
        "all crossings": _view(layers=["Crossings"]),
    }
    assert "story.md" not in result.stderr


def _view(**fields: Any) -> dict[str, Any]:
    nothing = {"place_ids": [], "centre": None, "zoom": None, "show": [], "hide": [], "layers": []}
    return {**nothing, **fields}


def test_the_keys_and_addresses_of_the_docs_are_those_of_the_page() -> None:
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    web = ROOT / "src" / "storymap" / "web" / "src"
    assert "{ j: 1, k: -1 }" in (web / "map" / "toolbar.ts").read_text(encoding="utf-8")
    assert "| J, K |" in text
    for ending in re.findall(r"^\| `#(\w+)=", text, re.MULTILINE):
        assert f"/^#{ending}=" in (web / "page" / "fragments.ts").read_text(encoding="utf-8")


def test_the_keys_of_the_editor_are_those_of_its_window() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", (ROOT / "docs" / "edit.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = {
        where: {word for keys, at in rows if at == where for word in re.findall(r"[^\s,]+", keys)} for _, where in rows
    }
    web = ROOT / "src" / "storymap" / "web" / "src"
    window = _keys_in(web / "editor" / "keyboard.ts") | {"ctrl", "shift"}
    assert (
        {key.lower() for key in told["anywhere"]}
        == window
        == _keys_in(web / "working" / "window_keys.ts") | {"ctrl", "shift"}
    )
    decisions = {key.removeprefix("arrow") for key in _keys_in(web / "editor" / "places" / "decisions.ts")} | set("123")
    # The search is the window's, too.
    assert {key.lower() for key in told["places to decide"]} == decisions - {"/"}
    assert '"123".indexOf(key)' in (web / "editor" / "places" / "decisions.ts").read_text(encoding="utf-8")


def _keys_in(script: Path) -> set[str]:
    """What a script compares a key with."""
    return {key.lower() for key in re.findall(r'(?<!message\.)\bkey === "([^"]+)"', script.read_text(encoding="utf-8"))}


def test_the_python_of_the_readme_runs(desk: Path, juarez_folder: Path) -> None:
    shutil.copytree(juarez_folder, desk / "geodata" / "juarez")
    (example,) = code_blocks(ROOT / "README.md", "python")
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - our own example
    assert (desk / "output" / "juarez.html").exists()


def test_the_python_of_the_page_on_places_runs() -> None:
    (example,) = code_blocks(ROOT / "docs" / "places.md", "python")
    names: dict[str, Any] = {}
    exec(compile(f"{example}\nfound = read_places(table)", "places.md", "exec"), names)  # noqa: S102 - our own example
    assert names["found"]["name"].tolist() == ["Laredo"]


def test_the_command_and_the_python_of_embedding_write_what_the_page_lists(desk: Path, juarez_folder: Path) -> None:
    page = ROOT / "docs" / "embed.md"
    command, archiving = code_blocks(page, "sh")
    assert CliRunner().invoke(main, shlex.split(command)[1:]).exit_code == 0
    listed = re.findall(
        r"`([\w.-]+)`", "".join(re.findall(r"^\| (`.*?) \|", page.read_text(encoding="utf-8"), re.MULTILINE))
    )
    files = {path.name for path in (desk / "juarez").iterdir()}
    assert files == {name for name in listed if "." in name}
    assert CliRunner().invoke(main, shlex.split(archiving)[1:]).exit_code == 0
    assert {path.name for path in (desk / "juarez").iterdir()} == files | {"archive.wacz", "licences"}
    story = json.loads((desk / "juarez" / "story.json").read_text(encoding="utf-8"))
    assert set(story) == {name for name in listed if "." not in name}
    shutil.copytree(juarez_folder, desk / "geodata" / "juarez")
    (example,) = code_blocks(page, "python")
    exec(compile(example, "embed.md", "exec"), {})  # noqa: S102 - our own example
    assert (desk / "output" / "juarez" / "oembed.json").exists()


def test_the_snippets_of_the_docs_are_those_that_are_published(desk: Path, juarez_folder: Path) -> None:
    shutil.copytree(juarez_folder, desk / "geodata" / "juarez")
    url = "https://maps.example.org/juarez/"
    assert CliRunner().invoke(main, ["publish", "geodata/juarez/story.md", "-o", "out", "--url", url]).exit_code == 0
    published = Page((desk / "out" / "embed.html").read_text(encoding="utf-8"))
    codes = {code.text.strip() for code in published.all("code")}
    height, _, linked, element = (code.strip() for code in code_blocks(ROOT / "docs" / "embed.md", "html"))
    assert {height, linked} <= codes
    assert element.replace(f'href="{url}"', f'href="{url}index.html?view=map"') in codes


def test_what_the_docs_show_of_build_is_what_it_prints(desk: Path, juarez_folder: Path) -> None:
    shutil.copytree(juarez_folder, desk / "geodata" / "juarez")
    shown = re.search(r"^\$ storymap build geodata/juarez/story.md\n(.+)$", COMMANDS, re.MULTILINE)
    assert shown
    result = CliRunner().invoke(main, ["build", "geodata/juarez/story.md"])
    without_size = re.compile(r", \d+ kB$")
    assert without_size.sub("", result.stdout.strip()) == without_size.sub("", shown[1])


def test_every_kind_of_context_is_in_the_table() -> None:
    text = (ROOT / "docs" / "basemap.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", text.partition("| kind |")[2], re.MULTILINE)
    assert sorted(re.findall(r"\w+", " ".join(rows))) == sorted(KINDS)


def test_the_limits_of_context_are_what_the_docs_say() -> None:
    text = (ROOT / "docs" / "basemap.md").read_text(encoding="utf-8")
    assert f"may have {MOST_CONTEXT_POSITIONS:,} positions" in text
    assert f"The first {MOST_CONTEXT_NAMES} names" in text


def test_the_limits_of_media_are_what_the_docs_say() -> None:
    text = " ".join((ROOT / "docs" / "article.md").read_text(encoding="utf-8").split())
    places = " ".join((ROOT / "docs" / "places.md").read_text(encoding="utf-8").split())
    for said in (
        f"at most {LARGEST_PICTURE >> 20} MB, {MOST_PIXELS // 1_000_000} million pixels, and {LONGEST_SIDE:,} pixels a side",
        f"{LARGEST_DECODED // 1_000_000} MB when it is decoded",
        f"at most {WIDEST_IN_ARTICLE:,} pixels wide",
        f"SVG of up to {LARGEST_SVG >> 10} kB",
        f"(WebVTT, up to {LARGEST_SUBTITLES >> 10} kB)",
        f"at most {LARGEST_INLINE_ITEM / (1 << 20):g} MB for each picture",
        f"and {LARGEST_INLINE_PAGE >> 20} MB together with the pictures of the places",
        f"at most {LARGEST_LINKED_ITEM >> 20} MB each and {LARGEST_LINKED_PAGE >> 20} MB together",
    ):
        assert said in text, said
    assert f"at most {WIDEST_IN_POPUP} pixels wide" in places


def test_every_ending_of_a_recording_is_in_the_docs() -> None:
    text = (ROOT / "docs" / "article.md").read_text(encoding="utf-8")
    listed = re.search(r"^Sounds: (.+?)\. Films: (.+?)\.$", text, re.MULTILINE)
    assert listed
    for kind, names in zip(("audio", "video"), listed.groups(), strict=True):
        assert re.findall(r"`(\.\w+)`", names) == list(ENDINGS[kind])
