from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from storymap.atlas.corpus.schemas import schema_of
from storymap.atlas.parts.corpus_folder import is_corpus, read_tables
from storymap.atlas.parts.tables import DocumentRow, MentionRow, PlaceRow, tables_of
from storymap.atlas.parts.writer import write_parts
from storymap.errors import StorymapError
from tests.atlas.parts.reading import Parts
from tests.atlas.small_atlas import ATLAS


def write(path: Path, table: str, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = schema_of(table)
    pq.write_table(pa.Table.from_pylist([{**dict.fromkeys(schema.names), **row} for row in rows], schema=schema), path)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "border archive")


def write_corpus(folder: Path) -> Path:
    """A corpus of two documents, of which one has a title, in two parts."""
    for part, (title, text) in enumerate([("Bridge closes", "El Paso sleeps."), ("", "In El Paso it rains.")]):
        number = part * 10_000_000
        start = text.index("El Paso")
        document = {"document": number, "id": f"r{part}", "title": title, "date": "2009-04-17T10:00:00Z", "url": ""}
        mention = {"document": number, "place": "geonames:5520993", "text": text, "start": start, "end": start + 7}
        write(folder / "documents" / f"part-{part:05d}.parquet", "documents", [document])
        write(folder / "mentions" / f"part-{part:05d}.parquet", "mentions", [mention])
    place = {"place": "geonames:5520993", "name": "El Paso", "country": "US", "kind": "city", "documents": 2}
    years = [{"year": 2009, "documents": 2, "mentions": 2}]
    write(folder / "places.parquet", "places", [{**place, "mentions": 2, "years": years, "lon": -106.49, "lat": 31.76}])
    return folder


def test_a_corpus_becomes_an_atlas(corpus: Path, tmp_path: Path) -> None:
    tables = read_tables(corpus)
    assert is_corpus(corpus) and not is_corpus(tmp_path)
    assert tables.title == "border archive"
    assert list(tables.documents())[1] == DocumentRow(10_000_000, "r1", "2009-04-17T10:00:00Z", "")
    assert list(tables.mentions())[1] == MentionRow(10_000_000, "geonames:5520993", "In El Paso it rains.", 3, 10)
    years = ((2009, 2),)
    assert tables.places() == [PlaceRow("geonames:5520993", "El Paso", "US", "city", 2, years, -106.49, 31.76)]
    write_parts(tables, tmp_path / "out")
    parts = Parts(tmp_path / "out")
    assert [(story[1], story[2]) for story in parts.stories_of(0)] == [
        ("Bridge closes", "2009-04-17"),
        ("r1", "2009-04-17"),
    ]


@pytest.mark.parametrize("name", ["documents", "mentions", "places.parquet"])
def test_a_table_that_is_missing_is_told(corpus: Path, name: str) -> None:
    for path in sorted((corpus / name).glob("*")) or [corpus / name]:
        path.unlink()
    with pytest.raises(StorymapError, match=f"{name}: the folder has no such table; write the folder again"):
        read_tables(corpus)


def test_a_corpus_without_documents_is_told_as_that(corpus: Path) -> None:
    for path in sorted(corpus.glob("*/*.parquet")):
        path.unlink()
    (corpus / "corpus.json").write_text('{"documents": 0}')
    with pytest.raises(StorymapError, match="archive: the corpus has no documents; read sources that have texts"):
        read_tables(corpus)


def test_a_corpus_that_is_not_finished_is_told_as_that(corpus: Path) -> None:
    (corpus / ".corpus").mkdir()
    for name in ("places.parquet", "nothing"):
        (corpus / name).unlink(missing_ok=True)
        assert is_corpus(corpus)
        with pytest.raises(StorymapError, match="archive: the corpus is not finished; run `storymap corpus` as before"):
            read_tables(corpus)


def test_a_damaged_table_is_told_by_its_file_and_nothing_is_written(corpus: Path, tmp_path: Path) -> None:
    (corpus / "mentions" / "part-00001.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(StorymapError, match=r"part-00001\.parquet: the file is damaged; write the folder again"):
        write_parts(read_tables(corpus), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("table", "column", "values", "is_read"),
    [
        ("documents", "title", pa.array([7]), True),
        ("documents", "date", pa.array([None], pa.string()), True),
        ("documents", "document", pa.array([None], pa.int64()), False),
        ("mentions", "start", pa.array(["x"]), False),
        ("mentions", "text", pa.array([None], pa.string()), True),
        ("places", "name", pa.array([None], pa.string()), True),
        ("places", "lat", pa.array(["north"]), False),
        ("places", "lon", pa.array([None], pa.float64()), True),
        ("places", "documents", pa.array([-5]), False),
        ("places", "years", pa.array([[7]]), False),
        ("places", "years", pa.array([None], pa.int64()), True),
    ],
)
def test_a_column_of_another_kind_is_read_or_told(
    table: str, column: str, values: pa.Array, is_read: bool, corpus: Path, tmp_path: Path
) -> None:
    path = corpus / "places.parquet" if table == "places" else corpus / table / "part-00000.parquet"
    found = pq.ParquetFile(path).read()
    pq.write_table(found.set_column(found.schema.get_field_index(column), column, values), path)
    if is_read:
        assert write_parts(read_tables(corpus), tmp_path / "out").stories == 2
    else:
        with pytest.raises(StorymapError, match=f"{path.name}: the file is damaged; write the folder again"):
            write_parts(read_tables(corpus), tmp_path / "out")


def test_a_table_without_a_column_is_told(corpus: Path) -> None:
    path = corpus / "documents" / "part-00000.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["title"]), path)
    with pytest.raises(StorymapError, match=r"part-00000\.parquet: there is no column title"):
        list(read_tables(corpus).documents())


def test_an_atlas_of_stories_keeps_its_places_and_their_addresses(tmp_path: Path) -> None:
    write_parts(tables_of(replace(ATLAS, moved=(("paso-del-norte", "el-paso"), ("gone", "nowhere-else")))), tmp_path)
    parts = Parts(tmp_path)
    slugs = dict(parts.tree("names.bin", parts.data["slugs"]))
    assert slugs["paso-del-norte"] == slugs["el-paso"] and "gone" not in slugs
    moved = (tmp_path / "place" / "paso-del-norte" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../el-paso/index.html">El Paso</a>' in moved
    places = parts.blocks("places.bin", parts.data["places"])
    assert {row[5] for row in places} == {place.slug for place in ATLAS.places}
    stories = {row[0] for row in parts.blocks("stories.bin", parts.data["stories"])}
    assert stories == {story.title for story in ATLAS.stories}
    for number, row in enumerate(places):
        [place] = [place for place in ATLAS.places if place.slug == row[5]]
        assert row[6] == len({member.story_id for member in place.members}) == len(parts.stories_of(number))
