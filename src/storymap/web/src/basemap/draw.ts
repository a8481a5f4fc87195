// Draws land, water and borders on a canvas: rendering/basemap/line_style.py says what the rules mean.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import style from "../../../rendering/basemap/line_style.json" with { type: "json" };
import type { BaseShapes, Path } from "./geometry.ts";
import type { BasemapPalette } from "./palette.ts";
import { simplified } from "./simplify.ts";

/** How the unit square lies on the canvas: its width in pixels, and where its corner is. */
export interface Viewport {
  world: number;
  left: number;
  top: number;
  width: number;
  height: number;
  zoom: number;
}

export type Visit = (ax: number, ay: number, bx: number, by: number) => void;

/** A line of the basemap: it gives way to soft strokes where it is no longer exact. */
type Stroke = (paths: Path[], colour: string, width: number, dash?: number[]) => void;

export function drawBase(
  canvas: CanvasRenderingContext2D,
  shapes: BaseShapes,
  view: Viewport,
  palette: BasemapPalette,
): void {
  const { zoom } = view;
  const weight = Math.max(0.6, Math.min(1.5, 0.5 + zoom / 10));
  const sharp = 1 + (style.faintest - 1) * vagueness(zoom);
  const isFar = zoom < style.from;
  canvas.lineJoin = "round";

  const fill = (paths: Path[], colour: string): void => {
    canvas.beginPath();
    for (const path of paths) trace(canvas, path, view, true);
    canvas.fillStyle = colour;
    canvas.fill("evenodd");
  };
  const stroke = (colour: string, width: number, strength: number, cap: CanvasLineCap, dash: number[]): void => {
    if (strength <= 0) return;
    canvas.globalAlpha = strength;
    canvas.strokeStyle = colour;
    canvas.lineWidth = width;
    canvas.lineCap = cap;
    canvas.setLineDash(dash);
    canvas.stroke();
    canvas.setLineDash([]);
    canvas.globalAlpha = 1;
  };
  const begin = (paths: Path[]): boolean => {
    canvas.beginPath();
    for (const path of paths) trace(canvas, path, view, false);
    return paths.length > 0;
  };
  const exact = (paths: Path[], colour: string, width: number, dash: number[] = []): void => {
    if (begin(paths)) stroke(colour, width, sharp, "butt", dash);
  };
  const line: Stroke = (paths, colour, width, dash = []) => {
    if (!begin(paths)) return;
    stroke(colour, width, sharp, "butt", dash);
    // Without dashes the ends are round: a line fades into nothing where its data ends.
    const [cap, dashes] = [dash.length ? "butt" : "round", dash.map((one) => one * style.soft_dash)] as const;
    for (const more of soft.widths) stroke(colour, width + more, softness(zoom), cap, dashes);
  };

  fill(shapes.land, palette.land);
  if (!isFar) {
    line(shapes.rivers, palette.river, (zoom < 6 ? 0.6 : 0.9) * weight);
    line(shapes.states, palette.state, 0.8 * weight);
  }
  fill(shapes.lakes, palette.water);
  line(shapes.lakes, palette["lake-shore"], 0.5 * weight);
  line(shapes.coasts, palette.coast, 0.7 * weight);
  if (!isFar) exact(shapes.countries, palette.casing, 3.2 * weight);
  line(shapes.countries, palette.country, (isFar ? 0.7 : 1.15) * weight);
  line(shapes.disputed, palette.country, (isFar ? 0.6 : 1) * weight, [4, 3]);
}

const { honest_to, soft_from, soft } = style;
const share = (zoom: number, from: number, to: number): number => Math.max(0, Math.min(1, (zoom - from) / (to - from)));

/** 0 as long as the lines are as exact as they look, 1 where they can only say "about here". */
const vagueness = (zoom: number): number => share(zoom, honest_to, soft_from);

/** How strong each stroke of a soft line is. */
const softness = (zoom: number): number =>
  vagueness(zoom) * soft.strength * (1 + (soft.pale - 1) * share(zoom, soft_from, soft.pale_from));

/** Whether a line is drawn: near, not where the story has a better one. */
const isDrawn = (path: Path, view: Viewport): boolean =>
  isSeen(path.box, view) && !(path.isReplaced && view.zoom > honest_to);

/** Add a path to the canvas, as far as this zoom shows it. */
export function trace(canvas: CanvasRenderingContext2D, path: Path, view: Viewport, close: boolean): void {
  if (!isDrawn(path, view)) return;
  const { world, left, top } = view;
  const points = simplified(path, view.zoom);
  canvas.moveTo(points[0]! * world - left, points[1]! * world - top);
  for (let i = 2; i < points.length; i += 2) canvas.lineTo(points[i]! * world - left, points[i + 1]! * world - top);
  if (close) canvas.closePath();
}

/** Visit the segments of paths on the canvas: what labels should keep off. */
export function visit(paths: Path[], view: Viewport, see: Visit): void {
  const { world, left, top, zoom } = view;
  for (const path of paths) {
    if (!isDrawn(path, view)) continue;
    const points = simplified(path, zoom);
    for (let i = 2; i < points.length; i += 2) {
      see(
        points[i - 2]! * world - left,
        points[i - 1]! * world - top,
        points[i]! * world - left,
        points[i + 1]! * world - top,
      );
    }
  }
}

export function isSeen(box: Path["box"], view: Viewport): boolean {
  const { world, left, top, width, height } = view;
  return (
    box.right * world >= left - 4 &&
    box.left * world <= left + width + 4 &&
    box.bottom * world >= top - 4 &&
    box.top * world <= top + height + 4
  );
}
