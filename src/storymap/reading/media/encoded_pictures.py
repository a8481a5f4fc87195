"""Pictures that were decoded, made smaller and encoded before are taken from the cache, by the content of their files.

What is cached is what the encoder made, as it goes into a page. It is found by a digest of the file, of the width and
of the encoder, and counts only with the user's own signature (`storage/cache`): nothing else can come into a page that
way.
"""

from __future__ import annotations

import hashlib
import struct
from functools import cache

from storymap.reading.media.embedded_picture import EmbeddedPicture, embedded
from storymap.reading.media.reencode import encoder_limits, reencode
from storymap.storage.cache import cached
from storymap.storage.memo import Memo

PictureMemo = Memo[EmbeddedPicture]
_HEAD = struct.Struct("<IIIB")  # encoded bytes, width, height, whether it was an animation


def encoded_picture(picture: bytes, widest: int, memo: PictureMemo | None = None) -> EmbeddedPicture:
    """Return what `reencode` makes of a picture, from `memo` or the cache if it was made before."""
    digest = hashlib.sha256(picture).digest()
    key = (digest, widest, encoder_limits())
    found = None if memo is None else memo.find(key)
    if found is None:
        parts = [digest, f"{widest} {encoder_limits()}".encode(), _encoder()]
        found = _unpacked(cached("media", parts, lambda: _packed(embedded(reencode(picture, widest)))))
        if memo is not None:
            memo.keep(key, found)
    return found


def _packed(picture: EmbeddedPicture) -> bytes:
    # With the text of the page: making it of a large picture takes longer than all else that is left to do.
    head = _HEAD.pack(picture.size, picture.width, picture.height, picture.was_animated)
    return head + picture.uri.encode("ascii")


def _unpacked(packed: bytes) -> EmbeddedPicture:
    size, width, height, was_animated = _HEAD.unpack_from(packed)
    return EmbeddedPicture(str(packed[_HEAD.size :], "ascii"), size, width, height, bool(was_animated))


@cache
def _encoder() -> bytes:
    """Return the versions of what encodes: another one makes other bytes."""
    from PIL import __version__, features

    libraries = ("jpg", "jpg_2000", "zlib", "webp", "avif", "littlecms2", "libjpeg_turbo", "mozjpeg")
    versions = [f"{name} {_version(features, name)}" for name in libraries]
    return "\n".join([f"Pillow {__version__}", *versions]).encode()


def _version(features: object, name: str) -> str:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        version: object = features.version(name)  # type: ignore[attr-defined]
    return str(version)
