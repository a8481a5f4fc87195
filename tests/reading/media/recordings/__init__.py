"""Recordings, one of each container, and what of them goes into a page."""
