"""What is known of an article as front matter in YAML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storymap.editing.article.front_members import written_value
from storymap.model import Article


def front_matter(article: Article, *, with_title: bool) -> str:
    """Return the front matter of an article with the blank line after it; "" where nothing is to be said."""
    lines = [f"{key}: {value}" for key, value in _members(article, with_title=with_title)]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""


def _members(article: Article, *, with_title: bool) -> Iterator[tuple[str, str]]:
    texts = {
        "title": article.title if with_title else "",
        "subtitle": article.subtitle,
        "kicker": article.kicker,
        "byline": article.byline,
        "date": article.date,
        "language": article.language,
        "source": article.source_url,
        "credit": article.credit,
        "theme": article.theme_file,
        "tiles": article.tiles_file,
        "media": article.media,
    }
    yield from ((key, written_value(text, "yaml")) for key, text in texts.items() if text)
    for key, files in (("places", article.place_files), ("context", article.context_files)):
        if files:
            yield key, _listed(files)
    if article.place_fields:
        yield "fields", written_value(",".join(f"{key}={value}" for key, value in article.place_fields), "yaml")
    if not article.inset:
        yield "inset", "false"
    if article.autoplay:
        yield "autoplay", str(article.autoplay)


def _listed(files: Sequence[str]) -> str:
    if len(files) == 1:
        return written_value(files[0], "yaml")
    return "[" + ", ".join(written_value(file, "yaml", '"') for file in files) + "]"
