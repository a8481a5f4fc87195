"""Drawings: their sizes, what of them stays, and which are left out."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.errors import StorymapError
from storymap.reading.media.svg.cleaning import clean_svg
from tests.reading.media.samples import content, embed, encoded, gps_exif, opened, photo
from tests.reading.media.svg.drawings import DRAWINGS

RECT = '<rect width="9" height="9"/>'


def svg(body: str, attributes: str = "") -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="urn:x" '
        f'width="100" height="50" {attributes}>{body}</svg>'
    ).encode()


def clean(body: str, attributes: str = "") -> str:
    """The inside of a cleaned drawing."""
    text = clean_svg(svg(body, attributes)).data.decode()
    return re.sub(r'^<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"(>|/>)|</svg>$', "", text)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        (' width="120" height="80"', (120, 80)),
        (' width="120px" height="80.4px" viewBox="0 0 9 9"', (120, 80)),
        (' viewBox="0 0 300 150"', (300, 150)),
        (' width="100%" height="100%" viewBox="0,0,300,150"', (300, 150)),
        ("", (0, 0)),
        (' width="1e9" height="-3"', (0, 0)),
    ],
)
def test_a_plain_svg_goes_in_as_it_is_with_its_size(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"{attributes}>{RECT}</svg>'
    (tmp_path / "map.svg").write_text(drawing)
    image, problems = embed("map.svg", tmp_path)
    assert image.data.startswith("data:image/svg+xml;base64,")
    assert (content(image.data).decode(), (image.width, image.height), problems) == (drawing, size, [])


@pytest.mark.parametrize("name", DRAWINGS)
def test_nothing_but_the_drawing_is_left(name: str) -> None:
    data = clean_svg(DRAWINGS[name].encode()).data
    layers = [data, *(base64.b64decode(text) for text in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data))]
    assert [
        layer
        for layer in layers
        if b"SECRET" in layer or b"http://" in layer.replace(b"http://www.w3.org/2000/svg", b"")
    ] == []
    assert clean_svg(DRAWINGS[name].encode()).data == data


@pytest.mark.parametrize(
    "body",
    [
        "<script>bad()</script>",
        "<title>bad</title><desc>bad</desc><metadata>bad</metadata><!-- bad --><?bad bad?>",
        '<x:bad a="bad"/><bad/><video src="bad"/><style>@import "bad"; @font-face { src: url(bad) } bad{fill:red}</style>',
        '<image width="9" height="9" href="https://example.org/bad.png" style="display:none"/>',
        '<g display="none"><text>bad</text></g><g style="display:none"><text>bad</text></g>',
        '<style>.h{display:none}</style><g class="h"><text>bad</text></g>',
        '<defs><text id="unused">bad</text></defs><symbol><text>bad</text></symbol>',
        '<text visibility="hidden">bad</text><g visibility="hidden"><text>bad</text></g>',
        "<font><glyph/></font><cursor/><view/><foreignObject/>",
        '<g requiredExtensions="http://bad.example/"><text>bad</text></g><text systemLanguage=" ">bad</text>',
    ],
)
def test_what_draws_nothing_is_dropped(body: str) -> None:
    assert re.sub(r"<style>\.c1\{display:none\}</style>|<(g|defs)[^>]*/>", "", clean(RECT + body)) == RECT


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('onload="bad()" data-a="bad" x:a="bad" a="bad" tabindex="1" id="bad"', 'id="i1"'),
        ('fill="url(https://example.org/bad)" stroke="url(#g) red"', 'stroke="url(#i1) red"'),
        ('fill="/home/bad" stroke="bad" stroke-width="bad" transform="bad(1)"', ""),
        (
            'style="fill:red;background:url(bad);-bad:bad;behavior:url(bad);fill-opacity:.5"',
            'style="fill:red;fill-opacity:.5"',
        ),
        ("style=\"fill:image-set('bad');stroke:var(--bad, #00f)!important\"", 'style="stroke:#00f!important"'),
        ('style="fill:\\75rl(bad)" font-family="bad, \'/home/bad\'"', ""),
        (
            "font-family=\"Fira Sans, 'bad', 'DejaVu Sans', bad bad, serif\"",
            "font-family=\"Fira Sans, 'DejaVu Sans', serif\"",
        ),
        ("style=\"font: bold 9px/1.2 'bad', Arial-BoldMT\"", 'style="font:bold 9px/1.2 Arial-BoldMT"'),
        ('style="font: italic 9pt bad"', 'style="font:italic 9pt sans-serif"'),
        ('style="font: bad 9pt serif"', ""),
        ('style="font: bad"', ""),
        (
            'transform="translate(10-5) rotate(45)" fill="#AbC" filter="blur(9px)"',
            'transform="translate(10-5) rotate(45)" fill="#AbC"',
        ),
    ],
)
def test_attributes_are_those_that_draw(given: str, kept: str) -> None:
    kept = f" {kept}" if kept else ""
    assert clean(f'<path d="M0 0h9" {given}/>') in (
        f'<path d="M0 0h9"{kept}/>',
        f'<path{kept.split(" d=")[0]} d="M0 0h9"/>',
    )


def test_a_link_is_a_group_and_of_a_switch_what_is_for_all_stays() -> None:
    assert clean(f'<a href="https://example.org/bad" xlink:title="bad">{RECT}</a>') == f"<g>{RECT}</g>"
    switch = (
        f'<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">bad</p></foreignObject>{RECT}<g/></switch>'
    )
    assert clean(switch) == f"<g>{RECT}</g>"
    text = '<text y="9">a <a href="bad">b</a> c<title>bad</title> d</text>'
    assert clean(text) == '<text y="9">a <tspan>b</tspan> c d</text>'


def test_what_moves_stands_still_with_a_warning(tmp_path: Path) -> None:
    for body in ('<rect><animate attributeName="x" to="9"/></rect>', "<style>@keyframes a { to { x: 9 } }</style>"):
        (tmp_path / "a.svg").write_bytes(svg(body + RECT))
        image, problems = embed("a.svg", tmp_path)
        assert b"anim" not in content(image.data)
        assert "moves, which a reader could not stop" in problems[0].what


def test_a_picture_within_is_written_anew() -> None:
    jpeg = encoded(photo(60, 40), "JPEG", exif=gps_exif(), comment="SECRET")
    uri = "data:image/jpeg;base64," + base64.b64encode(jpeg).decode()
    for key in ("href", "xlink:href"):
        (found,) = re.findall(r'href="(data:[^"]+)"', clean(f'<image {key}="{uri}" width="9" height="9"/>'))
        assert opened(found).size == (60, 40)
        assert b"SECRET" not in content(found)
        assert b"Exif" not in content(found)


def bomb(inner: str, levels: int, link: str = '<use href="#a{}"/>') -> str:
    groups = "".join(f'<g id="a{n}">{link.format(n - 1) * 10}</g>' for n in range(1, levels + 1))
    return f'<defs><g id="a0">{inner}</g>{groups}</defs><use href="#a{levels}"/>'


NESTED = "data:image/svg+xml;base64," + base64.b64encode(svg(RECT)).decode()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (bomb(RECT, 8), "too costly to draw"),
        (bomb("<text>many letters</text>", 4), "too costly to draw"),
        ('<g id="a"><use href="#a"/></g>', "refers to itself"),
        (
            '<pattern id="p" width="1" height="1"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>',
            "refers to itself",
        ),
        (
            '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect fill="url(#a)"/>',
            "refers to itself",
        ),
        (f'<mask id="m">{RECT * 50}</mask>' + '<rect mask="url(#m)"/>' * 900, "too costly to draw"),
        (
            f'<clipPath id="m">{RECT * 50}</clipPath><style>.r{{clip-path:url(#m)}}</style>'
            + '<rect class="r"/>' * 900,
            "too costly to draw",
        ),
        (f'<marker id="m">{RECT * 50}</marker><path marker-mid="url(#m)" d="M0 0{"h1" * 900}"/>', "too costly to draw"),
        (
            f'<marker id="m">{RECT * 50}</marker><style>g{{marker:url(#m)}}</style><g><polyline points="{"1 1 " * 900}"/></g>',
            "too costly",
        ),
        ('<path d="M0 0h1000000" stroke="red" stroke-dasharray=".1"/>', "too costly to draw"),
        ('<g style="stroke-dasharray:1"><path d="M0 0v9" pathLength="90000000"/></g>', "too costly to draw"),
        ('<pattern id="p" width=".0001" height=".0001"/><rect fill="url(#p)"/>', "pattern of tiny tiles"),
        (
            '<pattern id="p" width="5" height="5" patternUnits="userSpaceOnUse"/>' + '<rect fill="url(#p)"/>' * 900,
            "too costly",
        ),
        (
            '<filter id="f"><feGaussianBlur stdDeviation="9000"/></filter><rect filter="url(#f)"/>',
            "a blur of more than 500",
        ),
        (
            '<filter id="f"><feGaussianBlur stdDeviation="90"/></filter>' + '<rect filter="url(#f)"/>' * 90,
            "too costly to draw",
        ),
        ('<filter id="f"><feTurbulence baseFrequency=".1"/></filter>', "a costly filter"),
        ('<rect width="1e30" height="9"/>', "a number of more than a thousand million"),
        ('<path d="M0 0h1e999"/>', "a number of more than a thousand million"),
        ("<g>" * 120 + "</g>" * 120, "nested more than 100 deep"),
        ("<g/>" * 20_001, "more than 20,000 elements"),
        (f"<style>{'.a{fill:red}' * 1001}</style>", "more than 1,000 style rules"),
        ("<style>rect:not([x]) { fill: red }</style>", "a style rule that cannot be cleaned"),
        ("<foreignObject><p>text</p></foreignObject>", "HTML (foreignObject)"),
        (f'<image href="{NESTED}"/>', "another SVG in it"),
        ('<image href="data:image/png;base64,iVBORw0KGgo="/>', "with a picture in it that is damaged"),
        ('<image href="data:image/png;base64,!!!!"/>', "a picture that is damaged"),
        # What cannot be told to be hidden.
        ("<style>@media screen{.h{display:none}}</style>", "a style rule that cannot be cleaned"),
        ("<style>@layer a{.h{VISIBILITY:hidden}}</style>", "a style rule that cannot be cleaned"),
        ("<style>svg{.h{display:none}}</style>", "a style rule that cannot be cleaned"),
        ("<style>:root{--d:none}.h{display:var(--d)}</style>", "a style rule that cannot be cleaned"),
        ('<g style="display:var(--d)"/>', "a style rule that cannot be cleaned"),
        ('<text systemLanguage="de">x</text>', "parts for some languages only"),
        (
            f'<image href="data:image/png;base64,{base64.b64encode(encoded(photo(9, 9), "PNG")).decode()}"/>' * 21,
            "more than 20 pictures",
        ),
    ],
    ids=lambda value: value[:40],
)
def test_what_costs_too_much_or_cannot_be_cleaned_is_refused_by_name(tmp_path: Path, body: str, said: str) -> None:
    (tmp_path / "a.svg").write_bytes(svg(body))
    image, problems = embed("a.svg", tmp_path)
    assert image.data == ""
    assert problems[0].what.startswith('the picture "a.svg" is SVG')
    assert said in problems[0].what
    assert "export it" in problems[0].remedy


def test_a_large_map_is_not_too_costly() -> None:
    path = "M" + " ".join(f"{n % 97}.25,{n % 89}.5" for n in range(300))
    assert clean(f'<path d="{path}" stroke-dasharray="4 2" fill="#eee"/>' * 150).count("<path") == 150
    dots = '<symbol id="dot"><circle r="2"/></symbol>' + '<use href="#dot" x="5"/>' * 4000
    assert clean(dots).count("<use") == 4000


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(DRAWINGS)),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from('<>"#&;:./(){}0 aie')), max_size=8),
)
def test_whatever_is_wrong_in_a_drawing_it_is_cleaned_or_refused(name: str, changes: list[tuple[float, str]]) -> None:
    text = list(DRAWINGS[name])
    for at, letter in changes:
        text[int(at * len(text))] = letter
    try:
        data = clean_svg("".join(text).encode()).data
    except StorymapError:
        return
    assert not re.search(rb"<script|<metadata|<title|<desc| on\w+=|xlink|@import|(?<!xmlns=\")https?:", data)
    assert clean_svg(data).width == clean_svg("".join(text).encode()).width


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "declares entities"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', "is not well-formed"),
        ("<svg/>", "is XML, but no SVG picture"),
        ('<svg xmlns="http://www.w3.org/2000/svg">' + " " * (1 << 19) + "</svg>", "is SVG of more than 512 kB"),
    ],
)
def test_svgs_that_are_left_out(tmp_path: Path, drawing: str, said: str) -> None:
    (tmp_path / "map.svg").write_text(drawing)
    image, problems = embed("map.svg", tmp_path)
    assert image.data == ""
    assert said in problems[0].what


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16", ""),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "windows-1252"),
        ("latin-1", "ISO-8859-1"),
        ("mac-roman", "macintosh"),
    ],
)
def test_a_drawing_is_read_in_the_encoding_that_it_says(tmp_path: Path, encoding: str, declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    drawing = f'{head}<svg xmlns="http://www.w3.org/2000/svg" width="99" height="50"><text y="9">Río</text></svg>'
    (tmp_path / "map.svg").write_bytes(drawing.encode(encoding))
    image, problems = embed("map.svg", tmp_path)
    assert problems == []
    assert "Río" in content(image.data).decode("utf-8")


@pytest.mark.parametrize("declared", ["Shift_JIS", "GB18030", "EUC-KR"])
def test_a_drawing_from_asia_is_read(declared: str) -> None:
    drawing = f'<?xml version="1.0" encoding="{declared}"?><svg xmlns="http://www.w3.org/2000/svg"><text y="9">東</text></svg>'
    assert "東" in clean_svg(drawing.encode(declared)).data.decode()


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("UTF-8", "is SVG that is not in UTF-8, as it says"),
        ("utf-7", 'in an encoding that is not read, "utf-7"'),
        ("rot13", 'in an encoding that is not read, "rot13"'),
        ("zip\\u0007", "in an encoding that is not read"),
    ],
)
def test_a_drawing_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path, declared: str, said: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    (tmp_path / "map.svg").write_bytes(
        head.encode() + svg("<text y='9'>Río</text>".encode("cp1252").decode("latin-1")).decode().encode("latin-1")
    )
    image, problems = embed("map.svg", tmp_path)
    assert image.data == ""
    assert said in problems[0].what
    assert problems[0].remedy == "save it as UTF-8"
