from storymap.exchange.place_list import PlaceList
from storymap.exchange.report import Report


def test_each_place_has_an_id_of_its_own_and_is_there_once() -> None:
    places = PlaceList(Report())
    given = [("Paris", (2.3, 48.9)), ("Paris", (-95.6, 33.7)), ("Paris", (2.3, 48.9)), ("Paris", None), ("paris", None)]
    assert [places.add(name, position) for name, position in given] == [
        "paris",
        "paris-2",
        "paris",
        "paris-3",
        "paris-4",
    ]
    assert [place["id"] for place in places.features] == ["paris", "paris-2", "paris-3", "paris-4"]


def test_names_are_plain_lines_that_a_places_file_takes() -> None:
    report = Report()
    places = PlaceList(report)
    for name in ("<b>A</b> &amp;\nB", "\u202eC", "", " \u200b ", "D" * 300, "<script>x</script>"):
        places.add(name, None)
    names = [place["properties"]["name"] for place in places.features]
    assert names == ["A & B", "C", "Place 3", "Place 4", "D" * 200, "Place 6"]
    assert [str(line) for line in report.lines() if line.fate == "changed"] == [
        "places without a name (3: Place 3, Place 4, Place 6); name them",
        f"names that are too long ({'D' * 59}…); cut to 200 characters",
    ]


def test_texts_are_cut_to_what_a_place_may_have() -> None:
    places = PlaceList(Report())
    places.add("A", None, note="n" * 6000, when="w" * 200_000, aliases=["B"], own="")
    properties = places.features[0]["properties"]
    assert [len(properties["note"]), len(properties["when"]), properties["aliases"]] == [5000, 100_000, ["B"]]
    assert "own" not in properties
