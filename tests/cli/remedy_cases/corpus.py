"""Remedies of what is asked of `corpus`."""

from __future__ import annotations

from tests.cli.remedy_cases.case import Case

_LINES = '{"text": "In Laredo it rained."}\n'

CASES = [
    Case(
        "corpus a.csv -o out --workers 1",
        "name JSON lines, Parquet, WARC, WACZ, or articles",
        {"a.csv": "text\n", "a.jsonl": _LINES},
        then="corpus a.jsonl -o out --workers 1",
    ),
    Case(
        "corpus sub -o out --workers 1",
        "name files, or a folder with files",
        {"sub/a.csv": "text\n", "a.jsonl": _LINES},
        then="corpus a.jsonl -o out --workers 1",
    ),
    Case(
        "corpus a.jsonl -o out --workers 1 --url nix",
        "name one that is there, or leave the option out",
        {"a.jsonl": _LINES},
        then="corpus a.jsonl -o out --workers 1",
    ),
    Case(
        "corpus b.jsonl -o out --workers 1",
        "name the one with the text with --text",
        {"b.jsonl": '{"body": "In Laredo it rained."}\n'},
        then="corpus b.jsonl -o out --workers 1 --text body",
    ),
]
