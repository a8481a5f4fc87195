"""The style sheets and scripts of a page, in the order in which it has them."""

from __future__ import annotations

import re
from typing import Literal

from markupsafe import Markup

from storymap.model import Story, Theme
from storymap.rendering.assets import read_asset
from storymap.rendering.contract.names import PAGE_SCHEMES, PAGE_VIEWS
from storymap.rendering.escaping import style_text
from storymap.rendering.folium_parts import FoliumParts
from storymap.rendering.map_content import MAP_VARIABLE
from storymap.rendering.static_map.palette import page_style

PageBundle = Literal["storymap", "preview_page", "working"]
"""The script of a page: what its readers have, or one which holds that and can do more, for preview and editor."""

# Puts what is for readers without script into the page: a browser that runs scripts has it as text. We wrote it, with
# items of lists that may have no end and attributes that may have no quotes, so a few lines read it; the browser's own
# ways to read HTML are closed where a site enforces Trusted Types.
_SHOW_NOSCRIPT = (
    'document.querySelectorAll("noscript").forEach(n=>{let p=document.createDocumentFragment();const f=p,'
    "u=s=>s.replace(/&(?:(amp)|(lt)|(gt)|#(\\d+));/g,(m,a,l,g,d)=>a?'&':l?'<':g?'>':String.fromCodePoint(d));"
    "for(const[,c,t,a,x]of n.textContent.matchAll(/<(\\/?)(ol|ul|li|p|a)\\b([^>]*)>|([^<]+)/g))"
    "if(x)p.append(u(x));else if(c)p=p.closest(t).parentNode;else{if(t=='li'&&p.localName==t)p=p.parentNode;"
    "p=p.appendChild(document.createElement(t));"
    'for(const[,k,v,w]of a.matchAll(/([\\w-]+)=(?:"([^"]*)"|([\\w#-]+))/g))p.setAttribute(k,u(v??w))}'
    "n.replaceWith(f)})"
)
# Runs before the body is laid out: without it the map's panel stays away, and the page is the article and its places.
# `?view=map` in the address asks one file for the map alone; a frame without an address shows what it was built for.
# `?scheme=dark` asks for its dark colours: the page stays away until it has them.
# When all scripts have run and the last one has not said that it is starting, or when it says later that it was
# stopped, the picture and the list come back, with its passages. A page that was saved after it ran has the classes
# of that run: they are put aside.
_HAS_SCRIPT = (
    '(h=>{h.className="js";'
    f"if(/[?&]view=({'|'.join(PAGE_VIEWS)})(&|$)/.test(location.search))h.dataset.view=RegExp.$1;"
    f"h.dataset.scheme=/[?&]scheme=({'|'.join(PAGE_SCHEMES)})(&|$)/.test(location.search)?RegExp.$1:'';"
    f'const back=()=>{{h.className="";{_SHOW_NOSCRIPT}}};'
    'addEventListener("storymap-stopped",back);'
    'addEventListener("DOMContentLoaded",()=>/is-(starting|ready)/.test(h.className)||back())'
    "})(document.documentElement)"
)
# What an earlier run made: Leaflet would add a second map to it.
_EMPTY_MAP = f'(m=>{{m.replaceChildren();m.className="folium-map"}})(document.getElementById("{MAP_VARIABLE}"));\n'
_INDENT = re.compile(r"\n\s+")
# Media conditions, as the bundled style sheet writes the first.
_ASKS_FOR_DARK, _ALWAYS, _NEVER = "(prefers-color-scheme:dark)", "(min-width:0)", "(max-width:-1px)"


def head_script() -> str:
    """Return the script that stands in the head of a page."""
    return _HAS_SCRIPT


def page_styles(
    story: Story, *, has_clusters: bool, bundle: PageBundle = "storymap", added: str | None = None
) -> list[Markup]:
    """Return the page's own style sheet, those of the clusters and of what is `added`, and the theme's, the last word.

    That of the editor's tools comes after all.
    """
    styles = [own_style(story.theme)]
    if has_clusters:
        styles.append(Markup(read_asset("clusters.css")))  # noqa: S704 - our own, checked by read_asset
    if added:
        styles.append(Markup(read_asset(f"{added}.css")))  # noqa: S704
    if story.theme:
        styles.append(style_text(story.theme.css))
    if bundle == "working":
        styles.append(Markup(read_asset("working.css")))  # noqa: S704
    return styles


def page_scripts(
    story: Story,
    folium: FoliumParts,
    *,
    has_clusters: bool,
    has_tiles: bool = False,
    bundle: PageBundle = "storymap",
    added: str | None = None,
) -> list[str]:
    """Return the scripts: the first stands in the head, the others, with folium's among them, after the data.

    What an author adds to the map may ask for anything of Leaflet; so do tiles, those of others (`has_tiles`) too, and
    the scripts of preview and editor. Every other page carries the part that it uses (`web/leaflet_core.mjs`).
    """
    is_core = folium.is_plain and bundle == "storymap" and not has_tiles and story.tiles is None
    leaflet = read_asset("leaflet_core.js" if is_core else "leaflet.js")
    scripts = [_HAS_SCRIPT, leaflet, _EMPTY_MAP + _compact(folium.script)]
    if has_clusters:
        scripts.append(read_asset("clusters.js"))
    if added:
        scripts.append(read_asset(f"{added}.js"))
    scripts.append(read_asset(f"{bundle}.js"))
    if story.tiles is not None:
        scripts.append(read_asset("tiles.js"))
    return scripts


def _compact(folium_script: str) -> str:
    """Return folium's script without the blanks between its lines."""
    # In a template string, which an own layer may have, a line's indent is text.
    return folium_script if "`" in folium_script else _INDENT.sub("\n", folium_script)


def own_style(theme: Theme | None) -> Markup:
    """Return our own style sheet: for the reader's choice of light or dark, or for the theme's only one."""
    css = read_asset("storymap.css") + page_style()
    if theme and theme.scheme:
        css = css.replace(_ASKS_FOR_DARK, _ALWAYS if theme.scheme == "dark" else _NEVER)
    return Markup(css)  # noqa: S704 - our own, checked by read_asset
