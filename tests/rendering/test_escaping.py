from __future__ import annotations

import html
import json

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.rendering.escaping import leaflet_html, script_json
from storymap.urls import safe_url
from tests.hostile import HOSTILE

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(json_values)
def test_json_for_a_script_is_the_same_data_and_cannot_end_the_element(value: object) -> None:
    text = str(script_json(value))
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        script_json({"lat": float("nan")})


@given(st.text() | st.sampled_from(sorted(HOSTILE.values())))
def test_a_layer_name_is_shown_as_it_was_written_after_both_template_passes(name: str) -> None:
    once = jinja2.Template("{{ name }}").render(name=leaflet_html(name))
    # branca compiles what folium rendered; the browser then reads it as HTML.
    twice = jinja2.Environment(keep_trailing_newline=True).from_string(once).render()
    seen = html.unescape(twice)
    # Jinja writes every line end as \n, which HTML shows alike.
    assert seen == html.unescape(html.escape(name)).replace("\r\n", "\n").replace("\r", "\n")
    assert "<" not in twice


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=c&d=%20#e",
        "HTTP://example.org",
        "mailto:desk@example.org",
        "https://münchen.example/ü",
    ],
)
def test_ordinary_addresses_pass(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        "/path",
        "https://",
        "https:///path",
        "https://a b",
        'https://a"onclick=x',
        "https://a\u202e.org",
        "mailto:",
        "",
    ],
)
def test_other_addresses_do_not(url: str) -> None:
    assert safe_url(url) == ""
