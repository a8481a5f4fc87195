// Draws a ground on a canvas.

import type { Ground, Path } from "./ground.ts";
import type { Palette } from "./palette.ts";

/** How the unit square lies on the canvas: its width in pixels, and where its corner is. */
export interface View {
  world: number;
  left: number;
  top: number;
  width: number;
  height: number;
  zoom: number;
}

export type Visit = (ax: number, ay: number, bx: number, by: number) => void;

/** Finer than a pixel nothing is to be seen. */
const FINEST = 0.7;

export function drawGround(canvas: CanvasRenderingContext2D, ground: Ground, view: View, palette: Palette): void {
  const { zoom } = view;
  const weight = Math.max(0.6, Math.min(1.5, 0.5 + zoom / 10));
  canvas.lineJoin = "round";
  canvas.lineCap = "round";

  canvas.beginPath();
  for (const ring of ground.land) trace(canvas, ring, view, true);
  canvas.fillStyle = palette.land;
  canvas.fill("evenodd");

  const stroke = (paths: Path[], colour: string, width: number, dash: number[] = []): void => {
    canvas.beginPath();
    for (const path of paths) trace(canvas, path, view, false);
    canvas.strokeStyle = colour;
    canvas.lineWidth = width;
    canvas.setLineDash(dash);
    canvas.stroke();
    canvas.setLineDash([]);
  };
  if (zoom >= 4) stroke(ground.rivers, palette.river, (zoom < 6 ? 0.6 : 0.9) * weight);
  if (zoom >= 4) stroke(ground.states, palette.state, 0.8 * weight);
  canvas.beginPath();
  for (const ring of ground.lakes) trace(canvas, ring, view, true);
  canvas.fillStyle = palette.water;
  canvas.fill("evenodd");
  canvas.strokeStyle = palette.lakeShore;
  canvas.lineWidth = 0.5 * weight;
  canvas.stroke();
  stroke(ground.coasts, palette.coast, 0.7 * weight);
  if (zoom >= 4) stroke(ground.countries, palette.casing, 3.2 * weight);
  stroke(ground.countries, palette.country, (zoom < 4 ? 0.7 : 1.15) * weight);
  stroke(ground.disputed, palette.country, (zoom < 4 ? 0.6 : 1) * weight, [4, 3]);
}

/** Add a path to the canvas, leaving out points that no eye would miss. */
function trace(canvas: CanvasRenderingContext2D, { points, box }: Path, view: View, close: boolean): void {
  if (!isSeen(box, view)) return;
  const { world, left, top } = view;
  const last = points.length - 2;
  let px = points[0]! * world - left;
  let py = points[1]! * world - top;
  canvas.moveTo(px, py);
  for (let i = 2; i <= last; i += 2) {
    const qx = points[i]! * world - left;
    const qy = points[i + 1]! * world - top;
    if (i < last && Math.abs(qx - px) + Math.abs(qy - py) < FINEST) continue;
    canvas.lineTo(qx, qy);
    px = qx;
    py = qy;
  }
  if (close) canvas.closePath();
}

/** Visit the segments of paths on the canvas: what labels should keep off. */
export function visit(paths: Path[], view: View, see: Visit): void {
  const { world, left, top } = view;
  for (const { points, box } of paths) {
    if (!isSeen(box, view)) continue;
    let px = points[0]! * world - left;
    let py = points[1]! * world - top;
    for (let i = 2; i < points.length; i += 2) {
      const qx = points[i]! * world - left;
      const qy = points[i + 1]! * world - top;
      if (i < points.length - 2 && Math.abs(qx - px) + Math.abs(qy - py) < 3) continue;
      see(px, py, qx, qy);
      px = qx;
      py = qy;
    }
  }
}

function isSeen(box: Path["box"], view: View): boolean {
  const { world, left, top, width, height } = view;
  return (
    box.right * world >= left - 4 &&
    box.left * world <= left + width + 4 &&
    box.bottom * world >= top - 4 &&
    box.top * world <= top + height + 4
  );
}
