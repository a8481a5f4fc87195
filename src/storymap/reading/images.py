"""Pictures: local files beside the input become `data:` URIs; nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote_to_bytes

from storymap.errors import Problem, StorymapError, printable
from storymap.model import Image
from storymap.reading.text import read_bytes

LARGEST_IMAGE = 1 << 20
_LARGEST_SUM = 24 << 20  # of all pictures of a page, as base64
_MOST_WARNINGS = 20
_KINDS = "PNG, JPEG, GIF, WebP or AVIF"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DATA_URI = re.compile(r"data:(image/[a-z]+);base64,", re.IGNORECASE)


def embed_image(image: Image, base: Path, where: str, problems: list[Problem]) -> Image:
    """Return `image` with `data` set to the picture, if it may be embedded; else as it is.

    `src` must be a path relative to the folder `base` that stays inside it, symbolic links resolved, or a
    `data:` URI, of which only the head is kept as `src`. The picture must be PNG, JPEG, GIF, WebP or AVIF by
    its content, and at most `LARGEST_IMAGE` bytes. What is wrong goes to `problems` as warnings at `where`;
    nothing is raised.
    """
    src = image.src.strip()
    try:
        picture = _decode_data_uri(src) if src[:5].lower() == "data:" else _read_picture(src, base)
        media_type = _media_type(picture, src)
    except StorymapError as error:
        problems.extend(replace(problem, where=where, severity="warning") for problem in error.problems)
        return replace(image, src=_shorten(src))
    if not image.alt.strip():
        what = f"the picture {_shown(src)} has no text for those who cannot see it"
        problems.append(Problem(where, what, "add an alt text that says what it shows", "warning"))
    data = f"data:{media_type};base64,{base64.b64encode(picture).decode('ascii')}"
    return replace(image, src=_shorten(src), data=data)


class Pictures:
    """The pictures of the file `name`, which come from its folder `base`; their sum has a largest size."""

    def __init__(self, base: Path, name: str) -> None:
        self._base = base
        self._name = name
        self._warnings: list[Problem] = []
        self._remote: list[Problem] = []
        self._size = 0

    def embed(self, image: Image, line: int | None = None) -> Image:
        """Return `image` embedded if it may be, as `embed_image` does."""
        where = f"{self._name}, line {line}" if line else self._name
        found = embed_image(image, self._base, where, self._remote if is_remote(image.src) else self._warnings)
        if self._size + len(found.data) > _LARGEST_SUM:
            what = f"the picture {_shown(image.src)} is not shown: all together are larger than 16 MB"
            self._warnings.append(Problem(where, what, "use fewer or smaller ones", "warning"))
            return replace(found, data="")
        self._size += len(found.data)
        return found

    def warnings(self) -> list[Problem]:
        """Return what was wrong: one warning for all pictures on the web, and a screen of others at most."""
        warnings = self._warnings[:_MOST_WARNINGS]
        if len(self._warnings) > _MOST_WARNINGS:
            what = f"{len(self._warnings) - _MOST_WARNINGS} more pictures have such problems"
            warnings.append(Problem(self._name, what, "mend these first", "warning"))
        if len(self._remote) > 1:
            what = f"{len(self._remote)} pictures are on the web and are not loaded"
            warnings.append(Problem(self._name, what, "save those you need beside the file", "warning"))
        else:
            warnings += self._remote
        return warnings


def is_remote(src: str) -> bool:
    """Say whether `src` is an address on the web."""
    return src.strip().lower().startswith(("http:", "https:", "//"))


def _read_picture(src: str, base: Path) -> bytes:
    shown = _shown(src)
    if not src:
        raise _refusal("a picture has no address", "name its file")
    if is_remote(src):
        raise _refusal(f"the picture {shown} is on the web and is not loaded", "save it beside the file")
    if _SCHEME.match(src) or PurePosixPath(src).is_absolute() or PureWindowsPath(src).anchor:
        raise _refusal(f"the picture {shown} is not a relative path", "save it beside the file and name it")
    try:
        folder = base.resolve()
        path = _find(src, folder)
        inside = path.is_relative_to(folder)
    except (OSError, ValueError, RuntimeError):
        raise _refusal(f"the picture {shown} is not a usable path", "rename the file") from None
    if not inside:
        raise _refusal(f"the picture {shown} is outside the folder of the file", "save it beside the file")
    try:
        return read_bytes(path, LARGEST_IMAGE)
    except StorymapError as error:
        first = error.problems[0]
        raise _refusal(f"the picture {shown} is not shown: {first.what}", first.remedy) from None


def _find(src: str, folder: Path) -> Path:
    """Return the file that `src` names: as it is written, or percent-decoded as an address is."""
    written = (folder / src).resolve()
    if "%" not in src or written.exists():
        return written
    decoded = unquote_to_bytes(src).decode("utf-8")
    if PurePosixPath(decoded).is_absolute() or PureWindowsPath(decoded).anchor:
        raise ValueError(decoded)
    return (folder / decoded).resolve()


def _decode_data_uri(src: str) -> bytes:
    head = _DATA_URI.match(src)
    if head is None:
        raise _refusal(f"the picture {_shown(src)} is not a base64 picture ({_KINDS})", "save it beside the file")
    # Base64 makes four characters of three bytes; white space in it is allowed, but not megabytes of it.
    if len(src) > LARGEST_IMAGE * 3 // 2:
        raise _refusal(f"the picture {_shown(src)} is larger than 1 MB", "use a smaller one")
    try:
        picture = base64.b64decode("".join(unquote_to_bytes(src[head.end() :]).decode("ascii").split()), validate=True)
    except (binascii.Error, ValueError):
        raise _refusal(f"the picture {_shown(src)} is not valid base64", "save it beside the file") from None
    if len(picture) > LARGEST_IMAGE:
        raise _refusal(f"the picture {_shown(src)} is larger than 1 MB", "use a smaller one")
    if _media_type(picture, src) != head[1].lower().replace("image/jpg", "image/jpeg"):
        raise _refusal(f"the picture {_shown(src)} is not what it says it is", "save it beside the file")
    return picture


def _media_type(picture: bytes, src: str) -> str:
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
    if b"<svg" in picture[:4096].lower():
        what = f"the picture {_shown(src)} is SVG, which can carry scripts"
        raise _refusal(what, "export it as PNG")
    raise _refusal(f"the picture {_shown(src)} is not a {_KINDS} file", "export it as one of these")


def _shorten(src: str) -> str:
    """Return `src`, without the picture itself when it is a `data:` URI."""
    return src.partition(",")[0] if src[:5].lower() == "data:" else src


def _shown(src: str) -> str:
    return f'"{printable(_shorten(src[:2000]), 80)}"'


def _refusal(what: str, remedy: str) -> StorymapError:
    return StorymapError(Problem("", what, remedy))
