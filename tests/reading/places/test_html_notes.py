import pytest

from storymap.reading.places.html_notes import note_text
from tests.time_limit import TimeLimit


def test_a_note_is_the_text_of_its_html() -> None:
    assert note_text("<p>One &amp; <b>two</b><script>x()</script></p>three") == "One & two\nthree"


@pytest.mark.parametrize("tag", ["<blockquote>", "<b>", "<table>", "<b", "<!--"])
def test_notes_of_nothing_but_tags_take_no_time(within: TimeLimit, tag: str) -> None:
    with within(5):
        assert "last words" in note_text("first words " + tag * 100_000 + "<p>last words</p>")
