"""The secrets of one run of a server: the links, the cookie, the key, and the tickets of framed pages.

Cookies know no ports: a browser sends ours to every server of the machine that it is made to visit, whoever's it is.
So there is a key beside it, which a browser keeps for our origin alone, and which our own script sends. A framed page
reads its own address, and may be hostile: its ticket opens that address and nothing else.
"""

from __future__ import annotations

import hmac
import secrets


def new_token() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(32)


class Keys:
    """What a browser must have. `token` opens the first page once; where it is `shared`, as often as it is asked to."""

    def __init__(self, token: str, *, shared: bool = False) -> None:
        self.cookie = new_token()
        self.key = new_token()
        self._shared = shared
        self._tokens = [token]
        self._used: list[str] = []

    @property
    def is_used_up(self) -> bool:
        """Whether there is no token any more that would open the first page."""
        return not self._tokens

    def newest_token(self) -> str:
        """Return a token that opens the first page."""
        if not self._tokens:
            self._tokens.append(new_token())
        return self._tokens[-1]

    def take(self, token: str, *, has_cookie: bool) -> bool:
        """Say whether a token opens the first page now: unless it is shared once, and again in the same browser."""
        for one in self._tokens:
            if _is_same(one, token):
                if not self._shared:
                    self._tokens.remove(one)
                    self._used.append(one)
                return True
        # A link that was followed twice in one browser is no intrusion.
        return has_cookie and any(_is_same(one, token) for one in self._used)

    def is_cookie(self, value: str) -> bool:
        """Say whether this is the cookie's value."""
        return _is_same(self.cookie, value)

    def is_key(self, value: str) -> bool:
        """Say whether this is the key."""
        return _is_same(self.key, value)

    def ticket(self, path: str) -> str:
        """Return what opens one path: nothing else can be made from it."""
        return hmac.digest(self.key.encode(), path.encode(), "sha256").hex()

    def is_ticket(self, value: str, path: str) -> bool:
        """Say whether this opens a path."""
        return _is_same(self.ticket(path), value)


def _is_same(secret: str, value: str) -> bool:
    return hmac.compare_digest(secret.encode(), value.encode())
