"""The generated local news that resolution is fitted on."""

from __future__ import annotations

from functools import cache

from tools.gazetteer.training.local_news import LocalNewsMaker
from tools.gazetteer.training.resolution import GazetteerWithout

from storymap.gazetteer.gazetteer import open_gazetteer


def made_anew(seed: int, count: int = 20) -> list[dict[str, object]]:
    maker = LocalNewsMaker(open_gazetteer(), ["MARY", "JOHN", "PARIS"], ["SMITH", "ACOSTA", "BRIGGS"], seed)
    return [maker.record(number) for number in range(count)]


# A maker reads the whole gazetteer, which takes seconds.
made = cache(made_anew)


def test_the_same_seed_makes_the_same_texts_and_another_one_others() -> None:
    assert made_anew(1) == made(1)
    assert [record["text"] for record in made(1)] != [record["text"] for record in made_anew(2)]


def test_marks_are_the_words_that_they_mark() -> None:
    for record in made(1):
        text = str(record["text"])
        marks = record["toponyms"]
        assert isinstance(marks, list)
        assert marks
        assert all(text[mark["start"] : mark["end"]] == mark["surface"] for mark in marks)
        assert all(mark["geonameid"] for mark in marks), [mark["surface"] for mark in marks]


def test_a_hidden_place_is_not_found() -> None:
    gazetteer = open_gazetteer()
    paris = gazetteer.matches("paris")[0].entry
    assert paris not in [match.entry for match in GazetteerWithout(gazetteer, [paris.number]).matches("paris")]
