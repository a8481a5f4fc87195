// Where a panel opens: where it covers fewest markers, and then as near to its button as may be.

import type { PixelBox } from "../data/pixel_box.ts";
import { height as heightOf, meets, width as widthOf } from "./boxes.ts";

/** Pixels between the panel and what is around it, and from one place that is tried to the next. */
const AIR = 6;
const STEP = 8;
/** What is covered is as bad as so many pixels of distance from the button. */
const COSTS = { button: 100_000, marker: 10_000, control: 1000 };

/** The box of a panel of this size in a window; where that is too small, the box is smaller than the panel, which is scrolled. */
export function panelSpot(
  size: { width: number; height: number },
  button: PixelBox,
  window: PixelBox,
  markers: readonly PixelBox[],
  controls: readonly PixelBox[],
): PixelBox {
  const width = Math.min(size.width, widthOf(window) - 2 * AIR);
  const height = Math.min(size.height, heightOf(window) - 2 * AIR);
  const met = (box: PixelBox, boxes: readonly PixelBox[], air: number): number =>
    boxes.filter((other) => meets(box, other, air)).length;
  const cost = (box: PixelBox): number =>
    COSTS.button * met(box, [button], AIR) +
    COSTS.marker * met(box, markers, 1) +
    COSTS.control * met(box, controls, 0) +
    gap(box.left, box.right, button.left, button.right) +
    gap(box.top, box.bottom, button.top, button.bottom) +
    // Of equal places the one whose end is the button's.
    Math.abs(box.right - button.right) / 1000;
  const tops = [button.bottom + AIR, button.top - AIR - height, ...steps(window.top, window.bottom, height)];
  const lefts = [button.right - width, button.left, ...steps(window.left, window.right, width)];
  let best: PixelBox | null = null;
  let least = Infinity;
  for (const top of tops.map((one) => within(one, window.top, window.bottom, height))) {
    for (const left of lefts.map((one) => within(one, window.left, window.right, width))) {
      const box = { left, right: left + width, top, bottom: top + height };
      const here = cost(box);
      if (here < least) [best, least] = [box, here];
    }
  }
  return best ?? button;
}

const within = (start: number, first: number, last: number, length: number): number =>
  Math.max(first + AIR, Math.min(last - AIR - length, start));

const steps = (first: number, last: number, length: number): number[] =>
  Array.from({ length: Math.floor(Math.max(0, last - first - length) / STEP) + 1 }, (_, i) => first + i * STEP);

/** How far one stretch is from another; 0 where they meet. */
const gap = (start: number, end: number, otherStart: number, otherEnd: number): number =>
  Math.max(0, otherStart - end, start - otherEnd);
