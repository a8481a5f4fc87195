// Draws land, water and borders on a canvas.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

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

const LINES_FROM = 4;
/** From here on the lines of the data are less exact than they look; two zooms nearer they are bands. */
const HONEST_TO = 9;
/** How far a line may lie from the truth: Natural Earth is made for 1:10,000,000. */
const GRAIN = 700 / 40_075_017;
/** How strong the bands are at their strongest; nearer still they would fill the window, and pale. */
const HAZE = 0.18;
const PALE = 0.05;

export function drawBase(
  canvas: CanvasRenderingContext2D,
  shapes: BaseShapes,
  view: Viewport,
  palette: BasemapPalette,
): void {
  const { zoom } = view;
  const weight = Math.max(0.6, Math.min(1.5, 0.5 + zoom / 10));
  const sharp = 1 - vagueness(zoom);
  const vague = haze(zoom);
  const band = 2 * GRAIN * view.world * scaleAt((view.top + view.height / 2) / view.world);
  canvas.lineJoin = "round";
  canvas.lineCap = "butt";

  const fill = (paths: Path[], colour: string): void => {
    canvas.beginPath();
    for (const path of paths) trace(canvas, path, view, true);
    canvas.fillStyle = colour;
    canvas.fill("evenodd");
  };
  const stroke = (paths: Path[], colour: string, width: number, strength = 1, dash: number[] = []): void => {
    if (paths.length === 0 || strength <= 0) return;
    canvas.beginPath();
    for (const path of paths) trace(canvas, path, view, false);
    canvas.globalAlpha = strength;
    canvas.strokeStyle = colour;
    canvas.lineWidth = width;
    canvas.setLineDash(dash);
    canvas.stroke();
    canvas.setLineDash([]);
    canvas.globalAlpha = 1;
  };

  fill(shapes.land, palette.land);
  if (zoom >= LINES_FROM) {
    stroke(shapes.rivers, palette.river, (zoom < 6 ? 0.6 : 0.9) * weight, sharp);
    stroke(shapes.states, palette.state, 0.8 * weight, sharp);
  }
  fill(shapes.lakes, palette.water);
  stroke(shapes.lakes, palette["lake-shore"], 0.5 * weight, sharp);
  stroke([...shapes.coasts, ...shapes.lakes], palette.coast, band, vague);
  stroke(shapes.coasts, palette.coast, 0.7 * weight, sharp);
  if (zoom >= LINES_FROM) stroke(shapes.countries, palette.casing, 3.2 * weight, sharp);
  stroke(shapes.countries, palette.country, (zoom < LINES_FROM ? 0.7 : 1.15) * weight, sharp);
  stroke([...shapes.countries, ...shapes.disputed], palette.country, band, vague);
  stroke(shapes.disputed, palette.country, (zoom < LINES_FROM ? 0.6 : 1) * weight, sharp, [4, 3]);
}

/** How much larger than at the equator Mercator draws at a y of the unit square. */
const scaleAt = (y: number): number => Math.cosh(Math.PI * (1 - 2 * y));

/** 0 as long as the lines are as exact as they look, 1 where they can only say "about here". */
export const vagueness = (zoom: number): number => Math.max(0, Math.min(1, (zoom - HONEST_TO) / 2));

function haze(zoom: number): number {
  const paling = Math.max(0, Math.min(1, (zoom - HONEST_TO - 2) / 3));
  return vagueness(zoom) * (HAZE + (PALE - HAZE) * paling);
}

/** Add a path to the canvas, as far as this zoom shows it. */
export function trace(canvas: CanvasRenderingContext2D, path: Path, view: Viewport, close: boolean): void {
  if (!isSeen(path.box, view)) return;
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
    if (!isSeen(path.box, view)) continue;
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
