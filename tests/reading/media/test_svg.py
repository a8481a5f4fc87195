"""SVG pictures: their sizes, and which are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.media.samples import content, embed


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="80"', (120, 80)),
        ('width="120px" height="80.4px" viewBox="0 0 9 9"', (120, 80)),
        ('viewBox="0 0 300 150"', (300, 150)),
        ('width="100%" height="100%" viewBox="0,0,300,150"', (300, 150)),
        ("", (0, 0)),
        ('width="1e9" height="-3"', (0, 0)),
    ],
)
def test_an_svg_goes_in_as_it_is_with_its_size(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect width="9" height="9"/></svg>'
    (tmp_path / "map.svg").write_text(svg)
    image, problems = embed("map.svg", tmp_path)
    assert image.data.startswith("data:image/svg+xml;base64,")
    assert (content(image.data).decode(), (image.width, image.height), problems) == (svg, size, [])


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "declares entities"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', "is not well-formed"),
        ("<svg/>", "is XML, but no SVG picture"),
        ('<svg xmlns="http://www.w3.org/2000/svg">' + " " * (1 << 19) + "</svg>", "is SVG of more than 512 kB"),
    ],
)
def test_svgs_that_are_left_out(tmp_path: Path, svg: str, said: str) -> None:
    (tmp_path / "map.svg").write_text(svg)
    image, problems = embed("map.svg", tmp_path)
    assert image.data == ""
    assert said in problems[0].what
