"""A story with things that nobody but its desk may see, each by a text that is found again wherever it comes."""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image

# Each is in a file of the story, and in nothing that is given away.
SECRETS = {
    "a property of its own": "planted-property",
    "the name of a property of its own": "planted_member",
    "a note of the desk": "planted-note",
    "a candidate's position": "12.345679",
    "a camera's remark": "planted-camera",
    "a camera's position": "GPSPLANTED",
    "the name of a file": "planted-file",
    "a phrase to ignore": "planted phrase to ignore",
}


def planted_story(folder: Path) -> Path:
    """Write the story into a new folder, and return its article."""
    folder.mkdir()
    exif = Image.Exif()
    exif[0x010E] = SECRETS["a camera's remark"]
    exif.get_ifd(0x8825)[0x001B] = SECRETS["a camera's position"].encode()
    picture = folder / f"{SECRETS['the name of a file']}.jpg"
    Image.new("RGB", (60, 40), "orange").save(picture, exif=exif)
    article = folder / "story.md"
    article.write_text(
        "---\nauthor: A Writer\ndate: 2024-03-05\ncredit: A Desk\nsource: https://news.example.org/laredo\n---\n\n"
        "# A day in Laredo\n\nIn Laredo it rained. Nobody left Laredo for [Nowhere](place:nowhere).\n\n"
        f'![The bridge]({picture.name} "Over the river."){{credit="A Photographer"}}\n\n'
        "## On the bridge\n\nThe end.\n",
        encoding="utf-8",
    )
    own = {
        SECRETS["the name of a property of its own"]: SECRETS["a property of its own"],
        "desk": {"says": SECRETS["a note of the desk"]},
        "candidates": [
            {"name": "Laredo, Spain", "latitude": 43.4, "longitude": float(SECRETS["a candidate's position"])}
        ],
    }
    places = [
        {
            "type": "Feature",
            "properties": {
                "name": "Laredo",
                "aliases": ["the town"],
                "note": "A town on the river.",
                "ignore": [SECRETS["a phrase to ignore"]],
                "layer": "Towns",
                **own,
            },
            "geometry": {"type": "Point", "coordinates": [-99.5075, 27.5064]},
        },
        {"type": "Feature", "id": "nowhere", "properties": {"name": "Nowhere", **own}, "geometry": None},
    ]
    (folder / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": places}))
    return article


def secrets_in(data: bytes) -> list[str]:
    """Return which of the secrets are in the bytes of a file, unpacked."""
    return [what for what, secret in SECRETS.items() if secret.encode() in data]
