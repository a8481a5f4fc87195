"""Files with bytes changed, lost or added: places or a refusal, never anything else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from storymap.errors import PlacesError
from storymap.reading.places.reader import read_places
from tests.reading.places.formats.spreadsheets.spreadsheet_files import ods, ods_row, row, xlsx

KML = "<kml><Placemark><name>Bonn</name><Point><coordinates>7,50</coordinates></Point></Placemark></kml>"
BONN = gpd.GeoDataFrame({"name": ["Bonn"], "note": ["On the Rhine."]}, geometry=[Point(7, 50)], crs=4326)


def write_kmz(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", KML)


WRITERS: dict[str, Callable[[Path], object]] = {
    ".csv": lambda path: path.write_text("name,lat,lon,note\nBonn,50,7,On the Rhine.\n"),
    ".kml": lambda path: path.write_text(KML),
    ".kmz": write_kmz,
    ".gpkg": BONN.to_file,
    ".shp": BONN.to_file,
    ".parquet": BONN.to_parquet,
    ".fgb": BONN.to_file,
    ".xlsx": lambda path: path.write_bytes(xlsx(row(1, "name", "lat", "lon") + row(2, "Bonn", 50, 7))),
    ".ods": lambda path: path.write_bytes(ods(ods_row("name", "lat", "lon") + ods_row("Bonn", 50, 7))),
}
changes = st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["set", "cut", "add", "end"]), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6)  # fmt: skip


def damage(data: bytes, wanted: list[tuple[float, str, bytes]]) -> bytes:
    for share, kind, new in wanted:
        at = int(share * len(data))
        match kind:
            case "set":
                data = data[:at] + new + data[at + len(new) :]
            case "cut":
                data = data[:at] + data[at + len(new) :]
            case "add":
                data = data[:at] + new + data[at:]
            case _:
                data = data[:at]
    return data


@pytest.mark.parametrize("ending", WRITERS)
def test_a_damaged_file_is_read_or_refused(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"p{ending}"
    WRITERS[ending](path)
    assert list(read_places(path)["name"]) == ["Bonn"]
    whole = path.read_bytes()

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
    @given(changes)
    def damaged(wanted: list[tuple[float, str, bytes]]) -> None:
        path.write_bytes(damage(whole, wanted))
        try:
            frame = read_places(path)
        except PlacesError as refusal:
            said = [str(problem) for problem in refusal.problems]
        else:
            said = [f"{len(frame)} places"]
            assert frame.index.is_unique
        assert said
        assert not [line for line in said if "Error" in line or "Traceback" in line]

    damaged()
