"""A published folder as WARC 1.1: each file as the answer that a server would have given for it.

Dates and ids are told by the content, so that the same files give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from storymap._version import __version__
from storymap.rendering.contract.names import PAGE_FILE

_TYPES: Final = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".geojson": "application/geo+json",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".md": "text/markdown; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wav": "audio/wav",
    ".weba": "audio/webm",
    ".webm": "video/webm",
    ".webp": "image/webp",
}
_TEXT: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """An answer in a WARC file: what was asked for, and where its record begins and how long it is, in bytes."""

    url: str
    media_type: str
    status: str
    digest: str
    offset: int
    length: int


def warc_file(files: Mapping[str, bytes], address: str, date: str) -> tuple[bytes, tuple[WarcRecord, ...]]:
    """Return the files of a folder, as served at `address`, as WARC packed record by record, and its records.

    `date` is when they were there, as RFC 3339. The address of the folder itself leads on to its page.
    """
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    _write_info(writer, address, date)
    records = [_write(writer, out, address, "301 Moved Permanently", b"", date, {"Location": address + PAGE_FILE})]
    for name, content in files.items():
        headers = {"Content-Type": media_type(name)}
        records.append(_write(writer, out, address + name, "200 OK", content, date, headers))
    return out.getvalue(), tuple(records)


def media_type(name: str) -> str:
    """Return how a server calls the content of a file of this name."""
    return _TYPES.get(PurePosixPath(name).suffix.lower(), _TEXT)


def _write_info(writer: WARCWriter, address: str, date: str) -> None:
    info = f"software: storymap {__version__}\r\nformat: WARC file version 1.1\r\n".encode()
    headers = {"WARC-Date": date, "WARC-Record-ID": _record_id(f"info {address}", info)}
    record = writer.create_warc_record(
        "", "warcinfo", payload=io.BytesIO(info), length=len(info), warc_headers_dict=headers
    )
    writer.write_record(record)


def _write(
    writer: WARCWriter, out: io.BytesIO, url: str, status: str, content: bytes, date: str, headers: Mapping[str, str]
) -> WarcRecord:
    """Write an answer, and return its record."""
    said = StatusAndHeaders(status, [*headers.items(), ("Content-Length", str(len(content)))], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(content),
        length=len(content),
        http_headers=said,
        warc_headers_dict={"WARC-Date": date, "WARC-Record-ID": _record_id(url, content)},
    )
    offset = out.tell()
    writer.write_record(record)
    kind = headers.get("Content-Type", "text/html").partition(";")[0]
    digest = str(record.rec_headers.get_header("WARC-Payload-Digest"))
    return WarcRecord(url, kind, status.partition(" ")[0], digest, offset, out.tell() - offset)


def _record_id(url: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{url} {digest}')}>"
