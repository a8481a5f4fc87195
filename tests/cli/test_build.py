"""`storymap build` as a person meets it: what is printed where, what is written, and the exit code."""

from __future__ import annotations

from pathlib import Path

from tests.cli.commands import collection, run


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


def test_a_language_that_is_none_is_refused(desk: Path) -> None:
    result = run("build", "story.md", "--lang", "plain English")
    assert (result.exit_code, result.stderr) == (
        1,
        'error: language: "plain English" is not a language tag; write for example en, es or es-MX\n',
    )


def test_problems_of_article_places_and_context_are_said_together(desk: Path) -> None:
    (desk / "story.md").write_text("---\ntitle: T\ncontext: {a: b}\n---\n\nLaredo.\n")
    (desk / "places.geojson").write_text(collection(("Sydney", -33.9, 151.2)))
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


def test_problems_of_places_and_streets_are_said_together(desk: Path) -> None:
    (desk / "places.geojson").write_text("[]")
    (desk / "laredo.pmtiles").write_bytes(b"PM\x02\x00")
    result = run("build", "story.md", "--tiles", "laredo.pmtiles")
    assert result.exit_code == 1
    assert [line.split(": ")[1].split(",")[0] for line in result.stderr.splitlines()] == [
        "places.geojson",
        "laredo.pmtiles",
    ]


def test_all_problems_of_both_inputs_are_said_at_once_and_nothing_is_written(desk: Path) -> None:
    (desk / "story.md").write_text("---\ntitle: [1\n---\n\nLaredo.\n")
    (desk / "places.geojson").write_text(collection(("Sydney", -33.9, 151.2), ("", 0, 0)))
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


def test_a_warning_stays_a_warning_beside_an_error(desk: Path) -> None:
    (desk / "places.geojson").write_text(collection(("Laredo", 190, 27.5), ("Nowhere", 0, 99), ("No more", 0, 98)))
    lines = run("build", "story.md", "-v").stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["warning", "error", "error"]


def test_a_lone_outlier_with_exchanged_coordinates_is_told(desk: Path) -> None:
    places = [("Wien", 16.37, 48.21), ("Praha", 14.42, 50.09), ("Graz", 15.44, 47.07), ("Lyon", 45.76, 4.84)]
    (desk / "story.md").write_text("# T\n\nFrom Wien, Praha, Graz and Lyon.\n", encoding="utf-8")
    (desk / "places.geojson").write_text(collection(*places), encoding="utf-8")
    told = run("build", "story.md").stderr.splitlines()
    assert [line for line in told if "exchanged" in line] == [
        'warning: places.geojson, feature 4 ("Lyon"), line 5: "Lyon" lies at latitude 4.84, longitude 45.76; with the two '
        "exchanged it is Lyon, Auvergne-Rhône-Alpes, France; exchange the two numbers; GeoJSON has longitude first"
    ]
    assert run("check", "story.md").stderr.count("exchanged") == 1
    (desk / "places.geojson").write_text(collection(*places[:3], ("Accra", -0.2, 5.6)), encoding="utf-8")
    assert "exchanged" not in run("build", "story.md").stderr
