"""GDAL reads GeoPackage, Shapefile and FlatGeobuf: only bytes that were checked before, in a folder of their own.

GDAL opens what a file is, not what it is called, and some of what it opens names other files and addresses. A
file goes to GDAL only when its first bytes are those of a binary format that cannot be anything else.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_FEATURES


@contextmanager
def private_folder(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Make a temporary folder that holds `files` and nothing else, and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="storymap-") as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        yield Path(folder)


def list_layers(path: Path, where: str) -> list[tuple[str, bool]]:
    """Return the names of the layers, and whether each has a geometry."""
    layers = _run(where, pyogrio.list_layers, path)
    return [(str(layer), kind is not None) for layer, kind in layers]


def read_layer(
    path: Path,
    where: str,
    layer: str | None = None,
    *,
    rebuild_index: bool = False,
    most: int = MOST_FEATURES,
    **options: Any,
) -> gpd.GeoDataFrame:
    """Return a layer with its geometry. Raises StorymapError if it has more than `MOST_FEATURES` rows.

    No more than `most` and one more are read: what is said of their number may be made up.
    `rebuild_index` makes the index (.shx) of a Shapefile anew, beside the file.
    """
    pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": True if rebuild_index else None})
    frame = _run(where, pyogrio.read_dataframe, path, layer=layer, max_features=min(most, MOST_FEATURES) + 1, **options)
    if not isinstance(frame, gpd.GeoDataFrame):
        raise StorymapError(Problem(where, "it has no geometry", "export it with its geometry"))
    if len(frame) > MOST_FEATURES:
        what = f"it has more than {MOST_FEATURES:,} features"
        raise StorymapError(Problem(where, what, "leave some out"))
    return frame


def _run(where: str, function: Any, *arguments: Any, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return function(*arguments, **options)
        except Exception:
            # GDAL, pyogrio and pandas raise errors of many kinds for damaged files.
            raise StorymapError(Problem(where, "the file is damaged", "export it again")) from None
