// The names of single places beside their symbols: those that are told first, as long as there is room.

import type { Box } from "../map/boxes.ts";
import { placeLabels } from "../map/place_labels.ts";
import type { Drawn } from "./cluster_layer.ts";
import type { Mark } from "./draw.ts";

export interface Named {
  key: string;
  text: string;
  isTold: boolean;
  box: Box;
}

/** More names than this would be a wall of words. */
const MOST = 60;
const LINE = 16;

export function placeNames(
  drawn: readonly Drawn[],
  nameOf: (drawn: Drawn) => string,
  window: Box,
  standing: readonly Box[],
  widthOf: (text: string, isTold: boolean) => number,
): Named[] {
  const near = drawn.filter(({ mark }) => boxOf(mark).right >= window.left && boxOf(mark).left <= window.right);
  const named: Named[] = [];
  for (const kind of ["told", "dot"] as const) {
    const singles = near
      .filter((one) => one.mark.kind === kind && isWithin(one.mark, window) && nameOf(one))
      .sort((a, b) => a.group.row - b.group.row)
      .slice(0, MOST - named.length);
    const others = near.filter((one) => !singles.includes(one)).map(({ mark }) => boxOf(mark));
    const labels = singles.map((one) => ({ x: one.mark.x, y: one.mark.y, width: widthOf(nameOf(one), kind === "told"), height: LINE }));
    const radius = singles[0]?.mark.radius ?? 0;
    const boxes = placeLabels(labels, radius, window, [...standing, ...others, ...named.map(({ box }) => box)]);
    singles.forEach((one, i) => {
      const box = boxes[i];
      if (box) named.push({ key: one.group.key, text: nameOf(one), isTold: kind === "told", box });
    });
  }
  return named;
}

export const boxOf = ({ x, y, radius }: Mark): Box => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });

const isWithin = ({ x, y }: Mark, window: Box): boolean =>
  x >= window.left && x <= window.right && y >= window.top && y <= window.bottom;
