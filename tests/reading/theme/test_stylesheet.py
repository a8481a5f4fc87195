"""A theme is CSS that loads nothing: everything else is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import Problem, StorymapError
from storymap.reading.theme.stylesheet import LARGEST_THEME, read_theme
from tests.conftest import ROOT


def write(folder: Path, css: str | bytes) -> Path:
    path = folder / "desk.css"
    path.write_bytes(css if isinstance(css, bytes) else css.encode())
    return path


def refusals(path: Path) -> list[str]:
    with pytest.raises(StorymapError) as caught:
        read_theme(path)
    return [str(problem) for problem in caught.value.problems]


def warnings(path: Path) -> list[str]:
    problems: list[Problem] = []
    read_theme(path, problems=problems)
    assert {problem.severity for problem in problems} <= {"warning"}
    return [str(problem) for problem in problems]


def test_a_theme_stays_as_it_is_written(tmp_path: Path) -> None:
    css = ":root { --accent: #00594f; } /* Ñ */\n.kicker::after { content: '→'; }\n"
    theme = read_theme(write(tmp_path, css))
    assert (theme.css, theme.scheme) == (css, "")


def test_line_ends_and_a_byte_order_mark_are_those_of_the_page(tmp_path: Path) -> None:
    assert read_theme(write(tmp_path, b"\xef\xbb\xbfa{}\r\nb{}\rc{}\x0cd{}")).css == "a{}\nb{}\nc{}\nd{}"


@pytest.mark.parametrize(
    "css",
    [
        "@font-face { font-family: x; src: url(data:font/woff2;base64,d09GMg==) format('woff2') }",
        'h1 { background: image-set(url("data:image/png;base64,AA==") type("image/png") 1x) }',
        'a[href^="https://example.org"] { color: var(--link) } html { scroll-behavior: auto }',
        "@media print { :root:root { --ink: #222 } }",
        "@charset 'utf-8'; .a { &:hover { color: red } }",
        "/* @import url(https://example.org/x.css) */ a { --note: 'url(https://example.org)' }",
    ],
)
def test_what_loads_nothing_is_accepted_without_a_word(tmp_path: Path, css: str) -> None:
    assert warnings(write(tmp_path, css)) == []


ELSEWHERE = "would load something from elsewhere"


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("\n@import 'https://example.org/x.css';", "line 2: @import would load another style sheet; copy its rules"),
        ("@\\69mport url(data:text/css,a);", "line 1: @import would load"),
        ("@media print {\n@import 'x';\na{} }", "line 2: @import would load"),
        (
            "a { b: url(https://example.org/a.png) }",
            f"line 1: url(https://example.org/a.png) {ELSEWHERE}; put a picture",
        ),
        ("a {\n b: url( '//example.org/a' ) }", f'line 2: url("//example.org/a") {ELSEWHERE}'),
        ("a { b: \\75 rl(a.png) }", f"line 1: url(a.png) {ELSEWHERE}"),
        ("a { b: U\\52L(a.png) }", f"line 1: url(a.png) {ELSEWHERE}"),
        ("a { b: url(javascript:alert(1)) }", "line 1: this is not CSS"),
        ("a { b: url(file:///etc/passwd) }", f"line 1: url(file:///etc/passwd) {ELSEWHERE}"),
        ("a { b: image-set('https://example.org/a' 1x) }", f'line 1: image-set("https://example.org/a") {ELSEWHERE}'),
        (
            "a { --x: 'https://example.org'; b: image-set(var(--x) 1x) }",
            "line 1: var() hides what image-set() would load",
        ),
        ("a { b: src('x.png') }", f'line 1: src("x.png") {ELSEWHERE}'),
        ("@media x { @supports (a:b) { c { d: e(f(url(g))) } } }", f"line 1: url(g) {ELSEWHERE}"),
        ("@namespace url(http://www.w3.org/1999/xhtml);", f"line 1: url(http://www.w3.org/1999/xhtml) {ELSEWHERE}"),
        ("a { width: expression(alert(1)) }", "line 1: expression() is a script; leave it out"),
        ("a { behavior: none }", "line 1: behavior loads a script"),
        ("a { -moz-binding: none }", "line 1: -moz-binding loads a script"),
        (
            "/* x */\n/* </STYLE><script>alert(1)</script> */ a{}",
            "line 2: this would end the page's style sheet (</style)",
        ),
        ("a { content: '</style>' }", "line 1: this would end the page's style sheet"),
        ("Hello, this is no style sheet", "line 1: this is not CSS: "),
        ("a { content: 'x\n }", "line 1: this is not CSS: bad string"),
        ("a { b: c } }\nd { e: f }", "line 1: this is not CSS: unmatched }"),
        ("/* nothing */", "there is no rule in it; write for example"),
        ("{" * 200_000, "line 1: brackets are nested too deeply; write plain rules"),
        ("a{b:f(" + "(" * 100_000, "line 1: brackets are nested too deeply; write plain rules"),
    ],
)
def test_what_would_load_or_run_is_refused_with_its_line(tmp_path: Path, css: str, said: str) -> None:
    (first, *_) = refusals(write(tmp_path, css))
    assert first.startswith(("desk.css, " if said.startswith("line") else "desk.css: ") + said), first


def test_all_errors_are_listed_at_once(tmp_path: Path) -> None:
    css = "@import 'x';\na { b: url(c) }\nd { e: expression(f) }\n"
    assert [line[:17] for line in refusals(write(tmp_path, css))] == [f"desk.css, line {n}:" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a{}" + b" " * LARGEST_THEME, "the file is larger than 256 kB"),
        (b"", "the file is empty"),
        (b"a{}\0", "desk.css: this is not a text file (NUL byte at line 1)"),
        (b"\x89PNG\r\n\x1a\n", "desk.css: this is a PNG picture, not a text file"),
        (b"a{content:'\xe9'}", "desk.css: this is not UTF-8"),
    ],
)
def test_what_is_no_style_sheet_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (only,) = refusals(write(tmp_path, data))
    assert said in only


def test_only_a_css_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "passwords.txt"
    secret.write_text("a { }")
    assert refusals(secret) == [f"{secret}: a theme is a .css file; name a style sheet, or rename the file"]
    assert refusals(tmp_path / "none.css") == [f"{tmp_path / 'none.css'}: there is no such file; check the path"]


@pytest.mark.parametrize(
    ("css", "scheme"),
    [
        (":root { color-scheme: light }", "light"),
        ("html { color-scheme: only dark }", "dark"),
        (":root { color-scheme: light dark }", ""),
        (":root { color-scheme: normal }", ""),
        (".card { color-scheme: dark }", ""),
        ("@media print { :root { color-scheme: light } }", ""),
    ],
)
def test_a_theme_says_whether_it_is_for_light_or_dark(tmp_path: Path, css: str, scheme: str) -> None:
    assert read_theme(write(tmp_path, css)).scheme == scheme


def test_text_that_cannot_be_read_on_its_paper_is_a_warning(tmp_path: Path) -> None:
    css = "@media screen {\n:root {\n--paper: white;\n--ink: #888;\n--link: rgb(0 0 0);\n--ink-soft: var(--x)\n}\n}"
    assert warnings(write(tmp_path, css)) == [
        "desk.css, line 4: --ink on --paper has a contrast of 3.5:1; readers need 4.5:1: make one of them darker or lighter"
    ]


def test_the_contrast_is_that_of_the_wcag(tmp_path: Path) -> None:
    # #767676 on white is the well-known edge: 4.54:1. One step lighter is 4.48:1.
    dark = "@media (prefers-color-scheme: dark) { a { b: c } }"
    assert warnings(write(tmp_path, ":root { --paper: #fff; --ink: #767676 }" + dark)) == []
    assert "4.5:1;" in warnings(write(tmp_path, ":root { --paper: #fff; --ink: #777 }" + dark))[0]


@pytest.mark.parametrize(
    ("css", "warned"),
    [
        (":root { --paper: #fff }", True),
        (":root { --paper: #fff; color-scheme: light }", False),
        (":root { --paper: #fff } @media (prefers-color-scheme: dark) { :root { --paper: #000 } }", False),
        (":root { --paper: light-dark(#fff, #000) }", False),
        (":root { --accent: #000 }", False),
    ],
)
def test_colours_without_a_dark_twin_are_a_warning(tmp_path: Path, css: str, warned: bool) -> None:
    said = warnings(write(tmp_path, css))
    assert [line.partition(",")[0] for line in said] == (["desk.css"] if warned else [])


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "themes").glob("*.css")), ids=lambda path: path.stem)
def test_the_themes_of_the_docs_are_without_an_error(path: Path) -> None:
    assert warnings(path) == []


@given(st.text(alphabet="a{}();:'\"\\@/*<!-u rl(\n,#%[]", max_size=60))
def test_whatever_is_written_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, css: str) -> None:
    path = write(tmp_path_factory.getbasetemp(), css or " ")
    try:
        css_read = read_theme(path).css
    except StorymapError:
        return
    assert css_read == css
