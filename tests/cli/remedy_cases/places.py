"""Remedies of places files."""

from __future__ import annotations

from tests.cli.remedy_cases.case import (
    CHECK,
    FAR,
    GPX,
    KML,
    LAREDO,
    POLYGON,
    SQUARE,
    STORY,
    WITHOUT_GEOMETRY,
    Case,
    places,
    point,
    story,
)

PLACEMARK = "<Placemark><name>Laredo</name><Point><coordinates>-99.5,27.5</coordinates></Point></Placemark>"
CASES = [
    Case(
        "build sub/story.md",
        "name a file with --places, or in the front matter: places: my-places.geojson",
        {"sub/story.md": STORY},
        {
            "sub/story.md": "---\nplaces: my-places.geojson\n---\n\n# T\n\nIn Laredo it rained.\n",
            "sub/my-places.geojson": LAREDO,
        },
    ),
    Case(
        "build sub/story.md",
        "name a file with --places, or in the front matter: places: my-places.geojson",
        {"sub/story.md": STORY},
        then="build sub/story.md --places places.geojson",
    ),
    Case(
        CHECK,
        "add an alias as the article writes it",
        places(point("Nuevo")),
        places(point("Nuevo", aliases=["Laredo"])),
    ),
    Case(
        CHECK,
        'correct the article, or add "aliases": ["Larredo"] to its properties',
        story("# T\n\nIn Larredo it rained.\n"),
        places(point("Laredo", aliases=["Larredo"])),
    ),
    Case(
        CHECK,
        'if so, add "aliases": ["Kiev"] to its properties',
        {**story("# T\n\nFrom Kiev to Kyiv.\n"), **places(point("Kyiv", 30.5, 50.4))},
        places(point("Kyiv", 30.5, 50.4, aliases=["Kiev"])),
    ),
    Case(
        CHECK,
        'if so, write "aliases": ["Kyjiw", "Kiev"] in its properties',
        {**story("# T\n\nFrom Kiev to Kyiv.\n"), **places(point("Kyiv", 30.5, 50.4, aliases=["Kyjiw"]))},
        places(point("Kyiv", 30.5, 50.4, aliases=["Kyjiw", "Kiev"])),
    ),
    Case(
        CHECK,
        "write [Laredo](place:laredo) in the article, or give one of them another name",
        places(point("Laredo"), point("Laredo", -100)),
        story("# T\n\nIn [Laredo](place:laredo) it rained.\n"),
    ),
    Case(
        "check story.txt",
        "give one of them another name",
        {"story.txt": "T\n\nIn Laredo it rained.\n", **places(point("Laredo"), point("Laredo", -100))},
        places(point("Laredo"), point("Old Laredo", -100)),
    ),
    Case(
        CHECK,
        "did you mean laredo?",
        story("# T\n\nIn [town](place:lardo).\n"),
        story("# T\n\nIn [town](place:laredo).\n"),
    ),
    Case(
        CHECK,
        "did you mean laredo?",
        story('# T\n\nIn Laredo. {view="lardo"}\n'),
        story('# T\n\nIn Laredo. {view="laredo"}\n'),
    ),
    Case(
        CHECK,
        "exchange the two numbers; GeoJSON has longitude first",
        {**story("# T\n\nFrom Lyon.\n"), **places(point("Lyon", 45.76, 4.84))},
        places(point("Lyon", 4.84, 45.76)),
    ),
    Case(
        CHECK,
        "are longitude and latitude swapped?",
        places(point("Laredo", 27.5, -99.5)),
        places(point("Laredo", -99.5, 27.5)),
    ),
    Case(CHECK, "add one when it is known", places(WITHOUT_GEOMETRY), places(point("Laredo"))),
    Case(CHECK, "add a feature for each place", places(), places(point("Laredo"))),
    Case(
        CHECK,
        "give each its own id, or none",
        places(point("Laredo", id="a"), point("Laredo", 1, id="a")),
        places(point("Laredo")),
    ),
    Case(
        CHECK,
        "repeat its first position at the end",
        places(POLYGON % (SQUARE % "")),
        places(POLYGON % (SQUARE % ", [0, 0]")),
    ),
    Case(
        CHECK,
        'write where it is, or "allow_zero": true if it is there',
        places(point("Laredo", 0, 0)),
        places(point("Laredo", 0, 0, allow_zero=True)),
    ),
    Case(
        CHECK,
        'rename it to "aliases" if that is what it is',
        places(point("Laredo", aliasses=["L"])),
        places(point("Laredo", aliases=["L"])),
    ),
    Case(
        CHECK,
        "roles are scene, setting, passing",
        places(point("Laredo", role="main", weight=1)),
        places(point("Laredo", role="scene", weight=1)),
    ),
    Case(
        CHECK,
        "weights are numbers from 0 to 1",
        places(point("Laredo", role="scene", weight=7)),
        places(point("Laredo", role="scene", weight=1)),
    ),
    Case(
        CHECK,
        "correct them; --strict refuses such files",
        places(point("Laredo"), point("Laredo", 5, 5), point("Nowhere", 0, 99)),
        places(point("Laredo"), point("Old", 5, 5, aliases=["it"]), point("Nowhere", 0, 9, aliases=["In"])),
    ),
    Case(
        "check story.md -p a.csv",
        "say otherwise with --fields, such as name=",
        {"a.csv": "nom,lat,lon\nLaredo,27.5,-99.5\n"},
        then="check story.md -p a.csv --fields name=nom",
    ),
    Case(
        "check story.md -p a.csv",
        "rename or remove one",
        {"a.csv": "name,name,lat,lon\nLaredo,b,27.5,-99.5\n"},
        {"a.csv": "name,b,lat,lon\nLaredo,b,27.5,-99.5\n"},
    ),
    Case(
        "check story.md -p a.csv",
        "add a row for each place",
        {"a.csv": "name,lat,lon\n"},
        {"a.csv": "name,lat,lon\nLaredo,27.5,-99.5\n"},
    ),
    Case(
        "check story.md -p a.geojson",
        "remove one of them",
        {"a.geojson": LAREDO.replace("{", '{"type": "FeatureCollection", ', 1)},
        {"a.geojson": LAREDO},
    ),
    Case(
        "check story.md -p many.csv",
        "keep them with --all-places",
        {
            "many.csv": "name,lat,lon\nLaredo,27.5,-99.5\n"
            + "".join(f"Place{n},{n % 80},{n % 170}.5\n" for n in range(301))
        },
        then="check story.md -p many.csv --all-places",
    ),
    Case(
        "check story.md -p a.csv --fields name=title",
        "it has label",
        {"a.csv": "label,lat,lon\nLaredo,27.5,-99.5\n"},
        then="check story.md -p a.csv --fields name=label",
    ),
    Case(
        "check story.md -p a.csv",
        "give the file the ending that it should have",
        {"a.csv": LAREDO, "a.geojson": LAREDO},
        then="check story.md -p a.geojson",
    ),
    Case(
        "check story.md -p a.gpx",
        "add a waypoint for each place",
        {"a.gpx": GPX % ""},
        {"a.gpx": GPX % "<wpt lat='27.5' lon='-99.5'><name>Laredo</name></wpt>"},
    ),
    Case(
        "check story.md -p a.kml",
        "add one for each place",
        {"a.kml": KML % ""},
        {"a.kml": KML % PLACEMARK},
    ),
    Case(
        "check story.md -p a.csv",
        "write a row that names the columns",
        {"a.csv": "\n"},
        {"a.csv": "name,lat,lon\nLaredo,27.5,-99.5\n"},
    ),
    Case(
        "check story.md -p a.csv",
        'name it "latitude"; the first row must name the columns',
        {"a.csv": "name,north,longitude\nLaredo,27.5,-99.5\n"},
        {"a.csv": "name,latitude,longitude\nLaredo,27.5,-99.5\n"},
    ),
    Case(
        "check story.md -p a.csv",
        "write decimal points",
        {"a.csv": "name;lat;lon\nLaredo;27,5;-99,5\n"},
        {"a.csv": "name;lat;lon\nLaredo;27.5;-99.5\n"},
    ),
    Case(
        CHECK,
        "write longitude, latitude and perhaps height",
        places(FAR % ("Point", "[-99.5, 27.5, 3, 4]")),
        places(FAR % ("Point", "[-99.5, 27.5, 3]")),
    ),
    Case(
        CHECK,
        "write -179 as 181 if it crosses longitude 180",
        places(FAR % ("LineString", "[[179, 0], [-179, 1]]")),
        places(FAR % ("LineString", "[[179, 0], [181, 1]]")),
    ),
    Case(
        CHECK,
        "swapped it would be among them: are longitude and latitude swapped?",
        {
            **story("# T\n\nLaredo, B, C, D and E.\n"),
            **places(point("Laredo", 27.5, -89.5), *(point(name, -89.5, 27.5 + n) for n, name in enumerate("BCDE"))),
        },
        places(point("Laredo", -89.5, 27.5), *(point(name, -89.5, 27.5 + n) for n, name in enumerate("BCDE"))),
    ),
    Case(
        CHECK,
        "write its name: until then it is",
        places(point("Laredo", layer="\u200b")),
        places(point("Laredo", layer="A")),
    ),
    Case(
        "check story.md -p a.csv",
        "put a text with commas or quotes into double quotes",
        {"a.csv": "name,note,lat,lon\nLaredo,a, b,27.5,-99.5\n"},
        {"a.csv": 'name,note,lat,lon\nLaredo,"a, b",27.5,-99.5\n'},
    ),
    Case(
        CHECK,
        "write degrees of WGS 84, longitude first",
        places(point("Laredo", -700, 27.5)),
        places(point("Laredo", -99.5, 27.5)),
    ),
    Case(
        CHECK,
        "these are not degrees; ",
        places(point("Laredo", -11076290, 3184310)),
        places(point("Laredo", -99.5, 27.5)),
    ),
    Case(
        "check story.md -p a.kml",
        "storymap find ",
        {"a.kml": KML % "<Placemark><name>Laredo</name><address>1 Main St, Laredo, Texas</address></Placemark>"},
        {"a.kml": KML % PLACEMARK},
    ),
    Case(
        "check story.md -p a.kml",
        "write the coordinates of each",
        {"a.kml": KML % "<Placemark><name>Laredo</name><address>Zefirbuno</address></Placemark>"},
        {"a.kml": KML % PLACEMARK},
    ),
    Case(
        CHECK,
        'write [{"name": "Cities", "colour": 2}]',
        {"places.geojson": LAREDO[:-1] + ', "storymap": {"layers": "Cities"}}'},
        {"places.geojson": LAREDO[:-1] + ', "storymap": {"layers": [{"name": "Cities", "colour": 2}]}}'},
    ),
    Case(
        CHECK,
        'write {"name": "Cities"}',
        {"places.geojson": LAREDO[:-1] + ', "storymap": {"layers": ["Cities"]}}'},
        {"places.geojson": LAREDO[:-1] + ', "storymap": {"layers": [{"name": "Cities"}]}}'},
    ),
]
