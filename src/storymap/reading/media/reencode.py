"""Raster pictures are decoded with care, turned upright, made as small as they are shown, and encoded again.

Nothing of the file but its pixels is left: no EXIF, so no position where it was taken, no thumbnails, no names.
"""

from __future__ import annotations

import math
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from storymap.errors import StorymapError
from storymap.limits import LARGEST_DECODED, LONGEST_SIDE, MOST_PIXELS
from storymap.reading.media.policy import refusal

if TYPE_CHECKING:
    from PIL.Image import Image

# What a column of text and a popup show, at two pixels for each of CSS.
WIDEST_IN_ARTICLE = 1400
WIDEST_IN_POPUP = 680
_QUALITY = 82
# Each value of the EXIF tag "orientation", with the number of Pillow's `Transpose` that undoes it.
_TRANSPOSE = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
_SIDEWAYS = (2, 4, 5, 6)
# Bytes of a pixel in memory, by mode; of all others four.
_PIXEL_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2, "I;16N": 2}
_BAND_HEIGHT = 64
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
_ANIMATED_FORMATS = ("PNG", "GIF", "WEBP", "AVIF")
_GRAPHIC_FORMATS = ("PNG", "GIF")
# A transparent picture is PNG up to this size; above it, it is WebP if that is smaller.
_LARGEST_PNG = 200_000


class EncodedImage(NamedTuple):
    """An encoded picture, its size in pixels, and whether its file was an animation of several pictures."""

    data: bytes
    media_type: str
    width: int
    height: int
    was_animated: bool


def reencode(data: bytes, widest: int, most_bytes: int | None = None) -> EncodedImage:
    """Return the picture in `data`, encoded again and at most `widest` pixels wide. It is never enlarged.

    The same bytes in give the same bytes out.

    Raises StorymapError, with words that follow the picture's name, for what is no picture, is damaged, has more
    than `MOST_PIXELS` pixels or a side of more than `LONGEST_SIDE`, or needs more than
    `most_bytes` (`LARGEST_DECODED`) when it is decoded.
    """
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    with warnings.catch_warnings():
        # Pillow warns of odd metadata, which is dropped anyway; a bomb is an error.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            with Pillow.open(BytesIO(data), formats=_FORMATS) as opened:
                kind = opened.format or ""
                _check_size(*opened.size)
                # To count the pictures of a GIF would be to read all of them.
                was_animated = kind in _ANIMATED_FORMATS and getattr(opened, "is_animated", False)
                transpose = _exif_transpose(opened)
                if kind == "JPEG":
                    is_sideways = transpose in _SIDEWAYS
                    scale = min(1, widest / opened.size[is_sideways])
                    opened.draft(None, (math.ceil(opened.size[0] * scale), math.ceil(opened.size[1] * scale)))
                _check_bytes(opened, most_bytes or LARGEST_DECODED)
                opened.load()
                image = _made_smaller(_with_8_bits(opened), widest, is_sideways=transpose in _SIDEWAYS)
                image = _in_srgb(image if transpose is None else image.transpose(Pillow.Transpose(transpose)))
        except UnidentifiedImageError:
            raise refusal("is damaged, or no picture that can be read", "export it again") from None
        except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
            raise _too_large() from None
        except (MemoryError, StorymapError):
            raise
        except Exception as error:  # the decoders raise whatever a damaged file leads them to
            raise _decoding_error(error) from None
    encoded, media_type = _encode(image, is_graphic=kind in _GRAPHIC_FORMATS)
    return EncodedImage(encoded, media_type, image.width, image.height, was_animated)


def encoder_limits() -> tuple[int, ...]:
    """Return the limits beyond which a picture is refused: with others the same picture may have another fate."""
    return MOST_PIXELS, LONGEST_SIDE, LARGEST_DECODED


def _exif_transpose(image: Image) -> int | None:
    """Return the `Transpose` that turns a picture upright, by its EXIF; None if it is upright."""
    try:
        orientation = image.getexif().get(0x0112)
    except Exception:  # damaged EXIF says nothing
        return None
    return _TRANSPOSE.get(orientation) if isinstance(orientation, int) else None


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise _too_large(f"{width:,} by {height:,} pixels")


def _check_bytes(image: Image, most: int) -> None:
    size = image.width * image.height * _PIXEL_BYTES.get(image.mode, 4)
    if size > most:
        what = f"needs {-(-size // 1_000_000):,} MB when it is decoded; at most {most // 1_000_000} are taken"
        raise refusal(what, "save a smaller one")


def _with_8_bits(image: Image) -> Image:
    """Return a picture of 16 or 32 bits a pixel as grey with 8, a band at a time; any other as it is."""
    if not image.mode.startswith("I") and image.mode != "F":
        return image
    import numpy as np
    from PIL import Image as Pillow

    grey = Pillow.new("L", image.size)
    for top in range(0, image.height, _BAND_HEIGHT):
        band = np.asarray(image.crop((0, top, image.width, min(top + _BAND_HEIGHT, image.height))))
        values = (np.nan_to_num(band).clip(0, 0xFFFF).astype("uint16") >> 8).astype("uint8")
        grey.paste(Pillow.fromarray(values), (0, top))
    return grey


def _made_smaller(image: Image, widest: int, *, is_sideways: bool) -> Image:
    """Return a picture as it lies, at most `widest` pixels wide when it stands upright."""
    from PIL import Image as Pillow

    width, height = image.size[::-1] if is_sideways else image.size
    if width <= widest:
        return image
    if image.mode not in ("L", "RGB", "RGBA", "CMYK") or "transparency" in image.info:
        image = image.convert(_mode_in_page(image))
    size = (widest, max(1, round(height * widest / width)))
    return image.resize(size[::-1] if is_sideways else size, Pillow.Resampling.LANCZOS, reducing_gap=3.0)


def _mode_in_page(image: Image) -> str:
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        return "RGBA"
    return "L" if image.mode in ("L", "1") else "RGB"


def _in_srgb(image: Image) -> Image:
    """Return the pixels alone as grey, RGB or RGBA in the colour space sRGB, with 8 bits a channel."""
    from PIL import Image as Pillow
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    mode = _mode_in_page(image)
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            pass  # a profile that is damaged or of another kind says nothing
    if mode == "L" and image.mode not in ("L", "1"):
        mode = "RGB"  # the profile has made colours of grey
    image = image.convert(mode)
    if mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    # A fresh image: whatever a file carried beside its pixels stays behind.
    clean = Pillow.new(image.mode, image.size)
    clean.paste(image)
    return clean


def _encode(image: Image, *, is_graphic: bool) -> tuple[bytes, str]:
    """Return the picture as PNG, JPEG or WebP, and its media type: by what is in it, and by what is smaller."""
    if image.mode == "RGBA":
        png = _save(image, "PNG", optimize=True)
        if len(png) <= _LARGEST_PNG:
            return png, "image/png"
        webp = _save(image, "WEBP", quality=_QUALITY, method=4)
        return (webp, "image/webp") if len(webp) < len(png) else (png, "image/png")
    jpeg = _save(image, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    if is_graphic:
        # A graphic has sharp edges, which JPEG blurs: it must save half to be worth it.
        png = _save(image, "PNG", optimize=True)
        if len(png) <= 2 * len(jpeg):
            return png, "image/png"
    return jpeg, "image/jpeg"


def _save(image: Image, kind: str, **options: bool | int) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _too_large(size: str = "far more pixels than a camera makes") -> Exception:
    most = f"has {size}; at most {MOST_PIXELS // 1_000_000} million, and {LONGEST_SIDE:,} a side, are read"
    return refusal(most, "save a smaller one")


def _decoding_error(error: Exception) -> Exception:
    if isinstance(error, OSError) and "truncated" in str(error):
        return refusal("is cut off", "copy the file again from its source")
    return refusal("is damaged", "export it again")
