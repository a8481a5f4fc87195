from __future__ import annotations

from dataclasses import replace

import pytest

from storymap.errors import PlacesError
from storymap.matching.mentions import find_mentions
from storymap.model import Article, AuthorView, Block, Mention, Span
from tests.matching.stories import article_of, found, place_span, places_of, problems_of, surfaces

BORDER = places_of(
    ("ciudad-juarez", "Ciudad Juárez", ["Juárez"]),
    ("el-paso", "El Paso"),
    ("santa-fe-bridge", "Santa Fe Bridge"),
    ("sinaloa", "Sinaloa", [], ["Sinaloa cartel"]),
)


def test_mentions_come_in_reading_order_with_exact_ranges() -> None:
    article = article_of(
        Block("dateline", "CIUDAD JUAREZ, Mexico"),
        "Across the Santa Fe bridge lies El Paso.",
        "Juarez’s mayor spoke in El\u00a0Paso.",
    )
    mentions = find_mentions(article, BORDER)
    assert mentions == (
        Mention(0, 0, 13, "ciudad-juarez"),
        Mention(1, 11, 26, "santa-fe-bridge"),
        Mention(1, 32, 39, "el-paso"),
        Mention(2, 0, 6, "ciudad-juarez"),
        Mention(2, 24, 31, "el-paso"),
    )


@pytest.mark.parametrize("kind", ["paragraph", "heading", "dateline", "image"])
def test_these_blocks_are_searched(kind: str) -> None:
    article = article_of(Block(kind, "In El Paso"))  # type: ignore[arg-type]
    assert find_mentions(article, BORDER) == (Mention(0, 3, 10, "el-paso"),)


@pytest.mark.parametrize("kind", ["code", "rule"])
def test_these_blocks_are_not_searched(kind: str) -> None:
    article = article_of(Block(kind, "In El Paso"), "In El Paso")  # type: ignore[arg-type]
    assert find_mentions(article, BORDER) == (Mention(1, 3, 10, "el-paso"),)


def test_a_mention_crosses_inline_markup_but_not_blocks() -> None:
    article = article_of(Block("paragraph", "in El Paso", spans=(Span(3, 5, "emphasis"),)), "to El", "Paso")
    assert find_mentions(article, BORDER) == (Mention(0, 3, 10, "el-paso"),)


def test_no_places_and_no_text_give_nothing() -> None:
    assert find_mentions(article_of("In El Paso"), places_of()) == ()
    assert find_mentions(Article("Title", ()), BORDER) == ()
    assert find_mentions(article_of("", Block("rule", "")), BORDER) == ()


def test_the_number_of_a_note_is_no_part_of_the_word() -> None:
    block = Block("paragraph", "in El Paso1 and El Paso2", spans=(Span(10, 11, "superscript"),))
    assert find_mentions(article_of(block), BORDER) == (Mention(0, 3, 10, "el-paso"),)


def test_many_short_blocks_keep_their_offsets() -> None:
    # More text than is folded at once.
    article = article_of(*[f"{'x' * (n % 7)} El Paso {'y ' * 400}" for n in range(600)])
    mentions = find_mentions(article, BORDER)
    assert [m.block for m in mentions] == list(range(600))
    assert set(surfaces(article, mentions)) == {"El Paso"}


class TestIgnore:
    def test_the_phrase_is_not_the_place(self) -> None:
        text = "The Sinaloa cartel left Sinaloa. SINALOA CARTEL, Sinaloa\ncartels’, Sinaloan"
        mentions = find_mentions(article_of(text), BORDER)
        assert mentions == (Mention(0, 24, 31, "sinaloa"),)

    def test_the_phrase_may_begin_before_the_name(self) -> None:
        assert found("the Port of Laredo in Laredo", "Laredo", ignore=["port of laredo"]) == ["Laredo"]
        assert found("Sport of Laredo", "Laredo", ignore=["port of laredo"]) == ["Laredo"]

    def test_the_phrase_must_hold_the_whole_name(self) -> None:
        assert found("El Paso Robles", "El Paso", ignore=["Paso Robles"]) == ["El Paso"]

    def test_a_phrase_of_one_place_does_not_stop_another(self) -> None:
        places = places_of(("state", "Sinaloa", [], ["Sinaloa cartel"]), ("cartel", "Sinaloa Cartel"))
        article = article_of("the Sinaloa Cartel of Sinaloa")
        assert [m.place_id for m in find_mentions(article, places)] == ["cartel", "state"]

    def test_the_phrase_works_in_scripts_without_spaces(self) -> None:
        assert found("東京タワー、東京", "東京", ignore=["東京タワー"]) == ["東京"]
        assert find_mentions(article_of("東京タワー、東京"), places_of(("t", "東京", [], ["東京タワー"]))) == (
            Mention(0, 6, 8, "t"),
        )

    def test_a_phrase_that_is_the_name_itself_leaves_only_mentions_by_hand(self) -> None:
        block = Block("paragraph", "Nice, Nice", spans=(Span(6, 10, "place", "nice"),))
        mentions = find_mentions(article_of(block), places_of(("nice", "Nice", [], ["Nice"])))
        assert mentions == (Mention(0, 6, 10, "nice"),)

    def test_empty_phrases_stop_nothing(self) -> None:
        assert found("in Laredo", "Laredo", ignore=["", " ", "-"]) == ["Laredo"]


class TestByHand:
    def test_any_words_become_a_mention(self) -> None:
        text = "He crossed the bridge to town."
        block = Block("paragraph", text, spans=(place_span(text, "the bridge ", "santa-fe-bridge"),))
        mentions = find_mentions(article_of(block), BORDER)
        assert mentions == (Mention(0, 11, 21, "santa-fe-bridge"),)

    def test_it_wins_over_what_it_overlaps(self) -> None:
        text = "the Santa Fe bridge"
        block = Block("paragraph", text, spans=(place_span(text, "bridge", "el-paso"),))
        assert find_mentions(article_of(block), BORDER) == (Mention(0, 13, 19, "el-paso"),)

    def test_an_empty_id_forbids_every_mention_that_overlaps(self) -> None:
        text = "Juarez and Juarez and Ciudad Juarez"
        spans = (Span(0, 6, "place"), Span(29, 35, "place"))
        block = Block("paragraph", text, spans=spans)
        assert find_mentions(article_of(block), BORDER) == (Mention(0, 11, 17, "ciudad-juarez"),)

    def test_a_shorter_name_beside_the_forbidden_words_is_found(self) -> None:
        places = places_of(("santa-fe", "Santa Fe"), ("bridge", "Santa Fe Bridge"))
        block = Block("paragraph", "the Santa Fe bridge", spans=(Span(13, 19, "place"),))
        assert find_mentions(article_of(block), places) == (Mention(0, 4, 12, "santa-fe"),)

    def test_the_words_of_an_action_lead_to_no_place_and_others_do(self) -> None:
        text = "El Paso and the two towns of El Paso and Sinaloa, El Paso"
        action = Span(12, 36, "action", view=AuthorView(("el-paso",)))
        by_hand = Span(16, 25, "place", "sinaloa")
        mentions = find_mentions(article_of(Block("paragraph", text, spans=(action, by_hand))), BORDER)
        assert [(m.start, m.place_id) for m in mentions] == [(0, "el-paso"), (41, "sinaloa"), (50, "el-paso")]

    def test_blank_and_overlapping_spans_do_no_harm(self) -> None:
        spans = (
            Span(0, 1, "place", "el-paso"),
            Span(1, 9, "place", "el-paso"),
            Span(4, 8, "place", "sinaloa"),
            Span(40, 50, "place", "sinaloa"),
        )
        mentions = find_mentions(article_of(Block("paragraph", " the town here", spans=spans)), BORDER)
        assert mentions == (Mention(0, 1, 9, "el-paso"),)

    def test_an_unknown_id_is_reported_with_the_nearest_and_ties_to_nothing(self) -> None:
        text = "He is from Juarez."
        span = place_span(text, "Juarez", "cuidad-juarez")
        mentions, problems = problems_of(article_of("El Paso", Block("paragraph", text, spans=(span,), line=9)), BORDER)
        assert mentions == (Mention(0, 0, 7, "el-paso"),)
        assert str(problems[0]) == (
            'story.md, line 9: there is no place with the id "cuidad-juarez"; did you mean ciudad-juarez?'
        )
        assert problems[0].severity == "warning"


class TestSharedNames:
    SPRINGFIELDS = places_of(
        ("springfield-il", "Springfield", ["Springfield, Illinois", "Springfield, Illinois"]),
        ("springfield-ma", "SPRINGFIELD", ["Springfield, Massachusetts"]),
        ("springfield-mo", "Springfïeld", [], ["Springfield"]),
        ("north", "North Springfield"),
    )

    def test_is_tied_to_neither_and_warned_of_once(self) -> None:
        mentions, problems = problems_of(article_of("A.", "Springfield. SPRINGFIELD."), self.SPRINGFIELDS)
        assert mentions == ()
        warnings = [p for p in problems if p.where == "story.md, line 3"]
        assert [str(p) for p in warnings] == [
            'story.md, line 3: "Springfield" may be springfield-il (places.geojson, feature 1) or '
            "springfield-ma (places.geojson, feature 2); it was tied to neither; "
            "write [Springfield](place:springfield-il) in the article, or give one of them another name"
        ]
        assert warnings[0].severity == "warning"

    @pytest.mark.parametrize("name", ["story.txt", "Story.DOCX", "story.odt", "story.epub", "story.mhtml", "page.zip"])
    def test_no_link_is_asked_for_where_none_can_be_written(self, name: str) -> None:
        _, problems = problems_of(replace(article_of("Springfield."), name=name), self.SPRINGFIELDS)
        assert problems[0].remedy == "give one of them another name"

    def test_by_hand_and_longer_names_are_clear(self) -> None:
        text = "Springfield is not North Springfield nor Springfield, Massachusetts; Springfield."
        block = Block("paragraph", text, spans=(Span(0, 11, "place", "springfield-il"),))
        mentions, problems = problems_of(article_of(block), self.SPRINGFIELDS)
        assert [(m.start, m.place_id) for m in mentions] == [
            (0, "springfield-il"),
            (19, "north"),
            (41, "springfield-ma"),
        ]
        assert '"Springfield" may be' in str(problems[0])

    def test_a_shared_name_hides_the_shorter_names_in_it(self) -> None:
        places = places_of(("a", "New Hope"), ("b", "New Hope"), ("c", "Hope"))
        assert find_mentions(article_of("New Hope, Hope"), places) == (Mention(0, 10, 14, "c"),)

    def test_capitals_may_tell_them_apart(self) -> None:
        places = places_of(("city", "Nice"), ("brand", "nice"), ("country", "US"), ("novel", "Us"))
        mentions = find_mentions(article_of("a nice US"), places)
        assert [(m.start, m.place_id) for m in mentions] == [(2, "brand")]
        assert [m.place_id for m in find_mentions(article_of("Us"), places)] == ["novel"]

    def test_one_place_that_lists_a_name_twice_is_clear(self) -> None:
        assert found("in Juarez", "Juárez", "Juarez", "JUÁREZ", "Juárez") == ["Juarez"]

    def test_thousands_of_places_of_one_name_make_one_short_line(self) -> None:
        places = places_of(*[(f"p{n}", "Springfield") for n in range(3000)])
        mentions, problems = problems_of(article_of("Springfield " * 3000), places)
        assert mentions == ()
        assert [len(str(p)) < 800 for p in problems if "may be" in p.what] == [True]


class TestUnmentioned:
    def test_a_near_miss_is_named(self) -> None:
        mentions, problems = problems_of(article_of("He went to Cuidad Juarez."), places_of(("j", "Ciudad Juárez")))
        assert mentions == ()
        assert [str(p) for p in problems] == [
            'places.geojson, feature 1: the article never mentions "Ciudad Juárez"; it writes "Cuidad Juarez"; '
            'correct the article, or add "aliases": ["Cuidad Juarez"] to its properties'
        ]
        assert problems[0].severity == "warning"

    def test_without_a_near_miss_the_remedy_is_an_alias(self) -> None:
        _, problems = problems_of(article_of("He went to Laredo."), places_of(("x", "Ciudad Juárez"), ("l", "Laredo")))
        assert [str(p) for p in problems] == [
            'places.geojson, feature 1: the article never mentions "Ciudad Juárez"; '
            "add an alias as the article writes it"
        ]

    def test_what_is_mentioned_is_no_near_miss(self) -> None:
        _, problems = problems_of(article_of("In Laredo."), places_of(("l", "Laredo"), ("x", "Laredos")))
        assert [p.remedy for p in problems] == ["add an alias as the article writes it"]

    def test_a_place_that_only_the_title_from_the_file_name_names_is_told_as_that(self) -> None:
        article = replace(article_of("Nobody came."), title="Aleppo draft 2", has_own_title=False)
        _, problems = problems_of(article, places_of(("a", "Halab", ["Aleppo"]), ("n", "Night")))
        assert [str(p) for p in problems] == [
            'places.geojson, feature 1: only the title names "Halab", and that was made from the file\'s name, '
            "which is not tied; give the article a title that names it",
            'places.geojson, feature 2: the article never mentions "Night"; add an alias as the article writes it',
        ]

    def test_more_than_five_hundred_are_counted_in_one_line(self) -> None:
        names = [f"Place{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(550)]
        _, problems = problems_of(article_of("Nothing."), places_of(*[(n.lower(), n) for n in names]))
        assert len(problems) == 501
        assert str(problems[-1]).startswith("story.md: 50 more places are never mentioned")

    def test_without_a_list_of_problems_there_are_no_warnings(self) -> None:
        assert find_mentions(article_of("Nothing."), places_of(("x", "Laredo"))) == ()


def test_names_nested_beyond_all_use_are_refused_in_words() -> None:
    names = ["京" * length for length in range(1, 201)]
    article = article_of("京" * 200_000)
    with pytest.raises(PlacesError, match="contained in each other"):
        find_mentions(article, places_of(("kyo", names[0], names[1:])))
