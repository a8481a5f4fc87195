"""Random Markdown, made of fragments that an article may have."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    *(
        "Juárez",
        "the bridge",
        "El Paso",
        "Jua\u0301rez",
        "北京市",
        "القاهرة",
        "🏳️‍🌈",
        "O'Brien",
        "“quoted”",
        "x",
        "Juárez",
    ),
    *(
        "R&amp;D",
        "caf&eacute;",
        "&#8212;",
        "\\*star\\*",
        "a\\_b",
        "snake_case",
        "1.5",
        "2 * 3",
        "[sic]",
        "\\[sic\\]",
        "(so)",
    ),
    *("Hola!", "$5", "50%", "&nbsp;", "e&#x301;", "<br>", "a  b", "#tag", "--", "…", "…", "co\u00adop"),
)
WRAPS = (
    *("*{}*", "**{}**", "_{}_", "***{}***", "`{}`", "~~{}~~", "=={}==", "<em>{}</em>", "<b>{}</b>", "<q>{}</q>"),
    *("[{}](https://example.org/a)", '[{}](https://example.org/a "t")', "[{}](place:el-paso)", "[{}](place:)"),
    *("[{}](view:31,-106,12)", "**a *{}* b**", "H<sub>2</sub>{}", "[{}]{{.x}}", "[{}][ref]"),
)
ENDS = (
    "",
    "",
    "",
    ' {view="el-paso"}',
    ' {hide="A, B"}',
    "[^1]",
    " \\\nnext line",
    "  \nnext line",
    "\nnext line",
    "\n*and* on",
)
BLOCKS = (
    *(
        "{}",
        "{}",
        "{}",
        "## {}",
        "### {} ##",
        "- {}",
        "1. {}",
        "> {}",
        "- a\n- {}\n- c",
        "> a\n>\n> {}",
        "| a | b |\n|---|---|\n| {} | c |",
    ),
    *(
        "- a\n  - {}",
        "{}\n---",
        "<p>{}</p>",
        "- [ ] {}",
        "> - {}",
        "![alt](a.png)\n\n{}",
        "term\n: {}",
        '!!! note "T"\n    {}',
    ),
    *("```\ncode\n```\n\n{}", "{}\n\n***", '{{{{< figure src="a.png" >}}}}\n\n{}'),
)
FRONTS = (
    "",
    "",
    "---\ntitle: A title\n---\n\n",
    "# Heading *one*\n\n",
    '+++\ntitle = "T"\n+++\n',
    '{\n"title": "J"\n}\n',
    "---\nauthor:\n  - A\n  - B\n---\n",
)
LAST = "\n\n[ref]: https://example.org/r\n\n[^1]: A note on *Juárez*.\n"


@st.composite
def markdown(draw: st.DrawFn) -> str:
    """Return the text of an article, with any line ends and perhaps a byte order mark."""
    blocks = []
    for _ in range(draw(st.integers(1, 4))):
        pieces = draw(st.lists(_pieces(), min_size=1, max_size=5))
        gap = draw(st.sampled_from((" ", " ", "", ", ")))
        text = gap.join(pieces) + draw(st.sampled_from(ENDS))
        form = draw(st.sampled_from(BLOCKS))
        if "\n" in text and ("|" in form or "#" in form or "---" in form):
            text = text.replace("\\\n", " ").replace("\n", " ")
        blocks.append(form.format(text))
    source = draw(st.sampled_from(FRONTS)) + "\n\n".join(blocks) + "\n\nThe end." + LAST
    if draw(st.booleans()):
        source = source.replace("\n", "\r\n")
    return draw(st.sampled_from(("", "", "\ufeff"))) + source


@st.composite
def _pieces(draw: st.DrawFn) -> str:
    words = draw(st.sampled_from(WORDS))
    return draw(st.sampled_from(WRAPS)).format(words) if draw(st.integers(0, 2)) == 0 else words
