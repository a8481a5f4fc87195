// Where a label may stand: beside its point, or around the middle of what it names.

import type { PixelBox } from "../data/pixel_box.ts";
import { layout } from "./label_style.ts";

export interface Point {
  x: number;
  y: number;
}

/** How far apart two points are. Python's `hypot` and the browsers' differ in the last digit, roots do not. */
export const distance = (a: Point, b: Point): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

/** The eight usual positions of a label beside its dot, the best first. */
export function besidePoint({ x, y }: Point, radius: number, width: number, height: number): PixelBox[] {
  const gap = radius + layout.dot.gap;
  const corners: [number, number][] = [
    [x + gap, y - height / 2],
    [x - gap - width, y - height / 2],
    [x - width / 2, y - gap - height + 1],
    [x - width / 2, y + gap - 1],
    [x + gap - 1, y - height - 1],
    [x + gap - 1, y + 1],
    [x - gap - width + 1, y - height - 1],
    [x - gap - width + 1, y + 1],
  ];
  return corners.map(([left, top]) => boxAt(left, top, width, height));
}

const { across, down, across_cost } = layout.around;
const cost = ([x, y]: readonly [number, number]): number => Math.abs(x) * across_cost + Math.abs(y);
const STEPS = across.flatMap((x) => down.map((y) => [x, y] as const)).sort((a, b) => cost(a) - cost(b));

/** So many positions around the middle of an area, in parts of the label's size: on it first, then shifted. */
export function aroundPoint({ x, y }: Point, count: number, width: number, height: number): PixelBox[] {
  return STEPS.slice(0, count).map(([right, below]) =>
    boxAt(x + right * width - width / 2, y + below * height - height / 2, width, height),
  );
}

const boxAt = (left: number, top: number, width: number, height: number): PixelBox => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
