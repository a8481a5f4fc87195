"""The command `storymap`: the group of its commands, which have a module each.

Exit codes: 0 done, 1 the input was refused, 2 wrong usage. Nothing heavy is imported at the top of a command's module:
`storymap --help` must not wait for GeoPandas.
"""

from __future__ import annotations

import atexit
import gc
import os

import click

from storymap.cli.add import add
from storymap.cli.atlas_command import atlas_group
from storymap.cli.build import build
from storymap.cli.check import check
from storymap.cli.corpus import corpus
from storymap.cli.edit import edit
from storymap.cli.export import export
from storymap.cli.find import find
from storymap.cli.gazetteer_command import gazetteer_group
from storymap.cli.import_command import import_story
from storymap.cli.preview import preview
from storymap.cli.publish import publish
from storymap.cli.schema import schema
from storymap.cli.suggest import suggest


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", "-V", package_name="storymap-html", message="storymap %(version)s")
def main() -> None:
    """Turn an article and a GeoJSON of its places into one interactive map in one HTML file."""
    # NumPy would start threads for large matrices, which no story has: a tenth of the time in which it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A command makes much and soon ends: looking for garbage would take a tenth of its time.
    gc.set_threshold(50_000, 20, 50)
    # The interpreter looks for it once more when it ends, among all that the libraries have: a sixth of a build.
    atexit.register(gc.freeze)


for _command in (
    build,
    preview,
    publish,
    check,
    schema,
    suggest,
    add,
    find,
    gazetteer_group,
    edit,
    atlas_group,
    corpus,
    import_story,
    export,
):
    main.add_command(_command)
