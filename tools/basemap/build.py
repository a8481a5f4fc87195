"""Makes the packed files of the basemap and their manifest: `python -m tools.basemap.build`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from .fetch import fetch, read_sources
from .land import STEP, label_points, land_arcs, pack_arcs, pack_politics
from .natural_earth import read_shapes, read_units
from .packing import write_pack
from .world import STEP as WORLD_STEP
from .world import world_arcs

DATA = Path(__file__).parents[2] / "src/storymap/rendering/basemap/data"


def main() -> None:
    """Build every pack into the package's data folder."""
    paths = {name: fetch(source) for name, source in read_sources().items()}
    units = read_units(paths["admin1"])
    countries = read_shapes(paths["admin0"], "cultural/ne_10m_admin_0_countries")
    lines = read_shapes(paths["admin0"], "cultural/ne_10m_admin_0_boundary_lines_land")
    lines = lines[lines["TYPE"] == "Land"].reset_index(drop=True)
    write_pack(DATA / "land.npz", pack_arcs(land_arcs(units, lines), STEP))
    coarse, inside = world_arcs(units, lines)
    write_pack(DATA / "world.npz", {**pack_arcs(coarse, WORLD_STEP), "unit": inside.astype("<i2")})
    write_pack(DATA / "politics.npz", {**pack_politics(units, lines, countries), **label_points(units)})
    write_manifest()


def write_manifest() -> None:
    """Write the size and sha256 of every packed file, and what they were made from."""
    packs = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(DATA.glob("*.npz"))
    }
    made_from = {
        name: {"package": source.package, "version": source.version, "sha256": source.sha256}
        for name, source in read_sources().items()
    }
    text = json.dumps({"packs": packs, "made_from": made_from}, indent=2)
    (DATA / "MANIFEST.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
