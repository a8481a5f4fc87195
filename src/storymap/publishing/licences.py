"""What a page contains of others, and on which terms: for what is kept or given away together with it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from typing import Final

from storymap.attribution import attribution_parts
from storymap.errors import PageError, Problem
from storymap.model import Story
from storymap.rendering.page import StoryPage

_DISTRIBUTION: Final = "storymap-html"
_TEXTS: Final = ("LICENSE", "THIRD-PARTY-NOTICES.md")


def licence_files(page: StoryPage) -> dict[str, bytes]:
    """Return the texts by name: whom the map credits, the notices of what is in pages, the licence of storymap.

    Raises PageError where they were not installed.
    """
    return {"CREDITS.txt": _credits(page).encode("utf-8"), **{name: _text(name) for name in _TEXTS}}


def _credits(page: StoryPage) -> str:
    """Return whom the page credits, a line each; what the article itself says of its sources is among it."""
    article = page.story.article
    lines = ["The article:", f"  {article.title}"]
    lines += [f"  {said}" for said in (article.byline, article.credit, article.source_url) if said]
    lines += ["The map:", *(f"  {credit}" for credit in page.credits())]
    pictures = list(dict.fromkeys(_picture_credits(page.story)))
    lines += ["Pictures, sounds and films:", *(f"  {credit}" for credit in pictures)] if pictures else []
    return "\n".join(lines) + "\n"


def _picture_credits(story: Story) -> list[str]:
    images = [*(block.image for block in story.article.blocks), *story.places["image"].tolist()]
    recordings = [block.recording for block in story.article.blocks]
    said = [image.credit for image in images if image is not None]
    said += [recording.credit for recording in recordings if recording is not None]
    texts = ("".join(text for text, _ in attribution_parts(credit)).strip() for credit in said)
    return [text for text in texts if text]


def _text(name: str) -> bytes:
    try:
        text = distribution(_DISTRIBUTION).read_text(f"licenses/{name}")
    except PackageNotFoundError:
        text = None
    if text is None:
        raise PageError(Problem("storymap", f"its licences are missing ({name})", "install the package with pip"))
    return text.encode("utf-8")
