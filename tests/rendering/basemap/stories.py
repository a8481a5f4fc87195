"""Places of stories that the basemap must serve."""

import shapely

from storymap.rendering.basemap.labels import StoryPlace


def at(*named: tuple[str, float, float]) -> list[StoryPlace]:
    return [StoryPlace((name,), shapely.Point(x, y)) for name, x, y in named]


BORDER = at(
    ("Santa Fe bridge", -106.487, 31.747),
    ("Ciudad Juárez", -106.46, 31.69),
    ("Nuevo Laredo", -99.5075, 27.476),
    ("Culiacán", -107.394, 24.806),
    ("Gulf coast", -97.2, 25.9),
)
LEVANT = [StoryPlace(("the coast",), shapely.box(33, 29, 37, 35))]
UKRAINE = [StoryPlace(("the front",), shapely.box(31, 45, 38, 50))]
INDONESIA = [StoryPlace(("the islands",), shapely.box(95, -11, 141, 6))]
FIJI = at(("Suva", 178.44, -18.14), ("Vanua Balavu", -178.95, -17.25))
VILLAGE = at(("Calvatone", 10.44, 45.13))
CONTINENTS = at(("Lima", -77.03, -12.05), ("Nairobi", 36.82, -1.29), ("Manila", 120.98, 14.6))
FAR_NORTH = at(("Longyearbyen", 15.63, 78.22), ("Alert", -62.35, 82.5))
