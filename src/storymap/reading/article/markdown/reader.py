"""Markdown to an article: CommonMark with what other tools add to it, by way of cleaned HTML."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise, zip_longest
from typing import Any, cast

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from storymap.errors import Problem, StorymapError
from storymap.limits import (
    DEEPEST_MARKDOWN,
    MOST_ANGLE_BRACKETS,
    MOST_BARS,
    MOST_EMPHASIS,
    MOST_PUNCTUATION,
    MOST_SQUARE_BRACKETS,
)
from storymap.model import Article
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.html.blocks import cleaned_schemes, read_blocks, view_problems
from storymap.reading.article.html.tokens import read_markup
from storymap.reading.article.markdown.admonitions import add_admonitions
from storymap.reading.article.markdown.captions import join_captions
from storymap.reading.article.markdown.inline_signs import add_inline_signs
from storymap.reading.article.markdown.line_paragraphs import split_lines
from storymap.reading.article.markdown.notes_and_lists import add_notes_and_lists
from storymap.reading.article.markdown.plain_blocks import add_plain_blocks
from storymap.reading.article.markdown.plain_runs import PlainRuns
from storymap.reading.article.markdown.source_parts import SourceParts
from storymap.reading.article.markdown.template_tags import TemplateTags
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.title import take_title
from storymap.reading.article.view_directives import ViewDirectives
from storymap.reading.article.web_page.article_part import article_tokens
from storymap.reading.problem_log import at_line

# For each set of characters, how many of them a text may hold.
_LIMITS = (
    (b"<", MOST_ANGLE_BRACKETS),
    (b"[", MOST_SQUARE_BRACKETS),
    (b"|", MOST_BARS),
    (b"*_`~", MOST_EMPHASIS),
    (rb"!#$%&+-:=>@\]^{}", MOST_PUNCTUATION),
)
# What can stand right after a picture: {credit="A. Photographer"}, {decorative}, or both.
_PICTURE_BRACES = r"\{(?=[^}\s])(?:credit=[\"“”](?P<credit>[^\"“”{}]{1,200})[\"“”])?\s*(?P<decorative>decorative)?\}"
# Where a link leads that shows something on the map. What has brackets or quotation marks is read as any link.
_ACTION = re.compile(r"(?:view|layers):[^()<>\"\\]{0,2000}(?=\))", re.IGNORECASE)
_HTML = ("html_block", "html_inline")
_VERBATIM_HTML = r"(?i)\s*<(?:pre|script|style|textarea|!|\?)"
_FIRST_TAG = r"(^\s*<[A-Za-z][A-Za-z0-9]*)(?=[\s/>]|$)"


def read_markdown(
    source: str,
    front: FrontMatter,
    name: str,
    media: MediaEmbedder,
    problems: list[Problem],
    *,
    is_line_a_paragraph: bool = False,
    parts: SourceParts | None = None,
) -> Article:
    """Return the article in the Markdown `source`, which stands after `front` in the file `name`.

    Raw HTML is read as HTML is. `is_line_a_paragraph` says that no line of a paragraph goes on in the next. With
    `parts`, which are filled, the line of a block is the number of the part that it comes from. Raises StorymapError
    when there is far more markup than in an article, or it is nested too deeply.
    """
    line = front.body_line
    views = ViewDirectives(name)
    _check_amount(source, name)
    parser = _Parser("commonmark", {"maxNesting": DEEPEST_MARKDOWN, "html": True}).enable(["table", "strikethrough"])
    parser.helpers = cast(Any, _Helpers)
    add_plain_blocks(parser)
    add_inline_signs(parser)
    add_notes_and_lists(parser)
    add_admonitions(parser)
    if parts is not None:
        parser.core.ruler.after("block", "parts", parts.remember_contents)
    # Before inline markup is read: an asterisk in a layer's name is no emphasis.
    parser.core.ruler.before("inline", "views", lambda state: _take_views(state, views, line))
    if is_line_a_paragraph:
        parser.core.ruler.before("views", "lines", split_lines)
    parser.core.ruler.after("inline", "captions", join_captions)
    try:
        tags = TemplateTags(source, partial(_special_lines, parser), name, line)
        taken = tags.take()
        tokens = parser.parse(taken)
        _check_nesting(tokens, line, name)
        if parts is not None:
            parts.number(tokens, source, taken, line)
        for token in tokens:
            _read_lines_within(token, parser)
            _prepare(token, line)
        has_html = _has_html(tokens)
        runs = PlainRuns(() if has_html else tokens)
        page = parser.renderer.render(tokens if has_html else runs.others, parser.options, {})
        if not runs.may_be_apart(page):
            runs, page = PlainRuns(()), parser.renderer.render(tokens, parser.options, {})
    except RecursionError:
        raise StorymapError(Problem(name, "the Markdown is nested too deeply", "nest it less")) from None
    problems += tags.problems()
    cleaned = read_markup(page, name)
    html_tokens = runs.put_back(article_tokens(cleaned, whole_page=False))
    if parts is None and has_html:  # else nobody hears of it, or there is nothing that could hide anything
        from storymap.reading.article.html.lost_text import lost_text

        problems += lost_text(page, line, cleaned, html_tokens, name)
    blocks = read_blocks(html_tokens, cleaned_schemes(page), name, media, problems, soft_break="\n", views=views)
    title, body = take_title(blocks, front.title)
    problems += view_problems(views, blocks, body)
    return Article(title, body)


class _Parser(MarkdownIt):
    """Lets every address pass: `links` decides later which links stay, for Markdown and HTML alike."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


class _Helpers:
    """markdown-it's helpers, but where a link acts on the map: there may be spaces, as in a view beside a text."""

    parseLinkLabel = staticmethod(helpers.parseLinkLabel)  # noqa: N815
    parseLinkTitle = staticmethod(helpers.parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkDestination(source: str, begin: int, end: int) -> Any:  # noqa: N802
        action = _ACTION.match(source, begin, end)
        if action is None:
            return helpers.parseLinkDestination(source, begin, end)
        # As if it stood in angle brackets, which may not hold a line's end.
        found = helpers.parseLinkDestination(f"<{' '.join(action[0].split())}>", 0, len(action[0]) + 2)
        found.pos = action.end()
        return found


def _special_lines(parser: MarkdownIt, source: str) -> tuple[set[int], set[int]]:
    """Return the lines of code, in which nothing is a tag or a fence, and those of HTML, both from 0."""
    tokens: list[Token] = []
    parser.block.parse(source, parser, {}, tokens)

    def lines(*types: str) -> set[int]:
        return {line for token in tokens if token.type in types and token.map for line in range(*token.map)}

    return lines("fence", "code_block"), lines("html_block")


def _take_views(state: StateCore, views: ViewDirectives, line: int) -> None:
    """Move the attributes at the end of a heading or paragraph from its text to its tag."""
    for tag, text in pairwise(state.tokens):
        if text.type != "inline" or tag.type not in ("heading_open", "paragraph_open"):
            continue
        # A view ends the block, so it stands on its last line.
        last = text.map[0] + line + text.content.rstrip().count("\n") if text.map else None
        text.content, named = views.split(text.content, last)
        for name, value in named.items():
            tag.attrSet(f"data-{name}", value)
            tag.hidden = False  # a paragraph in a tight list has no tag otherwise


def _has_html(tokens: list[Token]) -> bool:
    return any(token.type in _HTML or (token.children and _has_html(token.children)) for token in tokens)


def _read_lines_within(token: Token, parser: MarkdownIt) -> None:
    """Read the lines without a tag in a block of HTML as Markdown where they have a link or a picture."""
    if token.type != "html_block" or "](" not in token.content or re.match(_VERBATIM_HTML, token.content):
        return
    lines = token.content.split("\n")
    for at, text in enumerate(lines):
        if "](" in text and "<" not in text:
            inline = parser.parseInline(text)
            for part in inline:
                _prepare(part, 0)
            lines[at] = parser.renderer.render(inline, parser.options, {})
    token.content = "\n".join(lines)


def _prepare(token: Token, line: int) -> None:
    """Let the HTML say on which line of the file a block began, and which words are a picture's caption."""
    if token.map and token.type == "html_block":
        first = token.map[0] + line
        texts = enumerate(token.content.split("\n"), first)
        token.content = "\n".join(re.sub(_FIRST_TAG, rf'\1 data-line="{at}"', text, count=1) for at, text in texts)
    elif token.map and token.nesting >= 0 and token.type != "inline":
        token.attrSet("data-line", str(token.map[0] + line))
    children = token.children or ()
    for child, after in zip_longest(children, children[1:]):
        if child.type == "image":
            _prepare_image(child, after)


def _prepare_image(image: Token, after: Token | None) -> None:
    """Move a picture's title, and the attributes right after it, to where HTML has them."""
    if "title" in image.attrs:
        image.attrSet("data-caption", str(image.attrs.pop("title")))
    braces = re.match(_PICTURE_BRACES, after.content) if after is not None and after.type == "text" else None
    credit, decorative = (braces["credit"], braces["decorative"]) if braces else (None, None)
    if credit:
        image.attrSet("data-credit", credit)
    if after is not None and braces:
        after.content = after.content[braces.end() :]
    if not image.content.strip() and not decorative:
        image.attrSet("data-alt", "missing")


def _check_amount(source: str, name: str) -> None:
    written = source.encode()  # bytes are counted several at a time
    for characters, most in _LIMITS:
        if len(written) - len(written.translate(None, characters)) > most:
            shown = " ".join(characters.decode())
            what = f"there are more than {most:,} characters of markup ({shown}) in it"
            raise StorymapError(Problem(name, what, "keep only the article, or save it as .txt"))


def _check_nesting(tokens: list[Token], line: int, name: str) -> None:
    for token in tokens:
        if (
            token.nesting == 1
            and token.level + 2 >= DEEPEST_MARKDOWN
            and token.type in ("blockquote_open", "list_item_open", "admonition_open")
        ):
            where = at_line(name, token.map[0] + line if token.map else None)
            raise StorymapError(Problem(where, "lists or quotations are nested too deeply", "nest them less"))
