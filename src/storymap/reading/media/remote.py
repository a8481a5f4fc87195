"""Pictures and recordings on the web: shown from there only if the author allowed the server by name."""

from __future__ import annotations

from urllib.parse import urlsplit

from storymap.reading.media.local_files import quoted
from storymap.reading.media.policy import MediaPolicy, refusal
from storymap.urls import is_web_address


def remote_address(src: str, what: str, media_policy: MediaPolicy) -> str:
    """Return the https address `src` of a picture or recording, which messages call `what`.

    Raises StorymapError when the address is not safe, its server is not one that `media_policy` names, or it is http.
    """
    named = f"the {what} {quoted(src)}"
    parts = urlsplit(src) if is_web_address(src) else None
    host = "" if parts is None else parts.netloc.lower()
    if parts is None or host not in media_policy.hosts:
        allow = f", or allow it with --allow-remote {host}" if parts and parts.scheme == "https" and host else ""
        raise refusal(f"{named} is on the web and is not loaded", f"save it beside the file{allow}")
    if parts.scheme != "https":
        raise refusal(f"{named} is on the web and is not loaded", "write its address with https://")
    return src
