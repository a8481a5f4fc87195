"""The title of a TEI document, which its header says, and often its text again."""

from __future__ import annotations

from dataclasses import replace

from storymap.exchange.importers.tei.header import Header
from storymap.exchange.skeleton import title_of_file
from storymap.model import Article, Block
from storymap.reading.article.leading_blocks import with_leading_blocks
from storymap.reading.text import one_line


def led_article(header: Header, blocks: list[Block], file_name: str) -> tuple[Article, dict[int, int]]:
    """Return the article of blocks, and the number in it of each of them; what says the title again leads it."""
    first_title = next((one_line(block.text) for block in blocks if block.kind == "headline"), "")
    title = header.title or first_title or title_of_file(file_name)
    texts = {"kicker": header.kicker, "headline": title, "standfirst": header.subtitle}
    leading: dict[str, int] = {}
    body: list[int] = []
    made = list(blocks)
    for number, block in enumerate(blocks):
        text = one_line(block.text)
        kind = (
            "headline" if block.kind == "heading" and not body and text.casefold() == title.casefold() else block.kind
        )
        if kind not in texts:
            body.append(number)
        elif kind not in leading and text.casefold() == texts[kind].casefold():
            leading[kind], texts[kind] = number, text
            made[number] = replace(block, kind=kind, level=0)
        elif text.casefold() != texts[kind].casefold():
            made[number] = replace(block, kind="paragraph", level=0)
            body.append(number)
    article = Article(
        texts["headline"],
        tuple(made[number] for number in (*leading.values(), *body)),
        name="story.md",
        kicker=texts["kicker"],
        subtitle=texts["standfirst"],
        byline=header.byline,
        date=header.date,
        language=header.language,
        source_url=header.source_url,
        credit=header.credit,
        has_own_title=bool(header.title or first_title or "headline" in leading),
    )
    article = with_leading_blocks(article)
    kinds = [block.kind for block in article.blocks if block.is_leading]
    numbers = {number: kinds.index(kind) for kind, number in leading.items() if kind in kinds}
    return article, numbers | {number: len(kinds) + rank for rank, number in enumerate(body)}
