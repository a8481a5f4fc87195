"""Helpers of the tests of commands."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from shapely.geometry import LineString

from storymap.cli.main import main
from tests.streets import encode, tiles_in, write_archive

PLACE = '{"type": "Feature", "properties": {"name": "%s"}, "geometry": {"type": "Point", "coordinates": [%s, %s]}}'


RIVER = (
    '{"type": "Feature", "properties": {"name": "%s", "kind": "river"},'
    ' "geometry": {"type": "LineString", "coordinates": [[-99.6, 27.6], [-99.4, 27.4]]}}'
)


def run(*arguments: str, **options: str) -> Result:
    """Run a command as a person does, and return what it printed and its exit code."""
    return CliRunner().invoke(main, list(arguments), **options)


def collection(*records: tuple[str, float, float]) -> str:
    """Return the text of a GeoJSON file with points of these names, longitudes and latitudes."""
    features = ",\n".join(PLACE % record for record in records)
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}'


def streets_of_laredo(path: Path) -> Path:
    """Write an archive of tiles with one highway through Laredo, of zooms 12 and 13, and return its path."""
    around = (-99.6, 27.4, -99.4, 27.6)
    layers = {"roads": [(LineString([(-99.6, 27.5), (-99.4, 27.5)]), {"kind": "highway"})]}
    tiles = {key: encode(key, layers) for zoom in (12, 13) for key in tiles_in(zoom, *around)}
    return write_archive(path, {key: tile for key, tile in tiles.items() if tile})
