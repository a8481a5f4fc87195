from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from typing import NoReturn

import pytest

from storymap import build_story, render_page
from storymap.errors import PageError
from storymap.publishing import licences
from storymap.publishing.licences import licence_files
from tests.conftest import ROOT
from tests.exchange.planted import planted_story


def test_whom_the_page_credits_is_listed(tmp_path_factory: pytest.TempPathFactory) -> None:
    story = build_story(planted_story(tmp_path_factory.mktemp("desk") / "story"))
    page = render_page(
        story,
        basemap="https://tiles.example.org/{z}/{x}/{y}.png",
        attribution='© <a href="https://tiles.example.org/">Tiles</a> &amp; others',
    )
    files = licence_files(page)
    assert files["CREDITS.txt"].decode().splitlines() == [
        "The article:",
        "  A day in Laredo",
        "  A Writer",
        "  A Desk",
        "  https://news.example.org/laredo",
        "The map:",
        "  Natural Earth",
        "  © GeoNames CC BY 4.0",
        "  © Tiles & others",
        "Pictures, sounds and films:",
        "  A Photographer",
    ]
    assert files["LICENSE"] == (ROOT / "LICENSE").read_bytes()
    assert b"Leaflet" in files["THIRD-PARTY-NOTICES.md"]


def test_without_the_texts_it_says_how_to_get_them(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> NoReturn:
        raise PackageNotFoundError(name)

    page = render_page(build_story(planted_story(tmp_path_factory.mktemp("desk") / "story")))
    monkeypatch.setattr(licences, "distribution", missing)
    with pytest.raises(PageError, match=r"its licences are missing \(LICENSE\); install the package with pip"):
        licence_files(page)
