"""Sounds and films: local files become `data:` URIs, cleaned of what is not sound or picture."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path
from typing import Literal

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_LINKED_ITEM, LARGEST_SUBTITLES
from storymap.model import Image, Recording
from storymap.reading.encoding import decode
from storymap.reading.media.images import embed_image
from storymap.reading.media.local_files import (
    companion_file,
    find_local_file,
    is_remote,
    name_from,
    quoted,
    read_local_file,
    short_src,
)
from storymap.reading.media.policy import MediaPolicy, refusal
from storymap.reading.media.remote import remote_address
from storymap.reading.text import normalise

_POSTER_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif")
_MEDIUM_IN_MESSAGES = {"audio": "sound", "video": "video"}


def embed_recording(
    recording: Recording, base: Path, where: str, problems: list[Problem], media_policy: MediaPolicy
) -> Recording:
    """Return `recording` with `data` set, if it may be played; else as it is.

    `src` is as that of a picture, but no `data:` URI. Subtitles are the .vtt file of the same name beside it, and the
    poster of a film without one is the picture of the same name. What is wrong goes to `problems` at `where`.
    """
    src = recording.src.strip()
    if media_policy.is_off:
        return replace(recording, src=short_src(src))
    what = _MEDIUM_IN_MESSAGES[recording.kind]
    named = f"the {what} {quoted(src)}"
    try:
        if is_remote(src):
            embedded = replace(recording, data=remote_address(src, what, media_policy))
            path = None
        else:
            found, base = media_policy.locate(src, base)
            path = find_local_file(found, base, named, media_policy.allowed)
            embedded = replace(recording, data=_read(path, recording.kind, named, media_policy))
    except StorymapError as error:
        problems.extend(replace(problem, where=where) for problem in error.problems)
        return replace(recording, src=short_src(src))
    if not recording.alt.strip():
        problem = f"{named} has no text that says what it is"
        problems.append(Problem(where, problem, "write it between the square brackets, or as aria-label", "warning"))
    if recording.kind == "video":
        embedded = _with_companions(embedded, path, base, where, problems, media_policy)
    return replace(embedded, src=src)


def _with_companions(
    film: Recording, path: Path | None, base: Path, where: str, problems: list[Problem], media_policy: MediaPolicy
) -> Recording:
    poster = film.poster
    spoken, subtitles = None, ""
    is_told = False
    if path is not None:
        if poster is None:
            beside = _companion(path, base, _POSTER_ENDINGS, "the poster", where, problems, media_policy)
            poster = None if beside is None else Image(name_from(base, beside), decorative=True)
        before = len(problems)
        spoken = _companion(path, base, (".vtt",), "the file of subtitles", where, problems, media_policy)
        is_told = len(problems) > before
    if poster is not None:
        poster = embed_image(poster, base, where, problems, media_policy=media_policy)
    if spoken is not None:
        subtitles = _subtitles(spoken, where, problems)
    elif not is_told:
        what = f"the video {quoted(film.src)} has no subtitles for those who cannot hear it"
        remedy = "put a .vtt file of the same name beside it; one with the line WEBVTT alone says that nobody speaks"
        problems.append(Problem(where, what, remedy, "warning"))
    return replace(film, poster=poster if poster and poster.data else None, subtitles=subtitles)


def _companion(
    path: Path,
    base: Path,
    endings: tuple[str, ...],
    named: str,
    where: str,
    problems: list[Problem],
    media_policy: MediaPolicy,
) -> Path | None:
    try:
        return companion_file(path, base, endings, named, media_policy.allowed)
    except StorymapError as error:
        problems.extend(replace(problem, where=where) for problem in error.problems)
        return None


def _subtitles(path: Path, where: str, problems: list[Problem]) -> str:
    named = f"the file of subtitles {quoted(path.name)}"
    try:
        text = normalise(decode(read_local_file(path, LARGEST_SUBTITLES, named), path.name))
        if text.split(maxsplit=1)[:1] != ["WEBVTT"]:
            raise refusal(f"{named} does not begin with WEBVTT", "export it as WebVTT")
    except StorymapError as error:
        problems.extend(replace(problem, where=where, severity="warning") for problem in error.problems)
        return ""
    if "-->" not in text:
        return ""
    return f"data:text/vtt;base64,{base64.b64encode(text.encode('utf-8')).decode('ascii')}"


def _read(path: Path, kind: Literal["audio", "video"], named: str, media_policy: MediaPolicy) -> str:
    from storymap.reading.media.recordings.cleaning import clean_recording  # most stories have no recording

    # A file of more than a page may take is refused by the policy, in words of its own.
    data = read_local_file(path, LARGEST_LINKED_ITEM, named)
    try:
        clean = clean_recording(data, kind)
    except StorymapError as error:
        first = error.problems[0]
        raise refusal(f"{named} {first.what}", first.remedy) from None
    media_policy.count(len(clean.data), named)
    return f"data:{clean.media_type};base64,{base64.b64encode(clean.data).decode('ascii')}"
