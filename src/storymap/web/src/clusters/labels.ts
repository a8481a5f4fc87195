// The labels of single places beside their symbols: those that are listed first, as long as there is room.

import type { PixelBox } from "../data/pixel_box.ts";
import { placeLabels } from "../map/place_labels.ts";
import type { ClusterSymbol } from "./draw.ts";
import { boxAround, type Drawn } from "./drawn.ts";

export interface PlacedLabel {
  /** Of the place's cluster. */
  key: string;
  text: string;
  isListed: boolean;
  box: PixelBox;
}

/** More labels than this would be a wall of words. */
const MOST = 60;
const LINE = 16;

export function labelPlaces(
  drawn: readonly Drawn[],
  nameOf: (drawn: Drawn) => string,
  window: PixelBox,
  obstacles: readonly PixelBox[],
  widthOf: (text: string, isListed: boolean) => number,
): PlacedLabel[] {
  const near = drawn.filter(
    ({ symbol }) => boxAround(symbol).right >= window.left && boxAround(symbol).left <= window.right,
  );
  const placed: PlacedLabel[] = [];
  for (const kind of ["numbered", "dot"] as const) {
    const isListed = kind === "numbered";
    const singles = near
      .filter((one) => one.symbol.kind === kind && isWithin(one.symbol, window) && nameOf(one))
      .sort((a, b) => a.cluster.row - b.cluster.row)
      .slice(0, MOST - placed.length);
    const others = near.filter((one) => !singles.includes(one)).map(({ symbol }) => boxAround(symbol));
    const labels = singles.map((one) => ({
      x: one.symbol.x,
      y: one.symbol.y,
      radius: one.symbol.radius,
      width: widthOf(nameOf(one), isListed),
      height: LINE,
    }));
    const boxes = placeLabels(labels, window, [...obstacles, ...others, ...placed.map(({ box }) => box)]);
    singles.forEach((one, i) => {
      const box = boxes[i];
      if (box) placed.push({ key: one.cluster.key, text: nameOf(one), isListed, box });
    });
  }
  return placed;
}

export const isWithin = ({ x, y }: Pick<ClusterSymbol, "x" | "y">, box: PixelBox): boolean =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
