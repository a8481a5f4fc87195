// Where the label of a line may stand: beside it, turned as it runs, and level beside a point where it bends too much. The
// picture's rule is that of rendering/static_map/label_along.py; a test compares the two.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import type { PixelBox } from "../data/pixel_box.ts";
import type { Viewport } from "./draw.ts";
import { besidePoint, distance, type Point } from "./label_positions.ts";
import { layout } from "./label_style.ts";

/** A line of the unit square, and how far along it each of its points lies. */
export interface LabelLine {
  points: Float64Array;
  lengths: Float64Array;
}

/** A turned label: its middle, the direction it is written in (of length 1), and boxes that cover it. */
export interface Turned extends Point {
  right: number;
  down: number;
  parts: PixelBox[];
}

export interface AlongLine {
  boxes: PixelBox[];
  /** One for each of the boxes; none if they are level. */
  turned?: Turned[];
}

const { shifts, straight, bend, gap, beside } = layout.along;
const QUARTERS = [0.25, 0.5, 0.75];

export function labelLine(points: Float64Array): LabelLine {
  const lengths = new Float64Array(points.length / 2);
  for (let i = 1; i < lengths.length; i++)
    lengths[i] = lengths[i - 1]! + distance(pointAt(points, i - 1), pointAt(points, i));
  return { points, lengths };
}

export const lengthOf = ({ lengths }: LabelLine): number => lengths[lengths.length - 1]!;

/** The point of a line that lies so far from its start. */
export function pointOn({ points, lengths }: LabelLine, far: number): Point {
  let i = 1;
  while (i < lengths.length - 1 && lengths[i]! < far) i++;
  const [a, b] = [pointAt(points, i - 1), pointAt(points, i)];
  const share = (far - lengths[i - 1]!) / (lengths[i]! - lengths[i - 1]! || 1);
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** The positions of a label of this size in a view, around the point of its line that lies `at` from its start. */
export function alongLine(line: LabelLine, at: number, view: Viewport, width: number, height: number): AlongLine {
  const { world, left, top } = view;
  const pixel = (far: number): Point => {
    const { x, y } = pointOn(line, far / world);
    return { x: x * world - left, y: y * world - top };
  };
  const turned: Turned[] = [];
  for (const shift of shifts) {
    const start = at * world + shift * width - width / 2;
    if (start < 0 || start + width > lengthOf(line) * world) continue;
    const ends = [pixel(start), pixel(start + width)] as const;
    const between = QUARTERS.map((share) => pixel(start + share * width));
    turned.push(...besideChord(ends, between, width, height));
  }
  if (turned.length) return { boxes: turned.map(({ parts }) => around(parts)), turned };
  return { boxes: besidePoint(pixel(at * world), beside, width, height) };
}

/** A label above and one below a piece of line, from its ends and points between; none if it bends too much. */
function besideChord([a, b]: readonly [Point, Point], between: Point[], width: number, height: number): Turned[] {
  const chord = distance(a, b);
  if (chord < straight * width) return [];
  const sense = b.x < a.x || (b.x === a.x && b.y > a.y) ? -1 : 1;
  const [right, down] = [(sense * (b.x - a.x)) / chord, (sense * (b.y - a.y)) / chord];
  // How far below the straight line between the ends each point lies, as the text is written.
  const below = between.map(({ x, y }) => (y - a.y) * right - (x - a.x) * down);
  const [highest, lowest] = [Math.min(0, ...below), Math.max(0, ...below)];
  if (lowest - highest > bend * height) return [];
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  return [highest - gap - height / 2, lowest + gap + height / 2].map((off) => {
    const at = { x: middle.x - down * off, y: middle.y + right * off };
    return { ...at, right, down, parts: partsOf(at, right, down, width, height) };
  });
}

function partsOf({ x, y }: Point, right: number, down: number, width: number, height: number): PixelBox[] {
  const count = Math.ceil(width / height);
  const length = width / count;
  const half = {
    x: (Math.abs(right) * length + Math.abs(down) * height) / 2,
    y: (Math.abs(down) * length + Math.abs(right) * height) / 2,
  };
  return Array.from({ length: count }, (_, i) => {
    const far = (i + 0.5) * length - width / 2;
    const [middle, level] = [x + right * far, y + down * far];
    return { left: middle - half.x, top: level - half.y, right: middle + half.x, bottom: level + half.y };
  });
}

const around = (parts: PixelBox[]): PixelBox => ({
  left: Math.min(...parts.map(({ left }) => left)),
  top: Math.min(...parts.map(({ top }) => top)),
  right: Math.max(...parts.map(({ right }) => right)),
  bottom: Math.max(...parts.map(({ bottom }) => bottom)),
});

const pointAt = (points: Float64Array, i: number): Point => ({ x: points[2 * i]!, y: points[2 * i + 1]! });
