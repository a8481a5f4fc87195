from __future__ import annotations

import re

import pytest

from storymap.rendering.static_map.palette import DARK, INK, LIGHT, PAGE, MapPalette, page_style, style_sheet
from tests.conftest import ROOT

THEME = (ROOT / "src" / "storymap" / "web" / "src" / "page" / "theme.css").read_text(encoding="utf-8")


def colours(css: str) -> dict[str, str]:
    """The custom properties of a style sheet, their colours written as the palettes write them."""
    found = re.findall(r"^ +--([\w-]+): (.*);$", css, re.MULTILINE)
    modern = re.compile(r"rgb\((\d+) (\d+) (\d+) / (\d+)%\)")
    return {name: modern.sub(lambda m: f"rgba({m[1]},{m[2]},{m[3]},{int(m[4]) / 100:g})", text) for name, text in found}


@pytest.mark.parametrize(("palette", "part"), [(LIGHT, 0), (DARK, 1)])
def test_the_palettes_are_the_colours_of_the_page(palette: MapPalette, part: int) -> None:
    theme = colours(THEME.split("@media", 1)[part])
    ours = {name: value for name, value in palette.items() if name not in ("sans", "serif")}
    assert ours == {name: theme[name] for name in ours}


def test_every_palette_has_every_colour() -> None:
    assert set(LIGHT) == set(DARK) == set(INK) == set(PAGE)
    for palette in (LIGHT, DARK, INK, PAGE):
        assert "%" not in style_sheet(palette)


def test_the_page_s_own_takes_all_from_its_custom_properties() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", style_sheet(PAGE))) == set(PAGE)
    assert "#" not in style_sheet(PAGE)
    known = set(re.findall(r"--([\w-]+):", THEME))
    assert set(PAGE) <= known


def test_no_rule_reaches_beyond_the_picture() -> None:
    for selectors in re.findall(r"([^{}]+)\{", style_sheet(LIGHT)):
        assert all(selector.startswith(".map-picture ") for selector in selectors.split(",")), selectors


def test_black_and_white_has_no_colour() -> None:
    for name, value in INK.items():
        if name not in ("sans", "serif"):
            digits = re.sub(r"rgba\((\d+),(\d+),(\d+),.*", r"\1 \2 \3", value)
            parts = digits.split() if " " in digits else re.findall("..?" if len(value) == 7 else ".", value[1:])
            assert len(set(parts)) == 1, name


def test_paper_takes_the_light_colours_whatever_the_screen_had() -> None:
    paper = page_style().split("@media print")[1]
    assert paper.startswith("{:root:root{")
    assert "--map-land:#f7f5f0;" in paper
    assert "--layer-1:#0b5a7d;" in paper
