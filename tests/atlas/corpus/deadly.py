"""A gazetteer that kills the process which looks up a certain name in it, as a text does that needs too much memory."""

from __future__ import annotations

import os
import signal

from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch
from storymap.gazetteer.pack import read_pack

DEADLY = "Lowell"


class DeadlyGazetteer(Gazetteer):
    def _matches(self, key: str, most: int | None = None) -> tuple[GazetteerMatch, ...]:
        if key == DEADLY.lower():
            os.kill(os.getpid(), signal.SIGKILL)
        return super()._matches(key, most)


def open_deadly() -> Gazetteer:
    return DeadlyGazetteer(read_pack("gazetteer.bin"))
