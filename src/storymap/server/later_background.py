"""What lies under the places, for windows that were patched: it takes longest, and comes when nothing else changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from storymap.errors import printable

if TYPE_CHECKING:
    from storymap.server.contract.patch import PagePatch
    from storymap.server.page_building import BuiltPage

# Seconds: until then the windows have drawn the patch, and whoever drags or writes on is not held up.
_QUIET = 0.25


class LaterBackground:
    """Makes the background of the newest page, and tells it where windows may have another.

    A page that comes before that takes its turn: what is told is always for the newest page. With a `picture`, the
    printed map is told, too. `failed` hears why it could not be made; the page stays as it is.
    """

    def __init__(
        self,
        tell: Callable[[int, PagePatch], None],
        failed: Callable[[str], None] = lambda _: None,
        *,
        picture: bool = False,
        quiet: float = _QUIET,
    ) -> None:
        self._tell = tell
        self._failed = failed
        self._picture = picture
        self._quiet = quiet
        # The pages whose background a window may have.
        self._under: list[BuiltPage] = []
        self._making: asyncio.Task[None] | None = None

    def loaded(self, page: BuiltPage) -> None:
        """Note that a window loads a whole page."""
        if page not in self._under:
            self._under.append(page)

    def replaced(self, page: BuiltPage) -> None:
        """Note that every window loads this page: what came before it is gone."""
        self._stop()
        self._under = [page]

    def patched(self, page: BuiltPage) -> None:
        """Make the background of a page to which windows were patched, once nothing follows for a moment."""
        self._stop()
        self._making = asyncio.create_task(self._make(page))

    async def end(self) -> None:
        """Make nothing any more."""
        making = self._making
        self._stop()
        if making is not None:
            with suppress(asyncio.CancelledError):
                await making

    def _stop(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self._making = None

    async def _make(self, page: BuiltPage) -> None:
        await asyncio.sleep(self._quiet)
        under = tuple(self._under)
        try:
            patch = await asyncio.to_thread(page.basemap_patch_from, under, picture=self._picture)
        except Exception as error:  # the next page tries again
            self._failed(f"{type(error).__name__}: {printable(str(error))}")
            return
        if patch is not None:
            self._tell(page.revision, patch)
        # A window may have loaded another one meanwhile.
        self._under = [page, *(one for one in self._under if one not in under)]
