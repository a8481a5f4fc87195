// What the basemap draws: land and water as rings, borders and rivers as lines, all in the unit square of Mercator.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import type { LayerData } from "../data/contract.ts";
import { decodeIntegers } from "../data/integer_codec.ts";
import type { UnitBox } from "../map/mercator.ts";
import * as mercator from "../map/mercator.ts";

/** Points as x0, y0, x1, y1 ... and the box around them. */
export interface Path {
  points: Float64Array;
  box: UnitBox;
  /** The story has a better line beside it. */
  isReplaced?: boolean;
  /** What the last zoom drew of it; see simplify.ts. */
  simplified?: { level: number; points: Float64Array };
}

/** Land, water and borders of one layer. */
export interface BaseShapes {
  land: Path[];
  lakes: Path[];
  rivers: Path[];
  coasts: Path[];
  countries: Path[];
  states: Path[];
  disputed: Path[];
}

/** The shapes of a layer. The arcs of its land come first, ring by ring; every other arc is a line or a lake by itself. */
export function decodeLayer(layer: LayerData): BaseShapes {
  const arcs = readArcs(layer);
  const shapes: BaseShapes = { land: [], lakes: [], rivers: [], coasts: [], countries: [], states: [], disputed: [] };
  let first = 0;
  for (const count of decodeIntegers(layer.rings)) {
    shapes.land.push(path(joined(arcs.slice(first, first + count))));
    first += count;
  }
  const groups: Record<string, Path[] | undefined> = {
    c: shapes.coasts,
    n: shapes.countries,
    x: shapes.states,
    d: shapes.disputed,
    r: shapes.rivers,
    l: shapes.lakes,
  };
  // "e", the edge of what was cut out, is filled and never drawn.
  arcs.forEach((arc, i) => {
    const letter = layer.classes[i]!;
    const kind = letter.toLowerCase();
    groups[kind]?.push({ ...path(arc), isReplaced: letter !== kind });
  });
  return shapes;
}

function readArcs({ step, counts, jumps, x, y }: LayerData): Float64Array[] {
  const jumpsOf = decodeIntegers(jumps);
  const xSteps = decodeIntegers(x);
  const ySteps = decodeIntegers(y);
  let px = 0;
  let py = 0;
  let read = 0;
  return Array.from(decodeIntegers(counts), (count, arc) => {
    const points = new Float64Array(2 * count + 2);
    px += jumpsOf[2 * arc]!;
    py += jumpsOf[2 * arc + 1]!;
    points[0] = mercator.x(px * step);
    points[1] = mercator.y(py * step);
    for (let i = 1; i <= count; i++, read++) {
      px += xSteps[read]!;
      py += ySteps[read]!;
      points[2 * i] = mercator.x(px * step);
      points[2 * i + 1] = mercator.y(py * step);
    }
    return points;
  });
}

/** Arcs that follow one another as one line: each begins where the one before it ends. */
function joined(arcs: Float64Array[]): Float64Array {
  const all = new Float64Array(arcs.reduce((length, arc) => length + arc.length - 2, 2));
  let at = 0;
  for (const arc of arcs) {
    all.set(arc, at);
    at += arc.length - 2;
  }
  return all;
}

export function path(points: Float64Array): Path {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let i = 0; i < points.length; i += 2) {
    const px = points[i]!;
    const py = points[i + 1]!;
    if (px < box.left) box.left = px;
    if (px > box.right) box.right = px;
    if (py < box.top) box.top = py;
    if (py > box.bottom) box.bottom = py;
  }
  return { points, box };
}
