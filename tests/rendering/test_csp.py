from __future__ import annotations

import base64
import hashlib

from storymap.model import Story
from storymap.rendering.page import render_page
from tests.pages import Page


def digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_the_content_policy_names_exactly_the_scripts_and_styles_of_the_page(border_story: Story) -> None:
    page = Page(render_page(border_story).render())
    metas = page.all("meta")
    assert metas[1].attributes["http-equiv"] == "Content-Security-Policy"
    policy = dict(part.split(" ", 1) for part in metas[1].attributes["content"].split("; "))
    scripts = [e.text for e in page.all("script") if "type" not in e.attributes]
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].split() == [digest(text) for text in scripts]
    assert policy["style-src"].split() == [digest(e.text) for e in page.all("style")]
    assert policy["img-src"] == "data:"
    assert not [e for e in page.elements if "style" in e.attributes]
