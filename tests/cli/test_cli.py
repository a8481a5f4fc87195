"""The command as a person meets it: what is printed where, and the exit code."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pmtiles.reader import MemorySource, Reader
from shapely.geometry import LineString

from storymap.cli.main import main
from tests.pages import Page
from tests.streets import encode, tiles_in, write_archive

PLACE = '{"type": "Feature", "properties": {"name": "%s"}, "geometry": {"type": "Point", "coordinates": [%s, %s]}}'


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def places(*records: tuple[str, float, float]) -> str:
    features = ",\n".join(PLACE % record for record in records)
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}'


def test_build_writes_the_page_and_ends_with_one_line_that_says_so(desk: Path) -> None:
    result = run("build", "story.md")
    size = (desk / "output" / "a-day-in-laredo.html").stat().st_size / 1000
    assert result.stdout == f"output/a-day-in-laredo.html: 1 place, 2 mentions, {size:.0f} kB\n"
    assert result.stderr == ""
    assert result.exit_code == 0


def test_build_takes_output_title_and_language(desk: Path) -> None:
    result = run("build", "story.md", "-o", "maps/out.html", "--title", "Día", "--lang", "es", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    html = (desk / "maps" / "out.html").read_text(encoding="utf-8")
    assert '<html lang="es"' in html
    assert "<h1>Día</h1>" in html


def test_a_theme_is_named_in_the_article_or_by_the_option(desk: Path) -> None:
    (desk / "looks").mkdir()
    (desk / "looks" / "a.css").write_text("h1 { color: red }")
    (desk / "b.css").write_text("h1 { color: blue }")
    (desk / "story.md").write_text("---\ntheme: looks/a.css\n---\n# T\n\nLaredo.\n")
    assert run("build", "story.md", "-o", "page.html").exit_code == 0
    assert "h1 { color: red }" in (desk / "page.html").read_text()
    assert run("build", "story.md", "-o", "page.html", "--theme", "b.css").exit_code == 0
    html = (desk / "page.html").read_text()
    assert "h1 { color: blue }" in html and "h1 { color: red }" not in html


def test_a_theme_that_would_load_something_is_refused_with_the_other_problems(desk: Path) -> None:
    (desk / "bad.css").write_text("a { b: c }\n@import 'https://example.org/x.css';\n")
    result = run("build", "story.md", "--lang", "plain English", "--theme", "bad.css")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        'error: language: "plain English" is not a language tag; write for example en, es or es-MX',
        "error: bad.css, line 2: @import would load another style sheet; copy its rules into this file",
    ]
    assert not (desk / "output").exists()


def test_the_page_is_not_written_over_its_theme(desk: Path) -> None:
    (desk / "look.css").write_text("a { b: c }")
    result = run("build", "story.md", "--theme", "look.css", "-o", "look.css")
    assert result.stderr == "error: look.css: the output is one of the inputs; name another output with -o\n"
    assert (desk / "look.css").read_text() == "a { b: c }"


def test_a_language_that_is_none_is_refused(desk: Path) -> None:
    result = run("build", "story.md", "--lang", "plain English")
    assert (result.exit_code, result.stderr) == (
        1,
        'error: language: "plain English" is not a language tag; write for example en, es or es-MX\n',
    )


def test_several_places_files_become_one_map(desk: Path) -> None:
    (desk / "more.geojson").write_text(places(("Nuevo Laredo", -99.5, 27.48)))
    result = run("build", "story.md", "--places", "places.geojson", "--places", "more.geojson")
    assert "2 places, 2 mentions" in result.stdout
    assert "Nuevo Laredo" in result.stderr
    assert result.stderr.startswith("warning: more.geojson, feature 1")


def test_the_front_matter_names_the_places(desk: Path) -> None:
    (desk / "places.geojson").rename(desk / "other.geojson")
    (desk / "story.md").write_text("---\ntitle: T\nplaces: other.geojson\n---\n\nLaredo.\n")
    assert "1 place, 1 mention," in run("build", "story.md").stdout


RIVER = (
    '{"type": "Feature", "properties": {"name": "%s", "kind": "river"},'
    ' "geometry": {"type": "LineString", "coordinates": [[-99.6, 27.6], [-99.4, 27.4]]}}'
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


def test_the_page_is_not_written_over_its_context(desk: Path) -> None:
    (desk / "context.geojson").write_text(RIVER % "Rio Grande")
    result = run("build", "story.md", "-o", "context.geojson")
    assert (result.exit_code, result.stderr) == (
        1,
        "error: context.geojson: the output is one of the inputs; name another output with -o\n",
    )


def test_problems_of_article_places_and_context_are_said_together(desk: Path) -> None:
    (desk / "story.md").write_text("---\ntitle: T\ncontext: {a: b}\n---\n\nLaredo.\n")
    (desk / "places.geojson").write_text(places(("Sydney", -33.9, 151.2)))
    result = run("build", "story.md", "--places", "places.geojson", "--context", "gone.geojson")
    assert result.exit_code == 1
    assert [line.split(":")[1] for line in result.stderr.splitlines()] == [
        " story.md, line 3",
        ' places.geojson, feature 1 ("Sydney"), line 2',
        " gone.geojson",
    ]
    assert (
        "context must be a file's name, or a list of them; write for example context: context.geojson" in result.stderr
    )


TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def test_online_tiles_are_a_choice_and_keys_are_another(desk: Path) -> None:
    key = ["build", "story.md", "--basemap", f"{TILES}?api_key=abc", "--attribution", "© Me"]
    refused = run(*key)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        'error: basemap: the address holds a key ("api_key"), and whoever opens the page can take it; '
        "if the key may be public, say so with --allow-key (in Python allow_key=True)\n"
    )
    assert not (desk / "output").exists()
    assert run(*key, "--allow-key").exit_code == 0
    html = (desk / "output" / "a-day-in-laredo.html").read_text(encoding="utf-8")
    assert f"{TILES}?api_key=abc" in html
    assert run("build", "story.md", "--basemap", "OpenStreetMap.Mapnik").exit_code == 0
    assert run("build", "story.md", "--basemap", TILES).exit_code == 1


def streets_of_laredo(path: Path) -> Path:
    around = (-99.6, 27.4, -99.4, 27.6)
    layers = {"roads": [(LineString([(-99.6, 27.5), (-99.4, 27.5)]), {"kind": "highway"})]}
    tiles = {key: encode(key, layers) for zoom in (12, 13) for key in tiles_in(zoom, *around)}
    return write_archive(path, {key: tile for key, tile in tiles.items() if tile})


def test_streets_come_into_the_page_to_the_zoom_that_is_asked_for(desk: Path) -> None:
    streets_of_laredo(desk / "laredo.pmtiles")
    sizes = []
    for arguments in ((), ("--tiles-zoom", "12")):
        result = run("build", "story.md", "--tiles", "laredo.pmtiles", *arguments, "-o", "out.html")
        assert (result.exit_code, result.stderr) == (0, "")
        page = Page((desk / "out.html").read_text(encoding="utf-8"))
        data = base64.b64decode(page.one("script", id="storymap-tiles").text)
        sizes.append(Reader(MemorySource(data)).header()["max_zoom"])
    assert sizes == [13, 12]


def test_the_page_is_not_written_over_its_streets(desk: Path) -> None:
    archive = streets_of_laredo(desk / "laredo.pmtiles")
    before = archive.read_bytes()
    result = run("build", "story.md", "--tiles", "laredo.pmtiles", "-o", "laredo.pmtiles")
    assert result.exit_code == 1
    assert result.stderr == "error: laredo.pmtiles: the output is one of the inputs; name another output with -o\n"
    assert archive.read_bytes() == before


def test_problems_of_places_and_streets_are_said_together(desk: Path) -> None:
    (desk / "places.geojson").write_text("[]")
    (desk / "laredo.pmtiles").write_bytes(b"PM\x02\x00")
    result = run("build", "story.md", "--tiles", "laredo.pmtiles")
    assert result.exit_code == 1
    assert [line.split(": ")[1].split(",")[0] for line in result.stderr.splitlines()] == [
        "places.geojson",
        "laredo.pmtiles",
    ]


def test_no_places_is_an_error_that_says_where_they_may_be(desk: Path) -> None:
    (desk / "places.geojson").unlink()
    result = run("build", "story.md")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "error: story.md: no places were given, and there is no places.geojson beside the article; "
        "name a file with --places, or in the front matter: places: my-places.geojson\n"
    )


def test_all_problems_of_both_inputs_are_said_at_once_and_nothing_is_written(desk: Path) -> None:
    (desk / "story.md").write_text("---\ntitle: [1\n---\n\nLaredo.\n")
    (desk / "places.geojson").write_text(places(("Sydney", -33.9, 151.2), ("", 0, 0)))
    result = run("build", "story.md", "--places", "places.geojson")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0].startswith("error: story.md")
    assert lines[1] == (
        'error: places.geojson, feature 1 ("Sydney"), line 2: latitude 151.2 is outside -90..90; '
        "are longitude and latitude swapped?"
    )
    assert lines[2].startswith("error: places.geojson, feature 2, line 3: ")
    assert len(lines) == 3
    assert not (desk / "output").exists()


@pytest.mark.parametrize("name", ["story.md", "places.geojson"])
def test_an_output_that_is_an_input_is_refused(desk: Path, name: str) -> None:
    before = (desk / name).read_bytes()
    result = run("build", "story.md", "-o", name)
    assert (result.exit_code, result.stderr) == (
        1,
        f"error: {name}: the output is one of the inputs; name another output with -o\n",
    )
    assert (desk / name).read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [["build"], ["build", "story.md", "--nonsense"], ["nonsense"], ["check", "a.md", "b.md"]]
)
def test_wrong_usage_ends_with_2(desk: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")


def test_check_lists_where_each_place_is_named_and_writes_nothing(desk: Path) -> None:
    before = sorted(desk.iterdir())
    result = run("check", "story.md")
    assert result.exit_code == 0
    assert result.stdout == (
        "Laredo: 2 mentions\n"
        "  line 3: In Laredo it rained. Nobody left Laredo.\n"
        "  line 3: In Laredo it rained. Nobody left Laredo.\n"
        "1 place, 2 mentions\n"
    )
    assert sorted(desk.iterdir()) == before


def test_check_prints_the_story_as_json(desk: Path) -> None:
    story = json.loads(run("check", "story.md", "--json").stdout)
    assert [(m["place_id"], m["block"], m["start"], m["end"], m["text"]) for m in story["mentions"]] == [
        ("laredo", 0, 3, 9, "Laredo"),
        ("laredo", 0, 33, 39, "Laredo"),
    ]
    assert [e["text"] for e in story["excerpts"]] == ["In Laredo it rained.", "Nobody left Laredo."]
    assert story["places"]["features"][0]["geometry"] == {"type": "Point", "coordinates": [-99.5, 27.5]}


def test_a_name_cannot_drive_the_terminal(desk: Path) -> None:
    (desk / "places.geojson").write_text(places(("\\u001b[2J\\u202eLaredo", -99.5, 27.5)))
    result = run("check", "story.md")
    for stream in (result.stdout, result.stderr):
        assert "\x1b" not in stream
        assert "\u202e" not in stream


def test_the_schema_is_json_schema_and_knows_every_property() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    text = json.dumps(schema)
    for name in ("name", "aliases", "layer", "note", "ignore", "url", "image", "zoom"):
        assert f'"{name}"' in text
    assert '"$ref": "http' not in text


def process(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "storymap", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_module_is_the_command_and_the_bytes_do_not_depend_on_place_or_time(desk: Path, tmp_path: Path) -> None:
    pages = []
    for number, seed in enumerate(("1", "77")):
        folder = desk / f"copy{number}" / ("deep" * number or "flat")
        folder.mkdir(parents=True)
        for name in ("story.md", "places.geojson"):
            (folder / name).write_bytes((desk / name).read_bytes())
        done = process("build", "story.md", cwd=folder, PYTHONHASHSEED=seed, TZ=f"UTC{seed}", LC_ALL="C")
        assert (done.returncode, done.stderr) == (0, "")
        pages.append((folder / "output" / "a-day-in-laredo.html").read_bytes())
    assert pages[0] == pages[1]
    assert str(tmp_path).encode() not in pages[0]


def test_help_does_not_wait_for_the_heavy_libraries(desk: Path) -> None:
    code = (
        "import sys; sys.argv = ['storymap', '--help']\n"
        "from storymap.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'geopandas', 'pandas', 'folium', 'shapely', 'numpy', 'pydantic', 'jinja2', 'yaml', 'PIL'} & set(sys.modules)\n"
        "sys.exit(str(sorted(heavy)) if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "build" in done.stdout


def test_media_too_large_for_the_page_are_refused_with_the_choice_and_go_beside_it(desk: Path) -> None:
    (desk / "rain.mp3").write_bytes(b"ID3" + b"\0" * (2 << 20))
    (desk / "story.md").write_text("# T\n\nLaredo.\n\n![Rain](rain.mp3)\n", encoding="utf-8")
    refused = run("build", "story.md")
    assert (refused.exit_code, refused.stderr) == (
        1,
        'error: story.md, line 5: the sound "rain.mp3" has 2.1 MB; at most 1.5 MB go into a page; '
        "use a smaller one, or choose media: link (--media link)\n",
    )
    assert not (desk / "output").exists()
    assert run("build", "story.md", "--media", "link").exit_code == 0
    assert sorted(path.name for path in (desk / "output").iterdir()) == ["t.html", "t.media"]
    (desk / "story.md").write_text("---\nmedia: link\n---\n# T\n\nLaredo.\n\n![Rain](rain.mp3)\n", encoding="utf-8")
    assert run("check", "story.md").stderr == ""
    assert run("check", "story.md", "--media", "inline").exit_code == 1


@pytest.mark.parametrize(
    ("front", "arguments", "said"),
    [
        ("media: beside\n", [], 'story.md, line 2: there is no "beside" for media; write inline (in the page) or link'),
        ("", ["--media", "beside"], 'media: there is no "beside" for media; take inline or link'),
        (
            "",
            ["--allow-remote", "https://a.example/"],
            'allow-remote: "https://a.example/" is not the name of a server',
        ),
    ],
)
def test_a_choice_of_media_that_is_none_is_refused(desk: Path, front: str, arguments: list[str], said: str) -> None:
    (desk / "story.md").write_text(f"---\n{front}---\n# T\n\nLaredo.\n", encoding="utf-8")
    result = run("build", "story.md", *arguments)
    assert result.exit_code == 1
    assert said in result.stderr


def test_what_is_somebodys_work_is_never_replaced_by_a_page(desk: Path) -> None:
    picture = desk / "harbour.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    result = run("build", "story.md", "-o", "harbour.png")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "error: harbour.png: there is a file that is no page; name another output with -o\n"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert (
        run("build", "story.md", "-o", "page.html").exit_code
        == run("build", "story.md", "-o", "page.html").exit_code
        == 0
    )


def test_a_warning_stays_a_warning_beside_an_error(desk: Path) -> None:
    (desk / "places.geojson").write_text(places(("Laredo", 190, 27.5), ("Nowhere", 0, 99)))
    lines = run("build", "story.md").stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["warning", "error"]


def test_examples_in_the_help_stand_on_lines_of_their_own() -> None:
    for command in ("build", "publish", "check", "suggest", "add", "find"):
        text = run(command, "--help").output
        assert "\\b" not in text
        assert f"\n  storymap {command} " in text


def test_a_zoom_of_tiles_needs_tiles(desk: Path) -> None:
    result = run("build", "story.md", "--tiles-zoom", "12")
    assert result.stderr == "error: tiles_zoom: there are no tiles that it could be for; name an archive with --tiles\n"
