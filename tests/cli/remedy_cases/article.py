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
]
