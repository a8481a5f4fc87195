"""The pictures and recordings of one article: embedded, counted, and their problems reduced to a screenful."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_PICTURES
from storymap.model import Image, Recording
from storymap.reading.media.local_files import find_local_file, is_remote, quoted
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.media.site_folder import THE_TOP
from storymap.reading.problem_log import at_line

_MOST_WARNINGS = 20


class MediaEmbedder:
    """Embeds the pictures and recordings of the article `name`, which come from its folder `base`.

    `as_written` gives an address back the control characters that normalising the article took out of it. `pictures`
    are those that the article's own file holds, as a Word document does; it may have no others then.
    """

    def __init__(
        self,
        base: Path,
        name: str,
        media_policy: MediaPolicy | None = None,
        as_written: Callable[[str], str] = str,
        pictures: Mapping[str, bytes] | None = None,
    ) -> None:
        self._base = base
        self._name = name
        self._as_written = as_written
        self._pictures = pictures
        self._media_policy = media_policy or MediaPolicy()
        self._errors: list[Problem] = []
        self._warnings: list[Problem] = []
        self._remote: list[Problem] = []
        self._from_top: dict[str, list[tuple[Problem, str]]] = {}  # by what to do about them
        self._count = 0

    def holds(self, src: str) -> bool:
        """Say whether there is a picture of this name in the article's own file, or in its folder."""
        if self._pictures is not None:
            return src in self._pictures
        if is_remote(src) or src[:5].lower() == "data:":
            return False
        try:
            return find_local_file(src, self._base, "", self._media_policy.allowed).is_file()
        except StorymapError:
            return False

    def embed(self, image: Image, line: int | None = None) -> Image:
        """Return `image` embedded if it may be, as `embed_image` does."""
        if self._is_beyond_limit():
            return image
        from storymap.reading.media.images import embed_image  # most articles have no pictures

        found: list[Problem] = []
        image = replace(image, src=self._as_written(image.src))
        embedded = embed_image(
            image,
            self._base,
            at_line(self._name, line),
            found,
            media_policy=self._media_policy,
            pictures=self._pictures,
        )
        self._take_problems(found, image.src)
        return embedded

    def embed_recording(self, recording: Recording, line: int | None = None) -> Recording:
        """Return `recording` embedded if it may be, as the function `embed_recording` does."""
        if self._is_beyond_limit():
            return recording
        from storymap.reading.media.audio_video import embed_recording

        found: list[Problem] = []
        recording = replace(recording, src=self._as_written(recording.src))
        embedded = embed_recording(recording, self._base, at_line(self._name, line), found, self._media_policy)
        self._take_problems(found, recording.src)
        return embedded

    def warnings(self) -> list[Problem]:
        """Return what was wrong: at most 20 errors and 20 warnings, and one warning for all pictures on the web."""
        different = list(dict.fromkeys(self._warnings))
        warnings = self._errors[:_MOST_WARNINGS] + different[:_MOST_WARNINGS]
        if len(different) > _MOST_WARNINGS:
            what = f"{len(different) - _MOST_WARNINGS} more pictures have such problems"
            warnings.append(Problem(self._name, what, "mend these first", "warning"))
        if self._count > MOST_PICTURES:
            what = f"only the first {MOST_PICTURES:,} of {self._count:,} pictures are looked at"
            warnings.append(Problem(self._name, what, "use fewer", "warning"))
        if len(self._remote) > 1:
            what = f"{len(self._remote)} pictures are on the web and are not loaded"
            remedy = "save those you need beside the file, or allow their server with --allow-remote"
            warnings.append(Problem(self._name, what, remedy, "warning"))
        else:
            warnings += self._remote
        return warnings + [self._from_top_of_site(found) for found in self._from_top.values()]

    def _from_top_of_site(self, found: list[tuple[Problem, str]]) -> Problem:
        """Return one warning for all that one folder of a site would have, by `found`: its problem, its address."""
        first, src = found[0]
        if len(found) == 1:
            return first
        what = f"{len(found)} pictures and recordings are addressed from {THE_TOP}, such as {quoted(src)}"
        return Problem(first.where, what, first.remedy, "warning")

    def _is_beyond_limit(self) -> bool:
        self._count += 1
        return self._count > MOST_PICTURES

    def _take_problems(self, found: list[Problem], src: str) -> None:
        for problem in found:
            if problem.severity == "error":
                self._errors.append(problem)
            elif is_remote(src) and "is not loaded" in problem.what:
                self._remote.append(problem)
            elif "--media-root" in problem.remedy:
                by_remedy = problem.remedy if "DIR" not in problem.remedy else ""
                self._from_top.setdefault(by_remedy, []).append((problem, src))
            else:
                self._warnings.append(problem)
