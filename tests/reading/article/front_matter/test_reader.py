"""Front matter: what it says of an article, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from tests.reading.article.files import FRONT_MATTER, read, refusal


def test_front_matter(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, FRONT_MATTER, problems)
    assert article.title == "A river: the story"
    assert (article.subtitle, article.kicker, article.date) == ("2009", "Exclusive", "2009-03-03")
    assert article.byline == "Ana Ruiz、Ed Roe和Li Bo"
    assert (article.language, article.source_url) == ("zh-Hant-TW", "https://example.org/river?a=1")
    assert article.credit == "The River Gazette"
    assert article.place_files == ("river.geojson", "../more places.csv")
    assert article.theme_file == "../looks/desk.css"
    assert [(block.text, block.line) for block in article.body] == [("Text.", 19)]
    assert problems == []


@pytest.mark.parametrize(
    ("language", "byline"),
    [
        ("en", "Ana, Ed and Li"),
        ("en-US", "Ana, Ed and Li"),
        ("es-MX", "Ana, Ed y Li"),
        ("de", "Ana, Ed und Li"),
        ("ar", "Ana وEd وLi"),
        ("ja", "Ana、Ed、Li"),
        ("tlh", "Ana, Ed and Li"),
    ],
)
def test_several_authors_are_listed_as_the_language_does(tmp_path: Path, language: str, byline: str) -> None:
    assert read(tmp_path, f"---\nby: [Ana, Ed, Li]\nlang: {language}\n---\nText").byline == byline


@pytest.mark.parametrize("written", ["2009-03-03", "3 March 2009", "2009", "12:30", "yes", "1e3", "0x1F", "3/4/2009"])
def test_a_date_stays_as_it_is_written(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, f"---\ndate: {written}\n---\nText").date == written


def test_unknown_keys_are_one_warning(tmp_path: Path) -> None:
    problems: list[Problem] = []
    read(tmp_path, "---\nmood: post\nweather: [a, {b: c}]\ntitel: x\nbyeline: y\n---\nText", problems)
    assert [(p.severity, str(p)) for p in problems] == [
        (
            "warning",
            'story.md: front matter that means nothing here: mood, weather, titel (did you mean "title"?), '
            'byeline (did you mean "byline"?); known are title, subtitle, byline, kicker, date, language, source, '
            "credit, places, context, theme, tiles, media, inset, autoplay, selector, fields",
        )
    ]


def test_all_errors_are_listed_at_once_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(
        "---\ntitle: [a, b]\nlanguage: x\nsource: javascript:alert(1)\nplaces: {a: b}\nby: x\nby: y\n---\n"
    )
    assert [problem.partition(";")[0] for problem in refusal(tmp_path / "story.md")] == [
        "story.md, line 7: byline is given twice",
        "story.md, line 2: title is no text",
        'story.md, line 3: "x" is no language tag',
        'story.md, line 4: the source "javascript:alert(1)" is no web address',
        "story.md, line 5: places must be a file's name, or a list of them",
        "story.md: there is no text in it",
    ]


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("title: a: b", "line 2: the front matter is not valid YAML: there is a second colon in the line"),
        ("title: x\nby: 'a", "line 4: the front matter is not valid YAML: a quotation mark is opened"),
        ("\ttitle: x", "line 2: the front matter is not valid YAML: there is a tab"),
        ("places: [a, b", "the front matter is not valid YAML: a bracket is not closed"),
        ("just words", "line 2: the front matter is not made of key: value lines"),
        ("- a\n- b", "line 2: the front matter is not made of key: value lines"),
        ("a: &x [1]\nb: *x", "line 3: the front matter uses an alias (*), which is refused"),
        ("title: !!python/object/apply:os.system [id]", "line 2: the front matter uses a tag (!), which is refused"),
        ("title: !mine x", "line 2: the front matter uses a tag (!), which is refused"),
        ('title: "\\UFFFFFFFF"', "the front matter holds an escape that is no character"),
        ("title: a\uffff", "line 2: the front matter holds a character that YAML does not allow (U+FFFF)"),
        ("a: " + "[" * 20_000, "the front matter is nested too deeply"),
        ("a: " + "x" * 70_000, "line 1: the front matter is longer than 64 kB"),
    ],
)
def test_front_matter_that_is_not_yaml(tmp_path: Path, front: str, said: str) -> None:
    (tmp_path / "story.md").write_text(f"---\n{front}\n---\nText", encoding="utf-8")
    (problem,) = refusal(tmp_path / "story.md")
    assert said in problem


def test_a_billion_laughs_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    (tmp_path / "story.md").write_text("---\n" + "\n".join(lines) + "\n---\nText")
    assert refusal(tmp_path / "story.md") == [
        "story.md, line 3: the front matter uses an alias (*), which is refused; "
        "put a value that begins with it into quotes"
    ]


def test_front_matter_that_is_not_closed_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("---\ntitle: x\n\nText")
    assert "no line --- closes it" in refusal(tmp_path / "story.md")[0]


def test_dashes_further_down_are_no_front_matter(tmp_path: Path) -> None:
    article = read(tmp_path, "\n---\n\ntitle: x\n---\n")
    assert [block.kind for block in article.body] == ["rule", "heading"]
    assert read(tmp_path, "---\n---\nText").title == "Story"


@pytest.mark.parametrize("tag", ["en", "es-MX", "zh-Hant-TW", "es-419", "sr-Latn", "ca-ES-valencia"])
def test_language_tags(tmp_path: Path, tag: str) -> None:
    assert read(tmp_path, f"---\nlanguage: {tag}\n---\nText").language == tag


@pytest.mark.parametrize(("written", "tag"), [("en_US", "en-US"), ("English", "en"), ("french", "fr")])
def test_a_language_as_other_tools_write_it(tmp_path: Path, written: str, tag: str) -> None:
    assert read(tmp_path, f"---\nlang: {written}\n---\nText").language == tag


@pytest.mark.parametrize("tag", ["e", '"><script>', "en us", "en--US"])
def test_other_words_are_no_language_tags_and_the_text_says(tmp_path: Path, tag: str) -> None:
    problems: list[Problem] = []
    assert read(tmp_path, f"---\nlanguage: '{tag}'\n---\nText", problems).language == "en"
    assert "is no language tag; it is left out" in problems[0].what and problems[0].severity == "warning"


@pytest.mark.parametrize(("written", "inset"), [("", True), ("inset: true\n", True), ("inset: false\n", False)])
def test_an_author_leaves_the_inset_out(tmp_path: Path, written: str, inset: bool) -> None:
    assert read(tmp_path, f"---\ntitle: T\n{written}---\nText.").inset is inset


def test_the_inset_is_there_or_not(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("---\ninset: small\n---\nText.")
    assert refusal(tmp_path / "story.md") == [
        'story.md, line 2: inset is "small", neither true nor false; write inset: false for a map without one'
    ]


@pytest.mark.parametrize(("written", "seconds"), [("", 0), ("autoplay: 8\n", 8), ('autoplay: "120"\n', 120)])
def test_an_author_lets_the_steps_go_on_by_themselves(tmp_path: Path, written: str, seconds: int) -> None:
    assert read(tmp_path, f"---\ntitle: T\n{written}---\nText.").autoplay == seconds


@pytest.mark.parametrize("written", ["2", "121", "true", "8 s", "8.5", "-8", "٨"])
def test_steps_take_a_number_of_seconds(tmp_path: Path, written: str) -> None:
    (tmp_path / "story.md").write_text(f"---\nautoplay: {written}\n---\nText.")
    assert refusal(tmp_path / "story.md") == [
        f'story.md, line 2: autoplay is "{written}", not 3 to 120 seconds; write for example autoplay: 8'
    ]
