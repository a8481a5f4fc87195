"""The tables are GeoParquet: others read them as they are."""

from __future__ import annotations

import re
from pathlib import Path

import dask
import dask_geopandas
import geopandas as gpd
import pyarrow.parquet as pq
import pytest
import shapely

from storymap.atlas.corpus.part_tables import packed_frame
from storymap.atlas.corpus.place_merge import MOST_AT_ONCE
from storymap.atlas.corpus.run import run_corpus
from storymap.atlas.corpus.schemas import TABLES
from tests.atlas.corpus.samples import TEXTS, digests, many, rows, write_lines
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    run_corpus([str(write_lines(folder / "a.jsonl"))], folder / "tables")
    return folder / "tables"


def test_geopandas_reads_positions_and_frames(out: Path) -> None:
    places = gpd.read_parquet(out / "places.parquet").set_index("name")
    assert places.crs.to_string() == "OGC:CRS84"
    assert places.geometry["El Paso"].coords[0] == (-106.48696, 31.75873)
    assert (places.lon["Lowell"], places.lat["Lowell"]) == (-71.3162, 42.63343)
    documents = gpd.read_parquet(out / "documents").set_index("id")
    boxes = {row["id"]: row["bbox"] for row in rows(out / "documents")}
    assert documents.geometry["7"] is None and boxes["7"] is None
    west, south, east, north = documents.geometry["mill"].bounds
    assert boxes["mill"] == {"xmin": west, "ymin": south, "xmax": east, "ymax": north}
    assert west < -71.3162 < east and south < 42.63343 < north


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of dask-geopandas
def test_the_query_of_the_docs_runs(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out.parent)
    text = (ROOT / "docs/corpus.md").read_text(encoding="utf-8")
    code = next(block for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "dask_geopandas" in block)
    assert code.startswith("import dask_geopandas\n")
    # Where other tests of the process had workers and clusters, threads of Dask's own may wait for each other.
    with dask.config.set(scheduler="synchronous"):
        found = eval(code.strip().splitlines()[-1], {"mentions": dask_geopandas.read_parquet("tables/mentions")})  # noqa: S307
    assert found.to_dict() == {"geonames:5520993": 2, "geonames:4013708": 1}


def test_every_column_is_in_the_docs() -> None:
    text = (ROOT / "docs/corpus.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^`(\w+)[/.](.*?)(?=^`\w+[/.]|^## )", text, re.MULTILINE | re.DOTALL))
    for table, schema in TABLES.items():
        assert [name for name in schema.names if f"`{name}`" not in sections[table]] == [], table


def test_places_are_counted_by_year_over_more_parts_than_are_open_at_once(tmp_path: Path) -> None:
    records = [{**record, "date": f"{2000 + number % 3}-01-01"} for number, record in enumerate(many(30))]
    source = str(write_lines(tmp_path / "a.jsonl", records))
    parts = run_corpus([source], tmp_path / "many", partition_size=100).parts
    run_corpus([source], tmp_path / "one")
    assert parts > MOST_AT_ONCE
    assert digests(tmp_path / "many")["places.parquet"] == digests(tmp_path / "one")["places.parquet"]
    (lowell,) = [row for row in rows(tmp_path / "one/places.parquet") if row["name"] == "Lowell"]
    assert (lowell["documents"], lowell["mentions"], lowell["country"], lowell["kind"]) == (30, 30, "US", "town")
    assert lowell["years"] == [{"year": 2002, "documents": 30, "mentions": 30}]


def test_documents_are_numbered_by_their_part_and_row(tmp_path: Path) -> None:
    run_corpus([str(write_lines(tmp_path / "a.jsonl", TEXTS))], tmp_path / "out", partition_size=250)
    files = sorted((tmp_path / "out/documents").iterdir())
    for number, file in enumerate(files):
        numbers = pq.ParquetFile(file).read()["document"].to_pylist()
        assert numbers == [number * 10_000_000 + row for row in range(len(numbers))]
    assert len(files) > 1


@pytest.mark.parametrize("frame", [(-106.5, 31.7, -106.4, 31.8), (-180.0, -85.0, 180.0, 85.0), (0.0, 0.0, 0.0, 0.0)])
def test_a_frame_has_the_bytes_that_shapely_gives_a_box(frame: tuple[float, float, float, float]) -> None:
    packed, sides = packed_frame(frame)
    assert packed == shapely.to_wkb(shapely.box(*frame), byte_order=1)
    assert sides == dict(zip(("xmin", "ymin", "xmax", "ymax"), frame, strict=True))


def test_a_frame_across_180_degrees_is_two_boxes() -> None:
    packed, sides = packed_frame((177.5, -19.0, 181.5, -16.0))
    west, east = shapely.from_wkb(packed).geoms
    assert (west.bounds, east.bounds) == ((177.5, -19.0, 180.0, -16.0), (-180.0, -19.0, -178.5, -16.0))
    assert sides == {"xmin": -180.0, "ymin": -19.0, "xmax": 180.0, "ymax": -16.0}
