// Where the reader of the framed page is, so that a newer page can take over from there.

import { blockOf } from "../article/blocks.ts";
import { foliumLayers, type Passage } from "../data/page_data.ts";
import { map, placeLayer, scrollSync, selection, story } from "../main.ts";
import { whenSized } from "../map/first_size.ts";
import type { PageState } from "./contract.ts";

/** Of a block's text so much tells it from others. */
const LONGEST_TEXT = 80;
/** The layers that the reader has switched. */
const switched = new Set<number>();

/** From now on, know what the reader does. */
export function watchReader(): void {
  const layers = foliumLayers(story);
  map.getContainer().addEventListener("change", ({ target }) => {
    const layer = (target as { layerId?: number }).layerId;
    const position = layers.findIndex((group) => L.stamp(group) === layer);
    if (position >= 0) switched.add(position);
  });
}

export function pageState(): PageState {
  const block = blockAtTop();
  const { lat, lng } = map.getCenter();
  const layers = foliumLayers(story);
  return {
    block: block?.id ?? "",
    text: textOf(block),
    top: block ? block.getBoundingClientRect().top : window.scrollY,
    // A map without a place shows the earth until there is one.
    map: story.bounds || scrollSync.isMoved ? [lat, lng, map.getZoom()] : null,
    is_moved: scrollSync.isMoved,
    hidden: [...switched].filter((position) => layers[position] && !map.hasLayer(layers[position])),
    ...openPlace(),
    focus: document.activeElement?.id ?? "",
  };
}

/** The place whose card is open, and which of its passages the card shows. */
function openPlace(): Pick<PageState, "place_id" | "passage"> {
  const part = document.querySelector<HTMLElement | SVGElement>(".map-panel .is-active[data-place]");
  const place_id = (selection.isOpen && part?.dataset["place"]) || "";
  const isShown = ({ excerpt }: Passage): boolean =>
    document.getElementById(excerpt)?.classList.contains("is-current") ?? false;
  return { place_id, passage: Math.max(1, 1 + (story.places[place_id]?.mentions.findIndex(isShown) ?? 0)) };
}

/** Be where the reader of another page was. */
export function takeOver(state: PageState): Promise<void> {
  return new Promise((done) =>
    whenSized(map, () => {
      scrollTo(state);
      scrollSync.jump();
      for (const position of state.hidden) switched.add(position);
      scrollSync.switches.hide(state.hidden);
      if (state.is_moved) scrollSync.wait();
      openCard(state);
      document.getElementById(state.focus)?.focus({ preventScroll: true });
      if (state.map) map.setView([state.map[0], state.map[1]], state.map[2], { animate: false });
      placeLayer.label();
      done();
    }),
  );
}

export function openCard({ place_id, passage }: PageState): void {
  if (!place_id) return;
  const mark = story.places[place_id]?.mentions[passage - 1]?.marks[0];
  selection.open(place_id, null, mark);
}

/** Put the block that was at the upper edge where it was. */
export function scrollTo({ block, text, top }: PageState): void {
  const target = block && sameBlock(block, text);
  const by = target ? target.getBoundingClientRect().top - top : top - window.scrollY;
  // Less than a pixel is what the heights were rounded by.
  if (Math.abs(by) >= 1) window.scrollBy({ top: by, behavior: "instant" });
}

/** The block with this text that is nearest to where it was, else the one with its number. */
function sameBlock(id: string, text: string): Element | null {
  const at = document.getElementById(id);
  if (at && textOf(at) === text) return at;
  const number = blockOf(at);
  const alike = [...document.querySelectorAll('.article [id^="p"]')].filter((one) => textOf(one) === text);
  alike.sort((a, b) => Math.abs(blockOf(a) - number) - Math.abs(blockOf(b) - number));
  return alike[0] ?? at;
}

/** The first block that is not above the window. */
function blockAtTop(): Element | null {
  if (window.scrollY <= 0) return null;
  // Beside the text, not over what lies on it.
  const blocks = [...document.querySelectorAll<HTMLElement>('.article [id^="p"]')].filter((one) => blockOf(one) >= 0);
  return blocks.find((one) => one.getBoundingClientRect().bottom > 0) ?? null;
}

const textOf = (block: Element | null): string => block?.textContent?.slice(0, LONGEST_TEXT) ?? "";
