"""Who is let in, and who is not: each request as bytes on a socket."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from storymap.server.address import Address
from storymap.server.guard import Guard
from storymap.server.keys import new_token
from tests.server.loops import run_in_loop
from tests.server.running import TOKEN, Running, running

ALWAYS = {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
}


async def show(request: Request) -> Response:
    return PlainTextResponse("shown")


async def take(request: Request) -> Response:
    return PlainTextResponse(f"taken {len(await request.body())}")


async def fail(request: Request) -> Response:
    raise ZeroDivisionError("a secret of the code")


NEEDS_LINK = "This address is for whoever has the link: open the one that the terminal shows.\n"
ROUTES = [
    Route("/", show),
    Route("/page/{revision:int}", show),
    Route("/api/state", show),
    Route("/command", take, methods=["POST"]),
    Route("/fail", fail),
]


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running(Starlette(routes=ROUTES)) as one:
        yield one


def test_our_own_page_is_let_in(server: Running) -> None:
    answer = server.ask("/", sec_fetch_site="same-origin")
    assert (answer.status, answer.body) == (200, "shown")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        "",
    ],
)
def test_another_name_than_the_address_is_refused(server: Running, host: str) -> None:
    answer = server.ask("/", host=host.replace("{port}", str(server.address.port)))
    assert answer.status == 421
    assert answer.body == f"This server is 127.0.0.1:{server.address.port} and answers to no other name.\n"


@pytest.mark.parametrize("host", ["localhost:{port}", "LOCALHOST:{port}", "127.0.0.1:{port}"])
def test_the_names_of_this_machine_are_taken(server: Running, host: str) -> None:
    assert server.ask("/", host=host.replace("{port}", str(server.address.port))).status == 200


def test_two_names_at_once_are_none(server: Running) -> None:
    own = server.address.authority
    request = (
        f"GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nCookie: {server.cookie}\r\nConnection: close\r\n\r\n"
    )
    assert server.ask_raw(request.encode()).status == 400


def test_without_the_cookie_nothing_is_shown(server: Running) -> None:
    for cookie in (
        None,
        "",
        "storymap-1=x",
        f"storymap-{server.address.port}=wrong",
        "a=b; =; ;;",
        "storymap-\xff=\xff",
    ):
        answer = server.ask("/page/1", cookie=cookie)
        assert answer.status == 403
        assert answer.body == NEEDS_LINK


def test_the_cookie_of_another_port_is_another(server: Running) -> None:
    assert server.ask("/", cookie=f"storymap-80={server.guard._keys.cookie}").status == 403
    assert server.ask("/", cookie=f"other=1; {server.cookie}; more=2").status == 200


@pytest.mark.parametrize(
    "others", ["a[b]=c; {}", '{{"json": 1}}; {}', "a b=c; {}", "{}; {name}=another", "{name}=; {}"]
)
def test_the_cookies_of_other_programs_do_not_hide_ours(server: Running, others: str) -> None:
    name, _, _ = server.cookie.partition("=")
    assert server.ask("/", cookie=others.format(server.cookie, name=name)).status == 200


def test_a_link_is_exchanged_for_a_cookie_and_a_key_once() -> None:
    with running(Starlette(routes=ROUTES)) as server:
        answer = server.ask(f"/?token={TOKEN}", cookie=None)
        assert (answer.status, answer.headers["location"], answer.body) == (303, f"/#key={server.key.lower()}", "")
        assert re.fullmatch(
            rf"storymap-{server.address.port}=[\w-]{{43}}; httponly; samesite=strict; path=/",
            answer.headers["set-cookie"],
        )
        cookie = answer.headers["set-cookie"].partition(";")[0]
        # The headers above are in lower case, and the secrets are not.
        assert cookie == server.cookie.lower()
        again = server.ask(f"/?token={TOKEN}", cookie=None)
        assert again.status == 403
        assert "set-cookie" not in again.headers
        assert again.body == "This link was used already or is of another run: open the one that the terminal shows.\n"


def test_whoever_needs_another_link_finds_one_in_the_terminal() -> None:
    with running(Starlette(routes=ROUTES)) as server:
        assert server.said == []
        server.ask("/", cookie=None)
        # As long as the first link is unused it is the one.
        assert server.said == []
        assert server.ask(f"/?token={TOKEN}", cookie=None).status == 303
        for _ in range(3):
            server.ask("/", cookie=None)
        (line,) = server.said
        link = re.search(r"/\?token=[\w-]{43}$", line)
        assert link is not None
        assert server.ask(link[0], cookie=None).status == 303


def test_a_link_that_is_followed_twice_in_one_browser_opens_twice() -> None:
    with running(Starlette(routes=ROUTES)) as server:
        first = server.ask(f"/?token={TOKEN}", cookie=None)
        again = server.ask(f"/?token={TOKEN}")
        assert (again.status, again.headers["location"]) == (303, first.headers["location"])
        assert server.ask(f"/?token={TOKEN}", cookie=None).status == 403


def test_the_cookie_alone_is_not_exchanged_for_the_key(server: Running) -> None:
    """A server at another port of this machine has the cookie, and may ask with any link."""
    for token in ("anything", "", TOKEN[:-1]):
        answer = server.ask(f"/?token={token}", x_storymap=None)
        assert (answer.status, answer.headers["location"], answer.body) == (303, "/", "")
        assert "set-cookie" not in answer.headers


CONTENT = ["/page/1", "/read/1", "/events", "/api/state", "/api/ticket?for=/page/1", "/nothing"]


@pytest.mark.parametrize("path", CONTENT)
@pytest.mark.parametrize("key", [None, "", "1", "x" * 43, "\xff"])
def test_the_cookie_without_the_key_opens_nothing(server: Running, path: str, key: str | None) -> None:
    for method in ("GET", "HEAD"):
        answer = server.ask(path, method, x_storymap=key)
        assert answer.status == 403
        assert answer.body == ("" if method == "HEAD" else NEEDS_LINK)


@pytest.mark.parametrize("path", ["/", *CONTENT])
def test_the_key_without_the_cookie_opens_nothing(server: Running, path: str) -> None:
    answer = server.ask(path, cookie=None)
    assert (answer.status, answer.body) == (403, NEEDS_LINK)


def test_the_cookie_alone_has_the_window_without_a_story(server: Running) -> None:
    assert server.ask("/", x_storymap=None).body == "shown"
    assert server.ask("/assets/none.js", x_storymap=None).status == 404
    assert server.ask("/favicon.ico", x_storymap=None).status == 404


def test_whoever_has_lost_the_key_finds_a_link_in_the_terminal() -> None:
    with running(Starlette(routes=ROUTES)) as server:
        server.ask(f"/?token={TOKEN}", cookie=None)
        assert server.ask("/favicon.ico", x_storymap=None).status == 404
        assert server.said == []
        for _ in range(3):
            server.ask("/api/state", x_storymap="")
        (line,) = server.said
        link = re.search(r"/\?token=[\w-]{43}$", line)
        assert link is not None
        # Also in the browser that has the cookie.
        assert server.ask(link[0]).headers["location"] == f"/#key={server.key.lower()}"


def test_a_framed_page_is_opened_by_a_ticket_for_its_path_alone(server: Running) -> None:
    address = server.ticket("/page/1")
    ticket = address.partition("?")[2]
    assert re.fullmatch(r"/page/1\?ticket=[0-9a-f]{64}", address)
    assert server.key not in address
    for query in (ticket, f"lang=es&{ticket}&view=map"):
        assert server.ask(f"/page/1?{query}", x_storymap=None).body == "shown"
    for other in ("/page/2", "/page/01", "/read/1", "/api/state", "/events", "/api/ticket"):
        assert server.ask(f"{other}?for=/page/1&{ticket}", x_storymap=None).status == 403, other
    for wrong in ("ticket=", "ticket", f"{ticket}0", ticket[:-1], f"ticket=0&{ticket}", f"ticket={server.key}"):
        assert server.ask(f"/page/1?{wrong}", x_storymap=None).status == 403, wrong
    assert server.ask(address, x_storymap=None, cookie=None).status == 403
    assert server.ask(address, "POST", x_storymap=None, origin=f"http://{server.address.authority}").status == 403


def test_a_ticket_is_for_a_framed_page_alone(server: Running) -> None:
    for path in ("", "/", "/api/state", "/events", "/pages", "page/1"):
        assert server.ask(f"/api/ticket?for={path}").status == 404
    assert server.ask("/api/ticket").status == 404
    assert server.command("/api/ticket?for=/page/1").status == 404


def test_a_link_from_another_page_goes_on_by_a_page_of_ours() -> None:
    """A redirect would go without the cookie, which is strict."""
    with running(Starlette(routes=ROUTES)) as server:
        answer = server.ask(f"/?token={TOKEN}", cookie=None, sec_fetch_site="cross-site", sec_fetch_mode="navigate")
        assert answer.status == 200
        assert answer.headers["set-cookie"].startswith(f"storymap-{server.address.port}=")
        assert f'<meta http-equiv="refresh" content="0;url=/#key={server.key}">' in answer.body


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", "%00", "%ff", "%c3%a9"])
def test_a_wrong_token_is_refused(server: Running, token: str) -> None:
    answer = server.ask(f"/?token={token}", cookie=None)
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_a_token_opens_the_first_page_only(server: Running) -> None:
    assert server.ask(f"/page/1?token={TOKEN}", cookie=None).status == 404
    assert server.ask(f"/?token={TOKEN}", "POST", cookie=None).status == 404
    assert server.ask(f"/?token={TOKEN}", "HEAD", cookie=None).status == 404


def test_a_token_has_256_bits_and_is_another_each_time() -> None:
    assert len({new_token() for _ in range(100)}) == 100
    assert all(len(new_token()) == 43 for _ in range(10))


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
@pytest.mark.parametrize("path", ["/", "/page/1", "/api/state"])
def test_another_site_is_refused(server: Running, site: str, path: str) -> None:
    answer = server.ask(path, sec_fetch_site=site)
    assert (answer.status, answer.body) == (403, "Another site asked for this page.\n")


def test_a_command_needs_header_origin_and_cookie(server: Running) -> None:
    assert server.command(body=b"abc").body == "taken 3"
    for missing in (
        {"x_storymap": None},
        {"x_storymap": "0"},
        {"origin": None},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": f"https://{server.address.authority}"},
        {"origin": "http://127.0.0.1:1"},
        # Our own other name is another origin for a browser.
        {"origin": f"http://localhost:{server.address.port}"},
        {"cookie": None},
        {"sec_fetch_site": "cross-site"},
    ):
        answer = server.command(body=b"abc", **missing)
        assert answer.status == 403, missing


def test_what_is_asked_of_the_api_needs_the_header(server: Running) -> None:
    assert server.ask("/api/state", x_storymap=None).status == 403
    assert server.ask("/api/state").status == 200
    assert server.ask("/api/state", origin="http://evil.example").status == 403


def test_a_read_only_server_takes_no_command() -> None:
    with running(Starlette(routes=ROUTES), read_only=True) as server:
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            answer = server.ask("/command", method, origin=f"http://{server.address.authority}")
            assert (answer.status, answer.headers["allow"]) == (405, "get, head")


def test_a_shared_link_is_for_every_phone_on_the_desk() -> None:
    with running(Starlette(routes=ROUTES), shared=True) as server:
        assert [server.ask(f"/?token={TOKEN}", cookie=None).status for _ in range(3)] == [303, 303, 303]
        assert server.ask(f"/?token={TOKEN}", cookie=None).headers["location"] == f"/#key={server.key.lower()}"
        assert server.said == []


def test_a_preflight_gets_no_leave(server: Running) -> None:
    answer = server.ask(
        "/command", "OPTIONS", cookie=None, origin="http://evil.example", access_control_request_method="POST"
    )
    assert answer.status == 403
    assert [name for name in answer.headers if name.startswith("access-control")] == []


@pytest.mark.parametrize("path", ["/", "/page/1", "/nothing", "/fail", "/?token=wrong"])
def test_every_answer_says_what_a_browser_may_do_with_it(server: Running, path: str) -> None:
    headers = server.ask(path).headers
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS
    assert [name for name in headers if name.startswith("access-control")] == []
    is_framed = path == "/page/1"
    assert headers["x-frame-options"] == ("sameorigin" if is_framed else "deny")
    policy = "frame-ancestors 'self'" if is_framed else "default-src 'none'; frame-ancestors 'none'"
    assert headers["content-security-policy"] == policy


def test_what_is_not_there_is_told_in_plain_text(server: Running) -> None:
    for path in ("/nothing", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/page/x", "//evil.example/", "/page/1/"):
        answer = server.ask(path)
        assert (answer.status, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8"), path
    answer = server.ask("/page/1", "DELETE", origin=f"http://{server.address.authority}")
    assert (answer.status, answer.headers["content-type"]) == (405, "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../api/state",
        "/assets/%2e%2e/api/state",
        "/assets/%2E./api/state",
        "/assets/..%2fapi/state",
        "/assets/%252e%252e/api/state",
        "/assets/./x.js",
        "/assets//x.js",
        "/assets/..\\api\\state",
        "/assets/%5c../x.js",
        "/api/../api/state",
        "/favicon.ico/../api/state",
        "//api/state",
        "/api/state/",
        "/..",
    ],
)
@pytest.mark.parametrize("has_key", [True, False])
def test_a_path_that_can_be_taken_for_another_is_none(path: str, has_key: bool) -> None:
    asked: list[str] = []

    async def any_path(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            asked.append(scope["path"])
            await PlainTextResponse("shown")(scope, receive, send)

    with running(any_path) as server:
        answer = server.ask(path, x_storymap=server.key if has_key else None)
        assert (answer.status, answer.body, asked, server.said) == (404, "Not found.\n", [], [])
        assert server.ask("/assets/x.js", x_storymap=None).body == "shown"


@pytest.mark.parametrize("path", ["/favicon.ico.x", "/favicon.icon", "/assets", "/assetsx/y"])
def test_only_what_the_window_is_made_of_needs_no_key(server: Running, path: str) -> None:
    assert server.ask(path, x_storymap=None).status == 403


def test_a_ticket_is_for_a_path_in_its_only_form(server: Running) -> None:
    assert server.ask("/api/ticket?for=/page/1").status == 200
    assert server.ask("/api/ticket?for=/page/../api/state").status == 404
    assert server.ask("/api/ticket?for=/page//1").status == 404


@pytest.mark.parametrize("path", ["/%ed%a0%80", "/page/%ed%a0%80", "/assets/%ff"])
def test_a_path_of_bytes_that_are_no_text_is_no_failure(server: Running, path: str) -> None:
    said = len(server.said)
    assert server.ask(path).status in (400, 404)
    assert server.said[said:] == []


def test_half_of_a_pair_in_a_path_is_refused() -> None:
    guard = Guard(Starlette(), address=Address("127.0.0.1", 8000), token=TOKEN)
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope: Scope = {"type": "http", "method": "GET", "path": "/assets/\ud800", "query_string": b"", "headers": []}
    run_in_loop(guard(scope, receive, send))
    assert (sent[0]["status"], sent[1]["body"]) == (400, b"This address is no text.\n")


def test_nobody_sees_a_traceback(server: Running) -> None:
    answer = server.ask("/fail")
    assert (answer.status, answer.body) == (500, "Something went wrong; the terminal says what.\n")
    assert server.said[-1] == "error: /fail: ZeroDivisionError: a secret of the code"


@pytest.mark.parametrize("has_cookie", [True, False])
def test_an_address_that_asks_for_too_much_is_refused_without_a_word_in_the_terminal(has_cookie: bool) -> None:
    with running(Starlette(routes=ROUTES)) as server:
        cookie = server.cookie if has_cookie else None
        assert server.ask("/%1b]0;taken%07?" + "a=1&" * 30, cookie=cookie).status == 400
        assert server.ask("/page/" + "9" * 5_000, cookie=cookie).status == 414
        assert server.said == []


def test_what_the_terminal_says_of_a_failure_is_one_line_without_control_characters() -> None:
    async def failing(request: Request) -> Response:
        raise ZeroDivisionError("one\x1b[31m\ntwo")

    with running(Starlette(routes=[Route("/{name}", failing)])) as server:
        assert server.ask("/%1b]0;taken%07").status == 500
        assert server.said == ["error: / ]0;taken: ZeroDivisionError: one [31m two"]


def test_a_body_is_bounded_by_what_it_says_and_by_what_comes() -> None:
    with running(Starlette(routes=ROUTES), largest=lambda path: 10) as server:
        assert server.command(body=b"x" * 10).body == "taken 10"
        assert server.command(body=b"x" * 11).status == 413
        assert server.command(content_length="999999999999999999999999").status in (400, 413)
        chunked = {"transfer_encoding": "chunked", "content_length": None}
        assert server.command(body=b"a\r\n" + b"x" * 10 + b"\r\n0\r\n\r\n", **chunked).body == "taken 10"
        answer = server.command(body=b"a\r\n" + b"x" * 10 + b"\r\n1\r\nx\r\n0\r\n\r\n", **chunked)
        assert (answer.status, answer.body) == (413, "At most 10 bytes are taken.\n")


def test_an_endless_body_is_left_alone(server: Running) -> None:
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    answer = server.command(body=piece * 64, transfer_encoding="chunked", content_length=None)
    assert answer.status == 413


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: " + b"a" * 200_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(server: Running, request_bytes: bytes) -> None:
    assert server.ask_raw(request_bytes).status == 400


def test_a_websocket_is_refused(server: Running) -> None:
    answer = server.ask(
        "/",
        connection="Upgrade, close",
        upgrade="websocket",
        sec_websocket_key="x",
        sec_websocket_version="13",
        cookie=None,
    )
    assert answer.status == 403


def test_the_names_of_an_address() -> None:
    assert Address("127.0.0.1", 8000).authorities == {"127.0.0.1:8000", "localhost:8000"}
    assert Address("127.0.0.1", 80).authorities == {"127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost"}
    assert Address("192.168.1.5", 8000).authorities == {"192.168.1.5:8000"}
    assert Address("Desk.local", 8000, "192.168.1.5").authorities == {"desk.local:8000", "192.168.1.5:8000"}
    assert Address("::1", 8000).authorities == {"[::1]:8000", "localhost:8000"}
    assert Address("::1", 8000).url == "http://[::1]:8000/"


def test_a_link_is_the_address_with_a_token() -> None:
    guard = Guard(Starlette(), address=Address("127.0.0.1", 8000), token="abc")  # noqa: S106
    assert guard.link() == "http://127.0.0.1:8000/?token=abc"
