"""An atlas of three stories, of which two name El Paso; the third has no date and no address."""

from __future__ import annotations

from shapely.geometry import Point, Polygon

from storymap.atlas.records import Atlas, AtlasPlace, MemberKey, NamingSentence, StoryPlace, StoryRecord

CITY = Point(-106.4869, 31.7587)
# Against the rule of GeoJSON: its outer ring runs with the clock.
DESERT = Polygon([(-108, 28), (-108, 32), (-104, 32), (-104, 28)])


def says(text: str, name: str) -> NamingSentence:
    start = text.index(name)
    return NamingSentence(text, start, start + len(name))


BRIDGE = StoryRecord(
    "a-bridge",
    "A bridge & its <walkers>",
    "https://maps.example.org/bridge/",
    "2009-04-17",
    "Ann Arbor",
    "en",
    (
        StoryPlace(
            "desert", "Chihuahuan Desert", DESERT, weight=0.2, sentences=(says("The desert begins.", "desert"),)
        ),
        StoryPlace(
            "el-paso",
            "El Paso",
            CITY,
            identifiers=("geonames:5520993",),
            weight=1.0,
            sentences=(says("El Paso woke early.", "El Paso"), says("They slept in El Paso.", "El Paso")),
        ),
    ),
)
MARKET = StoryRecord(
    "mercado", "El mercado", "../stories/el%20mercado/index.html", "2009-01", "", "es",
    (
        StoryPlace("paso", "El Paso", CITY, sentences=(says("En El Paso\nhay un mercado.", "El Paso"),)),
        StoryPlace("paso-del-norte", "Paso del Norte", CITY, sentences=(says("Paso del Norte es vieja.", "Paso del Norte"),)),
    ),
)  # fmt: skip
UNDATED = StoryRecord(
    "undated", "", "javascript:alert(1)", "last spring", places=(StoryPlace("nowhere", "Nowhere", None),)
)

EL_PASO = AtlasPlace(
    "el-paso",
    "El Paso",
    CITY,
    (MemberKey("mercado", "paso"), MemberKey("a-bridge", "el-paso"), MemberKey("mercado", "paso-del-norte")),
    ("Paso del Norte",),
    "Cities",
    "city",
    ("geonames:5520993",),
)
ATLAS = Atlas(
    "Borders",
    "en",
    (BRIDGE, MARKET, UNDATED),
    (
        EL_PASO,
        AtlasPlace("chihuahuan-desert", "Chihuahuan Desert", DESERT, (MemberKey("a-bridge", "desert"),)),
        AtlasPlace("nowhere", "Nowhere", None, (MemberKey("undated", "nowhere"),)),
    ),
)
