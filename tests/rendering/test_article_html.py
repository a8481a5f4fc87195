from __future__ import annotations

from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.model import Article, Block, Container, Excerpt, Image, Mention, Span, Story
from storymap.rendering import inline_html
from storymap.rendering.article_html import LONG_ARTICLE, Node, article_nodes
from storymap.rendering.numbering import Numbering
from tests.rendering.conftest import one_place, places_frame, tie


def nodes(story: Story) -> list[Node]:
    return article_nodes(story, Numbering(story)).body


def blocks(*of: Block) -> list[Node]:
    return nodes(tie(Article(title="T", blocks=of), places_frame(one_place())))


def sketch(node: Node | str) -> str:
    """An element as a compact string: tag#id(children)."""
    if isinstance(node, str):
        return node
    label = node.tag + (f"#{node.attributes['id']}" if "id" in node.attributes else "")
    return f"{label}({''.join(map(sketch, node.children))})"


def text_of(node: Node | str) -> str:
    return node if isinstance(node, str) else "".join(map(text_of, node.children))


def all_nodes(node: Node | str) -> list[Node]:
    return [] if isinstance(node, str) else [node, *(n for child in node.children for n in all_nodes(child))]


def test_a_mention_stands_in_its_passage(border_story: Story) -> None:
    assert [sketch(node) for node in nodes(border_story)] == [
        "h2#p1(The river)",
        "p#p2(span#e1(a#m1(Juárez) lies south of the a#m2(Santa Fe bridge).))",
        "p#p3(span#e2(Nobody comes to a#m3(Juárez).))",
    ]


def test_what_stands_above_the_body_is_marked_as_the_body_is_and_not_counted_with_it() -> None:
    article = Article(
        title="To Juárez",
        kicker="Border",
        subtitle="From Juárez",
        blocks=(
            Block("headline", "To Juárez", spans=(Span(0, 2, "emphasis"),)),
            Block("standfirst", "From Juárez"),
            Block("paragraph", "Hot."),
        ),
    )
    story = tie(article, places_frame(one_place()), Mention(0, 3, 9, "juarez"), Mention(1, 5, 11, "juarez"))
    made = article_nodes(story, Numbering(story))
    assert [(sketch(node), node.attributes) for node in made.head] == [
        ("p(Border)", {"class": "kicker"}),  # it is no block of this article: a page shows it all the same
        ("h1(span#e1(em(To) a#m1(Juárez)))", {}),
        ("p(span#e2(From a#m2(Juárez)))", {"class": "subtitle"}),
    ]
    assert [sketch(node) for node in made.body] == ["p#p1(Hot.)"]


def test_a_title_that_was_made_from_the_name_of_the_file_is_shown_as_plain_text() -> None:
    story = tie(
        Article("Night in Juárez", (Block("paragraph", "Hot."),), has_own_title=False), places_frame(one_place())
    )
    assert [sketch(node) for node in article_nodes(story, Numbering(story)).head] == ["h1(Night in Juárez)"]


def test_letters_that_join_are_not_pulled_apart_above_the_body() -> None:
    article = Article("حلب", (Block("kicker", "إدلب"), Block("headline", "حلب"), Block("paragraph", "Hot.")))
    story = tie(article, places_frame(one_place()), Mention(1, 0, 3, "juarez"))
    classes = [node.attributes["class"] for node in article_nodes(story, Numbering(story)).head]
    assert classes == ["kicker is-joined", "is-joined"]


def test_a_mention_carries_what_script_and_style_need(border_story: Story) -> None:
    mention = next(node for node in all_nodes(nodes(border_story)[1]) if node.tag == "a")
    assert mention.attributes == {
        "class": "place colour-3",
        "id": "m1",
        "href": "#place-juarez",
        "data-place": "juarez",
        "data-number": "1",
    }


def test_markup_that_crosses_a_mention_is_cut_and_the_mention_stays_whole() -> None:
    article = Article(
        title="T",
        blocks=(Block("paragraph", "from El Paso on", spans=(Span(0, 7, "emphasis"), Span(8, 15, "strong"))),),
    )
    story = tie(article, places_frame(one_place()), Mention(0, 5, 12, "juarez"))
    assert sketch(nodes(story)[0]) == "p#p1(span#e1(em(from )a#m1(em(El) strong(Paso))strong( on)))"


def linked(text: str, mention: str, *links: str) -> Node:
    """The paragraph `text`, whose words `links` the author has linked and whose words `mention` name Juárez."""
    spans = tuple(
        Span(text.index(words), text.index(words) + len(words), "link", f"https://example.org/{number}")
        for number, words in enumerate(links)
    )
    start = text.index(mention)
    article = Article(title="T", blocks=(Block("paragraph", text, spans=spans),))
    return nodes(tie(article, places_frame(one_place()), Mention(0, start, start + len(mention), "juarez")))[0]


@pytest.mark.parametrize(
    ("text", "mention", "links", "expected"),
    [
        # Nothing is cut out of a longer link, and the name in it is left alone.
        ("read of Juárez here", "Juárez", ["read of Juárez here"], "a(read of span#m1(Juárez) here)"),
        # A link that is the name stays one, and the place's own stands after it.
        ("from Juárez on", "Juárez", ["Juárez"], "from a(span#m1(Juárez))a() on"),
        ("from “Juárez”, on", "Juárez", ["“Juárez”,"], "from a(“span#m1(Juárez)”,)a() on"),
        ("in Juárez", "Juárez", ["Juárez"], "in a(span#m1(Juárez))|a()"),
        # A link that is a part of the name, or several.
        ("Ciudad Juárez.", "Ciudad Juárez", ["Juárez"], "span#m1(Ciudad a(Juárez))a()."),
        ("Ciudad Juárez.", "Ciudad Juárez", ["Ciudad", "Juárez"], "span#m1(a(Ciudad) a(Juárez))a()."),
        ("Ciudad Juárez news", "Ciudad Juárez", ["Juárez news"], "span#m1(Ciudad a(Juárez))a( news)"),
    ],
)
def test_the_links_of_an_author_win(text: str, mention: str, links: list[str], expected: str) -> None:
    inside, _, after = expected.partition("|")
    tree = linked(text, mention, *links)
    assert sketch(tree) == f"p#p1(span#e1({inside}){after})"
    addresses = {node.attributes["href"] for node in all_nodes(tree) if node.tag == "a"}
    assert addresses >= {f"https://example.org/{number}" for number in range(len(links))}


def test_the_link_beside_says_where_it_leads_and_which_mention_it_is_for() -> None:
    tree = linked("Juárez, at last", "Juárez", "Juárez")
    (beside,) = [node for node in all_nodes(tree) if "data-mention" in node.attributes]
    assert beside.attributes == {
        "class": "place colour-1 is-beside",
        "href": "#place-juarez",
        "data-place": "juarez",
        "data-number": "1",
        "data-mention": "m1",
        "aria-label": "Map: Juárez",
    }


def test_a_link_with_a_bad_address_is_only_its_words() -> None:
    block = Block("paragraph", "click here", spans=(Span(0, 5, "link", "javascript:alert(1)"),))
    assert [sketch(node) for node in blocks(block)] == ["p#p1(click here)"]


def test_a_hard_break_is_a_break() -> None:
    block = Block("paragraph", "one\ntwo", spans=(Span(3, 4, "break"),))
    assert [sketch(node) for node in blocks(block)] == ["p#p1(onebr()two)"]


def test_lists_and_quotations_nest() -> None:
    ul, first, second, quote = (
        Container("ul", 1),
        Container("li", 2),
        Container("li", 3),
        Container("blockquote", 4),
    )
    tree = blocks(
        Block("paragraph", "a", within=(ul, first)),
        Block("paragraph", "b", within=(ul, first)),
        Block("paragraph", "c", within=(ul, second, quote)),
        Block("paragraph", "d"),
    )
    assert [sketch(node) for node in tree] == ["ul(li(p#p1(a)p#p2(b))li(blockquote(p#p3(c))))", "p#p4(d)"]


def test_neighbouring_lists_stay_apart_and_an_ordered_list_keeps_its_first_number() -> None:
    one, two = Container("ol", 1, start=3), Container("ol", 2)
    tree = blocks(
        Block("paragraph", "a", within=(one, Container("li", 3))),
        Block("paragraph", "b", within=(two, Container("li", 4))),
    )
    assert [(node.tag, node.attributes) for node in tree] == [("ol", {"start": "3"}), ("ol", {})]


def test_a_picture_is_embedded_with_its_description_caption_and_credit() -> None:
    image = Image("bridge.png", alt="A bridge", credit="A. Photographer", data="data:image/png;base64,AAAA")
    (figure,) = blocks(Block("image", "The bridge", image=image))
    assert sketch(figure) == "figure#p1(img()figcaption(The bridge span(A. Photographer)))"
    assert figure.children[0].attributes == {  # type: ignore[union-attr]
        "src": "data:image/png;base64,AAAA",
        "alt": "A bridge",
        "decoding": "async",
    }


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("https://example.org/a.png", "figure#p1(p(a(A bridge)))"),
        ("../secret.png", "figure#p1(p(A bridge))"),
        ("javascript:alert(1)", "figure#p1(p(A bridge))"),
    ],
)
def test_a_picture_that_is_not_in_the_file_is_not_loaded(src: str, expected: str) -> None:
    assert [sketch(node) for node in blocks(Block("image", "", image=Image(src, alt="A bridge")))] == [expected]


@st.composite
def marked_blocks(draw: Any) -> Story:
    text = draw(st.text(min_size=1, max_size=40))
    size = len(text)
    ends = st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted)
    kinds = st.sampled_from(["emphasis", "strong", "code", "strike", "subscript", "superscript", "link"])
    spans = tuple(
        Span(start, end, kind, "https://example.org" if kind == "link" else "")
        for (start, end), kind in draw(st.lists(st.tuples(ends, kinds), max_size=5))
    )
    cuts = sorted(draw(st.sets(st.integers(0, size), min_size=2, max_size=6)))
    mentions = tuple(Mention(0, a, b, "juarez") for a, b in list(pairwise(cuts))[::2])
    excerpts = (Excerpt("juarez", 0, 0, size, mentions),) if mentions else ()
    return Story(
        Article(title="T", blocks=(Block("paragraph", text, spans=spans),)),
        places_frame(one_place()),
        mentions,
        excerpts,
    )


@given(marked_blocks())
def test_weaving_keeps_the_text_and_every_mention_whole_once(story: Story) -> None:
    text = story.article.blocks[0].text
    (paragraph,) = nodes(story)
    assert text_of(paragraph) == text
    found = {
        node.attributes["id"]: text_of(node)
        for node in all_nodes(paragraph)
        if node.attributes.get("id", "")[:1] == "m"
    }
    assert found == {f"m{i}": text[m.start : m.end] for i, m in enumerate(story.mentions, 1)}
    ids = [node.attributes["id"] for node in all_nodes(paragraph) if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in all_nodes(paragraph):
        if node.tag == "a":
            assert all(inner.tag != "a" for inner in all_nodes(node)[1:])


@given(marked_blocks())
def test_ranges_of_which_none_crosses_another_are_elements_as_weaving_makes_them(story: Story) -> None:
    made = nodes(story)
    with patch.object(inline_html, "_nested", lambda *_: None):
        assert nodes(story) == made


def test_only_a_long_article_is_put_into_parts_of_its_blocks_in_order() -> None:
    some = tuple(Block("heading" if n % 45 == 0 else "paragraph", f"Number {n}.", 2) for n in range(LONG_ARTICLE + 1))
    short, long = blocks(*some[:-1]), blocks(*some)
    assert [node.attributes["id"] for node in short] == [f"p{n}" for n in range(1, LONG_ARTICLE + 1)]
    assert {(node.tag, node.attributes["class"]) for node in long} == {("div", "article-part")}
    inside = [child for node in long for child in node.children if not isinstance(child, str)]
    assert [node.attributes["id"] for node in inside] == [f"p{n}" for n in range(1, LONG_ARTICLE + 2)]
    assert all(len(node.children) <= 50 for node in long)
    # A chapter that begins near the end of a part begins the next one.
    assert [child.tag for node in long[1:] for child in node.children[:1] if not isinstance(child, str)] == ["h2"] * (
        len(long) - 1
    )
