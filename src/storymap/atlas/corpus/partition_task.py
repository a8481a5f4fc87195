"""One task: a partition's documents are read, and become one part of each table.

It knows nothing of Dask: it runs in this process or in a worker, and writes nothing but files of its own. They are
made in a folder of their own and moved when they are whole; the record of what is done comes last, so that a part
without one is as good as none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.atlas.corpus.attempts import Attempts
from storymap.atlas.corpus.documents import read_piece
from storymap.atlas.corpus.done_parts import WORK_FOLDER, DonePart, done_part, part_paths, save_done
from storymap.atlas.corpus.part_tables import PartTables
from storymap.atlas.corpus.records import (
    CorpusOptions,
    DocumentError,
    GazetteerOpener,
    Partition,
    RawDocument,
    SourceDocument,
)
from storymap.errors import StorymapError
from storymap.geoparsing.document_places import DocumentPlaces, find_document_places
from storymap.limits import MOST_RECORD_MENTIONS
from storymap.reading.article.language.recognition import recognise_language
from storymap.storage.temporary import temporary_folder

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.model import Article

_NO_MEMORY = "reading it needs more memory than a worker has"
_DIVIDE = "divide it, or give workers more with --memory"


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """What all tasks of a run have in common.

    `key` tells options and versions apart: a part that was made with another is made again. `run_id` tells runs apart.
    """

    out: Path
    options: CorpusOptions
    opener: GazetteerOpener
    key: str
    run_id: str


def process_partition(run: CorpusRun, partition: Partition) -> DonePart:
    """Write the part of a partition, and return the record of it. Raises StorymapError when a source cannot be read."""
    gazetteer = _gazetteer(run.opener)
    paths = part_paths(run.out, partition.number)
    with (
        temporary_folder(run.out / WORK_FOLDER / paths.record.stem) as folder,
        Attempts(paths.attempts, run.run_id) as attempts,
    ):
        with ExitStack() as stack:
            tables = PartTables(folder, partition.number, gazetteer, stack)
            for document in _documents(partition, run.options):
                _add(document, tables, gazetteer, run.options, attempts)
            counts = tables.finish()
        done = done_part(run.key, partition, counts, folder)
        for made, final in paths.files(folder):
            made.replace(final)
        save_done(paths.record, done)
        attempts.forget()
    return done


@lru_cache(maxsize=1)
def _gazetteer(opener: GazetteerOpener) -> Gazetteer:
    """Return the gazetteer, which a process opens once."""
    return opener()


def _documents(partition: Partition, options: CorpusOptions) -> Iterator[RawDocument | DocumentError]:
    for piece in partition.pieces:
        yield from read_piece(piece, options)


def _add(
    raw: RawDocument | DocumentError,
    tables: PartTables,
    gazetteer: Gazetteer,
    options: CorpusOptions,
    attempts: Attempts,
) -> None:
    """Add a document to the tables; one that cannot be read is an error, and stops nothing."""
    if isinstance(raw, DocumentError):
        tables.add_error(raw)
        return
    if not attempts.begin(raw.source, raw.position):
        tables.add_error(_error(raw, _NO_MEMORY, _DIVIDE))
        return
    try:
        document = raw.read()
        if isinstance(document, DocumentError):
            tables.add_error(document)
            return
        document = replace(document, article=in_language_of(document.article, options.language))
        home = dict(options.home) or None
        found = find_document_places(document.article, gazetteer, demonyms=options.demonyms, home=home)
    except MemoryError:
        tables.add_error(_error(raw, _NO_MEMORY, _DIVIDE))
    except StorymapError as error:
        tables.add_error(_error(raw, error.problems[0].what, error.problems[0].remedy))
    except (ValueError, TypeError, ArithmeticError, LookupError, RecursionError) as error:
        # What nobody foresaw in a text of millions; the others go on.
        what = f"storymap failed at it ({type(error).__name__})"
        tables.add_error(_error(raw, what, "report it with the text, and leave it out"))
    else:
        _add_found(document, found, tables)


def _add_found(document: SourceDocument, found: DocumentPlaces, tables: PartTables) -> None:
    if len(found.mentions) > MOST_RECORD_MENTIONS:
        what = f"it names places more than {MOST_RECORD_MENTIONS:,} times"
        tables.add_error(_error(document, what, "divide the text"))
    else:
        tables.add(document, found)


def _error(document: SourceDocument | RawDocument, what: str, remedy: str) -> DocumentError:
    return DocumentError(document.source, document.position, document.id, what, remedy)


def in_language_of(article: Article, language: str) -> Article:
    """Return an article in the `language`, or if that is "" in the one that it declares, else is recognised in."""
    if not language:
        language = article.language or recognise_language(block.text for block in article.blocks).language
    return article if article.language == language else replace(article, language=language)
