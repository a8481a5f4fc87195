"""Which names a story's map takes along."""

import pytest

from storymap.rendering.basemap.labels import StoryPlace
from storymap.rendering.basemap.make import make_basemap
from tests.rendering.basemap import stories
from tests.rendering.basemap.stories import at


def names(basemap, kind):
    return [row[0] for row in basemap["labels"][kind]]


@pytest.fixture(scope="module")
def english():
    return make_basemap(stories.BORDER, language="en")


@pytest.fixture(scope="module")
def spanish():
    return make_basemap(stories.BORDER, language="es-MX")


def test_the_names_follow_the_storys_language(english, spanish):
    for kind, in_english, in_spanish in [
        ("countries", "Mexico", "México"),
        ("countries", "United States", "Estados Unidos"),
        ("states", "New Mexico", "Nuevo México"),
        ("waters", "Gulf of California", "Golfo de California"),
        ("waters", "Gulf of Mexico", "Golfo de México"),
        ("cities", "Mexico City", "Ciudad de México"),
    ]:
        assert in_english in names(english, kind)
        assert in_spanish in names(spanish, kind)
        assert in_english not in names(spanish, kind)
        assert in_spanish not in names(english, kind)


def test_mexican_states_have_the_names_that_mexico_uses(english, spanish):
    for basemap in (english, spanish):
        assert {"Sonora", "Coahuila", "Nuevo León", "Tamaulipas"} <= set(names(basemap, "states"))


@pytest.mark.parametrize(
    ("language", "places", "kind", "name"),
    [
        ("uk", stories.UKRAINE, "cities", "Харків"),
        ("uk", stories.UKRAINE, "countries", "Україна"),
        ("ru", stories.UKRAINE, "cities", "Харьков"),
        ("fr", stories.LEVANT, "cities", "Damas"),
        ("ar", stories.LEVANT, "cities", "غزة"),
        ("de", stories.VILLAGE, "cities", "Mailand"),
        ("it", stories.VILLAGE, "cities", "Milano"),
        ("ja", stories.FIJI, "countries", "フィジー"),
        ("zh-Hant-TW", stories.INDONESIA, "countries", "印尼"),
        ("id", stories.INDONESIA, "states", "Jawa Barat"),
        ("en", stories.INDONESIA, "states", "West Java"),
        ("hi", stories.INDONESIA, "waters", "जावा सागर"),
    ],
)
def test_names_in_many_languages(language, places, kind, name):
    assert name in names(make_basemap(places, language=language), kind)


def test_a_name_in_another_language_follows_none_for_its_capitals():
    lakes = make_basemap(at(("Chicago", -87.63, 41.88), ("Peoria", -89.6, 40.7)), language="tr-TR")
    rows = {row[0]: row[4] for row in lakes["labels"]["states"]}
    assert (rows["Illinois"], rows["Wisconsin"]) == (2, 2)
    assert lakes["case_language"] == "tr"
    turkey = make_basemap(at(("Muş", 41.49, 38.73), ("Nusaybin", 41.21, 37.07)), language="tr")
    assert {row[0]: row[4] for row in turkey["labels"]["states"]}["Diyarbakır"] == 0


def test_a_language_without_names_has_its_own_capitals_at_home():
    caucasus = make_basemap(at(("Bakı", 49.87, 40.41), ("Gəncə", 46.36, 40.68)), language="az")
    assert (caucasus["language"], caucasus["case_language"]) == ("", "az")
    assert {row[0]: row[4] for row in caucasus["labels"]["states"]}["Şəki"] == 0


def test_far_cities_are_named_in_the_languages_script_or_not_at_all():
    basemap = make_basemap(stories.LEVANT, language="ar")
    west, south, east, north = basemap["details"][0]["box"]
    far = [row[0] for row in basemap["labels"]["cities"] if not (west < row[1] < east and south < row[2] < north)]
    assert len(far) > 60
    assert not [name for name in far if name.isascii()]


def test_a_language_without_names_has_local_names_and_english_for_countries():
    basemap = make_basemap(stories.BORDER, language="yua")
    assert basemap["language"] == ""
    assert "Mexico" in names(basemap, "countries")
    assert "Nuevo León" in names(basemap, "states")


def test_twin_cities_across_the_border_are_both_there(english):
    assert {"Brownsville", "Matamoros", "El Paso", "Laredo", "Reynosa", "McAllen"} <= set(names(english, "cities"))


def test_a_place_of_the_story_has_no_label_beside_its_marker(english):
    mentioned = {"Ciudad Juárez", "Nuevo Laredo", "Culiacán"}
    assert not mentioned & set(names(english, "cities"))
    elsewhere = make_basemap(at(("Brownsville", -97.5, 25.93), ("Houston", -95.37, 29.76)))
    assert "Nuevo Laredo" in names(elsewhere, "cities")


def test_a_storys_name_counts_without_accents_case_and_the_word_city():
    places = [StoryPlace(("the bridge", "CIUDAD JUAREZ"), at(("", -106.48, 31.74))[0].geometry)]
    assert "Ciudad Juárez" not in names(make_basemap(places), "cities")
    places = at(("Juárez", -106.48, 31.74))
    assert "Ciudad Juárez" not in names(make_basemap(places), "cities")


def test_another_place_of_the_same_name_far_away_changes_nothing():
    basemap = make_basemap(at(("Laredo", -3.41, 43.41), ("Matamoros", -99.0, 27.0)))
    assert "Matamoros" in names(make_basemap(at(("Matamoros", -103.2, 25.5), ("x", -97.6, 25.9))), "cities")
    assert basemap["labels"]["cities"]


def test_a_country_that_is_a_place_of_the_story_is_not_labelled_at_all():
    basemap = make_basemap([StoryPlace(("México", "Mexico"), at(("", -102, 24))[0].geometry), *stories.BORDER])
    assert "Mexico" not in names(basemap, "countries")
    assert "United States" in names(basemap, "countries")


def test_a_country_has_a_second_anchor_inside_the_story(english):
    rows = [row for row in english["labels"]["countries"] if row[0] == "United States"]
    assert [row[7] for row in sorted(rows, key=lambda row: row[7])] == [0, 1]
    assert len({row[6] for row in rows}) == 1
    west, south, east, north = english["fit"]
    (inside,) = (row for row in rows if row[7])
    assert west < inside[1] < east
    assert south < inside[2] < north


def test_cities_carry_rank_and_who_is_a_capital():
    rows = {row[0]: row for row in make_basemap(stories.LEVANT)["labels"]["cities"]}
    assert list(rows["Cairo"][3:5]) == [0, 1]
    assert rows["Beirut"][3] <= 1
    assert rows["Beirut"][4] == 1
    assert rows["Jerusalem"][4] != 1  # disputed: a city like others on a neutral map


def test_the_west_bank_and_gaza_are_named_and_no_state_is_called_after_a_void():
    basemap = make_basemap(stories.LEVANT)
    parts = {row[0]: row[4] for row in basemap["labels"]["states"]}
    assert parts["West Bank"] == parts["Gaza"] == 1
    assert "Palestine" not in names(basemap, "countries")
    assert "" not in parts


def test_fijis_names_stand_on_the_storys_side_of_180_degrees():
    basemap = make_basemap(stories.FIJI)
    west, _, east, _ = basemap["details"][0]["box"]
    assert all(west <= row[1] <= east for row in basemap["labels"]["states"])
    local = [row for row in basemap["labels"]["countries"] if row[0] == "Fiji" and row[7]]
    assert len(local) == 1


def test_every_name_is_one_clean_line(english, spanish):
    for basemap in (english, spanish):
        for rows in basemap["labels"].values():
            for row in rows:
                assert row[0] == " ".join(row[0].split()) != ""
                assert -360 <= row[1] <= 540
                assert -90 <= row[2] <= 90
