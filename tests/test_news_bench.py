"""The measure of tools/bench/news, on articles of a few words, with exact values."""

from __future__ import annotations

import re

import pytest
from tools.bench.news.__main__ import main
from tools.bench.news.agreement import Agreement, compare
from tools.bench.news.calibration import Probabilities, calibration_table
from tools.bench.news.found import Finder, find_located
from tools.bench.news.labels import Label, LabelledArticle, LabelledPlace, parse_labelled
from tools.bench.news.measure import (
    ApartCounts,
    Counts,
    Found,
    Range,
    count,
    count_apart,
    distance,
    errors,
    is_right,
    total,
)
from tools.bench.news.sets import DEMANDING, PLAIN
from tools.bench.news.tables import apart_table, interval, kinds_table, table

MARKED = """\
== es-01 council
[[Málaga]] gana

De [[Álora]] a [[la capital|Málaga]], dice el Málaga de la Junta de [[?Andalucía]], [[España]].
--
Málaga = city 36.72,-4.42 ES
Álora = city 36.82,-4.71 ES
Andalucía = state 37.5,-4.7 Andalusia, ES
España = country ES

== es-02 courts
En [[la calle Larios]].
--
la calle Larios = street 36.72,-4.42 ES
"""
MALAGA = (36.72, -4.42)
NAMES = {7: "Andes", 8: "Andalusia"}


def test_marks_are_taken_out_of_the_text_and_become_labels() -> None:
    first, second = parse_labelled(MARKED)
    assert (first.article_id, first.subject, first.language) == ("es-01", "council", "es")
    assert second.article_id == "es-02"
    assert first.text == "Málaga gana\n\nDe Álora a la capital, dice el Málaga de la Junta de Andalucía, España."
    assert [first.text[label.start : label.end] for label in first.labels] == [
        "Málaga", "Álora", "la capital", "Andalucía", "España",
    ]  # fmt: skip
    assert [label.place.name for label in first.labels] == ["Málaga", "Álora", "Málaga", "Andalucía", "España"]
    assert [label.is_optional for label in first.labels] == [False, False, False, True, False]
    assert first.labels[0].place == LabelledPlace("Málaga", "city", MALAGA, "ES")
    assert first.labels[4].place == LabelledPlace("España", "country", None, "ES")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("== es-01 a\n[[Lugo]]", "es-01: no list of places"),
        ("== es-01 a\n[[Lugo]]\n--\nVigo = city 42,-8 ES", "es-01: not in the list of places: Lugo"),
        ("== es-01 a\nLugo\n--\nLugo = city 43,-7.6 ES", "es-01: listed, but not in the text: Lugo"),
        ("== es-01 a\n[[Lugo]]\n--\nLugo = town 43,-7.6 ES", "es-01: no place: Lugo = town 43,-7.6 ES"),
        ("== es-01 a\n[[Lugo]]\n--\nLugo = city ES", "es-01: no place: Lugo = city ES"),
        ("== es-01 a\n[[Lugo]]\n--\nLugo = city 143,-7.6 ES", "es-01: no point on earth: Lugo = city 143,-7.6 ES"),
        ("== es-01 a\n[[Lugo]] [[Vigo\n--\nLugo = city 43,-7.6 ES", "es-01: a mark is not closed"),
    ],
)
def test_a_mistake_in_the_form_is_named(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        list(parse_labelled(text))


def test_distances_are_those_on_a_sphere() -> None:
    assert distance(MALAGA, MALAGA) == 0
    assert distance((0, 0), (0, 90)) == pytest.approx(10007.5, abs=0.1)
    assert distance((10, 179.5), (10, -179.5)) == pytest.approx(109.5, abs=0.1)


@pytest.mark.parametrize(
    ("kind", "identity", "away", "number", "right"),
    [
        ("city", "ES", 29, 1, True),
        ("city", "ES", 31, 1, False),
        ("district", "ES", 31, 1, False),
        ("street", "ES", 29, 1, True),
        ("landmark", "ES", 31, 1, False),
        ("county", "ES", 160, 1, True),
        ("county", "ES", 162, 1, False),
        ("state", "Andalusia, ES", 349, 1, True),
        ("state", "Andalusia, ES", 351, 1, False),
        ("state", "Andalusia, ES", 351, 8, True),
        ("river", "Andes", 160, 1, True),
        ("river", "Andes", 162, 1, False),
        ("other", "Andes", 2000, 7, True),
        ("other", "Andes", 6000, 7, False),
        ("region", "Andes", 10, 1, False),
        ("region", "Andes", 2000, 7, True),
    ],
)
def test_what_is_right_depends_on_the_kind(kind: str, identity: str, away: float, number: int, right: bool) -> None:
    place = LabelledPlace("x", kind, (0.0, 0.0), identity)
    found = Found(0, 1, number, (away / 111.195, 0.0), "ES")
    assert is_right(place, found, bears_name) is right


def test_a_country_is_right_by_its_code() -> None:
    spain, singapore = (LabelledPlace("x", "country", None, code) for code in ("ES", "SG"))
    assert is_right(spain, Found(0, 1, 1, (0, 0), "ES", is_country=True), bears_name)
    assert not is_right(spain, Found(0, 1, 1, (0, 0), "PH", is_country=True), bears_name)
    assert not is_right(spain, Found(0, 1, 1, (40, -3), "ES"), bears_name)
    assert is_right(singapore, Found(0, 1, 1, (1.3, 103.8), "SG"), bears_name)


def test_counts_of_an_article() -> None:
    article = next(parse_labelled(MARKED))
    found = [
        at(article, "Málaga", 1, MALAGA),  # right
        at(article, "Álora", 2, (0.0, 0.0)),  # to be moved
        at(article, "Málaga de", 1, MALAGA),  # a false name, but the place is right elsewhere
        at(article, "Junta", 3, (1.0, 1.0)),  # to be taken out
        at(article, "Andalucía", 8, (37.5, -4.7)),  # optional and right: counts nowhere
    ]
    counts = Counts(
        articles=1, names=4, located=2, right=1, scenes=4, right_scenes=1, shown=4, places=2, mends=3
    )  # España is to be added
    assert count(article, found, bears_name) == counts
    wrong = at(article, "Andalucía", 9, (0.0, 0.0))
    assert count(article, [*found[:4], wrong], bears_name) == counts._replace(shown=5, mends=4)
    kinds = [
        (kind, article.text[start:end]) for kind, start, end, _, _ in errors(article, [*found[:4], wrong], bears_name)
    ]
    assert kinds == [
        ("wrong", "Álora"), ("missing", "la capital"), ("false", "Málaga de"), ("false", "Junta"), ("wrong", "Andalucía"),
        ("missing", "España"),
    ]  # fmt: skip


def test_one_wrong_place_for_two_is_moved_once_and_added_once() -> None:
    places = [LabelledPlace(name, "city", (north, 0.0), "ES") for name, north in (("a", 10.0), ("b", 20.0))]
    labels = tuple(Label(n, n + 1, place) for n, place in enumerate(places))
    article = LabelledArticle("es-01", "x", "ab", labels)
    assert count(article, [Found(n, n + 1, 5, (50.0, 0.0), "ES") for n in (0, 1)], bears_name).mends == 2


def test_a_street_that_is_found_counts_as_right_but_not_among_the_scenes() -> None:
    article = list(parse_labelled(MARKED))[1]
    counts = count(article, [at(article, "la calle Larios", 1, MALAGA)], bears_name)
    assert counts == Counts(articles=1, names=1, located=1, right=1, shown=1, places=1)


def test_nothing_found_is_everything_to_be_added() -> None:
    article = list(parse_labelled(MARKED))[1]
    assert count(article, [], bears_name) == Counts(articles=1, names=1, mends=1, unlocated=1)


def test_streets_that_are_named_and_not_located_are_counted() -> None:
    article = list(parse_labelled(MARKED))[1]
    street = Range(article.text.index("calle"), article.text.index("."))
    assert count_apart(article, [], [street, Range(0, 2)]) == ApartCounts(names=1, apart=1, shown=2, places=1)
    located = Found(street.start, street.end, 1, MALAGA, "ES")
    assert count_apart(article, [located], [street]) == ApartCounts(names=1, located=1, shown=1, places=1)
    assert count_apart(article, [], []) == ApartCounts(names=1)


def test_two_names_over_one_label_count_by_the_longer() -> None:
    article = next(parse_labelled(MARKED))
    start = article.text.index("la capital")
    found = [Found(start, start + 2, 1, (0.0, 0.0), "ES"), Found(start + 3, start + 10, 2, MALAGA, "ES")]
    assert count(article, found, bears_name).right == 1


def test_sums_and_intervals() -> None:
    counts = [Counts(articles=1, names=10, right=right) for right in (2, 8)]
    assert total(counts) == Counts(articles=2, names=20, right=10)
    assert interval(counts, lambda c: c.right / c.names) == (0.2, 0.8)
    assert interval(counts[:1] * 9, lambda c: c.right / c.names) == (0.2, 0.2)


def test_tables_have_a_row_for_each_language_and_each_kind() -> None:
    lines = list(table(DEMANDING, ["uk"], "kept"))
    assert len({line.count("|") for line in lines}) == 1
    assert [row.split("|")[1:4] for row in lines[2:]] == [[" uk ", " 5 ", " 118 "], [" **all** ", " 5 ", " 118 "]]
    assert list(kinds_table(DEMANDING, ["uk"], "kept"))[-1].startswith("| **all** | 118 |")
    assert [line.split("|")[1] for line in apart_table(DEMANDING, ["uk"], "kept")][2:] == [" uk ", " **all** "]


def test_languages_that_are_judged_together_have_a_row_of_their_own() -> None:
    rows = [row.split("|")[1:4] for row in table(PLAIN, ["es", "fr", "de", "pt"])]
    assert rows[-2] == [" **es, fr, de, pt** ", " 20 ", " 293 "]


def test_what_is_known_is_asked_in_the_language_of_the_article() -> None:
    country = next(line for line in kinds_table(DEMANDING, ["ar"]) if line.startswith("| country |"))
    assert int(country.split("|")[3]) > 90


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [(["--errors"], {f"es-{number:02}" for number in range(1, 20, 2)}), (["--set", "plain", "--errors"], None),
     (["--set", "plain", "--half", "development"], None)],
)  # fmt: skip
def test_errors_are_listed_of_the_development_half_alone(
    arguments: list[str], listed: set[str] | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["news", *arguments, "--languages", "es"])
    if listed is None:
        with pytest.raises(SystemExit, match="2"):
            main()
        assert "the plain set is kept" in capsys.readouterr().err
    else:
        main()
        assert {line.split("\t")[0] for line in capsys.readouterr().out.splitlines()} == listed


@pytest.mark.parametrize(("name", "tables"), [("plain", ["plain:"]), (None, ["demanding:", "plain:"])])
def test_both_sets_are_measured_unless_one_is_asked_for(
    name: str | None, tables: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["news", "--languages", "nl", *(["--set", name] if name else [])])
    main()
    assert [line for line in capsys.readouterr().out.splitlines() if line.endswith(":")] == tables


def test_found_is_what_a_places_file_has_with_a_location() -> None:
    text = "A fire in Springfield was put out in an hour. A car was found in Lisbon, Portugal."
    found = [text[one.start : one.end] for one in find_located(text, Finder())]
    assert found == ["Lisbon", "Portugal"]  # no file says which Springfield is meant


def test_what_was_said_of_names_is_kept_with_whether_it_is_so() -> None:
    text = "== en-01 x\nA car was found in [[Lisbon]], [[?Portugal]], and in [[Lyon]], said Otto Paris.\n--\n"
    listed = "Lisbon = city 38.72,-9.14 PT\nPortugal = country PT\nLyon = city 45.76,104.84 FR\n"  # it is not there
    said = Probabilities()
    said.add(next(parse_labelled(text + listed)), Finder().gazetteer, bears_name)
    assert [is_so for _, is_so in said.choices] == [True, False]
    assert [is_so for _, is_so in said.places][:2] == [True, True]
    assert not any(is_so for _, is_so in said.places[2:])  # Paris is a person


def test_the_table_of_calibration_has_a_row_for_those_who_are_judged_together() -> None:
    lines = list(calibration_table(PLAIN))
    assert len({line.count("|") for line in lines}) == 1
    assert [row.split("|")[1] for row in lines[2:]] == [
        " en ",
        " es, fr, de, pt ",
        " ru, uk, ar, zh, ja, hi ",
        " **all** ",
    ]


def test_agreement_of_two_readings() -> None:
    first = list(parse_labelled(MARKED))
    again = MARKED.replace("a [[la capital|Málaga]]", "a la capital").replace("[[?Andalucía]]", "[[Andalucía]]")
    again = again.replace("Álora = city 36.82,-4.71", "Álora = city 37.82,-4.71")
    agreement = compare(first, parse_labelled(again))
    assert agreement == Agreement(first=6, second=5, shared=4, same_kind=4, same_place=3)
    assert agreement.f1 == pytest.approx(8 / 11)
    with pytest.raises(ValueError, match="es-01: the readings are not of the same text"):
        compare(first, parse_labelled(MARKED.replace("gana", "pierde")))


def at(article: LabelledArticle, name: str, number: int, point: tuple[float, float]) -> Found:
    """Return a name of the text as found at a point in Spain."""
    start = article.text.index(name)
    return Found(start, start + len(name), number, point, "ES")


def bears_name(number: int, name: str) -> bool:
    """Return whether a place has an English name in NAMES."""
    return NAMES.get(number) == name
