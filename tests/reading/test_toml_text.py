"""Keys of too many parts are found wherever they stand, and what is none costs no more than any other text."""

from __future__ import annotations

import pytest

from storymap.reading.toml_text import parse_toml, toml_fault
from tests.time_limit import TimeLimit

LONG = "a." * 50 + "b"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{LONG} = 1", 1),
        (f"x = 1\n\n  {LONG} = 1", 3),
        (f"x = 1\n[{LONG}]\n", 2),
        ("x = 1\n" + " \"a-b\" . 'c' ." * 25 + "d = 1", 2),
        (f'x"{LONG} = 1', 1),
        ('x = 1\na"' + 'b".' + "c ." * 49 + "d = 1", 2),
    ],
)
def test_a_key_of_more_than_fifty_parts_is_refused(text: str, line: int) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - what is said of it follows
        parse_toml(text)
    assert toml_fault(caught.value) == (line, "a key has too many parts")


def test_one_of_fifty_is_read() -> None:
    values = parse_toml("a." * 49 + "b = 1")
    for _ in range(49):
        values = values["a"]
    assert values == {"b": 1}


@pytest.mark.parametrize("sign", [" ", "a", "\t", "-", "a ", "' "])
def test_a_long_line_takes_no_time(within: TimeLimit, sign: str) -> None:
    # From each of them to the last one, it took ten seconds.
    text = sign * (60_000 // len(sign))
    with within(0.5):
        assert parse_toml(f'author = "{text}"') == {"author": text}
