"""Pictures that were decoded, made smaller and encoded before are taken from the cache, by the content of their files.

What is cached is what the encoder made. It is found by a digest of the file, of the width and of the encoder, and
counts only with the user's own signature (`storage/cache`): nothing else can come into a page that way.
"""

from __future__ import annotations

import hashlib
import struct
from functools import cache

from storymap.reading.media.reencode import EncodedImage, encoder_limits, reencode
from storymap.storage.cache import cached
from storymap.storage.memo import Memo

PictureMemo = Memo[EncodedImage]
_TYPES = ("image/jpeg", "image/png", "image/webp")
_HEAD = struct.Struct("<BIIB")  # which type, width, height, whether it was an animation


def encoded_picture(picture: bytes, widest: int, memo: PictureMemo | None = None) -> EncodedImage:
    """Return what `reencode` makes of a picture, from `memo` or the cache if it was made before."""
    digest = hashlib.sha256(picture).digest()
    key = (digest, widest, encoder_limits())
    found = None if memo is None else memo.find(key)
    if found is None:
        parts = [digest, f"{widest} {encoder_limits()}".encode(), _encoder()]
        found = _unpacked(cached("media", parts, lambda: _packed(reencode(picture, widest))))
        if memo is not None:
            memo.keep(key, found)
    return found


def _packed(image: EncodedImage) -> bytes:
    head = _HEAD.pack(_TYPES.index(image.media_type), image.width, image.height, image.was_animated)
    return head + image.data


def _unpacked(packed: bytes) -> EncodedImage:
    kind, width, height, was_animated = _HEAD.unpack_from(packed)
    return EncodedImage(packed[_HEAD.size :], _TYPES[kind], width, height, bool(was_animated))


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
