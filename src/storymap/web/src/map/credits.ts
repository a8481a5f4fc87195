// The credits: in a line at the map's lower edge, in two on a large map. Where there is no room for them beside the buttons
// and the scale, they are behind a sign.

import { words } from "../data/i18n.ts";
import type { PixelBox } from "../data/pixel_box.ts";
import { Disclosure } from "../page/disclosure.ts";
import { element, isRightToLeft } from "../page/dom.ts";
import { boxesOf } from "./boxes.ts";

const AIR = 8;
const NO_ROOM = "has-no-room-for-credits";

export function foldCredits(map: L.Map): void {
  const container = map.getContainer();
  const credits = map.attributionControl?.getContainer();
  if (!credits) return;
  const attributes = { type: "button", class: "credits-toggle leaflet-control", "aria-label": words.credits };
  const toggle = element("button", { ...attributes, title: words.credits }, "©");
  credits.before(toggle);
  L.DomEvent.disableClickPropagation(toggle);
  const disclosure = new Disclosure(toggle, credits, () => map.fire("controlschange"));
  let decided = "";
  const decide = (): void => {
    const { x: width, y: height } = map.getSize();
    if (!width || !height) return;
    const wasFolded = container.classList.contains(NO_ROOM);
    container.classList.remove(NO_ROOM);
    credits.style.maxWidth = "none";
    credits.style.whiteSpace = "nowrap";
    const { offsetWidth: length, offsetHeight: line } = credits;
    credits.style.whiteSpace = "";
    const lines = container.classList.contains("is-small") ? 1 : 2;
    const beside = boxesOf(map, ".toolbar, .leaflet-control-scale");
    const room = roomAtEdge(beside, width, height - lines * line, isRightToLeft()) - AIR;
    const isFolded = length > lines * room;
    container.classList.toggle(NO_ROOM, isFolded);
    credits.style.maxWidth = isFolded ? "" : `${Math.floor(room)}px`;
    if (!isFolded && wasFolded) disclosure.close();
    const state = `${isFolded} ${room} ${length}`;
    if (state === decided) return;
    decided = state;
    map.fire("controlschange");
  };
  map.on("resize controlschange", decide);
  // Of hundreds of markers that come at once, none has a credit.
  map.on("layeradd layerremove", ({ layer }) => layer.getAttribution?.() && decide());
  decide();
}

/** How much of a map's lower edge, below the height `from`, is left beside what stands at its start, in pixels. */
export function roomAtEdge(start: readonly PixelBox[], width: number, from: number, isRightToLeft: boolean): number {
  const ends = start
    .filter(({ bottom }) => bottom > from)
    .map(({ left, right }) => (isRightToLeft ? width - left : right));
  return width - Math.max(0, ...ends);
}
