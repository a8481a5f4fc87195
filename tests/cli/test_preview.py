"""`storymap preview` as a person meets it: what is printed where, and how it ends."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from storymap.server.serving import LOOPBACK, _own_address, listen
from tests.cli.commands import run

COMMAND = [sys.executable, "-m", "storymap", "preview", "story.md"]
LINK = re.compile(r"story\.md: http://([\w.]+):(\d+)/\?token=([\w-]{43})\n")


@contextmanager
def previewing(*options: str, **others: int) -> Iterator[subprocess.Popen[str]]:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **others}
    process = subprocess.Popen([*COMMAND, *options], text=True, **streams)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> re.Match[str]:
    assert process.stdout is not None
    line = process.stdout.readline()
    found = LINK.fullmatch(line)
    assert found is not None, line
    return found


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_when_it_is_asked_to(desk: Path, stop: signal.Signals) -> None:
    with previewing() as process:
        host, port, token = first_line(process).groups()
        assert host == LOOPBACK
        connection = HTTPConnection(host, int(port), timeout=10)
        connection.request("GET", f"/?token={token}")
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (303, b"")
        key = str(answer.headers["location"]).removeprefix("/#key=")
        cookie = str(answer.headers["set-cookie"]).partition(";")[0]
        # A window that listens does not keep it from ending.
        connection.request("GET", "/events", headers={"Cookie": cookie, "X-Storymap": key})
        events = connection.getresponse()
        assert events.readline() == b"retry: 500\n"
        process.send_signal(stop)
        said, wrong = process.communicate(timeout=15)
        events.close()
        connection.close()
        assert (process.returncode, said, wrong) == (0 if stop is signal.SIGINT else -signal.SIGTERM, "", "")


def test_problems_are_said_at_the_terminal_too_and_it_goes_on(desk: Path) -> None:
    (desk / "story.md").write_text("---\nlang: [\n---\n# T\n\nText.\n")
    with previewing() as process:
        first_line(process)
        assert process.stderr is not None
        assert process.stderr.readline().startswith("error: story.md, line 3: the front matter is not valid YAML")
        assert process.poll() is None


def test_a_port_that_is_taken_is_told_with_the_remedy(desk: Path) -> None:
    listening, address = listen(LOOPBACK, 0)
    with listening:
        result = run("preview", "story.md", "--port", str(address.port))
    assert result.exit_code == 1
    assert result.stderr == (
        f"error: port {address.port}: another program has it; name another with --port, or none: a free one is taken\n"
    )


@pytest.mark.parametrize(
    ("host", "message"),
    [
        ("0.0.0.0", f"error: 0.0.0.0: it stands for every address of this machine; name one: {_own_address()}\n"),  # noqa: S104
        ("0", f"error: 0: it stands for every address of this machine; name one: {_own_address()}\n"),
        ("::", f"error: ::: it stands for every address of this machine; name one: {_own_address()}\n"),
        ("0::0", f"error: 0::0: it stands for every address of this machine; name one: {_own_address()}\n"),
        (
            "::ffff:0.0.0.0",
            f"error: ::ffff:0.0.0.0: it stands for every address of this machine; name one: {_own_address()}\n",
        ),
        ("192.0.2.7", "error: 192.0.2.7: this machine has no such address; write one that it has in its network\n"),
        ("no such host", "error: no such host: there is no such address; write an address of this machine\n"),
    ],
)
def test_an_address_that_cannot_be_had_is_told(desk: Path, host: str, message: str) -> None:
    result = run("preview", "story.md", "--host", host)
    assert (result.exit_code, result.stderr) == (1, message)


def test_an_article_that_is_not_there_is_told_at_once(desk: Path) -> None:
    result = run("preview", "stroy.md")
    assert (result.exit_code, result.stderr) == (1, "error: stroy.md: there is no such file; check the path\n")


@pytest.mark.parametrize(
    "option", [("--port", "65536"), ("--port", "-1"), ("--fields", "nonsense"), ("--output", "x.html")]
)
def test_wrong_usage_is_told(desk: Path, option: tuple[str, str]) -> None:
    assert run("preview", "story.md", *option).exit_code == 2


def test_for_a_phone_there_is_a_warning_and_a_code_that_holds_the_link(desk: Path) -> None:
    """On a terminal, which shows the code; a machine that is in no network has nothing to warn of."""
    ours, theirs = pty.openpty()
    own = _own_address()
    with previewing("--host", own, stdout=theirs):
        os.close(theirs)
        shown = b""
        while not LINK.search(shown.decode("utf-8", "ignore").replace("\r", "")) or (
            own != LOOPBACK and shown.count(b"\n") < 15
        ):
            shown += os.read(ours, 4096)
        os.close(ours)
    text = shown.decode("utf-8")
    assert ("▄" in text) is (own != LOOPBACK)


def test_a_server_for_a_phone_takes_no_other_name(desk: Path) -> None:
    own = _own_address()
    with previewing("--host", own) as process:
        host, port, token = first_line(process).groups()
        assert host == own
        with socket.create_connection((own, int(port)), timeout=10) as connection:
            connection.sendall(
                f"GET /?token={token} HTTP/1.1\r\nHost: evil.example:{port}\r\nConnection: close\r\n\r\n".encode()
            )
            assert connection.recv(4096).startswith(b"HTTP/1.1 421 ")
