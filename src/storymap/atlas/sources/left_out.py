"""Stories that an atlas does not have, or has no longer: a build says so, because nobody would see it on the map."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from storymap.atlas.sources.read_story import FoundSource, ReadStory, source_from
from storymap.errors import Problem
from storymap.reading.article.kinds import kind_of

_REMEDY: Final = "put its places.geojson beside it"
# Plain texts and pages lie beside stories for many reasons.
_MAY_BE_ANYTHING: Final = ("txt", "html")


def left_out(
    without_places: Iterable[Path],
    found: Sequence[FoundSource],
    read: Iterable[ReadStory],
    present: Collection[str],
    folder: Path | None,
) -> Iterator[Problem]:
    """Yield a warning or a note for each story that is left out.

    `without_places` are articles without places, `found` the files that were read, and `read` the stories in them.
    `present` are the sources of the stories that the atlas in `folder` has, as seen from there.
    """
    met = {story.record.source for story in read}
    for path in without_places:
        source = source_from(path, str(path), folder)
        met.add(source)
        if source in present:
            what = "it was in the atlas, and is left out: it has no places any more"
            yield Problem(str(path), what, _REMEDY, "warning")
        elif kind_of(path) not in _MAY_BE_ANYTHING:
            yield Problem(str(path), "it has no places, and is left out", _REMEDY, "note")
    missing = set(present) - met
    if not missing:
        return
    # What could not be read is told as that.
    files = {source_from(one.path, one.shown, folder): one for one in found}
    feeds = {source: one.shown for source, one in files.items() if one.kind == "feed"}
    for source in sorted(missing - files.keys()):
        feed, _, entry = source.partition("#")
        if feed in feeds:
            what = f'the entry "{entry}" was in the atlas, and is not in the feed any more'
            yield Problem(feeds[feed], what, severity="note")
        else:
            what = "it was in the atlas, and is not among what was read"
            yield Problem(os.path.normpath((folder or Path()) / source), what, severity="note")
