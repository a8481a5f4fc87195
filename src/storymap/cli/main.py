"""The command `storymap`: the group of its commands, which have a module each.

Exit codes: 0 done, 1 the input was refused, 2 wrong usage. Nothing heavy is imported at the top of a command's module:
`storymap build --help` must not wait for GeoPandas.
"""

from __future__ import annotations

import atexit
import gc
import os

import click

from storymap.cli.command_list import COMMANDS


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, commands=COMMANDS)
@click.version_option(None, "--version", "-V", package_name="storymap-html", message="storymap %(version)s")
def main() -> None:
    """Turn an article and a GeoJSON of its places into one interactive map in one HTML file."""
    # NumPy would start threads for large matrices, which no story has: a tenth of the time in which it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # The interpreter looks for it once more when it ends, among all that the libraries have: a sixth of a build.
    atexit.register(gc.freeze)
