from __future__ import annotations

import struct

import pytest

from storymap.publishing.png import draw_png, is_covered

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="60" height="30" fill="#fff"/>{}</svg>'
)


def drawn(text: str, attributes: str = "") -> bytes:
    return draw_png(SVG.format(f'<text x="4" y="20" font-size="14" {attributes}>{text}</text>'), 1)


def test_a_picture_has_its_size_times_the_scale() -> None:
    png = draw_png(SVG.format(""), 2)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (120, 60)


@pytest.mark.parametrize(
    "text", ["Juárez", "Łódź", "Київ", "Αθήνα", "القاهرة", "حيفا", "חיפה", "दिल्ली", "Đà Nẵng", "“–…”"]
)
def test_every_script_of_the_catalogues_is_drawn_with_the_fonts_of_the_package(text: str) -> None:
    assert is_covered(text)
    # A letter for which there is no font is left out, or is a box that is always the same.
    assert len({drawn(text[:end]) for end in (1, 2, len(text))}) > 1
    assert drawn(text) != drawn("")


def test_the_weight_and_the_slope_of_names_are_drawn() -> None:
    looks = ["", 'font-weight="600"', 'font-family="Noto Serif" font-style="italic"']
    assert len({drawn("Chihuahua", look) for look in looks}) == 3


@pytest.mark.parametrize("text", ["東京", "北京", "서울", "ภูเก็ต"])
def test_other_scripts_need_fonts_of_the_machine(text: str) -> None:
    assert not is_covered(text)


def test_nothing_is_read_from_the_machine(tmp_path: object) -> None:
    outside = SVG.format(
        '<image href="/etc/hostname" width="9" height="9"/><image href="https://example.org/a.png" width="9" height="9"/>'
    )
    assert draw_png(outside, 1) == draw_png(SVG.format(""), 1)
