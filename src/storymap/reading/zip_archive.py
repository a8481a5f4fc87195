"""ZIP archives (KMZ, zipped Shapefiles, Word documents): a few members are read into memory, within bounds."""

from __future__ import annotations

import io
import zipfile

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_ZIP, MOST_ZIP_MEMBERS

_ENTRY = b"PK\x01\x02"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class ZipArchive:
    """A ZIP archive in memory. Raises StorymapError, with `where`, when it cannot be read or is a bomb."""

    def __init__(self, data: bytes, where: str) -> None:
        self._where = where
        self._left = LARGEST_ZIP
        if not data.startswith(b"PK\x03\x04"):
            raise self._refusal("this is not a ZIP archive", "zip it again")
        # Listing millions of members would itself take gigabytes.
        if data.count(_ENTRY) > MOST_ZIP_MEMBERS:
            raise self._refusal(f"the archive has more than {MOST_ZIP_MEMBERS:,} files", "zip fewer")
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except Exception:
            # zipfile raises errors of many kinds for damaged archives.
            raise self._refusal("the archive is damaged", "zip it again") from None
        hidden = ("__MACOSX/", ".")
        self.names = tuple(
            info.filename
            for info in self._file.infolist()
            if info.filename and not info.filename.endswith("/") and not info.filename.startswith(hidden)
        )

    def read(self, name: str) -> bytes:
        """Return the content of the member `name`; all reads together are at most `LARGEST_ZIP` bytes."""
        info = self._file.getinfo(name)
        if info.flag_bits & 1:
            raise self._refusal("the archive has a password", "zip it without one")
        if info.compress_type not in _METHODS:
            raise self._refusal("the archive is compressed in an unusual way", "zip it again")
        try:
            with self._file.open(info) as member:
                # What the archive says of the size may be a lie.
                content = member.read(self._left + 1)
        except Exception:
            # As above: zlib.error, EOFError, RuntimeError ...
            raise self._refusal("the archive is damaged", "zip it again") from None
        self._left -= len(content)
        if self._left < 0:
            raise self._refusal(f"the archive holds more than {LARGEST_ZIP >> 20} MB", "use a smaller one")
        return content

    def _refusal(self, what: str, remedy: str) -> StorymapError:
        return StorymapError(Problem(self._where, what, remedy))
