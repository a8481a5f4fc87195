import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.exchange.secret_parameters import without_keys


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("https://api.mapbox.com/v4/a.png?access_token=pk.SECRET", "https://api.mapbox.com/v4/a.png"),
        ("https://a.org/x?a=b&amp;key=S&amp;c=d", "https://a.org/x?a=b&amp;c=d"),
        ("https://a.org/x?token=S&a=b", "https://a.org/x?a=b"),
        ("https://a.org/x?a=b&#038;api_key=S&#038;z=1", "https://a.org/x?a=b&#038;z=1"),
        ("See (https://a.org/?apikey=S).", "See (https://a.org/)."),
        ("https://a.org/#accessToken=S", "https://a.org/"),
        ("https://a.org/?mapboxToken=S&mapbox_token=S&subscription-key=S&client_secret=S", "https://a.org/"),
        ("//a.org/?x=AIzaSyDabcdefghijklmnop&y=1", "//a.org/?y=1"),
        ("https://a.org/?url=https://b.org/?token=S&k=1", "https://a.org/?url=https://b.org/?k=1"),
        ("https://a.org/?access%5Ftoken=S", "https://a.org/"),
    ],
)
def test_keys_are_left_out(text: str, left: str) -> None:
    assert without_keys(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "https://a.org/?keyword=rhine&author=Bo&license=cc-by&turkey=1&monkey=2",
        "https://a.org/?id=0b1b2c3d-0000-1111-2222-333344445555&v=dQw4w9WgXcQ&t=1a2B3c4D5e6F",
        "https://a.org/?token=&key",
        "Is the key = 5? No: &#8217; key=5",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert without_keys(text) == text


@given(st.lists(st.sampled_from(["?", "#", "&", "&amp;", ";", "&#38;", "=", "a", "a=b", " ", ")", '"'])).map("".join))
def test_a_text_without_keys_is_as_it_was(text: str) -> None:
    assert without_keys(text) == text
