"""Pictures: local files become `data:` URIs, checked and as small as they are shown. Nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_PICTURE, LONGEST_SRC
from storymap.model import Image
from storymap.reading.media.embedded_picture import EmbeddedPicture, embedded
from storymap.reading.media.local_files import find_local_file, is_remote, quoted, read_local_file, short_src
from storymap.reading.media.policy import MediaPolicy, refusal
from storymap.reading.media.reencode import WIDEST_IN_ARTICLE, EncodedImage
from storymap.reading.media.remote import remote_address

if TYPE_CHECKING:
    from storymap.reading.media.encoded_pictures import PictureMemo

_KINDS = "PNG, JPEG, GIF, WebP or AVIF"
_DATA_URI = re.compile(r"data:(image/[a-z+]+);base64,", re.IGNORECASE)


def embed_image(
    image: Image,
    base: Path,
    where: str,
    problems: list[Problem],
    *,
    widest: int = WIDEST_IN_ARTICLE,
    media_policy: MediaPolicy | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> Image:
    """Return `image` with `data`, `width` and `height` set, if it may be shown; else as it is.

    `src` must be a path that content in the folder `base` may name (see `AllowedFolders`); or a `data:` URI, of which
    only the head is kept as `src`; or an https address on a server that `media_policy` names. The picture must be PNG,
    JPEG, GIF, WebP, AVIF or (as a file) SVG by its content; it is made at most `widest` pixels wide and written anew
    without metadata. What is wrong goes to `problems` at `where`, as warnings; only what weighs more than the
    `media_policy` is an error. Nothing is raised. With `pictures`, those of a file that holds its own, a `src` that is
    no address is a name of one of these.
    """
    media_policy = media_policy or MediaPolicy()
    src = image.src.strip()
    if media_policy.is_off:
        return replace(image, src=short_src(src))
    try:
        embedded = _embed(replace(image, src=src), base, widest, media_policy, problems, where, pictures)
    except StorymapError as error:
        problems.extend(replace(problem, where=where) for problem in error.problems)
        return replace(image, src=short_src(src))
    if not image.alt.strip() and not image.decorative:
        what = f"the picture {quoted(src)} has no text for those who cannot see it"
        problems.append(Problem(where, what, "add an alt text that says what it shows", "warning"))
    return replace(embedded, src=short_src(src))


def _embed(
    image: Image,
    base: Path,
    widest: int,
    media_policy: MediaPolicy,
    problems: list[Problem],
    where: str,
    pictures: Mapping[str, bytes] | None,
) -> Image:
    src = image.src
    named = f"the picture {quoted(src)}"
    if pictures is not None and src in pictures:
        picture = pictures[src]
        if len(picture) > LARGEST_PICTURE:
            raise refusal(
                f"{named} is larger than {LARGEST_PICTURE >> 20} MB", "put in a smaller one, and save the file again"
            )
    elif is_remote(src):
        return replace(image, data=remote_address(src, "picture", media_policy))
    elif src[:5].lower() == "data:":
        picture = _decode_data_uri(src, named)
    elif pictures is not None and not src:
        raise refusal("a picture was not loaded when the page was saved", "scroll to the page's end, and save it again")
    elif pictures is not None:
        raise refusal(f"{named} is not in the file", "save the file again with it")
    else:
        name, folder = media_policy.locate(src, base)
        picture = read_local_file(find_local_file(name, folder, named, media_policy.allowed), LARGEST_PICTURE, named)
    try:
        shown = _encode(picture, widest, media_policy.pictures)
    except StorymapError as error:
        first = error.problems[0]
        raise refusal(f"{named} {first.what}", first.remedy) from None
    if shown.was_animated:
        what = f"{named} moves, which a reader could not stop: only its first picture is shown"
        problems.append(Problem(where, what, "save it as a video (.mp4)", "warning"))
    media_policy.count(shown.size, named)
    return replace(image, data=shown.uri, width=shown.width, height=shown.height)


def _encode(picture: bytes, widest: int, memo: PictureMemo | None) -> EmbeddedPicture:
    if sniff(picture):
        # With the cache that it looks into, it takes as long to load as all else that media need.
        from storymap.reading.media.encoded_pictures import encoded_picture

        return encoded_picture(picture, widest, memo)
    # Most stories have no drawing, and what cleans one takes a while to load.
    from storymap.reading.media.svg.cleaning import clean_svg, is_svg

    if is_svg(picture):
        drawing = clean_svg(picture)
        encoded = EncodedImage(drawing.data, "image/svg+xml", drawing.width, drawing.height, drawing.was_animated)
        return embedded(encoded)
    raise refusal(f"is not a {_KINDS} file", "export it as one of these")


def sniff(picture: bytes) -> str:
    """Return the media type of a picture by its first bytes, or "" if it is none that is known."""
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if picture.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if picture.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "image/webp"
    brands = picture[8 : int.from_bytes(picture[:4])] if len(picture) > 16 else b""
    if picture[4:8] == b"ftyp" and (b"avif" in brands[:64] or b"avis" in brands[:64]):
        return "image/avif"
    return ""


def _decode_data_uri(src: str, named: str) -> bytes:
    head = _DATA_URI.match(src)
    if head is None:
        raise refusal(f"{named} is not a base64 picture ({_KINDS})", "save it beside the file")
    if len(src) > LONGEST_SRC:
        raise refusal(f"{named} is larger than 1 MB", "save it beside the file")
    try:
        picture = base64.b64decode("".join(unquote_to_bytes(src[head.end() :]).decode("ascii").split()), validate=True)
    except (binascii.Error, ValueError):
        raise refusal(f"{named} is not valid base64", "save it beside the file") from None
    if (sniff(picture) or "image/svg+xml") != head[1].lower().replace("image/jpg", "image/jpeg"):
        raise refusal(f"{named} is not what it says it is", "save it beside the file")
    return picture
