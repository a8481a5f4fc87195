"""Remedies of articles and their front matter."""

from __future__ import annotations

from tests.cli.remedy_cases.case import CHECK, LAREDO, STORY, Case, front, story

CASES = [
    Case(
        CHECK,
        "add a line --- after it, or remove the first one",
        story("---\ntitle: T\n\nIn Laredo.\n"),
        story("---\ntitle: T\n---\n\nIn Laredo.\n"),
    ),
    Case(CHECK, "known are title", front("titel: T"), front("subtitle: T")),
    Case(CHECK, "write for example en, es or es-MX", front("language: 7"), front("language: en")),
    Case(
        CHECK,
        "language: fr in the front matter, or --lang fr, says so",
        story(
            "# T\n\nLe maire de Lyon a reçu les habitants de Laredo. Ils sont venus de très loin, pour lui parler de la pluie et des "
            "chemins qui sont sous l'eau depuis des semaines.\n"
        ),
        then="check story.md --lang fr",
    ),
    Case(
        CHECK,
        "write language: de in the front matter, or add --lang de, if it is",
        story("# T\n\nDer Bürgermeister von Laredo kam gestern nicht.\n"),
        then="check story.md --lang de",
    ),
    Case(
        "check story.html",
        "keep only the article's own text",
        {"story.html": "<div>" * 2100 + "<p>In Laredo</p>"},
        {"story.html": "<p>In Laredo</p>"},
    ),
    Case(CHECK, "write the article below its title", story("# T\n"), story(STORY)),
    Case(
        CHECK,
        "copy it again from its source",
        story("# T\n\nIn Laredo na\ufffdve.\n"),
        story("# T\n\nIn Laredo naïve.\n"),
    ),
    Case(
        CHECK,
        "if letters are wrong, name the encoding with --encoding",
        {"story.md": "# T\n\nIn Laredo pleuvait à l'été, à côté du café.\n".encode("cp1252")},
        then="check story.md --encoding windows-1252 --lang en",
    ),
    Case(
        CHECK,
        "latitude comes first",
        story('# T\n\nIn Laredo. {view="-99.5,27.5,9"}\n'),
        story('# T\n\nIn Laredo. {view="27.5,-99.5,9"}\n'),
    ),
    Case(
        CHECK,
        "12 shows a city, 5 a country",
        story('# T\n\nIn Laredo. {view="27.5,-99.5,99"}\n'),
        story('# T\n\nIn Laredo. {view="27.5,-99.5,12"}\n'),
    ),
    Case(
        CHECK,
        "name a file in it",
        {**front("places: sub"), "sub/x.txt": ""},
        {**front("places: sub/a.geojson"), "sub/a.geojson": LAREDO},
    ),
    Case(CHECK, "write kicker: and the text on one line", front("kicker: [A, B]"), front("kicker: A and B")),
    Case(
        CHECK,
        "write for example theme: theme.css",
        front("theme: [a.css]"),
        {**front("theme: theme.css"), "theme.css": "p { color: red }"},
    ),
    Case(CHECK, "put a value that begins with it into quotes", front("kicker: *anna"), front("kicker: '*anna'")),
    Case(CHECK, "write key: value lines", front(f"kicker: {'[' * 3000}{']' * 3000}"), front("kicker: B")),
    Case(
        CHECK,
        "write for example title: My story",
        story("---\n- a\n---\n\nIn Laredo.\n"),
        story("---\ntitle: My story\n---\n\nIn Laredo.\n"),
    ),
    Case(
        CHECK,
        "links may be https, http, mailto, place, view and layers",
        story("# T\n\nIn [Laredo](ftp://a.example).\n"),
        story("# T\n\nIn [Laredo](https://a.example).\n"),
    ),
    Case(
        CHECK,
        'write for example {view="el-paso" hide="States"}',
        story("# T\n\nIn Laredo. {view=laredo}\n"),
        story('# T\n\nIn Laredo. {view="laredo"}\n'),
    ),
    Case(
        CHECK,
        "use view, layers, show and hide",
        story('# T\n\nIn Laredo. {views="laredo"}\n'),
        story('# T\n\nIn Laredo. {view="laredo"}\n'),
    ),
    Case(
        CHECK,
        "put it at the end of a heading or paragraph",
        story('# T\n\nIn Laredo.\n\n{view="laredo"}\n'),
        story('# T\n\nIn Laredo. {view="laredo"}\n'),
    ),
    Case(
        CHECK,
        "put it on the first paragraph",
        story('# T {view="laredo"}\n\nIn Laredo.\n'),
        story('# T\n\nIn Laredo. {view="laredo"}\n'),
    ),
    Case(
        CHECK,
        "write layers, as",
        story('# T\n\nIn Laredo. {layers=""}\n'),
        story('# T\n\nIn Laredo. {layers="Places"}\n'),
    ),
    Case(
        CHECK,
        "write latitude, longitude and zoom, as",
        story('# T\n\nIn Laredo. {view="27.5,-99.5"}\n'),
        story('# T\n\nIn Laredo. {view="27.5,-99.5,9"}\n'),
    ),
    Case(
        CHECK,
        "write places or a centre and zoom, as",
        story('# T\n\nIn Laredo. {view=""}\n'),
        story('# T\n\nIn Laredo. {view="laredo"}\n'),
    ),
    Case(
        CHECK,
        "latitude is -90 to 90, longitude -180 to 180",
        story('# T\n\nIn Laredo. {view="27.5,-999,9"}\n'),
        story('# T\n\nIn Laredo. {view="27.5,-99.5,9"}\n'),
    ),
    Case(
        CHECK,
        "write what they should show in Markdown or HTML",
        story("# T\n\nIn Laredo. {{< tweet 1 >}}\n"),
        story("# T\n\nIn Laredo. A tweet.\n"),
    ),
    Case(CHECK, "write for example fields: name=NOM,layer=TYPE", front("fields: NOM"), front("fields: name=name")),
    Case(
        CHECK,
        "put a value that holds a colon, # or quotation marks into quotes",
        front("kicker: a: b"),
        front("kicker: 'a: b'"),
    ),
]
