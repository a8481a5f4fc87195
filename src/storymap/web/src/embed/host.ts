// storymap-host.js, for the newsroom's own article page: it gives the framed map its height, links the place names of the
// article to it, and lets the map follow the reading. It reads the page it stands in, and sends place_ids to the frame.

import type { HostData } from "../data/contract.ts";
import { defineElement } from "./element.ts";
import { Frames } from "./frame_messages.ts";
import { watchReading } from "./passage_in_view.ts";
import { linkNames, type PlaceLink } from "./text_anchors.ts";

const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
const behavior = (): ScrollBehavior => (calm() ? "auto" : "smooth");

/** `script` is this script's element; the folder that it stands in is the published one. */
export function link(script: HTMLScriptElement, data: HostData): void {
  defineElement();
  const chosen = script.dataset["article"];
  let names: PlaceLink[] | null = null;
  let opener: HTMLElement | null = null;

  const start = (frame: HTMLIFrameElement): void => {
    if (names) return;
    const root = chosen
      ? document.querySelector(chosen)
      : (frame.closest("article") ?? document.querySelector("article, main") ?? document.body);
    frame.id ||= "storymap-frame";
    names = root ? linkNames(root, data.passages, frame.id) : [];
    // For a newsroom that wants to know how much of the story it has found.
    frame.dataset["storymapNames"] = String(names.length);
    for (const { link, placeId } of names) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        opener = link;
        frame.scrollIntoView({ behavior: behavior(), block: "nearest" });
        frames.send({ storymap: "open", place: placeId });
      });
    }
    watchReading(names, (places) => frames.send({ storymap: "follow", places }));
  };

  const frames = new Frames(new URL(".", script.src).href, {
    ready: start,
    // The focus went into the frame with the click, and comes back to where the reader was.
    closed: (frame) => {
      const active = document.activeElement;
      if (active === frame || active === document.body || active?.shadowRoot?.contains(frame))
        opener?.focus({ preventScroll: true });
      opener = null;
    },
    read: (mention) => {
      const name = names?.find((each) => each.mention === mention);
      name?.link.scrollIntoView({ behavior: behavior(), block: "center" });
      name?.link.focus({ preventScroll: true });
    },
  });
  style();
}

/** Quiet links, which any rule of the newsroom's own style sheets overrides. */
function style(): void {
  if (!("adoptedStyleSheets" in document)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":where(a.storymap-place){color:inherit;text-decoration:underline dotted;text-underline-offset:.15em}",
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
