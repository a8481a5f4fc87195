"""A record of JSON lines or of Parquet as a document."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from storymap.atlas.corpus.records import Columns, CorpusOptions, DocumentError, SourceDocument
from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LONGEST_NAME, LONGEST_RECORD_TEXT, LONGEST_URL
from storymap.reading.article.dates import article_date
from storymap.reading.article.language.tags import declared_language
from storymap.reading.article.record_text import article_of_record
from storymap.reading.text import name_line

_LONGEST_TITLE = 1_000
LONGEST_ID = 1_000  # code points
_MOST_NAMED = 20


def document_of(
    record: Mapping[str, Any], options: CorpusOptions, source: str, position: str, own_id: str
) -> SourceDocument | DocumentError:
    """Return the document of a record. `own_id` is its id where the record has none."""
    columns = options.columns
    document_id = field_text(record.get(columns.id), LONGEST_ID) or own_id
    text = record.get(columns.text)
    if not isinstance(text, str) or not text.strip():
        what = f'it has no text in "{columns.text}"'
        return DocumentError(source, position, document_id, what, "leave it out, or name where the text is with --text")
    if len(text) > LONGEST_RECORD_TEXT:
        what = f"the text has more than {LONGEST_RECORD_TEXT:,} characters"
        return DocumentError(source, position, document_id, what, "divide it")
    title = field_text(record.get(columns.title), _LONGEST_TITLE)
    date = field_text(record.get(columns.date), LONGEST_NAME)
    language = options.language or declared_language(field_text(record.get(columns.language), LONGEST_NAME))
    article = article_of_record(text, title=title, language=language)
    article = replace(article, date=iso_date_of(date), source_url=field_text(record.get(columns.url), LONGEST_URL))
    return SourceDocument(source, position, document_id, article)


def check_columns(found: Sequence[str], options: CorpusOptions, name: str, noun: str) -> None:
    """Raise StorymapError if the text of records is not in one of the columns (or members) that are `found`."""
    column = options.columns.text
    if column in found:
        return
    what = f'it has no {noun} "{printable(column, 40)}" (it has {_listed(found)})'
    raise StorymapError(Problem(name, what, "name the one with the text with --text"))


def unknown_columns(of_files: Iterable[Sequence[str]], options: CorpusOptions) -> list[Problem]:
    """Return an error for each option that names a column (or member) which none of the files has.

    `of_files` are the columns of each file of records; no more of them are asked for than it takes. What the text is in
    each file must have (`check_columns`); others may be in some.
    """
    usual, text = asdict(Columns()), options.columns.text
    named = {field: one for field, one in asdict(options.columns).items() if one not in (usual[field], text)}
    seen: dict[str, None] = {}
    for columns in of_files if named else ():
        seen |= dict.fromkeys(columns)
        if seen.keys() >= set(named.values()):
            break
    if not seen:
        return []
    return [
        Problem(
            f"--{field}",
            f'nothing that is read has "{printable(column, 40)}" (it has {_listed(list(seen))})',
            "name one that is there, or leave the option out",
        )
        for field, column in named.items()
        if column not in seen
    ]


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(printable(one, 40) for one in columns[:_MOST_NAMED])
    return f"{shown}, …" if len(columns) > _MOST_NAMED else shown


def iso_date_of(written: str) -> str:
    """Return a date as an ISO date where it can be told, else as it is written."""
    return article_date(written, "")  # of an English article a date in English words would stay as it is


def field_text(value: Any, longest: int) -> str:
    """Return what a field of a record says on one line, cut; "" for what is neither text nor a number, date or UUID."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return "" if isinstance(value, float) and not math.isfinite(value) else str(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, Decimal | UUID):
        return str(value)[:longest]
    return name_line(value[: longest + 1])[:longest] if isinstance(value, str) else ""
