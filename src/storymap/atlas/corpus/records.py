"""The records of a corpus on their way from a source to the tables. No I/O."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.model import Article

SourceKind = Literal["jsonl", "parquet", "warc", "wacz", "files"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a record of JSON lines or Parquet has what: names of its members or columns."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    date: str = "date"
    url: str = "url"
    language: str = "language"


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """How documents are read. `language` is that of all of them, "" to believe or recognise each.

    `home` are numbers of the newsroom's region, as `home_region` gives them, `gazetteers` the digests of those beside
    the one that ships.
    """

    columns: Columns = Columns()
    language: str = ""
    demonyms: bool = False
    home: tuple[tuple[int, float], ...] = ()
    gazetteers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that documents come from. `name` is how tables call it: below the sources' common folder, with "/".

    `size` and `modified` (nanoseconds) are those that it had when the sources were divided.
    """

    path: Path
    name: str
    kind: SourceKind
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What one partition reads of a file, as a half-open range.

    Of JSON lines it is one of bytes, once they are unpacked, of Parquet one of rows, of WARC and WACZ one of bytes. A
    line, or a record of WARC, belongs to the piece in which it begins. Any other file is one piece. `extent` is where
    in the file that stands, as a range of its bytes.
    """

    file: SourceFile
    start: int
    end: int
    extent: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Partition:
    """What one task reads: the `pieces` of one partition, of one kind, in their order."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as its source has it. `position` says where in the source, for messages ("byte 1024").

    The article's language is "" where nobody declares one.
    """

    source: str
    position: str
    id: str
    article: Article


@dataclass(frozen=True, slots=True)
class DocumentError:
    """A document that could not be read: a row of errors.parquet."""

    source: str
    position: str
    id: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document that is yet to be read, which may fail in any way: `read` raises StorymapError, or worse."""

    source: str
    position: str
    id: str
    read: Callable[[], SourceDocument | DocumentError]


# Opens the gazetteer in the process that reads: it is a function of a module, or a partial of one, so that it can be
# sent there.
GazetteerOpener = Callable[[], "Gazetteer"]
