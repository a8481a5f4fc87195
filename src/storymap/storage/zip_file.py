"""A ZIP archive of which the same files give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

# The first that ZIP can say: when something was packed is nobody's business, and would make other bytes each time.
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_READABLE: Final = 0o100644 << 16


def zip_file(files: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """Return the files, by their paths, as a ZIP archive, in their order. `stored` ones are not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            member.create_system = _UNIX
            member.external_attr = _READABLE
            archive.writestr(member, content)
    return packed.getvalue()
