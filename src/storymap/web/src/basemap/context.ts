// The context: lines, areas and points that lie quietly under the places, and their names.

import type { ContextData, ContextDimension } from "../data/contract.ts";
import { decodeIntegers } from "./codes.ts";
import { isSeen, trace, type View } from "./draw.ts";
import { path, type Path } from "./geometry.ts";
import * as mercator from "../map/mercator.ts";
import type { Name } from "./label_data.ts";
import type { Palette } from "./palette.ts";
import type { Spot } from "./label_placement.ts";

interface Feature {
  kind: string;
  name: string;
  shape: ContextDimension;
  paths: Path[];
}

export type Context = Feature[];

/** The colours of the ground, and three of the context's own: `--map-context-line`, `-area` and `-green`. */
export type ContextPalette = Pick<Palette, "water" | "river" | "lakeShore" | "country"> &
  Record<"contextLine" | "contextArea" | "contextGreen", string>;

const SPLIT = 1_000_000;

export function readContext(data: ContextData): Context {
  const counts = decodeIntegers(data.counts);
  const starts = decodeIntegers(data.starts);
  const xs = decodeIntegers(data.x);
  const ys = decodeIntegers(data.y);
  let part = 0;
  let step = 0;
  let east = 0;
  let north = 0;
  const next = (): Path => {
    const count = counts[part]!;
    east += starts[4 * part]! * SPLIT + starts[4 * part + 1]!;
    north += starts[4 * part + 2]! * SPLIT + starts[4 * part + 3]!;
    part++;
    const points = new Float64Array(2 * count + 2);
    let px = east;
    let py = north;
    for (let i = 0; ; i++) {
      points[2 * i] = mercator.x(px * data.step);
      points[2 * i + 1] = mercator.y(py * data.step);
      if (i === count) return path(points);
      px += xs[step]!;
      py += ys[step++]!;
    }
  };
  return data.features.map(([kind, name, shape, parts]) => ({ kind, name, shape, paths: Array.from({ length: parts }, next) }));
}

interface Stroke {
  colour: keyof ContextPalette;
  width: number;
  dash?: number[];
}

interface Style {
  fill?: keyof ContextPalette;
  stroke?: Stroke;
}

const QUIET: Stroke = { colour: "contextLine", width: 1 };
// Wide enough to be seen beside a border that runs along it.
const RIVER: Stroke = { colour: "river", width: 4.5 };
const BORDER: Stroke = { colour: "country", width: 1.2 };
const BARRIER: Stroke = { colour: "contextLine", width: 2, dash: [1.5, 3] };

const LINES: Record<string, Stroke> = {
  river: RIVER,
  water: RIVER,
  road: { colour: "contextLine", width: 1.6 },
  rail: { colour: "contextLine", width: 1.4, dash: [6, 3] },
  border: BORDER,
  barrier: BARRIER,
};

const WATER: Style = { fill: "water", stroke: { colour: "lakeShore", width: 0.6 } };

const AREAS: Record<string, Style> = {
  river: WATER,
  water: WATER,
  built: { fill: "contextArea" },
  green: { fill: "contextGreen" },
  // A quarter has no edge that one could walk along.
  area: { fill: "contextArea", stroke: { colour: "contextLine", width: 0.7, dash: [3, 3] } },
  road: { fill: "contextArea" },
  rail: { fill: "contextArea" },
  border: { stroke: BORDER },
  barrier: { stroke: BARRIER },
};
const PLAIN_AREA: Style = { fill: "contextArea", stroke: QUIET };

/** In pixels: what is smaller than this is not drawn. */
const SMALLEST = 3;
/** Dots would be a rash on a map of a country. */
const DOTS_FROM = 7;

/** Draw the context over a ground: areas, then rivers, then all other lines, then dots. */
export function drawContext(canvas: CanvasRenderingContext2D, context: Context, view: View, palette: ContextPalette): void {
  // A street seen from far is a hair.
  const weight = Math.max(0.45, Math.min(1.5, (view.zoom - 4) / 8));
  canvas.lineJoin = "round";
  canvas.lineCap = "butt";
  const stroke = ({ colour, width, dash = [] }: Stroke): void => {
    canvas.strokeStyle = palette[colour];
    canvas.lineWidth = width * weight;
    canvas.setLineDash(dash);
    canvas.stroke();
    canvas.setLineDash([]);
  };
  for (const { kind, shape, paths } of context) {
    if (shape !== 2 || !begin(canvas, paths, view, true)) continue;
    const style = AREAS[kind] ?? PLAIN_AREA;
    if (style.fill) {
      canvas.fillStyle = palette[style.fill];
      canvas.fill("evenodd");
    }
    if (style.stroke) stroke(style.stroke);
  }
  for (const rivers of [true, false]) {
    for (const { kind, shape, paths } of context) {
      const style = LINES[kind] ?? QUIET;
      if (shape === 1 && (style === RIVER) === rivers && begin(canvas, paths, view, false)) stroke(style);
    }
  }
  if (view.zoom < DOTS_FROM) return;
  canvas.fillStyle = palette.contextLine;
  for (const { shape, paths } of context) if (shape === 0) for (const dot of paths) drawDot(canvas, dot, view);
}

/** Begin a path of those lines or rings that can be seen, and say whether there are any. */
function begin(canvas: CanvasRenderingContext2D, paths: Path[], view: View, close: boolean): boolean {
  const seen = paths.filter(
    ({ box }) => isSeen(box, view) && Math.max(box.right - box.left, box.bottom - box.top) * view.world >= SMALLEST,
  );
  canvas.beginPath();
  for (const one of seen) trace(canvas, one, view, close);
  return seen.length > 0;
}

function drawDot(canvas: CanvasRenderingContext2D, { points, box }: Path, view: View): void {
  if (!isSeen(box, view)) return;
  canvas.beginPath();
  canvas.arc(points[0]! * view.world - view.left, points[1]! * view.world - view.top, 1.7, 0, 2 * Math.PI);
  canvas.fill();
}

const TILE = 256;
/** Pixels that a letter takes, with some room. */
const LETTER = 9;
const FARTHEST = 24;
/** A long line is named somewhere in every window: from the zoom at which this many pixels lie between the places. */
const APART = 500;
const MOST_HALVINGS = 6;
/** The basemap numbers its own names from 1. */
const FIRST_NUMBER = 1_000_000;

/** The names to letter. A line has several places for its one name; an area's stands where it is widest. */
export function contextNames(context: Context): Name[] {
  return context.flatMap((feature, index): Name[] => {
    if (!feature.name) return [];
    const same = FIRST_NUMBER + index;
    if (feature.shape === 1) return lineNames(feature, same);
    return feature.shape === 2 ? areaName(feature, same) : pointName(feature, same);
  });
}

const isWater = ({ kind }: Feature): boolean => kind === "river" || kind === "water";

/** The zoom from which `width` of the unit square is so many pixels. */
const zoomOf = (width: number, pixels: number): number => Math.log2(pixels / TILE / width);

function made(feature: Feature, { x, y }: Spot, from: number, width: number, same: number): Name {
  const kind = isWater(feature) ? "water" : "state";
  return { text: feature.name, kind, x, y, rank: 1, from, to: FARTHEST, width, capital: false, same };
}

function lineNames(feature: Feature, same: number): Name[] {
  const lengths = feature.paths.map(({ points }) => lengthOf(points));
  const length = Math.max(...lengths);
  if (!(length > 0)) return [];
  const { points } = feature.paths[lengths.indexOf(length)]!;
  const fits = zoomOf(length, LETTER * [...feature.name].length);
  const names = [made(feature, along(points, length / 2), fits, length, same)];
  for (let halving = 1; halving < MOST_HALVINGS; halving++) {
    const pieces = 2 ** (halving + 1);
    const from = Math.max(fits, zoomOf(length / pieces, APART));
    for (let odd = 1; odd < pieces; odd += 2) {
      names.push(made(feature, along(points, (length * odd) / pieces), from, length, same));
    }
  }
  return names;
}

function lengthOf(points: Float64Array): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) length += Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!);
  return length;
}

/** The point of a line that lies so far from its start. */
function along(points: Float64Array, distance: number): Spot {
  let left = distance;
  for (let i = 2; i < points.length; i += 2) {
    const [ax, ay, bx, by] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
    const length = Math.hypot(bx - ax, by - ay);
    if (left <= length && length > 0) return { x: ax + ((bx - ax) * left) / length, y: ay + ((by - ay) * left) / length };
    left -= length;
  }
  return { x: points[points.length - 2]!, y: points[points.length - 1]! };
}

/** The heights at which an area is looked at for room, from its top. */
const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7];

function areaName(feature: Feature, same: number): Name[] {
  const top = Math.min(...feature.paths.map(({ box }) => box.top));
  const bottom = Math.max(...feature.paths.map(({ box }) => box.bottom));
  let spot: Spot | null = null;
  let widest = 0;
  for (const share of SHARES) {
    const y = top + share * (bottom - top);
    const edges = feature.paths.flatMap(({ points }) => crossings(points, y)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < edges.length; i += 2) {
      const width = edges[i + 1]! - edges[i]!;
      // The middle is the best place unless there is clearly more room elsewhere.
      if (width > widest * 1.15) [spot, widest] = [{ x: (edges[i]! + edges[i + 1]!) / 2, y }, width];
    }
  }
  if (!spot) return [];
  const fits = isWater(feature) ? zoomOf(widest, LETTER * [...feature.name].length) : 0;
  return [made(feature, spot, fits, widest, same)];
}

/** Where a ring crosses a parallel. */
function crossings(points: Float64Array, y: number): number[] {
  const found = [];
  for (let i = 2; i < points.length; i += 2) {
    const [ax, ay, bx, by] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
    if (ay < y !== by < y) found.push(ax + ((bx - ax) * (y - ay)) / (by - ay));
  }
  return found;
}

function pointName(feature: Feature, same: number): Name[] {
  const [x, y] = feature.paths[0]!.points;
  if (isWater(feature)) return [made(feature, { x: x!, y: y! }, 10, 0, same)];
  const town = feature.kind === "town";
  const name = made(feature, { x: x!, y: y! }, town ? DOTS_FROM : 10, 0, same);
  return [{ ...name, kind: "city", rank: town ? 4 : 6 }];
}
