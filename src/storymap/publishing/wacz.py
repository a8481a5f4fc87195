"""A published folder as WACZ 1.1.1 (Web Archive Collection Zipped): what libraries and ReplayWeb.page keep and show.

https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from storymap._version import __version__
from storymap.model import Article
from storymap.publishing.warc import WarcRecord, warc_file
from storymap.reading.slugs import slugify
from storymap.rendering.contract.names import PAGE_FILE
from storymap.rendering.metadata import iso_date
from storymap.storage.zip_file import zip_file

NAME: Final = "archive.wacz"
_VERSION: Final = "1.1.1"
_WARC: Final = "data.warc.gz"
# Nobody asks for the time while a page is made: without a date of its own an article has one that nobody believes.
_NO_DATE: Final = "1970-01-01"
_WWW: Final = re.compile(r"www\d*\.")


def wacz_file(files: Mapping[str, bytes], article: Article, address: str) -> bytes:
    """Return the files of a published folder as one web archive.

    `address` is that of the folder, with a slash at its end; without it, "", one is made that no server can have
    (RFC 2606). The date is the article's own, else 1970-01-01.
    """
    address = address or f"https://storymap.invalid/{slugify(article.title)}/"
    date = f"{iso_date(article.date) or _NO_DATE}T00:00:00Z"
    warc, records = warc_file(files, address, date)
    page = {"url": address + PAGE_FILE, "ts": date, "title": article.title}
    parts = {
        f"archive/{_WARC}": warc,
        "indexes/index.cdx": _index(records, date),
        "pages/pages.jsonl": _lines({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}, page),
    }
    package = _json(_package(parts, article, page))
    digest = _json({"path": "datapackage.json", "hash": _hash(package)})
    # Stored, so that a browser can read from the middle of it.
    return zip_file({**parts, "datapackage.json": package, "datapackage-digest.json": digest}, stored=True)


def _package(parts: Mapping[str, bytes], article: Article, page: Mapping[str, str]) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "wacz_version": _VERSION,
        "title": article.title,
        "software": f"storymap {__version__}",
        "created": page["ts"],
        "mainPageUrl": page["url"],
        "mainPageDate": page["ts"],
        "resources": [
            {"name": path.rpartition("/")[2], "path": path, "hash": _hash(content), "bytes": len(content)}
            for path, content in parts.items()
        ],
    }


def _index(records: Iterable[WarcRecord], date: str) -> bytes:
    """Return the index as CDXJ: a line for each record, sorted by its key."""
    time = "".join(filter(str.isdigit, date))
    lines = []
    for record in records:
        said = {
            "url": record.url,
            "mime": record.media_type,
            "status": record.status,
            "digest": record.digest,
            "length": str(record.length),
            "offset": str(record.offset),
            "filename": _WARC,
        }
        lines.append(f"{search_key(record.url)} {time} {json.dumps(said)}\n")
    return "".join(sorted(lines)).encode("utf-8")


def search_key(url: str) -> str:
    """Return an address as indexes sort it (SURT): the host from its end, without www, then the path, in lower case."""
    parts = urlsplit(url.lower())
    host = _WWW.sub("", parts.hostname or "")
    reverse = ",".join(reversed(host.split("."))) if not host.replace(".", "").isdigit() and ":" not in host else host
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return f"{reverse}{port}){parts.path}"


def _lines(*records: Mapping[str, str]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode("utf-8")


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _hash(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
