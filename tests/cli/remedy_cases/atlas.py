"""Remedies of what stands in the sources of an atlas, and in `atlas.toml`."""

from __future__ import annotations

from shapely.geometry import Point

from storymap.atlas.index_file import index_text
from storymap.atlas.make_atlas import make_atlas
from storymap.atlas.records import StoryPlace, StoryRecord
from tests.cli.remedy_cases.case import LAREDO, STORY, Case

CHECK_HERE = "atlas check story.md"
TWO = [
    StoryRecord("mill", "The mill", places=(StoryPlace("p", "Laredo", Point(-99.5, 27.5)),)),
    StoryRecord("rain", "Rain", places=(StoryPlace("p", "Laredo", Point(-99.5, 27.5)),)),
]
ATLAS = index_text(make_atlas(TWO, title="T"))
FEED = '<feed xmlns:g="http://www.georss.org/georss"><entry><title>A</title>{}</entry></feed>'
A, B = "# A\n\nLaredo.\n", "# B\n\nLaredo.\n"


def decided(written: str, remedy: str, mended: str) -> Case:
    return Case(CHECK_HERE, remedy, {"atlas.toml": written}, {"atlas.toml": mended})


CASES = [
    decided("sme = 1", "write same, different, names", ""),
    decided("same = 1", "write [[same]]", '[[same]]\nplaces = ["a/laredo", "b/laredo"]\n'),
    decided("[names]\nlaredo = 1", 'write "el-paso" = "El Paso"', '[names]\n"laredo" = "Laredo, Texas"\n'),
    decided('[[same]]\nplaces = ["a"]\n', 'write places = ["story/place", "story/place"]', ""),
    Case(
        "atlas check story.md other/story.md",
        "name the one that counts with --decisions",
        {"atlas.toml": "", "other/atlas.toml": "", "other/story.md": STORY, "other/places.geojson": LAREDO},
        then="atlas check story.md other/story.md --decisions atlas.toml",
    ),
    Case(
        "atlas add --remove nobody --to out",
        "its stories are mill, rain",
        {"out/atlas.json": ATLAS},
        then="atlas add --remove mill --to out",
    ),
    Case(
        "atlas add story.md --to out",
        "name the folder of an atlas, or build one first: storymap atlas",
        mended={"out/atlas.json": ATLAS},
    ),
    Case(
        "atlas check out",
        "put a copy of it back, or build the atlas anew in another folder",
        {"out/atlas.json": "{}"},
        {"out/atlas.json": ATLAS},
    ),
    Case(
        "atlas check feed.xml",
        "name an Atom or RSS feed",
        {"feed.xml": "<kml/>"},
        {"feed.xml": "<feed><entry><title>A</title></entry></feed>"},
    ),
    Case(
        "atlas check other",
        "a story is an article with a places.geojson beside it, or a published folder",
        {"other/story.md": STORY},
        {"other/places.geojson": LAREDO},
    ),
    Case(
        "atlas check list.tsv",
        "write a line for each story",
        {"list.tsv": "s\thttps://example.org/\n", "s/a.md": A, "s/b.md": B, "s/places.geojson": LAREDO},
        {"list.tsv": "s/a.md\thttps://example.org/a\ns/b.md\n"},
    ),
    Case(
        "atlas check story.md other",
        "put its places.geojson beside it",
        {"other/rain.md": STORY},
        {"other/places.geojson": LAREDO},
    ),
    Case(
        "atlas check list.tsv",
        "write the story, a tab, and the address of its page",
        {"list.tsv": "\thttps://example.org/\n"},
        {"list.tsv": "story.md\thttps://example.org/\n"},
    ),
    Case(
        "atlas check list.tsv",
        "leave one out",
        {"list.tsv": "story.md\ta.html\nstory.md\tb.html\n"},
        {"list.tsv": "story.md\ta.html\n"},
    ),
    Case(
        "atlas check list.tsv",
        "leave them out",
        {"list.tsv": "story.md\thttps://ana:secret@example.org/\n"},
        {"list.tsv": "story.md\thttps://example.org/\n"},
    ),
    Case(
        "atlas check feed.xml",
        "write latitude and longitude in degrees, such as 31.76 -106.49",
        {"feed.xml": FEED.format("<g:point>91 0</g:point>")},
        {"feed.xml": FEED.format("<g:point>31.76 -106.49</g:point>")},
    ),
    Case(
        "atlas check feed.xml",
        "write a position for each name",
        {
            "feed.xml": FEED.format(
                "<g:point>1 2</g:point><g:featurename>A</g:featurename><g:featurename/>" * 2 + "<g:point>1 2</g:point>"
            )
        },
        {"feed.xml": FEED.format("<g:point>1 2</g:point><g:featurename>A</g:featurename>" * 2)},
    ),
    Case("atlas check out", "name a folder of stories", {"out/atlas-parts.json": "{}"}, then=CHECK_HERE),
    Case(
        "atlas check out story.md",
        "name the folders that its stories are in",
        {"out/atlas.json": ATLAS},
        then=CHECK_HERE,
    ),
    Case(
        "atlas check list.tsv",
        "name a folder of stories, a story.json, an article, a feed or a list of them",
        {"list.tsv": "picture.png\n", "picture.png": "x"},
        {"list.tsv": "story.md\n"},
    ),
]
