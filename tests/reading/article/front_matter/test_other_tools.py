"""Front matter of Jekyll, Hugo, Quarto, Ghost, MyST and others: what it says of the article, and what it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from tests.reading.article.files import read, refusal


def severities(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.severity, str(problem)) for problem in problems]


@pytest.mark.parametrize(
    ("front", "byline"),
    [
        ("author: Jane Doe <jane@example.org>", "Jane Doe"),
        ("author: {name: Jane Doe, twitter: jd}", "Jane Doe"),
        ("authors:\n  - name: {given: Jane, family: Doe}\n    affiliations: [ref: x]\n  - Li Bo", "Jane Doe und Li Bo"),
        (
            "author:\n  - first_name: Jane\n    last-name: Doe\n  - firstName: Ed\n    lastName: Roe",
            "Jane Doe und Ed Roe",
        ),
        ('author: "Jane Doe^[University of X]"', "Jane Doe"),
        ("author: [[Ann, Bo], {name: {literal: Cy}}]", "Ann, Bo und Cy"),
        ("params:\n  author: Jane Doe\n  mood: x", "Jane Doe"),
        ("author: []", ""),
        ("author:", ""),
    ],
)
def test_authors_in_their_shapes(tmp_path: Path, front: str, byline: str) -> None:
    problems: list[Problem] = []
    assert read(tmp_path, f"---\n{front}\nlang: de\n---\nText", problems).byline == byline
    assert [p for p in problems if p.severity == "error"] == []


def test_an_author_without_a_name_is_a_warning(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read(tmp_path, "---\nauthor: {twitter: jd}\n---\nText", problems).byline == ""
    assert severities(problems) == [
        ("warning", "story.md, line 2: byline is no name; it is left out; write byline: and the text on one line")
    ]


@pytest.mark.parametrize("key", ["subtitle", "standfirst", "dek", "deck", "excerpt", "description", "summary"])
def test_the_standfirst_has_many_names(tmp_path: Path, key: str) -> None:
    problems: list[Problem] = []
    assert read(tmp_path, f"---\n{key}: Two days.\n---\nText", problems).subtitle == "Two days."
    assert problems == []


def test_the_first_name_of_a_field_goes_before_others_and_it_is_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    front = "description: For robots.\nsubtitle: For people.\nauthor: A\nauthors: [A]\nsummary:\n"
    article = read(tmp_path, f"---\n{front}---\nText", problems)
    assert (article.subtitle, article.byline) == ("For people.", "A")
    assert severities(problems) == [
        ("note", "story.md, line 3: subtitle and description differ; subtitle is the standfirst")
    ]


@pytest.mark.parametrize(
    ("written", "language", "date"),
    [
        ("2024-03-29T18:47:41+09:00", "en", "2024-03-29"),
        ("2024-03-05 10:00:00 +0100", "en", "2024-03-05"),
        ("2024/3/5", "en", "2024-03-05"),
        ("05.03.2024", "en", "2024-03-05"),
        ("25/03/2024", "en", "2024-03-25"),
        ("Tue, 05 Mar 2024 10:00:00 +0100", "en", "2024-03-05"),
        ("March 5, 2024", "en", "March 5, 2024"),
        ("March 5, 2024", "fr", "2024-03-05"),
        ("5 March 2024", "de-AT", "2024-03-05"),
        ("5 mars 2024", "fr", "5 mars 2024"),
        ("2024-13-45", "en", "2024-13-45"),
    ],
)
def test_dates_in_their_forms(tmp_path: Path, written: str, language: str, date: str) -> None:
    assert read(tmp_path, f"---\ndate: {written}\nlang: {language}\n---\nText").date == date


def test_what_other_tools_have_for_themselves_is_passed_over(tmp_path: Path) -> None:
    problems: list[Problem] = []
    front = (
        "title: T\nlayout: post\ntags: [a, b]\ncategories:\n  - c\npermalink: /x/\ndraft: true\nslug: x\nimage: /a.jpg\n"
        "format:\n  html:\n    toc: true\nexecute: {echo: false}\nbibliography: refs.bib\nfeature_image: b.png\n"
        "kernelspec: {name: python3}\neleventyNavigation: {key: x}\nparams: {mood: x}\nlast-modified-at: 2020-01-01\n"
    )
    assert read(tmp_path, f"---\n{front}---\nText", problems).title == "T"
    assert problems == []


@pytest.mark.parametrize("theme", ["cosmo", "[air, wide]", "{light: flatly, dark: darkly}"])
def test_a_theme_of_another_tool_is_no_style_sheet(tmp_path: Path, theme: str) -> None:
    problems: list[Problem] = []
    assert read(tmp_path, f"---\ntheme: {theme}\n---\nText", problems).theme_file == ""
    assert [(p.severity, p.where) for p in problems] == [("note", "story.md, line 2")]


def test_what_a_program_would_fill_in_is_not_shown(tmp_path: Path) -> None:
    problems: list[Problem] = []
    front = (
        'title: "{{ site.title }}: rivers"\ndate: "`r Sys.Date()`"\nauthor: "{% author %}"\ndescription: a < b {x}\n'
    )
    article = read(tmp_path, f"---\n{front}---\nText", problems)
    assert (article.title, article.date, article.byline, article.subtitle) == (": rivers", "", "", "a < b {x}")
    assert [problem.what for problem in problems] == [
        'title has "{{ site.title }}", which another program fills in; it is left out',
        'date has "`r Sys.Date()`", which another program fills in; it is left out',
        'byline has "{% author %}", which another program fills in; it is left out',
    ]


def test_toml(tmp_path: Path) -> None:
    problems: list[Problem] = []
    front = (
        'title = "A river"\ndate = 2024-03-05T10:00:00+01:00\nauthors = ["Ann", "Bo"]\ndraft = false\n'
        'tags = ["x"]\nplaces = "river.geojson"\n[params]\n  description = "Two days."\n[cover]\n  image = "a.jpg"\n'
    )
    article = read(tmp_path, f"+++\n{front}+++\n\nText.\n", problems)
    assert (article.title, article.date, article.byline) == ("A river", "2024-03-05", "Ann and Bo")
    assert (article.subtitle, article.place_files) == ("Two days.", ("river.geojson",))
    assert [(block.text, block.line) for block in article.body] == [("Text.", 14)]
    assert problems == []


def test_json(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, '{\n\t"title": "A river",\n\t"lang": ["e"],\n\t"draft": true\n}\n\nText.\n', problems)
    assert article.title == "A river"
    assert [(block.text, block.line) for block in article.body] == [("Text.", 7)]
    assert [problem.where for problem in problems] == ["story.md, line 3"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("+++\ntitle = A\n+++\nText", "story.md, line 2: the front matter is not valid TOML: invalid value"),
        ('{\n"title": A\n}\nText', "story.md, line 2: the front matter is not valid JSON: expecting value"),
        ("+++\ntitle = 'A'\n\nText", "line 1: the first line +++ opens front matter, and no line +++ closes it"),
        ("+++\na = " + "[" * 5_000 + "\n+++\nText", "the front matter is not valid TOML"),
        (
            "+++\na = " + "9" * 5_000 + "\n+++\nText",
            "line 2: the front matter is not valid TOML: a number has too many digits",
        ),
        (
            "+++\na = 1\n" + "a." * 30_000 + "a = 1\n+++\nText",
            "line 3: the front matter is not valid TOML: a key has too many",
        ),
        ('{\n"a": ' + "9" * 5_000 + "\n}\nText", "the front matter is not valid JSON: a number has too many digits"),
        ('{"a": ' + "[" * 50_000 + "\n}\nText", "the front matter is not valid JSON"),
        ("+++\na = '" + "x" * 70_000 + "'\n+++\nText", "the front matter is longer than 64 kB"),
    ],
)
def test_toml_and_json_that_are_none(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "story.md").write_text(text)
    assert any(said in problem for problem in refusal(tmp_path / "story.md"))


def test_tabs_at_the_end_of_a_line_mean_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "---\nauthors:\n- ann\t\t\ntitle: T\t\n---\nText").byline == "ann"


def test_a_line_of_plus_signs_may_be_something_else(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, "+++\nOne.\n\n+++\n\nTwo.\n", problems)
    assert [block.text for block in article.body] == ["One.", "Two."]
    assert problems == []


@pytest.mark.parametrize("text", ["{x}\n}\n", "{ curly } words\n", '{"a quotation"}\n'])
def test_braces_are_no_front_matter(tmp_path: Path, text: str) -> None:
    assert len(read(tmp_path, text).body) >= 1


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('On <a href="https://e.org">18th</a> &amp; <b>F</b><br>here', "On 18th & F here"),
        ("The *New York* __Times__, [linked](https://e.org)", "The New York Times, linked"),
        ("5 * 3 * 2, snake_case_name, a < b &amp; <script>", "5 * 3 * 2, snake_case_name, a < b &amp; <script>"),
    ],
)
def test_markup_in_a_value_is_not_shown(tmp_path: Path, written: str, shown: str) -> None:
    article = read(tmp_path, f"---\ntitle: '{written}'\nexcerpt: '{written}'\n---\nText")
    assert (article.title, article.subtitle) == (shown, shown)
