"""A server of static files that answers requests for ranges, which Python's own does not, and counts what it sends."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

_RANGE: Final = re.compile(r"bytes=(\d+)-(\d*)", re.ASCII)


class RangeServer(ThreadingHTTPServer):
    """A server of one folder. `sent` lists the path and the bytes of each answer.

    Without `has_ranges` it sends whole files, as Python's own does.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.sent: list[tuple[str, int]] = []
        self.has_ranges = True

    @property
    def address(self) -> str:
        """The address of its folder, with a slash."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body go out at once, and not the body after the head was acknowledged.
    disable_nagle_algorithm = True
    server: RangeServer

    def do_GET(self) -> None:
        """Answer with a file, or with the one range of it that is asked for."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        whole = path.stat().st_size
        asked = _RANGE.fullmatch(self.headers.get("Range", "")) if self.server.has_ranges else None
        start, end = (0, whole - 1) if asked is None else (int(asked[1]), min(int(asked[2] or whole), whole - 1))
        if start > end and asked:
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{whole}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        with path.open("rb") as file:
            file.seek(start)
            body = file.read(end - start + 1)
        self.send_response(206 if asked else 200)
        if asked:
            self.send_header("Content-Range", f"bytes {start}-{end}/{whole}")
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.server.sent.append((self.path, len(body)))  # before whoever asked has it, and looks
        with suppress(ConnectionError):
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def range_server(folder: Path) -> Iterator[RangeServer]:
    """Serve a folder on a port of this machine that is free."""
    server = RangeServer(folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
