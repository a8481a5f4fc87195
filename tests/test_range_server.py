"""The server of ranges that tests and bench have, for Python's own has none."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from tools.bench.range_server import range_server


def test_the_server_answers_ranges_and_counts_what_it_sends(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"page")
    (tmp_path / "data").write_bytes(bytes(range(100)))
    with range_server(tmp_path) as server:

        def get(path: str, span: str = "") -> tuple[int, bytes, str | None]:
            with closing(HTTPConnection("127.0.0.1", server.server_port)) as connection:
                connection.request("GET", path, headers={"Range": span} if span else {})
                answer = connection.getresponse()
                return answer.status, answer.read(), answer.headers.get("Content-Range")

        assert server.address == f"http://127.0.0.1:{server.server_port}/"
        assert get("/") == (200, b"page", None)
        assert get("/data") == (200, bytes(range(100)), None)
        assert get("/data", "bytes=10-12") == (206, b"\n\x0b\x0c", "bytes 10-12/100")
        assert get("/data", "bytes=98-") == (206, b"bc", "bytes 98-99/100")
        assert get("/data", "bytes=98-200") == (206, b"bc", "bytes 98-99/100")
        assert get("/data", "bytes=100-") == (416, b"", "bytes */100")
        assert get("/none")[0] == 404
        assert get("/../secret")[0] == 404
        assert server.sent == [("/", 4), ("/data", 100), ("/data", 3), ("/data", 2), ("/data", 2)]
