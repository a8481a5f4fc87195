"""The addresses of places in an atlas: a slug each, which stays when names change, and is never another place's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from storymap.atlas.records import Addresses, MemberKey
from storymap.reading.slugs import UniqueSlugs, slugify


def give_addresses(
    groups: Sequence[Sequence[MemberKey]], names: Sequence[str], before: Addresses
) -> tuple[list[str], Addresses]:
    """Return the slug of each group, which has the name beside it, and all addresses as they are now.

    A place keeps the slug that most of its members had. Of two places that were one, the larger keeps it; of two that
    became one, the other's slug leads to it from then on. A slug that somebody may have linked to is not given again.
    """
    claims = [Counter(before.slugs[key] for key in group if key in before.slugs) for group in groups]
    slugs: list[str] = [""] * len(groups)
    given: set[str] = set()
    wishes = sorted(
        ((-count, at, slug) for at, claim in enumerate(claims) for slug, count in claim.items()),
    )
    for _, at, slug in wishes:
        if not slugs[at] and slug not in given:
            slugs[at] = slug
            given.add(slug)
    fresh = UniqueSlugs({*before.slugs.values(), *before.moved, *before.moved.values()})
    for at, name in enumerate(names):
        slugs[at] = slugs[at] or fresh.take(slugify(name))
    moved = dict(before.moved)
    for at, claim in enumerate(claims):
        moved |= {slug: slugs[at] for slug in claim if slug not in given}
    moved = {old: _followed(old, moved) for old in moved if old not in slugs}
    now = dict(before.slugs) | {key: slugs[at] for at, group in enumerate(groups) for key in group}
    return slugs, Addresses(now, moved)


def _followed(slug: str, moved: Mapping[str, str]) -> str:
    seen = {slug}
    while (slug := moved[slug]) in moved and slug not in seen:
        seen.add(slug)
    return slug
