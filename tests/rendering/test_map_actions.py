"""Words that show something on the map: plain words in the page, numbers and ids in its data."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from storymap.model import Article, AuthorView, Block, Mention, Span, Story
from storymap.rendering.article_html import article_nodes
from storymap.rendering.numbering import Numbering
from storymap.rendering.page import render_page
from storymap.rendering.page_data import page_data
from storymap.story_data import public_story_data
from tests.pages import Page
from tests.rendering.conftest import clustered_story, one_place, places_frame, tie
from tests.rendering.test_article_html import all_nodes, sketch

THERE = AuthorView((), (-106.5, 31.75), 12.0)


def action(start: int, end: int, view: AuthorView = THERE) -> Span:
    return Span(start, end, "action", view=view)


def with_views(story: Story, *views: AuthorView) -> Story:
    """The story with each view on a letter of its first paragraph."""
    heading, first, *others = story.article.blocks
    first = replace(first, spans=tuple(action(n, n + 1, view) for n, view in enumerate(views, 17)))
    return replace(story, article=replace(story.article, blocks=(heading, first, *others)))


def actions(story: Story) -> list[dict[str, Any]]:
    return json.loads(json.dumps(page_data(story, Numbering(story))["actions"]))


def tree(text: str, *spans: Span, mentions: tuple[Mention, ...] = ()) -> Any:
    article = Article(title="T", blocks=(Block("paragraph", text, spans=spans),))
    story = tie(article, places_frame(one_place()), *mentions)
    return article_nodes(story, Numbering(story)).body[0]


def test_an_action_is_words_with_its_number() -> None:
    node = tree("see the two bridges or that", action(4, 19), action(23, 27))
    assert sketch(node) == "p#p1(see span(the two bridges) or span(that))"
    assert [inner.attributes for inner in all_nodes(node)[1:]] == [
        {"class": "map-action", "data-action": "0"},
        {"class": "map-action", "data-action": "1"},
    ]


def test_an_action_holds_no_link_and_no_other_action_and_is_in_no_mention() -> None:
    spans = (Span(0, 9, "link", "https://example.org"), action(4, 19), action(8, 22), Span(8, 11, "strong"))
    node = tree("see the two bridges or Juárez now", *spans, mentions=(Mention(0, 23, 29, "juarez"),))
    assert sketch(node) == (
        "p#p1(span#e1(a(see )span(the strong(two) bridges)span( or)"
        " a#m1(Juárez) now))"
    )  # fmt: skip


def test_an_action_gives_way_to_a_mention_that_was_made_by_hand() -> None:
    node = tree("see Juárez there", action(0, 16), mentions=(Mention(0, 4, 10, "juarez"),))
    assert sketch(node) == "p#p1(span#e1(span(see )a#m1(Juárez)span( there)))"
    assert {n.attributes["data-action"] for n in all_nodes(node) if "data-action" in n.attributes} == {"0"}


def test_without_a_view_it_is_only_words() -> None:
    assert sketch(tree("see it", Span(4, 6, "action"))) == "p#p1(see it)"


def test_the_page_has_no_link_or_button_that_only_script_would_serve(border_story: Story) -> None:
    page = Page(render_page(with_views(border_story, THERE)).render())
    (words,) = page.all("span", **{"data-action": "0"})
    assert not {"href", "role", "tabindex", "aria-pressed"} & words.attributes.keys()


def test_a_point_and_layers_are_numbers(border_story: Story) -> None:
    story = with_views(border_story, THERE, AuthorView(show=("States",), hide=("Cities",)))
    assert actions(story) == [
        {"places": [], "show": [], "hide": [], "centre": [31.75, -106.5], "zoom": 12.0},
        {"places": [], "show": [0], "hide": [2]},
    ]


def test_the_layers_of_an_action_are_alone_and_framed(border_story: Story) -> None:
    story = with_views(border_story, AuthorView(layers=("Crossings", "States")))
    assert actions(story) == [{"places": ["sinaloa", "bridge"], "show": [1, 0], "hide": [2]}]


def test_a_point_beside_the_layers_is_what_is_framed(border_story: Story) -> None:
    story = with_views(border_story, replace(THERE, layers=("Crossings",)))
    (found,) = actions(story)
    assert (found["places"], found["show"], found["hide"], found["zoom"]) == ([], [1], [0, 2], 12.0)


def test_the_layers_of_the_places_that_it_shows_are_shown(border_story: Story) -> None:
    story = with_views(border_story, AuthorView(("bridge", "juarez")), AuthorView(("bridge",), hide=("Crossings",)))
    assert [(found["show"], found["hide"]) for found in actions(story)] == [([1, 2], []), ([], [1])]


def test_a_layer_of_very_many_places_is_shown_alone_and_not_framed() -> None:
    story = clustered_story(400, 1)
    block = replace(story.article.blocks[0], spans=(action(0, 2, AuthorView(layers=("Places",))),))
    assert actions(replace(story, article=replace(story.article, blocks=(block,)))) == [
        {"places": [], "show": [0], "hide": []}
    ]


def test_the_layer_of_places_without_one_has_the_same_name_for_authors_in_every_language(
    make_story: Callable[..., Story],
) -> None:
    story = make_story()
    (block,) = story.article.blocks
    blocks = (replace(block, view=AuthorView(hide=("Places",)), spans=(action(0, 2, AuthorView(layers=("Places",))),)),)
    story = replace(story, article=replace(story.article, language="es", blocks=blocks))
    data = page_data(story, Numbering(story))
    assert Numbering(story).layers[0].name != "Places"
    assert data["views"]["p1"]["hide"] == [0]
    assert data["actions"][0]["show"] == [0]


def test_what_is_published_says_what_an_action_shows(border_story: Story) -> None:
    story = with_views(border_story, AuthorView(("juarez",), layers=("Cities",)))
    heading = replace(story.article.blocks[0], spans=(Span(0, 3, "strong"),))
    story = replace(story, article=replace(story.article, blocks=(heading, *story.article.blocks[1:])))
    blocks = public_story_data(story, Numbering(story), "")["article"]["blocks"]
    assert blocks[0]["spans"] == [{"start": 0, "end": 3, "kind": "strong", "value": ""}]
    nothing = {"centre": None, "zoom": None, "show": (), "hide": ()}
    assert blocks[1]["spans"][0]["view"] == {"place_ids": ("juarez",), "layers": ("Cities",), **nothing}


def test_markup_in_a_layers_name_stays_a_name(border_story: Story) -> None:
    evil = "</script><img src=x onerror=pwned()>"
    places = border_story.places.assign(layer=[evil, "Crossings", "Cities"])
    html = render_page(with_views(replace(border_story, places=places), AuthorView(layers=(evil,)))).render()
    assert "<img" not in html
    assert json.loads(Page(html).one("script", id="storymap-data").text)["actions"][0]["show"] == [0]
