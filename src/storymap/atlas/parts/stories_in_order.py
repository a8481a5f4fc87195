"""Documents with the sentences that name places, as stories in the order of their ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final, NamedTuple

from storymap.atlas.parts.external_sort import Buckets
from storymap.atlas.parts.newest_first import NewestFirst, plain_date
from storymap.atlas.parts.numbered_places import NumberedPlaces
from storymap.atlas.parts.tables import AtlasTables, DocumentRow, MentionRow
from storymap.atlas.story_links import story_link
from storymap.errors import Problem, StorymapError

STORIES_IN_MEMORY: Final = 16_384
_MOST_PLACES: Final = 200  # of a story
_LONGEST_TITLE: Final = 300  # code points
_LONGEST_SENTENCE: Final = 480
_BEFORE: Final = 200  # code points of a long sentence that stay before the name
_LONGEST_NAME: Final = 200


class Naming(NamedTuple):
    """That a story names a place: the place's number, which sentence, and where in it (half-open, UTF-16 units)."""

    place: int
    sentence: int
    start: int
    end: int


class StoryRow(NamedTuple):
    """A story: each place that it names once, by the first sentence that does."""

    rank: int
    title: str
    date: str
    url: str
    sentences: list[str]
    namings: list[Naming]


def is_title(sentence: str, title: str) -> bool:
    """Return whether a sentence is the title of its story and says nothing more; the title is on one line."""
    return " ".join(sentence.split()) == title


def stories_in_order(
    tables: AtlasTables, places: NumberedPlaces, order: NewestFirst, folder: Path
) -> Iterator[StoryRow]:
    """Yield the stories by rank, from 0. `folder` is for temporary files.

    Raises StorymapError if documents or mentions are not in the order of their numbers.
    """
    buckets = Buckets(folder, "stories")
    for document, mentions in _joined(tables.documents(), tables.mentions()):
        rank = order.rank(document.date)
        buckets.add(rank // STORIES_IN_MEMORY, _story(rank, document, mentions, places))
    for _, rows in buckets.read():
        for rank, title, date, url, sentences, namings in sorted(rows):
            yield StoryRow(rank, title, date, url, sentences, [Naming(*naming) for naming in namings])


def _joined(
    documents: Iterable[DocumentRow], mentions: Iterable[MentionRow]
) -> Iterator[tuple[DocumentRow, list[MentionRow]]]:
    groups = groupby(mentions, attrgetter("document"))
    of, found = next(groups, (None, iter(())))
    before = None
    for document in documents:
        if before is not None and document.document <= before:
            raise _disorder("documents")
        before = document.document
        if of is not None and of < document.document:
            raise _disorder("mentions")
        if of == document.document:
            yield document, list(found)
            of, found = next(groups, (None, iter(())))
        else:
            yield document, []
    if of is not None:
        raise _disorder("mentions")


def _disorder(table: str) -> StorymapError:
    what = "the rows are not in the order of their documents"
    return StorymapError(Problem(table, what, "write the folder again with `storymap corpus`"))


def _story(rank: int, document: DocumentRow, mentions: list[MentionRow], places: NumberedPlaces) -> StoryRow:
    title = " ".join((document.title or "").split())
    sentences: dict[str, int] = {}
    namings: list[Naming] = []
    for number, mention in _telling(title, mentions, places).items():
        text, start, end = _cut(mention)
        namings.append(Naming(number, sentences.setdefault(text, len(sentences)), start, end))
    url = story_link(document.url or "")
    shown = " ".join(title[:_LONGEST_TITLE].split())
    return StoryRow(rank, shown, plain_date(document.date or ""), url, list(sentences), namings)


def _telling(title: str, mentions: list[MentionRow], places: NumberedPlaces) -> dict[int, MentionRow]:
    """Return the first sentence about each place, by its number: the title is one only where there is no other."""
    found: dict[int, MentionRow] = {}
    for mention in mentions:
        number = places.number.get(mention.place)
        if number is None:
            continue
        before = found.get(number)
        is_new = before is None and len(found) < _MOST_PLACES
        if is_new or (before is not None and is_title(before.text or "", title)):
            found[number] = mention
    return found


def _cut(mention: MentionRow) -> tuple[str, int, int]:
    """Return a sentence, the part around the name of a long one, and the name's range in UTF-16 units."""
    text, start, end = mention.text or "", mention.start or 0, mention.end or 0
    if not 0 <= start <= end <= len(text):
        start = end = 0
    end = min(end, start + _LONGEST_NAME)
    if len(text) > _LONGEST_SENTENCE:
        first = max(0, min(start - _BEFORE, len(text) - _LONGEST_SENTENCE))
        cut = text[first : first + _LONGEST_SENTENCE]
        before, after = "…" * (first > 0), "…" * (first + len(cut) < len(text))
        text, start, end = f"{before}{cut}{after}", start - first + len(before), end - first + len(before)
    if not text.isascii() and max(text) > "\uffff":
        start, end = (len(text[:at].encode("utf-16-le", "surrogatepass")) // 2 for at in (start, end))
    return text, start, end
