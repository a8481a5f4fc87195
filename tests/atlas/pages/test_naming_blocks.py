"""What a story says of its places: each sentence once, with every name in it, and no name beside another's letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storymap.atlas.pages.naming_blocks import Naming, NamingText, naming_texts
from storymap.atlas.pages.words import atlas_words
from storymap.atlas.records import MemberKey, NamingSentence, StoryPlace, StoryRecord

WORDS = atlas_words("en")


def story(*places: StoryPlace) -> StoryRecord:
    return StoryRecord("a", "A", places=places)


def place(place_id: str, *sentences: NamingSentence) -> StoryPlace:
    return StoryPlace(place_id, place_id.title(), None, sentences=sentences)


def texts(of: StoryRecord, *left_out: str) -> list[NamingText]:
    ids = [one.place_id for one in of.places if one.place_id not in left_out]
    return naming_texts(of, {MemberKey("a", one): f"the-{one}" for one in ids}, WORDS)


def test_a_sentence_that_names_two_places_stands_once() -> None:
    said = "From Juarez to Laredo."
    found = texts(story(place("laredo", NamingSentence(said, 15, 21)), place("juarez", NamingSentence(said, 5, 11))))
    assert found == [NamingText(said, (Naming(5, 11, "the-juarez"), Naming(15, 21, "the-laredo")))]


def test_of_names_that_overlap_the_first_stays_and_the_other_is_listed() -> None:
    said = "In New Laredo it rains."
    found = texts(story(place("laredo", NamingSentence(said, 7, 13)), place("new-laredo", NamingSentence(said, 3, 13))))
    assert found[0].names == (Naming(3, 13, "the-new-laredo"),)
    assert found[1:] == [NamingText("Laredo", (Naming(0, 6, "the-laredo"),), is_list=True)]


def test_places_without_a_sentence_are_listed_after_the_others_in_their_order() -> None:
    found = texts(story(place("a"), place("laredo", NamingSentence("Laredo!", 0, 6)), place("d"), place("an")))
    assert [one.text for one in found] == ["Laredo!", "A, D, and An"]
    assert found[1].names == (Naming(0, 1, "the-a"), Naming(3, 4, "the-d"), Naming(10, 12, "the-an"))


def test_a_place_that_is_not_in_the_atlas_is_left_out() -> None:
    assert texts(story(place("a"), place("b")), "b") == [NamingText("A", (Naming(0, 1, "the-a"),), is_list=True)]


def test_offsets_that_are_none_make_no_name() -> None:
    for start, end in ((-1, 3), (3, 3), (4, 2), (50, 60), (2, 3)):
        assert [one.text for one in texts(story(place("a", NamingSentence("In a town", start, end))))] == ["A"]
    assert texts(story(place("a", NamingSentence("In Rome", 3, 99))))[0].names == (Naming(3, 7, "the-a"),)


def test_terminal_codes_and_line_ends_go_and_the_name_is_still_where_it_stands() -> None:
    (found,) = texts(story(place("a", NamingSentence("\x1b[31mIn\r\n\x07Cafe\u0301 Town\x00!", 10, 20))))
    assert found.text == "[31mIn\nCafé Town!"
    assert [found.text[name.start : name.end] for name in found.names] == ["Café Town"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.text("ab é\u0301\x07\n", max_size=12), st.integers(-2, 14), st.integers(-2, 14)
        ),
        max_size=8,
    )
)
def test_whatever_is_said_every_place_is_named_and_no_two_names_overlap(said: list[tuple[str, str, int, int]]) -> None:
    sentences: dict[str, list[NamingSentence]] = {}
    for place_id, text, start, end in said:
        sentences.setdefault(place_id, []).append(NamingSentence(text, start, end))
    found = texts(story(*(place(place_id, *of) for place_id, of in sentences.items())))
    assert {name.slug for text in found for name in text.names} == {f"the-{place_id}" for place_id in sentences}
    for text in found:
        assert all(0 <= name.start < name.end <= len(text.text) for name in text.names)
        assert all(one.end <= other.start for one, other in zip(text.names, text.names[1:], strict=False))
    assert len({text.text for text in found if not text.is_list}) == sum(not text.is_list for text in found)
