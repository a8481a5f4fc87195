// storymap-host.js, for the newsroom's own article page: it gives the framed map its height, links the place names of the
// article to it, and lets the map follow the reading. It reads the page it stands in, and sends place_ids to the frame.

import type { HostData } from "../data/contract.ts";
import { defineElement } from "./element.ts";
import { Frames } from "./frame_messages.ts";
import { attempt, bare, find, findAll, ofDocument } from "./host_page.ts";
import { watchReading } from "./passage_in_view.ts";
import { linkNames, type PlaceLink } from "./text_anchors.ts";

/** The story's sentences: the published script is a function around this one, which is called with them. */
declare const storymapData: HostData;

const FILE = "storymap-host.js";

const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
const behavior = (): ScrollBehavior => (calm() ? "auto" : "smooth");

/** This script's element; the folder that it stands in is the published one. */
function ownScript(): HTMLScriptElement | null {
  const current = ofDocument("currentScript") ?? findAll(`script[src*="${FILE}"]`).pop();
  return current instanceof HTMLScriptElement && current.src ? current : null;
}

function link(script: HTMLScriptElement, data: HostData): void {
  attempt(defineElement);
  const chosen = script.getAttribute("data-article");
  let names: PlaceLink[] | null = null;
  let opener: HTMLElement | null = null;

  const articleOf = (frame: HTMLIFrameElement): Element | null =>
    chosen ? find(chosen) : (frame.closest("article") ?? find("article, main") ?? ofDocument("body"));

  const start = (frame: HTMLIFrameElement): void => {
    if (names) return;
    frame.id ||= "storymap-frame";
    names = [];
    attempt(() => {
      const root = articleOf(frame);
      if (root) names = linkNames(root, data.passages, frame.id);
    });
    // For a newsroom that wants to know how much of the story it has found.
    frame.setAttribute("data-storymap-names", String(names.length));
    for (const { link, placeId } of names) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        opener = link;
        attempt(() => frame.scrollIntoView(bare({ behavior: behavior(), block: "nearest" })));
        frames.send({ storymap: "open", place: placeId });
      });
    }
    const found = names;
    attempt(() => watchReading(found, (places) => frames.send({ storymap: "follow", places })));
  };

  const frames = new Frames(new URL(".", script.src).href, {
    ready: start,
    // The focus went into the frame with the click, and comes back to where the reader was.
    closed: (frame) => {
      const active = ofDocument("activeElement");
      if (active === frame || active === ofDocument("body") || active?.shadowRoot?.contains(frame))
        opener?.focus(bare({ preventScroll: true }));
      opener = null;
    },
    read: (mention) => {
      const name = names?.find((each) => each.mention === mention);
      attempt(() => name?.link.scrollIntoView(bare({ behavior: behavior(), block: "center" })));
      name?.link.focus(bare({ preventScroll: true }));
    },
  });
  attempt(style);
}

/** Quiet links, which any rule of the newsroom's own style sheets overrides. */
function style(): void {
  if (!("adoptedStyleSheets" in Document.prototype)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":where(a.storymap-place){color:inherit;text-decoration-line:underline;text-decoration-style:dotted;text-underline-offset:.15em}",
  );
  Reflect.set(Document.prototype, "adoptedStyleSheets", [...ofDocument("adoptedStyleSheets"), sheet], document);
}

const script = ownScript();
if (script) link(script, storymapData);
