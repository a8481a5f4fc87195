// Which part of the map's window is free of what lies over it: measured whenever a view is decided, never assumed.

import type { PixelBox } from "../data/pixel_box.ts";
import { boxesOf, meets, windowBox } from "./boxes.ts";

/** What a view is looked for in. */
export interface Setting {
  window: PixelBox;
  /** What lies over the window: no symbol stands under it. */
  over: readonly PixelBox[];
  /** Parts of the window, of which one holds all that is framed: what is large, like a card, leaves no more. */
  rooms: readonly PixelBox[];
}

/** What lies over the map: all controls, among them the inset and the hints at the edge, and an open legend. */
const OVER_MAP = ".leaflet-control, .is-small .leaflet-control-layers-list";
/** For one size of the window a change of the view may change what lies over the map only so often. */
const MOST_CHANGES = 6;

/** The boxes of all that lies over the map now, in pixels of its window; not of what matches the selector `except`. */
export const boxesOverMap = (map: L.Map, except = ""): PixelBox[] => [...controlBoxes(map, except), ...sheetBoxes(map)];

/** Those of the controls alone. */
export const controlBoxes = (map: L.Map, except = ""): PixelBox[] =>
  boxesOf(map, except ? `:is(${OVER_MAP}):not(${except})` : OVER_MAP);

const sheetBoxes = (map: L.Map): PixelBox[] => boxesOf(map, ".sheet", 0, document.body);

/** What a view of the map is looked for in, as it is now: whatever is framed lies beside an open sheet. */
export function settingOf(map: L.Map): Setting {
  const window = windowBox(map);
  const rooms = freeRectangles(window, sheetBoxes(map));
  return { window, over: boxesOverMap(map), rooms };
}

/** All rectangles in `window` that meet no obstacle and cannot be made larger. */
export function freeRectangles(window: PixelBox, obstacles: readonly PixelBox[]): PixelBox[] {
  let free = [window];
  for (const obstacle of obstacles) {
    const parts = free.flatMap((box) => (meets(box, obstacle, 0) ? beside(box, obstacle) : [box]));
    free = parts.filter(
      (box, i) => !parts.some((other, j) => i !== j && holds(other, box) && (j < i || !holds(box, other))),
    );
  }
  return free;
}

/** What is left of a box on each side of an obstacle. */
const beside = (box: PixelBox, { left, top, right, bottom }: PixelBox): PixelBox[] =>
  [
    { ...box, right: left },
    { ...box, left: right },
    { ...box, bottom: top },
    { ...box, top: bottom },
  ].filter((part) => part.right > part.left && part.bottom > part.top);

const holds = (outer: PixelBox, inner: PixelBox): boolean =>
  outer.left <= inner.left && outer.right >= inner.right && outer.top <= inner.top && outer.bottom >= inner.bottom;

/** Call back whenever something comes over the map, leaves it or changes its size there. */
export function watchOverMap(map: L.Map, changed: () => void): void {
  const container = map.getContainer();
  let size = "";
  let seen = new Set<string>();
  const look = (): void => {
    const { x, y } = map.getSize();
    if (size !== `${x} ${y}`) {
      size = `${x} ${y}`;
      seen = new Set();
    }
    // A hint may come because of a view that was chosen because there was none: each state is answered once.
    const state = JSON.stringify(boxesOverMap(map));
    if (seen.has(state) || seen.size > MOST_CHANGES) return;
    seen.add(state);
    changed();
  };
  // A reader's letters may grow: names and hints make room for it, too. In the next frame: what is changed within an
  // observer's call, and seen by it, is an error of the page.
  let frame = 0;
  let told = 0;
  const sizes = new ResizeObserver(() => {
    // What is observed is told once as it is: the first view was decided from that.
    if (!told++) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => map.fire("controlschange"));
  });
  const watch = (): void => {
    sizes.disconnect();
    for (const part of container.querySelectorAll(OVER_MAP)) sizes.observe(part);
  };
  const parts = new MutationObserver(watch);
  parts.observe(container, { childList: true });
  for (const corner of container.querySelectorAll(".leaflet-control-container > *"))
    parts.observe(corner, { childList: true });
  map.on("controlschange", look);
  watch();
}
