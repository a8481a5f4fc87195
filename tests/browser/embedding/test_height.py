"""The height of a frame: host pages written from what each protocol's makers say of it, on another origin."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import until
from tests.browser.embedding.conftest import Site, Visit

FRAMES = pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'], ids=["open", "sandboxed"])

# Each host is the script of a page around the frame `#map`, which begins 640 by 150 pixels.
STORYMAP = """addEventListener("message", ({ data, source }) => {
  if (source === frame.contentWindow && data.storymap === "height") frame.style.height = data.height + "px";
});"""
DATAWRAPPER = """window.addEventListener("message", function (event) {
  if (typeof event.data["datawrapper-height"] === "undefined") return;
  var frames = document.querySelectorAll("iframe");
  for (var chart in event.data["datawrapper-height"]) {
    for (var i = 0; i < frames.length; i++) {
      if (frames[i].contentWindow === event.source) {
        frames[i].style.height = event.data["datawrapper-height"][chart] + "px";
      }
    }
  }
});"""
# It knows its frames by their address, and takes JSON as text.
FLOURISH = """window.addEventListener("message", function (event) {
  if (typeof event.data !== "string" || event.data[0] !== "{") return;
  var message = JSON.parse(event.data);
  if (message.sender !== "Flourish" || message.method !== "resize") return;
  document.querySelectorAll("iframe").forEach(function (each) {
    if (each.src === message.src) each.style.height = message.height + "px";
  });
});"""
# amp-iframe takes `embed-size` from the window of its own frame only.
AMP = """window.addEventListener("message", function (event) {
  var asked = event.data;
  if (event.source !== frame.contentWindow || asked.sentinel !== "amp" || asked.type !== "embed-size") return;
  if (typeof asked.height === "number") frame.style.height = asked.height + "px";
});"""
# wp-embed asks when it is ready, and lets a frame have 200 to 1000 pixels.
WORDPRESS = """window.addEventListener("message", function (event) {
  var data = event.data;
  if (!data.secret || /[^a-zA-Z0-9]/.test(data.secret) || data.secret !== frame.dataset.secret) return;
  if (event.source !== frame.contentWindow || data.message !== "height") return;
  frame.removeAttribute("style");
  frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
});"""
WORDPRESS_READY = 'frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*");'
# pym.js matches `pym`, the frame's name, the kind and the value with its own delimiter between them.
PYM = """var pattern = new RegExp("^" + ["pym", "graphic-1", "(\\\\S+)", "(.*)"].join("xPYMx") + "$");
window.addEventListener("message", function (event) {
  if (typeof event.data !== "string") return;
  var match = event.data.match(pattern);
  if (match && match[1] === "height") frame.setAttribute("height", parseInt(match[2]) + "px");
});
window.addEventListener("resize", function () {
  frame.contentWindow.postMessage(["pym", "graphic-1", "width", String(frame.offsetWidth)].join("xPYMx"), "*");
});"""
# iframe-resizer speaks first, when the frame is loaded or says that it is ready; answers carry the frame's name.
SIZER = """function begin() {
  frame.contentWindow.postMessage(
    "[iFrameSizer]map:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true", "*");
}
frame.addEventListener("load", begin);
window.sizerKinds = [];
window.addEventListener("message", function (event) {
  if (event.data === "[iFrameResizerChild]Ready") return begin();
  if (typeof event.data !== "string" || event.data.indexOf("[iFrameSizer]map:") !== 0) return;
  if (event.origin !== "null" && event.origin !== new URL(frame.src).origin) throw new Error("another origin");
  var parts = event.data.slice("[iFrameSizer]".length).split(":");
  window.sizerKinds.push(parts[3]);
  frame.style.height = parseInt(parts[1], 10) + "px";
});"""
HOSTS = {
    "storymap": (STORYMAP, "?view=map"),
    "datawrapper": (DATAWRAPPER, "?view=map"),
    "flourish": (FLOURISH, "?view=map"),
    "amp": (AMP, "?view=map"),
    "wordpress": (WORDPRESS, "?view=map#?secret=aB3dE6gH9k"),
    "pym": (PYM, "?view=map&initialWidth=640&childId=graphic-1&parentTitle=Host"),
    "iframe-resizer": (SIZER, "?view=map"),
}
PROTOCOLS = pytest.mark.parametrize(("script", "address"), HOSTS.values(), ids=HOSTS)


def host(script: str, address: str, sandbox: str = "", after: str = "") -> str:
    return f"""<style>body {{ margin: 0 }} iframe {{ display: block; border: 0 }}</style>
<iframe id="map" title="Map" {sandbox} width="640" height="150" data-secret="aB3dE6gH9k"></iframe>
<script>var frame = document.getElementById("map");
{script}
frame.src = "{address}";{after}</script>"""


def until_high(page: Page, height: int) -> None:
    until(page, f"document.getElementById('map').offsetHeight === {height}")


@FRAMES
@PROTOCOLS
def test_the_frame_gets_the_height_of_the_map_at_once_and_when_its_width_changes(
    visit: Visit, maps: Site, script: str, address: str, sandbox: str
) -> None:
    page = visit(host(script, f"{maps.address}/index.html{address}", sandbox))
    until_high(page, 400)
    page.evaluate("() => { document.getElementById('map').width = 960 }")
    until_high(page, 600)
    page.evaluate("() => { document.getElementById('map').width = 480 }")
    until_high(page, 360)


@FRAMES
def test_a_wordpress_page_whose_script_comes_late_asks_for_the_height(visit: Visit, maps: Site, sandbox: str) -> None:
    page = visit(host("", f"{maps.address}/index.html?view=map", sandbox))
    page.frame_locator("iframe").locator("html.is-ready").wait_for(state="attached")
    page.evaluate(f"() => {{ {WORDPRESS} {WORDPRESS_READY} }}")
    until_high(page, 400)


def test_iframe_resizer_is_answered_as_it_expects(visit: Visit, maps: Site) -> None:
    page = visit(host(SIZER, f"{maps.address}/index.html?view=map"))
    until_high(page, 400)
    assert page.evaluate("sizerKinds[0]") == "init"


@FRAMES
@pytest.mark.parametrize("width", [360, 1100])
def test_a_framed_story_is_as_high_as_its_text(visit: Visit, maps: Site, width: int, sandbox: str) -> None:
    page = visit(host(STORYMAP, f"{maps.address}/index.html", sandbox).replace('width="640"', f'width="{width}"'))
    frame = page.frame_locator("iframe")
    frame.locator("html.is-ready").wait_for(state="attached")
    until(page, "document.getElementById('map').offsetHeight > 1000")
    root = frame.locator("html")
    height, inside = (
        page.locator("#map").evaluate("frame => frame.offsetHeight"),
        root.evaluate("root => root.scrollHeight"),
    )
    assert inside == height
    assert height == root.evaluate("() => Math.ceil(document.body.getBoundingClientRect().height)")


def test_an_open_card_makes_room_for_itself_below_a_small_map(visit: Visit, maps: Site) -> None:
    page = visit(host(STORYMAP, f"{maps.address}/index.html?view=map").replace('width="640"', 'width="340"'))
    until_high(page, 360)
    frame = page.frame_locator("iframe")
    frame.locator(".place-marker[data-place=laredo]").click()
    sheet = frame.get_by_role("dialog", name="Laredo")
    sheet.wait_for()
    until(page, "document.getElementById('map').offsetHeight > 450")
    panel, card = frame.locator(".map-panel").bounding_box(), frame.locator(".sheet").bounding_box()
    marker = frame.locator(".place-marker.is-active").bounding_box()
    assert panel and card and marker
    assert panel["y"] + panel["height"] <= card["y"] + 1
    assert marker["y"] + marker["height"] <= card["y"]
    frame.get_by_role("button", name="Close").click()
    until_high(page, 360)


def test_only_the_height_leaves_the_page_and_only_its_own_host_is_answered(visit: Visit, maps: Site) -> None:
    listen = """window.heard = []; window.addEventListener("message", (event) => heard.push(event.data));
var other = document.createElement("iframe");
other.srcdoc = "<script>addEventListener('message', (event) => parent.postMessage({ stolen: event.data }, '*'))<\\/script>";
document.body.append(other);"""
    page = visit(host(listen, f"{maps.address}/index.html?view=map#?secret=abc"))
    page.frame_locator("#map").locator("html.is-ready").wait_for(state="attached")
    # A frame beside it asks, too, and is not the host.
    page.evaluate(
        """() => new Promise((done) => {
          const script = "parent.frames[0].postMessage({ message: 'ready', secret: 'thief' }, '*'); parent.postMessage('asked', '*')";
          const thief = document.createElement("iframe");
          thief.srcdoc = `<script>${script}<\\/script>`;
          thief.onload = () => setTimeout(done, 0);
          document.body.append(thief);
        })"""
    )
    page.frame_locator("#map").locator(".place-marker[data-place=laredo]").click()
    until(page, "heard.includes('asked')")
    heard = page.evaluate("heard.map((each) => typeof each === 'string' ? each : JSON.stringify(each))")
    kinds = {"storymap", "datawrapper", "Flourish", "amp", "secret", "iFrameResizerChild", "asked"}
    assert all(any(kind in each for kind in kinds) for each in heard), heard
    text = "".join(heard)
    for story in ("Laredo", "laredo", "Juárez", "bridge", "thief", "stolen"):
        assert story not in text


def test_a_page_with_a_window_of_its_own_says_nothing(
    chromium: object, visit: Visit, maps: Site, newsroom: Site
) -> None:
    page = visit("<p>Nothing here</p>")
    page.add_init_script("window.heard = []; addEventListener('message', (event) => heard.push(event.data))")
    page.goto(f"{maps.address}/index.html")
    page.locator("html.is-ready").wait_for(state="attached")
    page.evaluate("() => new Promise((done) => setTimeout(done, 0))")
    assert page.evaluate("heard") == []
