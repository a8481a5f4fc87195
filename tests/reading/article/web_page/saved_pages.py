"""Small saved pages, their parts written by hand."""

from __future__ import annotations

import base64
import io
import quopri
from pathlib import Path

from PIL import Image as PilImage

ADDRESS = "https://example.org/2020/ferry"


def picture(colour: str = "red") -> bytes:
    """Return a small PNG."""
    written = io.BytesIO()
    PilImage.new("RGB", (4, 3), colour).save(written, "PNG")
    return written.getvalue()


def page_part(source: str | bytes, headers: str = "") -> str:
    """Return the part of an .mhtml file that holds its page, as Chrome writes it."""
    data = source if isinstance(source, bytes) else source.encode()
    headers = headers or f"Content-Type: text/html\r\nContent-Location: {ADDRESS}"
    return f"{headers}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quopri.encodestring(data).decode()}"


def picture_part(headers: str, data: bytes | None = None) -> str:
    """Return the part of an .mhtml file that holds a picture."""
    written = base64.encodebytes(picture() if data is None else data).decode()
    return f"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{headers}\r\n\r\n{written}"


def write_mhtml(path: Path, *parts: str, start: str = "") -> Path:
    """Write the file `path` of these parts, as Chrome does."""
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: =?utf-8?Q?The=20ferry?=\r\n"
        "Date: Fri, 30 Jul 2021 00:24:07 -0000\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";{start}\r\n\tboundary="----B--ferry----"\r\n\r\n\r\n'
    )
    body = "".join(f"------B--ferry----\r\n{part}\r\n" for part in parts)
    path.write_bytes(f"{head}{body}------B--ferry------\r\n".encode())
    return path
