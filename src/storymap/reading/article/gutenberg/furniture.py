"""What volunteers add to a book, and what only makes sense on its pages: left out, and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from storymap.reading.article.chapter_headings import is_contents_heading
from storymap.reading.article.paragraphs import Paragraph

# Blank lines above what begins anew.
APART = 3
_PAGE = re.compile(
    r"[ \t]?(?:\[(?:Pg|Page|p\.)\.? ?[0-9ivxlc]{1,6}\]|\{(?:Pg|Page|p\.)?\.? ?[0-9]{1,4}\})", re.IGNORECASE
)
_BRACE_NOTE = re.compile(r"\{[0-9]{1,4}\}[ \t]+\S")
_ILLUSTRATION = re.compile(
    r"\[[ \t]*(?:Illustration|Illustrations|Frontispiece|Decoration)\b(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,3000}\]",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"\A\[Footnote[ \t]*([0-9A-Z*†]{0,4}):[ \t]*", re.IGNORECASE)
_PRODUCED = re.compile(
    r"(?:(?:this )?e-?(?:text|book) (?:was )?(?:prepared|produced|transcribed)|(?:scanned|prepared|proofed|transcribed|"
    r"produced|digitized) (?:by|from)|produced, |note: images of|character set for )",
    re.IGNORECASE,
)
_PRODUCED_DEPTH = 4
_TRANSCRIBER = re.compile(
    r"[\W_]*(?:original )?(?:transcriber['’]?s?['’]? (?:end)?notes?\b"
    r"|notes? (?:du|de la|au) (?:transcripteur|transcription)|notas? del transcriptor"
    r"|anmerkungen zur transkription|nota del trascrittore)",
    re.IGNORECASE,
)
_MOST_NOTE_PARAGRAPHS = 60
# Transcribers put what they changed behind a book.
_LAST_PART = 0.9
_MOST_ENTRIES = 600
_LONGEST_ENTRY = 320


def without_illustrations(source: str, left_out: Counter[str]) -> str:
    """Return `source` without `[Illustration: its caption]`; the line breaks stay, so that lines keep their numbers."""

    def replacement(match: re.Match[str]) -> str:
        left_out["illustration"] += 1
        return "\n" * match.group().count("\n")

    return _ILLUSTRATION.sub(replacement, source)


def without_furniture(paragraphs: Sequence[Paragraph], left_out: Counter[str]) -> list[Paragraph]:
    """Return the paragraphs without credits and notes of transcribers, tables of contents and numbers of pages."""
    kept: list[Paragraph] = []
    has_brace_notes = any(_BRACE_NOTE.match(paragraph.text) for paragraph in paragraphs)
    position = 0
    while position < len(paragraphs):
        end = _furniture_end(paragraphs, position, left_out)
        if end > position:
            position = end
            continue
        kept += _without_page_numbers(paragraphs[position], has_brace_notes, left_out)
        position += 1
    return kept


def read_footnote(text: str) -> str:
    """Return "[1] A note" for the `text` "[Footnote 1: A note]", and "" for one that is no footnote."""
    match = _FOOTNOTE.match(text)
    if match is None:
        return ""
    label = f"[{match[1]}] " if match[1] else ""
    return label + text[match.end() :].removesuffix("]")


def is_transcribers_note(text: str) -> bool:
    """Say whether `text` begins as a note of those who typed a book."""
    return _TRANSCRIBER.match(text) is not None


def _furniture_end(paragraphs: Sequence[Paragraph], at: int, left_out: Counter[str]) -> int:
    """Return where the furniture ends that begins at a paragraph, `at` if there is none."""
    text = paragraphs[at].text
    if at < _PRODUCED_DEPTH and _PRODUCED.match(text):
        left_out["credit of volunteers"] += 1
        return at + 1
    if is_transcribers_note(text) or _is_box_of_last_part(paragraphs, at):
        end = _note_end(paragraphs, at)
        left_out["note of transcribers"] += end > at
        return end
    if is_contents_heading(text):
        end = _contents_end(paragraphs, at)
        left_out["table of contents"] += end > at
        return end
    return at


def _note_end(paragraphs: Sequence[Paragraph], at: int) -> int:
    text = paragraphs[at].text
    if text.lstrip().startswith(("[", "|", "+")) and text.rstrip().endswith(("]", "|", "+")):
        return at + 1
    if paragraphs[at].line > paragraphs[-1].line * _LAST_PART:
        return len(paragraphs)
    for end in range(at + 1, min(at + _MOST_NOTE_PARAGRAPHS, len(paragraphs))):
        if paragraphs[end].gap >= APART and end > at + 1:
            return end
    return at + 1


def _is_box_of_last_part(paragraphs: Sequence[Paragraph], at: int) -> bool:
    text = paragraphs[at].text
    return paragraphs[at].line > paragraphs[-1].line * _LAST_PART and text.startswith("+--") and text.endswith("--+")


def _contents_end(paragraphs: Sequence[Paragraph], at: int) -> int:
    """Return where a table of contents ends: before what stands apart from its entries. Prose is no entry."""
    for end in range(at + 1, min(at + _MOST_ENTRIES, len(paragraphs))):
        if paragraphs[end].gap >= APART and end > at + 1:
            return end
        if len(paragraphs[end].text) > _LONGEST_ENTRY and not paragraphs[end].keeps_lines:
            return at
    return at


def _without_page_numbers(paragraph: Paragraph, has_brace_notes: bool, left_out: Counter[str]) -> list[Paragraph]:
    if "[" not in paragraph.text and "{" not in paragraph.text:
        return [paragraph]
    lines = []
    for line in paragraph.lines:
        shorter = _PAGE.sub(lambda page: page.group() if has_brace_notes and "{" in page.group() else "", line)
        left_out["number of a page"] += line.count("[") + line.count("{") - shorter.count("[") - shorter.count("{")
        if shorter.strip():
            lines.append(shorter.strip())
    return [replace(paragraph, lines=tuple(lines))] if lines else []
