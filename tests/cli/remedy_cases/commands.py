"""Remedies of what is asked of a command, of pictures, styles and tiles."""

from __future__ import annotations

from storymap.atlas.index_file import index_text
from storymap.atlas.records import Atlas
from tests.cli.commands import PLACE
from tests.cli.remedy_cases.case import BUILD, CHECK, LAREDO, SVG, Case, front, story

DUMP = "1\tZefirburg\tZefirburg\t\t10\t15\tP\tPPL\tTD\t\t\t\t\t\t0\t\t1\tx\t2024\n"

QUOTES = "UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,URI,VOCAB_LABEL,LAT,LNG,VERIFICATION_STATUS,TAGS,COMMENTS\n"
BASEL = "1,own.txt,Basel,char-offset:3,PLACE,http://sws.geonames.org/2661604,Basel,47.56,7.57,VERIFIED,,\n"

ATLAS = index_text(Atlas("T", "en", (), ()))

CASES = [
    Case(
        f"{BUILD} --atlas https://maps.example.org/atlas/",
        "name its folder on this machine, and say its address with --atlas-url",
        {"atlas.json": ATLAS},
        then=f"{BUILD} --atlas . --atlas-url https://maps.example.org/atlas/",
    ),
    Case(
        f"{BUILD} -o - --atlas .",
        "say with --atlas-url where the atlas is",
        {"atlas.json": ATLAS},
        then=f"{BUILD} -o - --atlas . --atlas-url https://maps.example.org/atlas/",
    ),
    Case(
        f"{BUILD} --atlas atlas",
        "storymap atlas add story.md --to atlas brings it in",
        {"atlas/atlas.json": ATLAS},
        then="atlas add story.md --to atlas",
    ),
    Case(
        "import quotes.csv -o new",
        "name it with --text",
        {"quotes.csv": QUOTES + BASEL, "text.txt": "In Basel it rained.\n"},
        then="import quotes.csv -o new --text text.txt",
    ),
    Case(
        "gazetteer add zefir.csv --name Our_County",
        "use small letters, digits and hyphens, such as our-county",
        {"zefir.csv": "name,lat,lon\nZefirburg,10,15\n"},
        then="gazetteer add zefir.csv --name our-county",
    ),
    Case("gazetteer remove zefir", "storymap gazetteer list shows the names", then="gazetteer list"),
    Case(
        "gazetteer add zefir.txt",
        "use a dump as GeoNames has it, such as DE.zip, or a table with the ending .csv or .tsv",
        {"zefir.txt": "name\tlat\tlon\n"},
        {"zefir.txt": DUMP},
    ),
    Case(
        "gazetteer add zefir-lines.geojsonseq",
        "write one GeoJSON feature a line",
        {"zefir-lines.geojsonseq": "Zefirburg\n"},
        {"zefir-lines.geojsonseq": PLACE % ("Zefirburg", 15, 10)},
    ),
    Case("add Zefirbuno", "give its point with --at LAT,LON", then="add Zefirbuno --at 27.5,-99.5"),
    Case('add "\u200b"', "write a name", then="add Laredo2 --at 27.5,-99.5"),
    Case("add Laredo --at 27.5,-99.5", "change it in the file, or add another name", then='add "El Paso, Texas"'),
    Case("add Roma --to a.csv --at 1,1", "name a file that ends in .geojson", then="add Roma --to a.geojson --at 1,1"),
    Case(
        "add Roma --to a.json --at 1,1",
        "name a .geojson file to add places to",
        {"a.json": '{"type": "Point"}'},
        then="add Roma --to a.geojson --at 1,1",
    ),
    Case(
        "add Roma --to a.json --at 1,1",
        "correct the file, or name another one",
        {"a.json": '{"type": "FeatureCollection", "features": [}'},
        {"a.json": '{"type": "FeatureCollection", "features": []}'},
    ),
    Case(
        "suggest story.md",
        "say which one it goes into: -o a.geojson",
        {**front("places: [a.geojson, b.geojson]"), "a.geojson": LAREDO, "b.geojson": LAREDO},
        then="suggest story.md -o a.geojson",
    ),
    Case(
        "suggest story.md --home Zefirbuno",
        'write for example "El Paso, Texas"',
        then='suggest story.md --home "El Paso, Texas"',
    ),
    Case(
        "suggest --jsonl a.jsonl",
        'write one JSON object a line: {"id": "1", "text": "…"}',
        {"a.jsonl": "text"},
        {"a.jsonl": '{"id": "1", "text": "…"}'},
    ),
    Case(
        "suggest story.md",
        "add the others one by one, for example: storymap add Name --at 34.69,135.5",
        story("# წვიმა\n\nთბილისში დღეს წვიმს, ქუთაისში არა.\n"),
        then="add Name --at 34.69,135.5",
    ),
    Case(
        "publish story.md --url maps -o out",
        "write the address that the folder will have, such as https://maps.example.org/juarez/",
        then="publish story.md --url https://maps.example.org/juarez/ -o out",
    ),
    Case(
        "publish story.md -o out",
        "say with --url where the folder will be",
        then="publish story.md -o out --url http://a.example/",
    ),
    Case(
        "publish story.md -o .",
        "name a new or empty folder with -o",
        then="publish story.md -o out --url http://a.example/",
    ),
    Case("build story.md -o places.geojson", "name another output with -o", then="build story.md -o a.html"),
    Case("build story.md --lang englisch1", "write for example en, es or es-MX", then="build story.md --lang es-MX"),
    Case("build story.md --title \u200b", "write what it should say", then="build story.md --title T"),
    Case("build story.md --tiles-zoom 12", "name an archive with --tiles", then="build story.md"),
    Case("build story.md --allow-path nowhere", "name a folder that is there", then="build story.md --allow-path ."),
    Case(
        "build story.md --basemap OpenStreetMap.Mapnik --worldview XX",
        "take one of",
        then="build story.md --worldview IN",
    ),
    Case("build story.md --select p", "leave out --select and --whole", then=BUILD),
    Case(
        "build story.html --select .a",
        'write for example --select "article.story" or --select "#main p"',
        {"story.html": "<title>T</title><body><p>In Laredo.</p><article class=story><p>In Laredo.</p></article>"},
        then='build story.html --select "article.story"',
    ),
    Case(
        "build story.md -p http://a.example/b.geojson",
        "save it and name the file",
        then="build story.md -p places.geojson",
    ),
    Case("build story.md -p a.shx", "name the .shp file", {"a.shx": ""}, then="build story.md -p places.geojson"),
    Case("build other.md", "check the path", then=BUILD),
    Case("check story.md --media both", "take inline or link", then="check story.md --media link"),
    Case(
        "check story.md --allow-remote http://a.example/b",
        "write for example images.example.org",
        then="check story.md --allow-remote images.example.org",
    ),
    Case(
        CHECK,
        "add an alt text that says what it shows",
        {**story("# T\n\nIn Laredo.\n\n![](a.svg)\n"), "a.svg": SVG},
        story("# T\n\nIn Laredo.\n\n![A square](a.svg)\n"),
    ),
    Case(
        "build story.md --theme a.css",
        "write for example :root { --accent: #0a5 }",
        {"a.css": " "},
        {"a.css": ":root { --accent: #0a5 }"},
    ),
    Case(
        "build story.md --theme a.css",
        "add them in @media (prefers-color-scheme: dark), or say color-scheme: light",
        {"a.css": ":root { --paper: #fff; --ink: #000 }"},
        {"a.css": ":root { --paper: #fff; --ink: #000; color-scheme: light }"},
    ),
    Case(
        "build story.md --attribution OSM --basemap https://tiles.example.org",
        'write an address such as "https://tiles.example.org/{z}/{x}/{y}.png"',
        then="build story.md --attribution OSM --basemap https://tiles.example.org/{z}/{x}/{y}.png",
    ),
    Case(
        "build story.md --attribution OSM --basemap https://me:secret@tiles.example.org/{z}/{x}/{y}.png",
        "browsers do not send them: leave them out",
        then="build story.md --attribution OSM --basemap https://tiles.example.org/{z}/{x}/{y}.png",
    ),
    Case(
        "build story.md --attribution OSM --basemap http://tiles.example.org/{z}/{x}/{y}.png",
        "begin the address with https://",
        then="build story.md --attribution OSM --basemap https://tiles.example.org/{z}/{x}/{y}.png",
    ),
    Case(
        "check story.md --encoding klingon",
        "write for example windows-1252, iso-8859-2 or shift_jis",
        then="check story.md --encoding windows-1252",
    ),
]
