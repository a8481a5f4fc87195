import pytest

from storymap.exchange.root_name import root_name


@pytest.mark.parametrize(
    ("beginning", "name"),
    [
        ("<kml>", "kml"),
        ('<?xml version="1.0"?>\n<!-- <gpx> -->\n<kml:kml xmlns:kml="x">', "kml"),
        ('<!DOCTYPE TEI.2 SYSTEM "a">\n<TEI.2 id="1">', "TEI.2"),
        ('<!DOCTYPE TEI [<!ENTITY x "<kml>">]><TEI>', "TEI"),
        ('<TEI.2 id="1">', "TEI.2"),
        ("<!DOCTYPE html><html><body><kml>", "html"),
        ("<html><!-- --><kml>", "html"),
        ("<!-- never closed <kml>", ""),
        ("<?xml <kml", ""),
        ("words <kml>", ""),
        ("<", ""),
        ("<kml", ""),
        ("< kml>", ""),
        ("", ""),
    ],
)
def test_the_first_element_gives_the_name(beginning: str, name: str) -> None:
    assert root_name(beginning) == name


def test_thousands_of_comments_are_gone_over_once() -> None:
    assert root_name("<!---->" * 9_000 + "<kml>") == "kml"
