"""`storymap schema`: prints the JSON Schema of a places file."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a places file, for editors that check while you type."""
    import json

    from storymap.reading.places.geojson_schema import places_schema

    click.echo(json.dumps(places_schema(), ensure_ascii=False, indent=2))
