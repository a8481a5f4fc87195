"""The page's Content-Security-Policy: what may run is named by its hash, and nothing else loads."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_INLINE = re.compile(r"<(script|style)(?:\s[^>]*)?>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)


def inline_texts(html: str, tag: str) -> list[str]:
    """Return the texts of the elements of a kind, "script" or "style", in markup of our own making."""
    return [text for kind, text in _INLINE.findall(html) if kind.lower() == tag]


def content_policy(
    scripts: Iterable[str],
    styles: Iterable[str],
    pictures: Iterable[str] = (),
    recordings: Sequence[str] = (),
    connections: Sequence[str] = (),
) -> str:
    """Return a policy that lets run what was composed here, and nothing that text could smuggle in.

    `scripts` and `styles` are the texts of the page's own elements. `pictures` are the sources that the page may ask
    for tiles and pictures, `recordings` those for sounds and films, `connections` those that its scripts may ask for
    data.
    """
    hashes = " ".join(map(_hash, scripts))
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {hashes}" if hashes else "script-src 'none'",
            "style-src " + " ".join(map(_hash, styles)),
            " ".join(["img-src data:", *pictures]),
            *([" ".join(["media-src", *recordings])] if recordings else []),
            *([" ".join(["connect-src", *connections])] if connections else []),
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def still_page_policy(files: Sequence[str]) -> str:
    """Return the policy of a page that runs nothing; its style sheet and pictures come from the sources `files`."""
    sources = " ".join(files)
    return f"default-src 'none'; style-src {sources}; img-src {sources}; base-uri 'none'; form-action 'none'"


# The scripts and styles of a page are the same from one build to the next, and are most of what is hashed.
@lru_cache(maxsize=16)
def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
