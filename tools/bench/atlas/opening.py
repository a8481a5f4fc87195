"""How long a page takes from the start of loading until it can be used."""

from __future__ import annotations

from playwright.sync_api import Page

# Time, not frames: then two frames, in the second of which what is ready has been painted.
_USABLE = """(ready) => new Promise((done) => {
  const look = () => document.documentElement.classList.contains(ready)
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
    : setTimeout(look, 4);
  look();
})"""
_LONGEST = 180_000  # milliseconds


def load_to_usable(page: Page, address: str, ready: str) -> float:
    """Open an address, and return the seconds until the frame after the root has the class `ready`."""
    page.set_default_timeout(_LONGEST)
    page.goto(address, wait_until="commit", timeout=_LONGEST)
    milliseconds: float = page.evaluate(_USABLE, ready)
    return milliseconds / 1000
