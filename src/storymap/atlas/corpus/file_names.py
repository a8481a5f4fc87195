"""What is called how in the folder of a corpus."""

from __future__ import annotations

from typing import Final

WORK_FOLDER: Final = ".corpus"
"""What a run needs to go on: no part of the output."""
SUMMARY: Final = "corpus.json"
"""What was read, with what: written last, and gone while a run is at it, so that it says that the tables are whole."""
