"""Elements that swallow what follows: the text is there, or its words are counted, with a line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import Problem
from storymap.reading.article.reader import read_article
from tests.time_limit import TimeLimit

PAGE = "<!doctype html><html><body>\n<header>Menu</header><article><h1>T</h1><p>In Laredo.</p>\n<p>Next {}\n<p>The last words of Laredo</p></article></body></html>"
SWALLOWING = ["<select>", "<noscript>", "<template>", "<object>", "<iframe>", "<textarea>", "<title>", "<script>", "<style>", "<!--", "<nav>", "<aside>", "<form>", "<div hidden>", "<div style='display: none'>", "<button>", "<menu>", "<dialog>", "<svg><title>", "<math><mtext><select>", '<a href="x>', '<p class="x', "<!-- a <script>"]  # fmt: skip
HARMLESS = ["", "<svg>", "<svg><style>", "<math>", "<svg></svg>", "<script>a = '<p>b'</script>", "<noscript>Turn it on</noscript>", "<nav>Home <b>page</b></nav>", "<select><option>One<option>Two</select>", "<!-- a comment -->", "a<wbr>b &amp; c &eacute;", '<b title="a > b">c</b>', "<table><tr>a<td>b</table>", "<b>c<p>d</b>e", "<div hidden><p>gone</div>", "a < b <3", "<svg><foreignObject><p>In</p></foreignObject></svg>", "<textarea>a</textarea>", "<br/><hr>"]  # fmt: skip


def read(tmp_path: Path, text: str, name: str = "a.html") -> tuple[str, list[str]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    article = read_article(tmp_path / name, problems=problems)
    return " ".join(block.text for block in article.body), [str(p) for p in problems if "lost" in p.what]


@pytest.mark.parametrize("swallowing", SWALLOWING)
def test_words_after_an_element_that_is_not_closed_are_counted(swallowing: str, tmp_path: Path) -> None:
    shown, said = read(tmp_path, PAGE.format(swallowing))
    assert "last words" not in shown
    words = 6 if swallowing == "<!-- a <script>" else 5
    assert [re.sub(": an element.*", "", line) for line in said] in (
        [f"a.html, line 3: {words} words are lost"],
        [f"a.html, line 4: {words} words are lost"],
    )


def test_words_in_a_cdata_section_are_counted(tmp_path: Path) -> None:
    shown, said = read(tmp_path, PAGE.format("<![CDATA[ a word ]]>"))
    assert "The last words" in shown
    assert said[0].startswith("a.html, line 3: 2 words are lost")


@pytest.mark.parametrize("harmless", HARMLESS)
def test_what_is_closed_or_hides_nothing_is_not_said(harmless: str, tmp_path: Path) -> None:
    shown, said = read(tmp_path, PAGE.format(harmless))
    assert "The last words of Laredo" in shown
    assert said == []


@pytest.mark.parametrize("swallowing", ["<select>", "<noscript>", "<nav>", "<form>", "<title>", "<script>"])
def test_in_markdown_the_line_is_that_of_the_block(swallowing: str, tmp_path: Path) -> None:
    _, said = read(
        tmp_path, f"---\ntitle: T\n---\n\nIn Laredo.\n\nNext {swallowing}\n\nThe last words of Laredo\n", "a.md"
    )
    assert [line.partition(" words")[0] for line in said] == ["a.md, line 9: 5"]


def test_thousands_of_elements_that_are_not_closed_take_seconds(within: TimeLimit, tmp_path: Path) -> None:
    _, said = read(tmp_path, "<p>In Laredo.</p>" + "<aside>a <svg>b" * 900 + "<a href='x>" * 9_000 + "end")
    assert len(said) <= 1
    with within(4):
        _, said = read(tmp_path, "<p>In Laredo.</p>" + "<!-- word " * 400_000)
        assert "400,000 words are lost" in said[0]


@given(
    st.lists(
        st.sampled_from([*SWALLOWING, *HARMLESS, "</svg>", "</p>", "</select>", "-->", "word ", "</div>"]), max_size=12
    )
)
def test_any_soup_is_read(tmp_path_factory: pytest.TempPathFactory, soup: list[str]) -> None:
    read(tmp_path_factory.getbasetemp(), "<p>In Laredo.</p>" + "".join(soup))


def test_what_is_not_closed_within_what_is_hidden_hides_nothing(tmp_path: Path) -> None:
    shown, said = read(tmp_path, "<p>In Laredo.</p><template>a<svg>b<svg>c</template>")
    assert shown.strip() == "In Laredo."
    assert said == []
