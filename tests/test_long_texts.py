"""The long texts of the benchmarks are the same in every run, and name what they say."""

from __future__ import annotations

from tools.bench.long_texts import book, report

from storymap.story import build_story


def test_a_report_names_each_place_once_and_every_second_one_twice() -> None:
    article, places = report(8)
    story = build_story(article, places)
    rows = [list(story.places.index).index(mention.place_id) for mention in story.mentions]
    assert rows == [0, 1, 0, 2, 3, 2, 4, 5, 4, 6, 7, 6]
    assert [mention.block for mention in story.mentions] == [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8]  # after the headline


def test_a_book_is_of_its_size_and_the_same_again() -> None:
    text, places = book(20_000, 40)
    assert 20_000 <= len(text.encode()) < 22_000
    assert text.startswith("# A book\n\n## Chapter 1\n\n")
    again, other = book(20_000, 40)
    assert again == text
    assert other.equals(places)
    assert len(places) == places["name"].nunique() == 40
