"""One task: a partition's documents are read, and become one part of each table.

It knows nothing of Dask: it runs in this process or in a worker, and writes nothing but files of its own. They are
made in a folder of their own and moved when they are whole; the record of what is done comes last, so that a part
without one is as good as none.
"""

from __future__ import annotations

import gc
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.atlas.corpus.attempts import Attempts
from storymap.atlas.corpus.done_parts import DonePart, done_part, part_paths, save_done
from storymap.atlas.corpus.file_names import WORK_FOLDER
from storymap.atlas.corpus.part_tables import PartTables
from storymap.atlas.corpus.records import (
    CorpusOptions,
    DocumentError,
    GazetteerOpener,
    Partition,
    Piece,
    RawDocument,
    SourceDocument,
)
from storymap.atlas.corpus.sources.kinds import read_piece
from storymap.errors import StorymapError
from storymap.geoparsing.document_places import DocumentPlaces, find_document_places
from storymap.limits import MOST_RECORD_MENTIONS
from storymap.reading.article.language.recognition import recognise_language
from storymap.storage.temporary import temporary_folder

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.model import Article

_NO_MEMORY = "reading it needs more memory than a worker has"
# What nobody foresaw in a text of millions; the others go on.
_UNFORESEEN = (ValueError, TypeError, ArithmeticError, LookupError, RecursionError)
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
            reader = _Reader(tables, gazetteer, run.options, attempts)
            is_read = [reader.read(piece) for piece in partition.pieces]
            counts = tables.finish()
        done = done_part(run.key, partition, counts, folder, is_final=all(is_read))
        for made, final in paths.files(folder):
            made.replace(final)
        save_done(paths.record, done)
        attempts.forget()
    return done


@lru_cache(maxsize=1)
def _gazetteer(opener: GazetteerOpener) -> Gazetteer:
    """Return the gazetteer, which a process opens once."""
    gazetteer = opener()
    # What is there now stays, and each document makes thousands of objects that are in no circle.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    return gazetteer


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads pieces into tables. What cannot be read is an error in a table, and stops nothing."""

    tables: PartTables
    gazetteer: Gazetteer
    options: CorpusOptions
    attempts: Attempts

    def read(self, piece: Piece) -> bool:
        """Read the documents of a piece. False if its file could not be read to the end: another time it may be."""
        name, position = piece.file.name, ""
        try:
            for raw in read_piece(piece, self.options):
                self._add(raw)
                position = raw.position
                # What comes next may cost a worker before anybody knows what it is.
                if not self.attempts.begin(name, f"after {position}"):
                    self.tables.add_error(DocumentError(name, f"after {position}", "", _NO_MEMORY, _DIVIDE))
                    return True
        except StorymapError as error:
            problem = error.problems[0]
            where = f"after {position}" if position else ""
            self.tables.add_error(DocumentError(name, where, "", problem.what, problem.remedy))
            return False
        except _UNFORESEEN as error:
            where = f"after {position}" if position else ""
            what = f"storymap failed at the file ({type(error).__name__})"
            self.tables.add_error(DocumentError(name, where, "", what, "report it with the file, and leave it out"))
        return True

    def _add(self, raw: RawDocument | DocumentError) -> None:
        found = raw if isinstance(raw, DocumentError) else self._read(raw)
        if isinstance(found, DocumentError):
            self.tables.add_error(found)
        else:
            self.tables.add(*found)

    def _read(self, raw: RawDocument) -> tuple[SourceDocument, DocumentPlaces] | DocumentError:
        """Return a document with what it names, or why it could not be read."""
        if not self.attempts.begin(raw.source, raw.position):
            return _error(raw, _NO_MEMORY, _DIVIDE)
        try:
            document = raw.read()
            return document if isinstance(document, DocumentError) else self._with_places(document)
        except MemoryError:
            return _error(raw, _NO_MEMORY, _DIVIDE)
        except StorymapError as error:
            return _error(raw, error.problems[0].what, error.problems[0].remedy)
        except _UNFORESEEN as error:
            what = f"storymap failed at it ({type(error).__name__})"
            return _error(raw, what, "report it with the text, and leave it out")

    def _with_places(self, document: SourceDocument) -> tuple[SourceDocument, DocumentPlaces] | DocumentError:
        article = in_language_of(document.article, self.options.language)
        home = dict(self.options.home) or None
        found = find_document_places(article, self.gazetteer, demonyms=self.options.demonyms, home=home)
        if len(found.mentions) > MOST_RECORD_MENTIONS:
            what = f"it names places more than {MOST_RECORD_MENTIONS:,} times"
            return _error(document, what, "divide the text")
        return replace(document, article=article), found


def _error(document: SourceDocument | RawDocument, what: str, remedy: str) -> DocumentError:
    return DocumentError(document.source, document.position, document.id, what, remedy)


def in_language_of(article: Article, language: str) -> Article:
    """Return an article in the `language`, or if that is "" in the one that it declares, else is recognised in."""
    if not language:
        language = article.language or recognise_language(block.text for block in article.blocks).language
    return article if article.language == language else replace(article, language=language)
