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
    became one, the other's slug leads to it from then on, and is its own again when they are two. Else a slug that
    somebody may have linked to is not given again.
    """
    named = [slugify(name) for name in names]
    claims = [Counter(before.slugs[key] for key in group if key in before.slugs) for group in groups]
    slugs: list[str] = [""] * len(groups)
    given: set[str] = set()
    wishes = sorted(
        (-count, not _is_made_of(slug, named[at]), at, slug)
        for at, claim in enumerate(claims)
        for slug, count in claim.items()
    )
    for *_, at, slug in wishes:
        if not slugs[at] and slug not in given:
            slugs[at] = slug
            given.add(slug)
    for at, claim in enumerate(claims):
        # It was one with another place, and is none any more.
        own = () if slugs[at] or not claim else before.moved
        left = (old for old in own if _followed(old, before.moved) in claim and _is_made_of(old, named[at]))
        slugs[at] = slugs[at] or min((old for old in left if old not in given), default="")
        given.add(slugs[at])
    fresh = UniqueSlugs({*before.slugs.values(), *before.moved, *before.moved.values()})
    for at, name in enumerate(named):
        slugs[at] = slugs[at] or fresh.take(name)
    moved = dict(before.moved)
    for at, claim in enumerate(claims):
        moved |= {slug: slugs[at] for slug in claim if slug not in given}
    moved = {old: _followed(old, moved) for old in moved if old not in slugs}
    now = dict(before.slugs) | {key: slugs[at] for at, group in enumerate(groups) for key in group}
    return slugs, Addresses(now, moved)


def _is_made_of(slug: str, name: str) -> bool:
    """Say whether a slug was made of the name, itself a slug: others may have had it before."""
    return slug == name or (slug.startswith(f"{name}-") and slug[len(name) + 1 :].isdecimal())


def _followed(slug: str, moved: Mapping[str, str]) -> str:
    seen = {slug}
    while (slug := moved[slug]) in moved and slug not in seen:
        seen.add(slug)
    return slug
