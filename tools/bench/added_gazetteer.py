"""`python -m tools.bench.added_gazetteer`: what it costs to add a country's dump of 200,000 names, and to have it.

The dump is made of German names as GeoNames has them: hamlets, brooks, hills, with aliases and without people, so that
many are near misses of names that ship, and some are the same. Nothing is written outside a temporary folder.
"""

from __future__ import annotations

import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from storymap.editing.added_gazetteers import Wishes, add_gazetteer, open_added
from storymap.gazetteer import place_types
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.toponyms import find_toponyms
from tools.bench.news.sets import DEMANDING

_ROWS = 200_000
_ASKED = 10_000  # names
_BEGINNINGS = ("Ober", "Unter", "Neu", "Alt", "Groß", "Klein", "Hinter", "Nieder")
_ENDS = ("bach", "berg", "hof", "feld", "mühle", "see", "wald", "hausen", "stein", "graben")
_CODES = (*[("P", "PPL")] * 8, *[("H", "STM")] * 4, *[("T", "HLL")] * 3, ("L", "AREA"), ("S", "CSTL"), ("S", "FRM"))


@cache
def _german_towns() -> list[str]:
    gazetteer = open_gazetteer()
    entries = map(gazetteer.entry, range(len(gazetteer)))
    return [gazetteer.name(entry) for entry in entries if entry.country == "DE" and entry.kind == place_types.TOWN]


def dump(rows: int, seed: int = 7) -> Iterator[str]:
    """Yield the lines of a dump of GeoNames, the same for the same seed."""
    source = random.Random(seed)  # noqa: S311 - no secret
    towns = _german_towns()
    for number in range(rows):
        town = source.choice(towns)
        made = (town, source.choice(_BEGINNINGS) + town.lower(), town + source.choice(_ENDS))
        name = source.choice((*made, source.choice(_BEGINNINGS) + source.choice(_ENDS)))
        aliases = f"{name.replace('ü', 'ue')},{town}er {name}" if number % 3 == 0 else ""
        lat, lon = round(source.uniform(47.5, 54.8), 5), round(source.uniform(6, 15), 5)
        feature_class, code = source.choice(_CODES)
        people = source.choice((0, 0, 0, 120, 400))
        columns = [20_000_000 + number, name, name, aliases, lat, lon, feature_class, code, "DE", "",
                   f"{source.randint(1, 16):02}", "", "", "", people, "", 200, "x", "2024-01-01"]  # fmt: skip
        yield "\t".join(map(str, columns)) + "\n"


def main() -> None:
    """Print what was measured, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STORYMAP_DATA"] = folder
        file = Path(folder, "DE.txt")
        file.write_text("".join(dump(_ROWS)), encoding="utf-8")
        began = time.process_time()
        added, _ = add_gazetteer(str(file), Wishes(), [])
        took, memory = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = Path(folder, "gazetteers", "de.bin").stat().st_size
        print(f"{_ROWS:,} lines added in {took:.1f} s of processor time, {memory:.0f} MB; {size / 1e6:.1f} MB packed")
        print(f"{added.manifest.places:,} places, {added.manifest.names:,} names")
        for title, gazetteer in (
            ("without", open_gazetteer().with_added([])),
            ("with", open_gazetteer().with_added(open_added([]))),
        ):
            print(f"{title}: {_speed(gazetteer)}")


def _speed(gazetteer: Gazetteer) -> str:
    """Return how long look-ups and articles take, the second time: the first maps the files."""
    known = [line.split("\t")[1] for line in dump(_ASKED)]
    texts = [article.text for article in DEMANDING.articles("de")]

    def look_up(names: list[str]) -> Callable[[], None]:
        def work() -> None:
            gazetteer.matches.cache_clear()
            for name in names:
                gazetteer.lookup(name)

        return work

    asked = [_twice(look_up(names)) * 1e6 / _ASKED for names in (known, [f"{name}zz" for name in known])]

    def read() -> None:
        for text in texts:
            find_toponyms(text, gazetteer, language="de")

    article = _twice(read) * 1e3 / len(texts)
    return f"a name of it {asked[0]:.0f} µs, a name of nobody {asked[1]:.0f} µs, a German article {article:.1f} ms"


def _twice(work: Callable[[], None]) -> float:
    work()
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
