"""A record of JSON lines or of Parquet as a document."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from storymap.atlas.corpus.records import CorpusOptions, DocumentError, SourceDocument
from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LONGEST_NAME, LONGEST_RECORD_TEXT, LONGEST_URL
from storymap.reading.article.dates import article_date
from storymap.reading.article.language.tags import is_language, language_tag
from storymap.reading.article.record_text import article_of_record
from storymap.reading.text import name_line

_LONGEST_TITLE = 1_000
_LONGEST_ID = 1_000
_MOST_NAMED = 20


def document_of(
    record: Mapping[str, Any], options: CorpusOptions, source: str, position: str, own_id: str
) -> SourceDocument | DocumentError:
    """Return the document of a record. `own_id` is its id where the record has none."""
    columns = options.columns
    document_id = field_text(record.get(columns.id), _LONGEST_ID) or own_id
    text = record.get(columns.text)
    if not isinstance(text, str) or not text.strip():
        what = f'it has no text in "{columns.text}"'
        return DocumentError(source, position, document_id, what, "leave it out, or name where the text is with --text")
    if len(text) > LONGEST_RECORD_TEXT:
        what = f"the text has more than {LONGEST_RECORD_TEXT:,} characters"
        return DocumentError(source, position, document_id, what, "divide it")
    title = field_text(record.get(columns.title), _LONGEST_TITLE)
    date = field_text(record.get(columns.date), LONGEST_NAME)
    language = options.language or declared_language(record.get(columns.language))
    article = article_of_record(text, title=title, language=language)
    article = replace(article, date=iso_date_of(date), source_url=field_text(record.get(columns.url), LONGEST_URL))
    return SourceDocument(source, position, document_id, article)


def check_columns(found: Sequence[str], options: CorpusOptions, name: str, noun: str) -> None:
    """Raise StorymapError if the text of records is not in one of the columns (or members) that are `found`."""
    column = options.columns.text
    if column in found:
        return
    there = ", ".join(printable(one, 40) for one in found[:_MOST_NAMED]) + (", …" if len(found) > _MOST_NAMED else "")
    what = f'it has no {noun} "{column}" (it has {there})'
    raise StorymapError(Problem(name, what, "name the one with the text with --text"))


def declared_language(written: Any) -> str:
    """Return the language that a record declares, "" where it declares none."""
    tag = language_tag(field_text(written, LONGEST_NAME))
    return tag if is_language(tag) else ""


def iso_date_of(written: str) -> str:
    """Return a date as an ISO date where it can be told, else as it is written."""
    return article_date(written, "")  # of an English article a date in English words would stay as it is


def field_text(value: Any, longest: int) -> str:
    """Return what a field of a record says on one line, cut; "" for what is neither text nor a number."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return "" if isinstance(value, float) and not math.isfinite(value) else str(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return name_line(value[: longest + 1])[:longest] if isinstance(value, str) else ""
