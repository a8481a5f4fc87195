import time

import pytest

from storymap.reading.places.html_notes import note_text


def test_a_note_is_the_text_of_its_html() -> None:
    assert note_text("<p>One &amp; <b>two</b><script>x()</script></p>three") == "One & two\nthree"


@pytest.mark.parametrize("tag", ["<blockquote>", "<b>", "<table>", "<b", "<!--"])
def test_notes_of_nothing_but_tags_take_no_time(tag: str) -> None:
    started = time.process_time()
    assert "last words" in note_text("first words " + tag * 100_000 + "<p>last words</p>")
    assert time.process_time() - started < 5
