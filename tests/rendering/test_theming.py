"""A theme comes after the page's own style sheet, and every property it may set is in one place and in the docs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from storymap.model import Story, Theme
from storymap.rendering.escaping import style_text
from storymap.rendering.page import render_page
from tests.conftest import ROOT
from tests.pages import Page
from tests.rendering.test_csp import digest

STYLES = ROOT / "src" / "storymap" / "web" / "src"
DARK = "(prefers-color-scheme:dark)"


def defined() -> list[str]:
    """The properties that theme.css sets for the whole page."""
    css = (STYLES / "page" / "theme.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    return re.findall(r"^ +(--[\w-]+):", "".join(blocks), re.MULTILINE)


def themed(story: Story, css: str, scheme: str = "") -> Page:
    return Page(render_page(replace(story, theme=Theme(css, scheme))).render())  # type: ignore[arg-type]


def test_every_property_is_in_the_docs_and_every_one_of_the_docs_is_there() -> None:
    docs = (ROOT / "docs" / "theming.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`--.*?`) \|", docs, re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"`(--[\w-]+)`", row)]
    assert sorted(listed) == sorted(set(defined()))


def test_what_dark_screens_change_is_what_light_ones_set() -> None:
    light, dark = (STYLES / "page" / "theme.css").read_text(encoding="utf-8").split("@media", 1)
    assert set(re.findall(r"(--[\w-]+):", dark)) - {"--colour"} <= set(re.findall(r"(--[\w-]+):", light))


# What the page measures, in pixels, and where what was measured leads: no theme's to say.
MEASURED = {
    *("--map-height", "--map-row", "--map-width", "--outer-height", "--outer-row", "--outer-top", "--room"),
    *("--done", "--hit", "--sheet-room", "--steps-height", "--story-width", "--whole-map"),
}


def sheets_of_pages() -> list[Path]:
    """The style sheets that pages have: themes dress pages, not the tools of those who make them."""
    tools = ("preview", "working", "editor")
    return [path for path in sorted(STYLES.rglob("*.css")) if path.relative_to(STYLES).parts[0] not in tools]


@pytest.mark.parametrize("path", sheets_of_pages(), ids=lambda path: path.stem)
def test_a_colour_is_written_in_the_theme_only(path: Path) -> None:
    css = path.read_text(encoding="utf-8")
    if path.stem not in ("theme", "print"):
        assert re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|\b(?:white|black)\b(?!-)", css, re.IGNORECASE) == []
    used = set(re.findall(r"var\((--[\w-]+)", css))
    assert used <= {*defined(), *re.findall(r"^ +(--[\w-]+):", css, re.MULTILINE), "--colour", *MEASURED}


def test_a_theme_is_a_second_style_sheet_that_the_policy_knows(border_story: Story) -> None:
    page = themed(border_story, ":root { --accent: red }\r\n")
    ours, theirs = page.all("style")
    assert theirs.text == ":root { --accent: red }\n"
    policy = page.all("meta")[1].attributes["content"]
    assert f"style-src {digest(ours.text)} {digest(theirs.text)};" in policy
    assert "font-src data:" in policy


def test_a_theme_made_in_python_cannot_leave_its_element(border_story: Story) -> None:
    css = "a::after { content: '</style><script>pwned = 1</script>' }"
    page = themed(border_story, css)
    assert [e.text for e in page.all("style")][1] == css.replace("</", "<\\/")
    assert len(page.all("script")) == len(Page(render_page(border_story).render()).all("script"))
    assert style_text("a\x00b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("scheme", "content", "condition"),
    [("", "light dark", DARK), ("light", "light", "(max-width:-1px)"), ("dark", "dark", "(min-width:0)")],
)
def test_a_theme_for_light_or_dark_only_settles_it(
    border_story: Story, scheme: str, content: str, condition: str
) -> None:
    page = themed(border_story, "a{}", scheme)
    assert page.one("meta", name="color-scheme").attributes["content"] == content
    style = page.all("style")[0].text
    assert f"@media{condition}{{:root{{--paper:" in style.replace("@media (", "@media(")
    assert (DARK in style) == (not scheme)
