from storymap.exchange.importers.gazetteer_positions import gazetteer_position


def test_a_town_is_a_point_and_a_country_its_area() -> None:
    town, country = gazetteer_position(2661604), gazetteer_position(2658434)
    assert town is not None
    assert town.geometry["type"] == "Point"
    assert town.geometry["coordinates"] == [7.57327, 47.5584]
    assert country is not None
    assert country.geometry["type"] in ("Polygon", "MultiPolygon")


def test_a_number_that_nobody_knows_is_none() -> None:
    assert gazetteer_position(1) is None
    assert gazetteer_position(999_999_999) is None
