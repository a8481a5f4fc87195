"""Notes: the number in the text leads to the note, and the note back to the first number."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap import build_story
from storymap.rendering.page import render_page
from tests.cli.commands import collection
from tests.pages import Page


@pytest.fixture
def source(tmp_path: Path) -> str:
    text = (
        "# T\n\nIn Laredo[^a] and again[^a], then[^b]. x^2^ <a href='https://e.org'>with[^a] link</a>\n\n"
        "[^a]: First, of Laredo.\n\n    More.\n\n[^b]: Second.\n"
    )
    (tmp_path / "story.md").write_text(text)
    (tmp_path / "places.geojson").write_text(collection(("Laredo", -99.5, 27.5)))
    return render_page(build_story(tmp_path / "story.md")).render()


@pytest.fixture
def page(source: str) -> Page:
    return Page(source)


def test_a_number_leads_to_its_note_and_the_note_back(page: Page) -> None:
    links = [(e.text, e.attributes["href"], e.attributes.get("id")) for e in page.all("a", class_="note-link")]
    assert links == [("1", "#p3", "n1"), ("1", "#p3", None), ("2", "#p5", "n2")]
    assert [e.attributes["href"] for e in page.all("a", class_="note-back")] == ["#n1", "#n2"]
    assert [e.text for e in page.all("p", id="p3")] == ["First, of Laredo. ↩\ufe0e"]
    assert [e.text for e in page.all("p", id="p5")] == ["Second. ↩\ufe0e"]


def test_a_link_to_a_note_says_what_it_is(page: Page) -> None:
    assert {e.attributes["role"] for e in page.all("a", class_="note-link")} == {"doc-noteref"}
    assert {(e.attributes["role"], e.attributes["aria-label"]) for e in page.all("a", class_="note-back")} == {
        ("doc-backlink", "Back to the story")
    }


def test_a_number_without_a_note_or_within_another_link_is_none(page: Page, source: str) -> None:
    assert [e.text for e in page.all("sup")] == ["1", "1", "2", "2", "1"]
    assert "<sup>2</sup>" in source and "with<sup>1</sup> link</a>" in source
