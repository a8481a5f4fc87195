"""`storymap schema`: the JSON Schema of a places file."""

from __future__ import annotations

import json

from tests.cli.commands import run


def test_the_schema_is_json_schema_and_knows_every_property() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    text = json.dumps(schema)
    for name in ("name", "aliases", "layer", "note", "ignore", "url", "image", "zoom"):
        assert f'"{name}"' in text
    assert '"$ref": "http' not in text
