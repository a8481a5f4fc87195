"""Excel workbooks as people have them: titles above the table, several sheets, dates, merged cells, formulas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from storymap.errors import PlacesError, Problem
from storymap.reading.places.context import read_context
from storymap.reading.places.place_choices import PlaceChoices
from storymap.reading.places.reader import read_places
from tests.reading.places.formats.spreadsheets.spreadsheet_files import packed, row, xlsx
from tests.time_limit import TimeLimit

HEADER = row(1, "Name", "Lat", "Lon", "Note")


def read(data: bytes, name: str = "places.xlsx", **options: Any) -> tuple[Any, list[str]]:
    Path(name).write_bytes(data)
    problems: list[Problem] = []
    frame = read_places(name, problems=problems, **options)
    return frame, [f"{problem.severity}: {problem}" for problem in problems]


def refusal(data: bytes, name: str = "places.xlsx") -> str:
    with pytest.raises(PlacesError) as caught:
        read(data, name)
    return str(caught.value)


def properties(*cells: object, **options: Any) -> dict[str, Any]:
    """Return the data of a place in a workbook with one row, of columns A, B ... after name and position."""
    columns = [f"Field {letter}" for letter in "ABCDEFGH"[: len(cells)]]
    rows = row(1, "Name", "Lat", "Lon", *columns) + row(2, "Basel", 47.56, 7.59, *cells)
    return dict(read(xlsx(rows, **options))[0]["properties"].iloc[0])


pytestmark = pytest.mark.usefixtures("desk")


@pytest.mark.parametrize("name", ["places.xlsx", "places.xlsm", "PLACES.XLSX"])
def test_a_row_is_a_place(name: str) -> None:
    rows = HEADER + row(2, "Basel", 47.56, 7.59, "On the bend") + row(3, "Bern", "46,95", "7°26'E")
    frame, said = read(xlsx(rows), name)
    assert frame["name"].tolist() == ["Basel", "Bern"]
    assert frame.loc["basel", "note"] == "On the bend"
    assert frame.geometry.iloc[0].coords[0] == (7.59, 47.56)
    assert frame.geometry.iloc[1].coords[0] == pytest.approx((7.4333333, 46.95))
    assert said == [
        f'warning: {name}, row 3 ("Bern"): coordinates have decimal commas ("46,95"); they were read as decimal points; write decimal points'
    ]


def test_the_first_sheet_that_says_where_places_lie_is_read_and_the_others_are_named() -> None:
    notes = row(1, "Please read") + row(2, "What", "Who")
    rows = row(3, "Unsere Orte 2024") + row(5, "Name", "Breite", "Länge", "Gruppe", start="B")
    rows += row(6, "Basel", 47.56, 7.59, "Städte", start="B") + row(9, "Bern", "north", 7.44, start="B")
    rows += row(10, "Genf", 46.2, 6.14, start="B")
    data = xlsx(notes, rows, HEADER + row(2, "Oslo", 59.9, 10.7), names=["Read me", "Orte", "Old"])
    frame, said = read(data)
    assert frame["name"].tolist() == ["Basel", "Genf"]
    assert frame["layer"].tolist()[0] == "Städte"
    assert said[0] == (
        'note: places.xlsx: the sheet "Orte" is read, and not "Read me", "Old"; '
        "save another one as CSV, and name it with --places"
    )
    assert 'sheet "Orte", row 9 ("Bern") latitude must be a number' in said[-1]


def test_a_hidden_sheet_comes_after_those_that_are_seen() -> None:
    old, new = (HEADER + row(2, name, 1, 2) for name in ("Old", "New"))
    assert read(xlsx(old, new, hidden=1))[0]["name"].tolist() == ["New"]


def test_what_stands_beside_and_below_the_table_is_no_place() -> None:
    rows = HEADER + row(2, "Basel", 47.56, 7.59, "", "", "checked by AB") + row(3, "", "", "", "", "", "ask CD")
    rows += row(4, "Bern", 46.95, 7.44) + row(6, "Source: the city")
    frame, said = read(xlsx(rows))
    assert frame["name"].tolist() == ["Basel", "Bern", "Source: the city"]
    assert said == [
        'warning: places.xlsx, row 6 ("Source: the city"): has no geometry: it is listed, but not on the map; '
        "add one when it is known"
    ]


def test_numbers_that_are_dates_are_dates_and_others_stay_numbers() -> None:
    cells = ('<c s="1"><v>45418</v></c>', '<c s="2"><v>45418.5</v></c>', '<c s="3"><v>45418</v></c>', 2024,
             '<c s="1"><v>0.75</v></c>', '<c s="1"><v>59</v></c>', '<c><v>12.100000000000001</v></c>')  # fmt: skip
    assert list(properties(*cells).values()) == [
        "2024-05-06", "2024-05-06T12:00:00", "45418", "2024", "18:00:00", "1900-02-28", "12.1",
    ]  # fmt: skip
    assert properties('<c s="1"><v>0</v></c>', pr='date1904="1"') == {"Field A": "1904-01-01"}
    assert properties('<c s="1"><v>-5</v></c>', '<c s="1"><v>1e300</v></c>') == {"Field A": "-5", "Field B": "1e+300"}


def test_texts_are_shared_in_runs_or_with_their_pronunciation() -> None:
    texts = [
        "São Paulo",
        "<si><r><t>Old </t></r><r><t>town</t></r></si>",
        "<si><t>東京</t><rPh><t>トウキョウ</t></rPh></si>",
        "a_x000D_b",
    ]
    cells = [f'<c t="s"><v>{index}</v></c>' for index in range(5)]
    assert properties(*cells, texts=texts) == {
        "Field A": "São Paulo", "Field B": "Old town", "Field C": "東京", "Field D": "a\rb",
    }  # fmt: skip


def test_the_results_of_formulas_are_taken_and_errors_are_none() -> None:
    cells = ("<c><f>SUM(1)</f><v>5</v></c>", '<c t="str"><f>"a"</f><v>a</v></c>', '<c t="b"><v>1</v></c>',
             '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "<c><f>SUM(1)</f></c>", "<c><f>SUM(1)</f></c>")  # fmt: skip
    rows = row(1, "Name", "Lat", "Lon", *"abcdef") + row(2, "Basel", 47.56, 7.59, *cells)
    frame, said = read(xlsx(rows))
    assert frame["properties"].iloc[0] == {"a": "5", "b": "a", "c": "true"}
    assert said == [
        "warning: places.xlsx: cell G2 holds an error (#DIV/0!), and is taken as empty; correct the formula",
        "warning: places.xlsx: cell H2, as 1 more, holds a formula whose result is not in the file; "
        "open it in Excel or LibreOffice, and save it there",
    ]


def test_a_merged_cell_holds_for_all_its_rows() -> None:
    rows = row(1, "A title", "", "") + row(2, "Layer", "Name", "Lat", "Lon") + row(3, "Cities", "Basel", 47.56, 7.59)
    rows += row(4, "", "Bern", 46.95, 7.44) + row(5, "", "Genf", 46.2, 6.14)
    merged = '<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="A3:A4"/></mergeCells>'
    assert read(xlsx(rows, after=merged))[0]["layer"].tolist() == ["Cities", "Cities", "Places"]


def test_cells_without_references_follow_each_other() -> None:
    text = "<c t='inlineStr'><is><t>{}</t></is></c>"
    rows = f"<row>{''.join(text.format(name) for name in ('name', 'lat', 'lon'))}</row>"
    rows += f"<row>{text.format('Basel')}<c><v>47.56</v></c><c><v>7.59</v></c></row>"
    frame, _ = read(xlsx(rows))
    assert frame["where"].tolist() == ['places.xlsx, row 2 ("Basel")']


def test_an_own_column_and_a_shape_are_read_as_in_csv() -> None:
    rows = row(1, "NOM", "WKT") + row(2, "Bâle", "POINT (7.59 47.56)")
    frame, _ = read(xlsx(rows), choices=PlaceChoices({"name": "NOM"}))
    assert frame["name"].tolist() == ["Bâle"]
    assert frame.geometry.iloc[0].coords[0] == (7.59, 47.56)


def test_a_sheet_is_context_too() -> None:
    Path("c.xlsx").write_bytes(xlsx(row(1, "name", "wkt") + row(2, "Rhine", "LINESTRING (7 47, 8 48)")))
    assert [one.name for one in read_context("c.xlsx")] == ["Rhine"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK", "places.xlsx: this is not a ZIP archive; zip it again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "places.xlsx: it has a password, or is an old Excel file with a new ending; save it without a password as Excel workbook (.xlsx)"),
        (packed({"word/document.xml": "<a/>"}), "places.xlsx: this is not an Excel workbook; correct its ending"),
        (xlsx(), "places.xlsx: the spreadsheet is blank; write a row that names the columns, and a row for each place"),
        (xlsx(row(1, "name", "city") + row(2, "A", "B")), 'places.xlsx, row 1: there is no column for the latitude, only name, city; name it "latitude"; one of the first 50 rows must name the columns'),
        (xlsx(row(1, "a") + row(4, "name", "lat", "lon", "lat") + row(5, "A", 1, 2)), 'places.xlsx, row 4: the column "lat" is there twice; rename or remove one'),
        (xlsx("<row><c"), "places.xlsx: the spreadsheet is damaged; save it again"),
        (xlsx("&bomb;"), "places.xlsx: the spreadsheet is damaged; save it again"),
        (packed({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "places.xlsx: it has a document type, which is not read; save it again"),
    ],
    ids=["no archive", "password", "Word", "blank", "no latitude", "twice", "damaged", "entity", "doctype"],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_line(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', 'sheet "Sheet1": it has more than 1,000 columns; leave some out'),
        ('<row r="4000000000"><c r="ZZZZZZZZ4000000000"><v>1</v></c></row>', "there is no column for the latitude"),
        ('<row><c t="s"><v>99999999999</v></c><c s="-1"><v>nan</v></c></row>', "there is no column for the latitude"),
        ("".join('<row>' + '<c t="s"><v>0</v></c>' * 900 + '</row>' for _ in range(9)), "its cells hold more than 128 million characters"),
    ],
    ids=["last cell", "far cell", "odd numbers", "one text in all cells"],
)  # fmt: skip
def test_made_up_cells_take_no_memory_and_no_time(within: TimeLimit, rows: str, said: str) -> None:
    with within(2):
        assert said in refusal(xlsx(rows, texts=["x" * 30_000]))
