"""Pictures and recordings of an article as elements: what is shown, its caption and credit."""

from __future__ import annotations

from storymap.model import Image, Recording
from storymap.rendering.html_tree import Node
from storymap.rendering.i18n import Catalogue
from storymap.rendering.media_files import MediaFiles
from storymap.urls import safe_url


class MediaFigures:
    """Makes the figures of pictures and recordings in an article in `language`; `media` says where their files are."""

    def __init__(self, media: MediaFiles, words: Catalogue, language: str) -> None:
        self._media = media
        self._words = words
        self._language = language

    def picture(self, image: Image, caption: list[Node | str], attributes: dict[str, str]) -> Node:
        """Return the figure of a picture."""
        figure = Node("figure", attributes)
        shown = image_attributes(image, self._media)
        if shown:
            figure.children.append(Node("img", shown))
        else:
            figure.children.append(_missing(image.src, image.alt or self._words.say("picture")))
        return _with_caption(figure, caption, image.credit)

    def recording(self, recording: Recording, caption: list[Node | str], attributes: dict[str, str]) -> Node:
        """Return the figure of a sound or film: the reader starts it; in print a line says what it is."""
        figure = Node("figure", attributes)
        name = self._words.say(recording.kind)
        address = self._media.address(recording.data)
        if not address:
            figure.children.append(_missing(recording.src, recording.alt or name))
            return _with_caption(figure, caption, recording.credit)
        player = Node(
            recording.kind,
            {
                "src": address,
                "controls": "",
                "preload": "metadata",
                "aria-label": f"{name}: {recording.alt}" if recording.alt else name,
            },
        )
        if recording.kind == "video":
            player.attributes["playsinline"] = ""
            poster = recording.poster and self._media.address(recording.poster.data)
            if poster:
                player.attributes["poster"] = poster
        if recording.subtitles:
            track = {"kind": "captions", "src": recording.subtitles, "srclang": self._language, "label": name}
            player.children.append(Node("track", {**track, "default": ""}))
        said = recording.alt or recording.caption
        printed = Node("p", {"class": "print-only", "aria-hidden": "true"}, [f"{name}: {said}" if said else name])
        figure.children += [player, printed]
        return _with_caption(figure, caption, recording.credit)


def image_attributes(image: Image, media: MediaFiles) -> dict[str, str]:
    """Return the attributes of a picture's `img`, or none if it cannot be shown."""
    address = media.address(image.data)
    if not address:
        return {}
    attributes = {"src": address, "alt": image.alt}
    if image.width and image.height:
        attributes |= {"width": str(image.width), "height": str(image.height)}
    if address.startswith("https:"):
        attributes |= {"loading": "lazy", "referrerpolicy": "no-referrer"}
    return {**attributes, "decoding": "async"}


def _missing(src: str, label: str) -> Node:
    """Say what is not in this page, for nothing is fetched, and link to it if it is elsewhere."""
    address = safe_url(src)
    link = Node("a", {"href": address, "rel": "noopener noreferrer", "target": "_blank"}, [label])
    return Node("p", {"class": "missing-image"}, [link if address else label])


def _with_caption(figure: Node, caption: list[Node | str], credit: str) -> Node:
    if caption or credit:
        node = Node("figcaption", {}, list(caption))
        if credit:
            node.children += [" "] if caption else []
            node.children.append(Node("span", {"class": "credit"}, [credit]))
        figure.children.append(node)
    return figure
