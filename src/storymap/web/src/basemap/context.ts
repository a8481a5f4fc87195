// The context: lines, areas and points that lie quietly under the places.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import type { ContextData, ContextDimension } from "../data/contract.ts";
import { decodeIntegers } from "../data/integer_codec.ts";
import * as mercator from "../map/mercator.ts";
import { contextRule, layout, type Stroke } from "./context_style.ts";
import { isSeen, trace, type Viewport } from "./draw.ts";
import { type Path, path } from "./geometry.ts";
import type { BasemapPalette } from "./palette.ts";

export interface ContextShape {
  kind: string;
  name: string;
  shape: ContextDimension;
  paths: Path[];
}

export type Context = ContextShape[];

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
  return data.features.map(([kind, name, shape, parts]) => ({
    kind,
    name,
    shape,
    paths: Array.from({ length: parts }, next),
  }));
}

/** Draw the context over land and water: areas, then rivers, then all other lines, then dots. */
export function drawContext(
  canvas: CanvasRenderingContext2D,
  context: Context,
  view: Viewport,
  palette: BasemapPalette,
): void {
  canvas.lineJoin = "round";
  drawAreas(canvas, context, view, palette);
  for (const isWater of [true, false])
    drawLines(
      canvas,
      context.filter(({ kind }) => !contextRule(kind).is_water !== isWater),
      view,
      palette,
    );
  if (view.zoom >= layout.dots.from) drawDots(canvas, context, view, palette);
}

function drawAreas(canvas: CanvasRenderingContext2D, context: Context, view: Viewport, palette: BasemapPalette): void {
  for (const { kind, shape, paths } of context) {
    if (shape !== 2 || !begin(canvas, paths, view, true)) continue;
    const { fill, outline } = contextRule(kind);
    if (fill) {
      canvas.fillStyle = palette[fill];
      canvas.fill("evenodd");
    }
    if (outline) stroke(canvas, outline, view, palette);
  }
}

function drawLines(canvas: CanvasRenderingContext2D, context: Context, view: Viewport, palette: BasemapPalette): void {
  for (const { kind, shape, paths } of context) {
    if (shape === 1 && begin(canvas, paths, view, false)) stroke(canvas, contextRule(kind).line, view, palette);
  }
}

function drawDots(canvas: CanvasRenderingContext2D, context: Context, view: Viewport, palette: BasemapPalette): void {
  canvas.fillStyle = palette[layout.dots.colour as Stroke["colour"]];
  for (const { shape, paths } of context) if (shape === 0) for (const dot of paths) drawDot(canvas, dot, view);
}

function stroke(
  canvas: CanvasRenderingContext2D,
  { colour, width, dash = [] }: Stroke,
  view: Viewport,
  palette: BasemapPalette,
): void {
  const { from, per, least, most } = layout.weight;
  canvas.strokeStyle = palette[colour];
  canvas.lineWidth = width * Math.max(least, Math.min(most, (view.zoom - from) / per));
  canvas.lineCap = dash.length ? "butt" : "round";
  canvas.setLineDash(dash);
  canvas.stroke();
  canvas.setLineDash([]);
}

/** Begin a path of those lines or rings that can be seen, and say whether there are any. */
function begin(canvas: CanvasRenderingContext2D, paths: Path[], view: Viewport, close: boolean): boolean {
  const seen = paths.filter(
    ({ box }) =>
      isSeen(box, view) && Math.max(box.right - box.left, box.bottom - box.top) * view.world >= layout.smallest,
  );
  canvas.beginPath();
  for (const one of seen) trace(canvas, one, view, close);
  return seen.length > 0;
}

function drawDot(canvas: CanvasRenderingContext2D, { points, box }: Path, view: Viewport): void {
  if (!isSeen(box, view)) return;
  canvas.beginPath();
  const [x, y] = [points[0]! * view.world - view.left, points[1]! * view.world - view.top];
  canvas.arc(x, y, layout.dots.radius, 0, 2 * Math.PI);
  canvas.fill();
}
