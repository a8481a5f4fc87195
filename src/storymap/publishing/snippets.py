"""What a desk pastes into its CMS: the frame of a published story, as each kind of site takes it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, Literal

from markupsafe import Markup

from storymap.model import Article
from storymap.rendering.contract.names import (
    ALLOW,
    FRAME_LOWEST,
    FRAME_SHAPE,
    MAP_STYLE,
    PAGE_FILE,
    SANDBOX,
    STORY_HEIGHT,
)
from storymap.rendering.metadata import Picture
from storymap.rendering.templates_env import environment

# In pixels: how wide a frame is where its width has to be given.
FRAME_WIDTH = 640
HOST_SCRIPT = "storymap-host.js"
Kind = Literal["frame", "height", "linked", "element", "wordpress", "amp", "picture"]
KINDS: Final[tuple[Kind, ...]] = ("frame", "height", "linked", "element", "wordpress", "amp", "picture")


@dataclass(frozen=True, slots=True)
class Frame:
    """How a published story is framed. `folder` is its address, with a slash at its end; "" beside the page itself."""

    folder: str
    view: str
    title: str
    picture: Picture | None = None

    @property
    def source(self) -> str:
        """The address of the page in the view that is framed."""
        return f"{self.folder}{PAGE_FILE}?view={self.view}"

    @property
    def height(self) -> int:
        """The height in pixels for a frame of `FRAME_WIDTH` that cannot ask for one."""
        return round(FRAME_WIDTH * FRAME_SHAPE) if self.view == "map" else STORY_HEIGHT

    @property
    def style(self) -> str:
        """The frame's style: a map has the height that it will ask for, so that nothing moves when it is loaded."""
        return MAP_STYLE if self.view == "map" else f"width:100%;height:{STORY_HEIGHT}px;border:0;padding:0"


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code to paste, what it is for, and the same code for a page in the published folder itself."""

    kind: Kind
    code: str
    preview: Markup


def oembed_html(frame: Frame) -> str:
    """Return the frame with nothing but what WordPress leaves of the HTML of a provider that it does not know."""
    return _snippet("oembed", frame)


def snippets(frame: Frame, kinds: Collection[Kind] = KINDS) -> list[Snippet]:
    """Return the snippets of these `kinds` that can be made: AMP takes only https, and a picture must be there."""
    can = {"amp": frame.folder.startswith("https:"), "picture": frame.picture is not None}
    made = [kind for kind in KINDS if kind in kinds and can.get(kind, True)]
    beside = Frame("", frame.view, frame.title, frame.picture)
    return [Snippet(kind, _snippet(kind, frame), Markup(_snippet(kind, beside))) for kind in made]  # noqa: S704


def embed_page(article: Article, frame: Frame, *, files: tuple[str, ...], kinds: Collection[Kind] = KINDS) -> str:
    """Return a page of snippets to copy, each with a live preview. Without an address it says what is missing."""
    context: dict[str, Any] = {
        "title": article.title,
        "language": article.language,
        "frame": frame,
        "preview": Markup(_snippet("height", Frame("", frame.view, frame.title))),  # noqa: S704 - made by the template
        "snippets": snippets(frame, kinds) if frame.folder else [],
        "files": files,
    }
    return environment().get_template("embed.html.jinja").render(context)


def _snippet(kind: str, frame: Frame) -> str:
    template = environment().get_template(f"snippets/{kind}.html.jinja")
    values: dict[str, str | int] = {
        "page": PAGE_FILE,
        "sandbox": SANDBOX,
        "allow": ALLOW,
        "script": HOST_SCRIPT,
        "width": FRAME_WIDTH,
    }
    # What a map asks for on a phone, where AMP's pages are read.
    values["phone_height"] = FRAME_LOWEST if frame.view == "map" else frame.height
    return template.render(frame=frame, **values).strip()
