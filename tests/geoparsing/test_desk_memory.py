"""What a desk remembers: its towns, the places that it meant by a name, what it refused, and its own names."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import StorymapError
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.desk_memory import DeskMemory, learn
from storymap.geoparsing.named_words import NamedWords
from storymap.geoparsing.own_places import with_own_places
from storymap.geoparsing.suggest import find_suggestions
from storymap.geoparsing.suggestions import Suggestion
from storymap.model import Article, Block
from storymap.reading.desk.accepted_places import AcceptedPlace
from storymap.reading.desk.settings import HouseName
from storymap.reading.desk.stories import StoryPlaces
from tests.time_limit import TimeLimit


def place(full_name: str, *names: str, role: str = "scene") -> AcceptedPlace:
    entry = open_gazetteer().lookup(full_name)[0].entry
    return AcceptedPlace(names or (full_name.partition(",")[0],), entry.geonameid, (entry.lon, entry.lat), role)


def story(*places: AcceptedPlace, shown: str = "one/places.geojson", **more: object) -> StoryPlaces:
    return StoryPlaces(shown, places, **more)  # type: ignore[arg-type]


def found(text: str, *stories: StoryPlaces, never: tuple[str, ...] = (), gazetteer: Gazetteer | None = None) -> dict[str, Suggestion]:  # fmt: skip
    gazetteer = gazetteer or open_gazetteer()
    article = Article("", (Block("paragraph", text),), language="en", has_own_title=False)
    memory = learn(stories, gazetteer, text, never)
    return {one.name: one for one in find_suggestions(article, gazetteer=gazetteer, memory=memory)}


def meant(suggestion: Suggestion) -> str:
    return "" if suggestion.meant is None else open_gazetteer().full_name(suggestion.meant)


TOWNS = "The council met on Tuesday. Drivers from Salem and Hudson took the old road."
NEW_HAMPSHIRE = [place(f"{name}, New Hampshire") for name in ("Concord", "Laconia", "Tilton")]


def test_the_second_story_knows_the_towns_of_the_first() -> None:
    alone = found(TOWNS)
    assert meant(alone["Salem"]) != "Salem, New Hampshire, United States"
    assert meant(alone["Hudson"]) == ""
    second = found(TOWNS, story(*NEW_HAMPSHIRE))
    assert meant(second["Salem"]) == "Salem, New Hampshire, United States"
    assert meant(second["Hudson"]) == "Hudson, New Hampshire, United States"
    assert "it is in the newsroom's region" in second["Salem"].why
    assert not any("the article names" in reason for reason in second["Salem"].why)


def test_home_is_where_most_stories_are_and_grows_with_their_number() -> None:
    gazetteer = open_gazetteer()
    (hampshire,), (states,) = (
        [m.entry.number for m in gazetteer.lookup(n)[:1]] for n in ("New Hampshire", "United States")
    )
    one = learn([story(*NEW_HAMPSHIRE)], gazetteer, "")
    assert (one.home, one.home_stories) == ({hampshire: 0.5, states: 0.2}, 1)
    far = story(place("Lyon, France"), place("Paris, France", role="passing"))
    three = learn([story(*NEW_HAMPSHIRE), far, story(place("France"))], gazetteer, "")
    assert three.home_stories == 2  # a country is no town
    assert three.home[hampshire] == pytest.approx(1 / 3)
    assert learn([story(place("Lyon, France", role="passing"))], gazetteer, "").home == {}


def test_of_the_own_file_only_what_the_text_does_not_name_counts() -> None:
    own = story(*NEW_HAMPSHIRE, is_own=True)
    assert learn([own], open_gazetteer(), "In Concord, LACONIA and Tilton.").home == {}
    assert learn([own], open_gazetteer(), "In Salem.").home_stories == 1


@pytest.mark.parametrize(
    ("text", "name", "named"),
    [
        ("In LAREDO’s west", "Laredo", True),
        ("Nuevo Laredo", "New Laredo", False),
        ("Vive en Cádiz.", "Cadiz", True),
        ("大阪府警は神戸で男二人を逮捕した。", "神戸", True),
        ("大阪府警は神戸で男二人を逮捕した。", "京都", False),
        ("", "Laredo", False),
        ("Laredo", "…", False),
    ],
)
def test_whether_a_text_names_a_place(text: str, name: str, named: bool) -> None:
    assert NamedWords(text).may_name(name) is named


def test_thousands_of_names_and_a_long_text_take_seconds_at_most(within: TimeLimit) -> None:
    names = tuple(f"Zefirbuno {number}" for number in range(20))
    own = story(*[AcceptedPlace(names, 4705349, None, "")] * 2000, is_own=True)
    with within(20):
        assert learn([own], open_gazetteer(), "Many a word. " * 300_000).home == {}


def test_a_place_that_was_chosen_before_wins_and_says_where() -> None:
    text = "The festival in Paris begins on Friday."
    assert meant(found(text)["Paris"]) == "Paris, Île-de-France, France"
    chosen = found(text, story(place("Paris, Texas")))["Paris"]
    assert (meant(chosen), chosen.confidence > 0.8) == ("Paris, Texas, United States", True)
    assert chosen.why[-1] == "chosen before, in one/places.geojson"


def test_what_the_text_says_goes_before_what_was_chosen() -> None:
    chosen = found("She left Paris, France, in May.", story(place("Paris, Texas")))["Paris"]
    assert meant(chosen) == "Paris, Île-de-France, France"
    assert not any("chosen before" in reason for reason in chosen.why)


def test_a_pin_that_was_moved_is_another_place() -> None:
    moved = place("Paris, Texas")._replace(point=(10.0, 50.0))
    assert meant(found("The festival in Paris begins.", story(moved))["Paris"]) == "Paris, Île-de-France, France"


def test_what_was_refused_is_a_maybe_with_the_file_that_it_was_refused_in() -> None:
    text = "He was born in Laredo, Texas."
    refused = found(text, story(refused=("Laredo",)))["Laredo"]
    assert (refused.status, refused.why[-1]) == ("maybe", "refused before, in one/places.geojson")
    assert refused.score == found(text)["Laredo"].score
    assert refused.focus is None


def test_what_another_story_has_or_has_under_another_name_was_not_refused() -> None:
    text, gone = "He was born in Laredo, Texas.", story(refused=("Laredo",))
    assert found(text, gone, story(place("Laredo, Texas"), shown="b.geojson"))["Laredo"].status == "in"
    renamed = story(place("Laredo, Texas", "The town"), refused=("Laredo",))
    assert found(text, renamed)["Laredo"].status == "in"


@pytest.mark.parametrize("language", ["ru", "es"])
def test_names_of_the_texts_language_are_remembered(language: str) -> None:
    text, name = {"ru": ("Он живёт в Москве.", "Москва"), "es": ("Vive en Cádiz.", "Cádiz")}[language]
    article = Article("", (Block("paragraph", text),), language=language, has_own_title=False)
    memory = DeskMemory(refused={name.lower().replace("á", "a"): "a.geojson"})
    statuses = {one.name: one.status for one in find_suggestions(article, memory=memory)}
    assert statuses[name] == "maybe"
    assert find_suggestions(article)[-1].status == "in"


def test_a_name_that_is_never_a_place_is_none_and_longer_names_are() -> None:
    text = "In Jordan it rained. Paris Match reported from Jordan Valley, Oregon, and from Paris."
    never = found(text, never=("Jordan", "Paris Match", ""))
    assert list(never) == ["Jordan Valley", "Oregon", "Paris"]
    assert never["Paris"].mentions == ((text.rindex("Paris"), len(text) - 1),)


def house(name: str, meant: str | int | tuple[float, float]) -> HouseName:
    return HouseName(name, meant, "storymap.toml, line 1")


def test_house_names_mean_what_the_house_says() -> None:
    names = [
        house("the Springs", "Colorado Springs, Colorado"),
        house("ABQ", 5454711),
        house("Hilltop", (35.0, -106.0)),
    ]
    gazetteer = with_own_places(open_gazetteer(), (), names)
    text = "He drove from the Springs to ABQ, and on to Hilltop. It is far from Palm Springs."
    suggestions = found(text, gazetteer=gazetteer)
    assert [(name, meant(one)) for name, one in suggestions.items() if name != "Hilltop"] == [
        ("Springs", "Colorado Springs, Colorado, United States"),
        ("Albuquerque", "Albuquerque, New Mexico, United States"),
        ("Palm Springs", "Palm Springs, California, United States"),
    ]
    assert (suggestions["Hilltop"].places[0].lat, suggestions["Hilltop"].status) == (35.0, "in")
    assert all(one.status == "in" for one in suggestions.values())
    assert suggestions["Springs"].why[1:] == ("the newsroom calls it so",)
    assert gazetteer.lookup("the Springs")[0].entry.geonameid == 5417598


@pytest.mark.parametrize(
    ("meant", "said"),
    [
        ("Zefirbuno", 'the gazetteer has no "Zefirbuno"; write its point in place of it, for example [38.83, -104.82]'),
        ("Springfield, Missourii", 'the gazetteer has no "Springfield, Missourii"; '),
        (99999999, "the gazetteer has no place with the GeoNames id 99999999; write a name or a point in its place"),
        (1, "the gazetteer has no place with the GeoNames id 1; "),
    ],
)
def test_a_house_name_of_no_place_is_refused_with_its_line(meant: str | int, said: str) -> None:
    with pytest.raises(StorymapError) as caught:
        with_own_places(open_gazetteer(), (), [house("Here", meant), house("There", meant)])
    first, second = map(str, caught.value.problems)
    assert first == second
    assert first.startswith(f"storymap.toml, line 1: {said}")


def test_a_house_name_that_can_mean_several_says_how_to_write_one() -> None:
    with pytest.raises(
        StorymapError, match=r'places are called "Springfield"; write which, for example "Springfield, Ill'
    ):
        with_own_places(open_gazetteer(), (), [house("Here", "Springfield")])


def test_the_own_gazetteer_keeps_its_places_beside_house_names(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,lat,lon\nHilltop,10,20\n", encoding="utf-8")
    gazetteer = with_own_places(open_gazetteer(), [tmp_path / "own.csv"], [house("the Hill", "Hilltop")])
    assert gazetteer.lookup("Hill")[0].entry.lat == 10.0
