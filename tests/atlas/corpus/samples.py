"""Small corpora of our own texts, in each form that is read, and what is made of them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storymap.storage.zip_file import zip_file

TEXTS: tuple[dict[str, Any], ...] = (
    {
        "id": "bridge",
        "title": "The bridge at El Paso",
        "date": "2009-04-17",
        "url": "https://example.org/bridge",
        "text": "The bridge between El Paso and Ciudad Juárez was closed on Friday.\n\nBuses went by way of Las Cruces.",
    },
    {"id": "7", "title": "", "date": "March 3, 2011", "text": "Nobody was on the road, and nothing was said of it."},
    {
        "id": "mill",
        "title": "A mill burns",
        "date": "2009-05-01",
        "text": "A mill burned down in Lowell, Massachusetts.",
    },
)


def lines(records: Iterable[Mapping[str, Any]] = TEXTS) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def write_lines(path: Path, records: Iterable[Mapping[str, Any]] = TEXTS) -> Path:
    path.write_text(lines(records), encoding="utf-8")
    return path


def many(copies: int) -> list[dict[str, Any]]:
    return [{**record, "id": f"{record['id']}-{copy}"} for copy in range(copies) for record in TEXTS]


def write_parquet(path: Path, records: Iterable[Mapping[str, Any]] = TEXTS, **options: Any) -> Path:
    pq.write_table(pa.Table.from_pylist([dict(record) for record in records]), path, **options)
    return path


def page(record: Mapping[str, Any]) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in record["text"].split("\n\n"))
    title = record.get("title", "")
    head = f"<title>{title}</title><meta property='article:published_time' content='{record['date']}'>"
    return f"<!doctype html><html lang=en><head>{head}</head><body><h1>{title}</h1>{paragraphs}</body></html>"


def warc(records: Iterable[Mapping[str, Any]] = TEXTS, *, packed: bool = True) -> bytes:
    """A web archive with a page for each record, and what is no page: a page that is not there, a picture."""
    found = []
    for record in records:
        answers = [("404 Not Found", "text/html", b"<p>In Laredo"), ("200 OK", "image/png", b"\x89PNG El Paso")]
        for answer in (*answers, ("200 OK", "text/html; charset=utf-8", page(record).encode())):
            found.append(warc_record(record["id"], *answer))
    return b"".join(map(gzip.compress, found) if packed else found)


def warc_record(document_id: str, status: str, media_type: str, body: bytes) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{document_id}>\r\n"
        f"WARC-Target-URI: https://example.org/{document_id}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def write_wacz(path: Path) -> Path:
    path.write_bytes(zip_file({"archive/a.warc.gz": warc(), "pages/pages.jsonl": b"{}\n"}, stored=True))
    return path


def write_folder(path: Path) -> Path:
    path.mkdir()
    for record in TEXTS:
        front = "".join(f"{key}: {record[key]}\n" for key in ("title", "date") if record.get(key))
        (path / f"{record['id']}.md").write_text(f"---\n{front}---\n\n{record['text']}\n", encoding="utf-8")
    return path


def write_zst(path: Path) -> Path:
    with pa.CompressedOutputStream(pa.OSFile(str(path), "wb"), "zstd") as out:
        out.write(lines().encode())
    return path


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


FORMS: dict[str, Callable[[Path], Path]] = {
    "jsonl": lambda folder: write_lines(folder / "a.jsonl"),
    "jsonl.gz": lambda folder: _written(folder / "a.jsonl.gz", gzip.compress(lines().encode())),
    "jsonl.zst": lambda folder: write_zst(folder / "a.ndjson.zst"),
    "parquet": lambda folder: write_parquet(folder / "a.parquet"),
    "warc": lambda folder: _written(folder / "a.warc", warc(packed=False)),
    "warc.gz": lambda folder: _written(folder / "a.warc.gz", warc()),
    "wacz": lambda folder: write_wacz(folder / "a.wacz"),
    "folder": lambda folder: write_folder(folder / "articles"),
}


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a table: a file, or a folder of parts."""
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def digests(out: Path) -> dict[str, str]:
    """The digest of each file of the output; what a restart needs (`.corpus`) is none."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and ".corpus" not in path.parts)
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
