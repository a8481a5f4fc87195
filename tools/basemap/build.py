"""Makes the packed files of the basemap and their manifest: `python -m tools.basemap.build`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tools.packages import cache_folder, fetch, read_sources, write_manifest

from .earth import write_earth
from .geonames import pack_cities, read_cities, read_first_languages
from .land import STEP, country_codes, country_labels, label_points, land_arcs, pack_arcs, pack_politics
from .names import (
    city_names,
    country_names,
    lake_names,
    open_cldr,
    pack_waters,
    read_exonyms,
    read_waters,
    unit_names,
    water_names,
)
from .natural_earth import read_rivers, read_shapes, read_units
from .packing import write_pack
from .water import pack_lakes, pack_rivers, pack_world_lakes
from .world import STEP as WORLD_STEP
from .world import world_arcs

LISTING = Path(__file__).with_name("sources.json")
DATA = Path(__file__).parents[2] / "src/storymap/basemap_data/data"


def main() -> None:
    """Build every pack into the package's data folder."""
    sources = read_sources(LISTING)
    paths = {name: fetch(source) for name, source in sources.items()}
    units = read_units(paths["admin1"])
    countries = read_shapes(paths["admin0"], "cultural/ne_10m_admin_0_countries")
    lines = read_shapes(paths["admin0"], "cultural/ne_10m_admin_0_boundary_lines_land")
    lines = lines[lines["TYPE"] == "Land"].reset_index(drop=True)
    arcs = land_arcs(units, lines)
    write_pack(DATA / "land.npz", pack_arcs(arcs, STEP))
    coarse, inside = world_arcs(units, lines)
    write_pack(DATA / "world.npz", {**pack_arcs(coarse, WORLD_STEP), "unit": inside.astype("<i2")})
    codes = country_codes(units, countries)
    languages = read_first_languages(paths["cities"])
    politics = pack_politics(units, lines, countries, codes)
    write_pack(
        DATA / "politics.npz",
        {**politics, **label_points(units), **country_labels(countries, codes, languages)},
    )
    lakes = read_shapes(paths["admin0"], "physical/ne_10m_lakes")
    write_pack(DATA / "lakes.npz", pack_lakes(lakes))
    write_pack(DATA / "world_lakes.npz", pack_world_lakes(lakes))
    country_of, _ = pd.factorize(units["adm0_a3"])
    write_pack(DATA / "rivers.npz", pack_rivers(read_rivers(paths["rivers"]), arcs, country_of))
    known = {(row["city"], row["country"]) for row in read_exonyms()}
    cities = read_cities(paths["cities"], paths["city_kinds"], known)
    cities = cities.sort_values(["country", "lat", "geonameid"]).reset_index(drop=True)
    write_pack(DATA / "cities.npz", pack_cities(cities))
    waters = read_waters()
    write_pack(DATA / "waters.npz", pack_waters(waters, lakes))
    locale, aliases = open_cldr(paths["cldr"], cache_folder())
    write_pack(
        DATA / "names.npz",
        {
            **country_names(countries, codes, locale),
            **unit_names(units),
            **city_names(cities, locale, aliases),
            **water_names(waters),
            **lake_names(lakes),
        },
    )
    write_earth()
    write_manifest(DATA, "[a-z]*.*", sources)


if __name__ == "__main__":
    main()
