"""Small real pictures and recordings, made in the test."""

from __future__ import annotations

import base64
import struct
import wave
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from storymap import model
from storymap.errors import Problem
from storymap.reading.media.images import embed_image


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture with soft colours everywhere, as a camera makes them."""
    bands = [
        Image.linear_gradient("L").resize((width, height)),
        Image.radial_gradient("L").resize((width, height)),
        Image.linear_gradient("L").rotate(90).resize((width, height)),
    ]
    return Image.merge("RGB", bands).convert(mode)


def graphic(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture with a few flat colours and sharp edges."""
    image = Image.new(mode, (width, height), "white" if mode == "RGB" else (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((width // 4, height // 4, width // 2, height // 2), fill="navy")
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def gps_exif(orientation: int = 1) -> Image.Exif:
    """EXIF as a telephone writes it: how the picture was held, whose it is, and where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SECRETPHONE"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (31.0, 44.0, 10.5)
    gps[3], gps[4] = "W", (106.0, 29.0, 6.25)
    gps[29] = "SECRETDATE"
    return exif


def sound(seconds: float = 0.1) -> bytes:
    """A WAV file of silence."""
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(8000)
        out.writeframes(b"\x80" * int(8000 * seconds))
    return file.getvalue()


def mp3(size: int = 4170) -> bytes:
    """An MP3 of silence: about so many bytes, in frames of 417."""
    return (b"\xff\xfb\x90\x64" + bytes(413)) * max(2, size // 417)


def recorded(name: str) -> bytes:
    """A recording in `recordings`, beside which README.md says how it was made."""
    return (Path(__file__).parent / "recordings" / name).read_bytes()


def mp4(*boxes: tuple[bytes, bytes]) -> bytes:
    """The outline of an MP4 file: its head, then `boxes`."""
    head = (b"ftyp", b"isom\0\0\0\1isommp41")
    return b"".join(struct.pack(">I", 8 + len(data)) + kind + data for kind, data in (head, *boxes))


def opened(uri: str) -> Image.Image:
    """The picture in a `data:` URI."""
    return Image.open(BytesIO(content(uri)))


def content(uri: str) -> bytes:
    """The bytes in a `data:` URI."""
    return base64.b64decode(uri.partition(",")[2])


PNG = encoded(graphic(1, 1), "PNG", optimize=True)


PNG_URI = "data:image/png;base64," + base64.b64encode(PNG).decode()


def embed(
    src: str, base: Path, alt: str = "A bridge", *, severity: str = "warning", **options: object
) -> tuple[model.Image, list[Problem]]:
    problems: list[Problem] = []
    image = embed_image(model.Image(src, alt), base, "story.md, line 3", problems, **options)  # type: ignore[arg-type]
    assert all(p.severity == severity and p.where == "story.md, line 3" and p.remedy for p in problems)
    return image, problems


def noise(width: int, height: int) -> bytes:
    """A picture that no encoding makes small."""
    bands = [Image.effect_noise((width, height), 120) for _ in range(3)]
    return encoded(Image.merge("RGB", bands), "PNG")
