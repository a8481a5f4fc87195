// Which passage of the newsroom's article is being read, and the places that it names.

import { bare, ofElement } from "./host_page.ts";
import { oncePerFrame } from "./host_window.ts";
import type { PlaceLink } from "./text_anchors.ts";

/** How far down the window the line lies that is taken for the one being read. */
const LINE = 0.4;
const BLOCKS = "p, li, blockquote, h1, h2, h3, h4, h5, h6, td, th, dd, dt, figcaption, pre";
/** A passage that is only scrolled past does not move the map. */
const REST = 200;

/** Call back with the places of the passage being read, whenever it is another one. */
export function watchReading(names: readonly PlaceLink[], read: (places: string[]) => void): void {
  const blocks = new Map<Element, Set<string>>();
  for (const { link, placeId } of names) {
    // At the title the map shows the story as it opens, as in the page.
    if (link.closest("h1")) continue;
    const block = link.closest(BLOCKS) ?? link.parentElement ?? link;
    blocks.set(block, (blocks.get(block) ?? new Set()).add(placeId));
  }
  let current: Element | null = null;
  let timer = 0;
  const look = (): void => {
    const line = window.innerHeight * LINE;
    const begun = [...blocks.keys()].filter(
      (block) => ofElement(block, "getBoundingClientRect").call(block).top <= line,
    );
    const block = begun[begun.length - 1] ?? null;
    if (block === current) return;
    current = block;
    clearTimeout(timer);
    timer = setTimeout(() => read([...((block && blocks.get(block)) ?? [])]), REST);
  };
  const schedule = oncePerFrame(look);
  window.addEventListener("scroll", schedule, bare({ passive: true }));
  window.addEventListener("resize", schedule);
}
