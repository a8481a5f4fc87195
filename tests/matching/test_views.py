"""Views name places that are on the map, and layers that there are."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
from shapely.geometry import Point

from storymap.errors import Problem
from storymap.matching.views import resolve_views
from storymap.model import Article, AuthorView, Block, Span


def places() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"place_id": ["el-paso", "heaven"], "layer": ["Cities", "Beyond"]},
        geometry=[Point(-106.4869, 31.7587), None],
        crs="EPSG:4326",
    ).set_index("place_id")


def tied(view: AuthorView) -> tuple[AuthorView | None, list[str]]:
    problems: list[Problem] = []
    article = Article(
        "T", (Block("paragraph", "Rain.", line=7, view=view), Block("paragraph", "Sun.")), name="story.md"
    )
    found = resolve_views(article, places(), problems=problems)
    assert found.blocks[1] == article.blocks[1]
    assert replace(found.blocks[0], view=view) == article.blocks[0]
    return found.blocks[0].view, [str(problem) for problem in problems]


def test_what_is_known_stays() -> None:
    view = AuthorView(("el-paso",), None, None, ("Cities",), ("Beyond",))
    assert tied(view) == (view, [])


def test_unknown_names_are_left_out_and_said() -> None:
    view, problems = tied(AuthorView(("el-pasto", "heaven", "el-paso"), show=("Citys",), hide=("X",)))
    assert view == AuthorView(("el-paso",))
    assert problems == [
        'story.md, line 7: there is no place with the id "el-pasto" for the view; did you mean el-paso?',
        'story.md, line 7: "heaven" is not on the map, and cannot be viewed; give it a geometry',
        'story.md, line 7: there is no layer "Citys"; did you mean Cities?',
        'story.md, line 7: there is no layer "X"; use the layer of one of the places',
    ]


def pressed(*views: AuthorView, text: str = "Rain.\nIn El Paso.") -> tuple[Article, list[str]]:
    """An article whose words "El Paso", in its second line, are actions with these views."""
    problems: list[Problem] = []
    start = text.index("El Paso")
    spans = tuple(Span(start, start + 7, "action", view=view) for view in views)
    block = Block("paragraph", text, spans=(Span(0, 4, "strong"), *spans), line=7)
    article = resolve_views(Article("T", (block,), name="story.md"), places(), problems=problems)
    return article, [str(problem) for problem in problems]


def test_an_action_names_places_and_layers_too() -> None:
    view = AuthorView(("el-paso",), layers=("Cities",))
    article, problems = pressed(view)
    assert article.blocks[0].views == (view,)
    assert problems == []


def test_an_action_that_shows_nothing_is_plain_words_and_is_said_with_its_line() -> None:
    article, problems = pressed(AuthorView(layers=("<b>Citys</b>",)), AuthorView(("el-pasto",)))
    assert [span.kind for span in article.blocks[0].spans] == ["strong"]
    assert problems == [
        'story.md, line 8: there is no layer "<b>Citys</b>"; use the layer of one of the places',
        'story.md, line 8: there is no place with the id "el-pasto" for the view; did you mean el-paso?',
    ]


def test_of_an_actions_layers_those_that_are_known_stay() -> None:
    article, problems = pressed(AuthorView(layers=("Cities", "Citys"), hide=("Cities",)))
    assert article.blocks[0].views == (AuthorView(layers=("Cities",)),)
    assert len(problems) == 2


def test_a_layer_is_not_shown_and_hidden_at_once() -> None:
    view, problems = tied(AuthorView(show=("Cities",), hide=("Cities",)))
    assert view == AuthorView(show=("Cities",))
    assert len(problems) == 1


def test_a_view_of_nothing_known_is_none() -> None:
    view, problems = tied(AuthorView(("nowhere",)))
    assert view is None
    assert len(problems) == 1


def test_an_article_without_views_is_the_same_article() -> None:
    article = Article("T", (Block("paragraph", "Rain."),))
    assert resolve_views(article, places(), problems=[]) is article
