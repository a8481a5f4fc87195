import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.rendering.basemap import integer_codec
from tests.rendering.basemap import reader

LONGEST = 1_600_000


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-1, "1"),
        (1, "2"),
        (31, "!"),
        (-32, "#"),
        (32, "$0"),
        (523, ";]"),
        (-524, ";^"),
        (524, "=000"),
    ],
)
def test_the_page_reads_this_text_as_this_number(value, text):
    assert integer_codec.encode([value]) == text
    assert list(reader.integers(text)) == [value]


@given(st.lists(st.integers(-LONGEST, LONGEST)))
def test_every_list_comes_back_and_is_safe_in_html_and_json(values):
    text = integer_codec.encode(values)
    assert list(reader.integers(text)) == values
    assert integer_codec.decode(text).tolist() == values
    assert not set(text) & set("<>&\"'\\{}`")


def test_a_number_too_large_is_refused_by_its_name():
    with pytest.raises(ValueError, match="9000000"):
        integer_codec.encode([1, 9_000_000])
