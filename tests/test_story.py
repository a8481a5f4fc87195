from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import Point

from storymap import Article, Block, StorymapError, build_story, render_page
from storymap.cli.output import default_output
from storymap.model import AuthorView, Span, Story
from storymap.story_data import story_data
from tests.hostile import HOSTILE
from tests.pages import Page


def test_the_example_is_tied_as_its_author_meant(juarez_folder: Path) -> None:
    story = build_story(juarez_folder / "story.md")
    counts: dict[str, int] = {}
    for mention in story.mentions:
        counts[mention.place_id] = counts.get(mention.place_id, 0) + 1
    assert counts == {
        "ciudad-juarez": 7,
        "el-paso": 4,
        "santa-fe-bridge": 3,
        "sinaloa": 1,
        "laredo": 1,
        "chihuahua": 1,
    }
    assert story.problems == ()


def test_a_geodataframe_serves_as_places(juarez_folder: Path) -> None:
    frame = gpd.GeoDataFrame({"name": ["El Paso"]}, geometry=[Point(-106.4869, 31.7587)], crs="EPSG:4326")
    story = build_story(juarez_folder / "story.md", frame)
    assert list(story.places.index) == ["el-paso"]
    assert len(story.mentions) == 4


def test_an_article_made_in_python_serves_as_article() -> None:
    frame = gpd.GeoDataFrame({"name": ["El Paso"]}, geometry=[Point(-106.4869, 31.7587)], crs="EPSG:4326")
    story = build_story(Article(title="T", blocks=(Block("paragraph", "To El Paso."),)), frame)
    assert [story.article.blocks[m.block].text[m.start : m.end] for m in story.mentions] == ["El Paso"]


def gazetteer(count: int) -> gpd.GeoDataFrame:
    names = [f"Place {number}" for number in range(count)]
    return gpd.GeoDataFrame({"name": names}, geometry=[Point(number / 100, 40) for number in range(count)], crs=4326)


def test_of_a_gazetteer_only_what_the_article_names_or_shows_is_in_the_story() -> None:
    text = Article(
        title="T",
        blocks=(
            Block("paragraph", "From Place 299 to Place 7."),
            Block("paragraph", "Look.", view=AuthorView(place_ids=("place-9",))),
            Block("paragraph", "And there.", spans=(Span(4, 9, "action", view=AuthorView(("place-11",))),)),
        ),
    )
    story = build_story(text, gazetteer(1_000))
    assert list(story.places.index) == ["place-7", "place-9", "place-11", "place-299"]
    assert [str(problem) for problem in story.problems] == [
        "places: 996 of 1,000 places are never mentioned, and are left out; keep them with --all-places"
    ]


def test_of_a_gazetteer_all_places_of_a_layer_that_an_action_shows_are_in_the_story() -> None:
    places = gazetteer(1_000)
    places["layer"] = ["Crossings" if number % 100 == 0 else "Towns" for number in range(1_000)]
    crossings = Span(0, 9, "action", view=AuthorView(layers=("Crossings",)))
    text = Article(title="T", blocks=(Block("paragraph", "Crossings near Place 7.", spans=(crossings,)),))
    story = build_story(text, places)
    assert sorted(story.places["layer"]) == ["Crossings"] * 10 + ["Towns"]


def test_an_article_that_names_nothing_of_a_gazetteer_is_a_page_without_places() -> None:
    text = Article(title="T", blocks=(Block("paragraph", "Nobody went anywhere."),))
    story = build_story(text, gazetteer(1_000))
    assert len(story.places) == 0
    assert "Nobody went anywhere." in render_page(story).render()


def test_a_gazetteer_that_is_on_no_map_is_a_list() -> None:
    frame = gazetteer(400).set_geometry([None] * 400, crs=4326)
    story = build_story(Article(title="T", blocks=(Block("paragraph", "To Place 7."),)), frame, all_places=True)
    assert render_page(story).render().count('<li class="place-card') == 400


def test_all_places_of_a_gazetteer_stay_when_asked_for() -> None:
    text = Article(title="T", blocks=(Block("paragraph", "From Place 299 to Place 7."),))
    story = build_story(text, gazetteer(1_000), all_places=True)
    assert len(story.places) == 1_000
    assert story.problems == ()


def test_up_to_three_hundred_places_all_stay() -> None:
    text = Article(title="T", blocks=(Block("paragraph", "From Place 299 to Place 7."),))
    assert len(build_story(text, gazetteer(300)).places) == 300


def test_errors_of_article_and_places_come_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.docx").write_text("x")
    Path("p.geojson").write_text("{")
    with pytest.raises(StorymapError) as caught:
        build_story("story.docx", "p.geojson")
    assert [problem.where.split(",")[0] for problem in caught.value.problems] == ["story.docx", "p.geojson"]


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("Two cities, one bridge", "story.md", "output/two-cities-one-bridge.html"),
        ("Ciudad Juárez", "story.md", "output/ciudad-juarez.html"),
        ("../../etc/passwd", "story.md", "output/etc-passwd.html"),
        ("東京", "tokyo.md", "output/tokyo.html"),
    ],
)
def test_the_default_output_is_named_after_the_title(title: str, name: str, expected: str, juarez_folder: Path) -> None:
    story = build_story(juarez_folder / "story.md")
    renamed = replace(story, article=replace(story.article, title=title, name=name))
    assert default_output(renamed).as_posix() == expected


def test_story_data_holds_no_path_of_this_machine(juarez_folder: Path) -> None:
    assert str(juarez_folder) not in str(story_data(build_story(juarez_folder / "story.md")))


def test_the_example_page_is_light(juarez_folder: Path) -> None:
    import gzip

    html = render_page(build_story(juarez_folder / "story.md")).render()
    assert len(gzip.compress(html.encode(), 9)) <= 200_500


def written(folder: Path, text: str, *names: str) -> Story:
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": [36 + n, 35]}}
        for n, name in enumerate(names)
    ]
    (folder / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (folder / "story.md").write_text(text, encoding="utf-8")
    return build_story(folder / "story.md")


def named(story: Story) -> list[tuple[str, str]]:
    blocks = story.article.blocks
    return [(blocks[m.block].kind, blocks[m.block].text[m.start : m.end]) for m in story.mentions]


def quoted(story: Story) -> list[tuple[str, str]]:
    return [(e.place_id, story.article.blocks[e.block].text[e.start : e.end]) for e in story.excerpts]


def test_what_headline_standfirst_and_kicker_name_is_tied_and_quoted_where_the_body_does_not_name_it(
    tmp_path: Path,
) -> None:
    head = "---\ntitle: Night falls on Aleppo\nsubtitle: From Homs and Hama to the sea\nkicker: Idlib\n---\n"
    story = written(tmp_path, head + "Nobody came to Hama.\n", "Aleppo", "Homs", "Hama", "Idlib")
    assert named(story) == [
        ("kicker", "Idlib"),
        ("headline", "Aleppo"),
        ("standfirst", "Homs"),
        ("standfirst", "Hama"),
        ("paragraph", "Hama"),
    ]
    assert quoted(story) == [
        ("idlib", "Idlib"),
        ("aleppo", "Night falls on Aleppo"),
        ("homs", "From Homs and Hama to the sea"),
        ("hama", "Nobody came to Hama."),
    ]
    assert story.problems == ()


def test_an_author_ties_and_forbids_names_in_a_headline_too(tmp_path: Path) -> None:
    story = written(tmp_path, "# [Paris](place:) Hilton in [the city](place:paris)\n\nHot.\n", "Paris")
    assert named(story) == [("headline", "the city")]


def test_the_title_that_is_made_from_the_name_of_the_file_ties_nothing(tmp_path: Path) -> None:
    (tmp_path / "homs.txt").write_text("nobody came to Hama, and nobody left.\n")
    story = written(tmp_path, "# T\n\nTo Hama.\n", "Homs", "Hama")
    story = build_story(tmp_path / "homs.txt", tmp_path / "places.geojson")
    assert (story.article.title, named(story)) == ("Homs", [("paragraph", "Hama")])
    assert [problem.what for problem in story.problems] == [
        'only the title names "Homs", and that was made from the file\'s name, which is not tied'
    ]


def test_a_headline_from_right_to_left_and_one_of_ten_thousand_characters(tmp_path: Path) -> None:
    story = written(tmp_path, "---\ntitle: الليل يهبط على حلب\n---\nهذا نص قصير عن الحرب في البلاد.\n", "حلب")
    assert named(story) == [("headline", "حلب")]
    long = "Aleppo 😀 " * 1_250
    story = written(tmp_path, f"# {long}\n\nHot.\n", "Aleppo")
    assert story.article.title == long.strip()
    assert named(story) == [("headline", "Aleppo")] * 1_250
    assert quoted(story) == [("aleppo", long.strip())]


@pytest.mark.parametrize("title", HOSTILE.values())
def test_a_hostile_title_is_text_and_its_names_are_tied(tmp_path: Path, title: str) -> None:
    article = Article(f"{title} Aleppo", (Block("paragraph", "Hot."),), kicker=title, subtitle=f"{title} Homs")
    frame = gpd.GeoDataFrame({"name": ["Aleppo", "Homs"]}, geometry=[Point(1, 2), Point(3, 4)], crs=4326)
    story = build_story(article, frame)
    page = Page(render_page(story).render())
    assert [kind for kind, name in named(story) if name in ("Aleppo", "Homs")] == ["headline", "standfirst"]
    plain = "".join(page.one("h1").text.split())
    assert plain == "".join(f"{title} Aleppo".replace("\r", "").split())
    assert len(page.all("h1")) == 1
