"""The secrets of one run of a server."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storymap.server.keys import Keys

TEXT = st.text(max_size=60)


def test_each_run_has_secrets_of_its_own() -> None:
    runs = [Keys("a"), Keys("a")]
    made = {secret for run in runs for secret in (run.cookie, run.key, run.ticket("/page/1"))}
    assert len(made) == 6


def test_a_token_that_was_used_opens_again_in_the_browser_that_it_opened() -> None:
    keys = Keys("a")
    assert keys.take("a", has_cookie=False)
    assert keys.is_used_up
    assert not keys.take("a", has_cookie=False)
    assert keys.take("a", has_cookie=True)
    assert not keys.take("b", has_cookie=True)
    second = keys.newest_token()
    assert second not in ("a", keys.cookie, keys.key)
    assert keys.newest_token() == second
    assert keys.take(second, has_cookie=True)
    assert keys.is_used_up


def test_a_shared_token_is_never_used_up() -> None:
    keys = Keys("a", shared=True)
    assert [keys.take("a", has_cookie=False) for _ in range(3)] == [True] * 3
    assert not keys.is_used_up
    assert not keys.take("b", has_cookie=True)


@given(TEXT)
def test_no_other_text_is_a_secret(text: str) -> None:
    keys = Keys("a")
    assert not keys.is_cookie(text)
    assert not keys.is_key(text)
    assert not keys.is_key(keys.cookie)
    assert not keys.is_cookie(keys.key)
    assert not keys.is_ticket(text, "/page/1")


@given(TEXT, TEXT)
def test_a_ticket_is_for_one_path(path: str, other: str) -> None:
    keys = Keys("a")
    assert keys.is_ticket(keys.ticket(path), path)
    assert keys.is_ticket(keys.ticket(path), other) == (path == other)
