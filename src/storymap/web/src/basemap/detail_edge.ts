// Where a detail ends and the world goes on: it fades, so that no river ends along a straight line.

import type { PixelBox } from "../data/pixel_box.ts";
import { context2d } from "../map/canvas_layer.ts";

/** Pixels from the edge to where all of the detail is seen. */
const FADE = 60;

/** Draw on a canvas of its own, and lay over the other what lies in the box, fading towards its sides. */
export function drawFading(
  canvas: CanvasRenderingContext2D,
  { left, top, right, bottom }: PixelBox,
  draw: (layer: CanvasRenderingContext2D) => void,
): void {
  const { width, height } = canvas.canvas;
  const layer = context2d(Object.assign(document.createElement("canvas"), { width, height }));
  layer.setTransform(canvas.getTransform());
  draw(layer);
  // What lies beyond a side goes, and what lies within it goes the less the farther in: the middle is not touched.
  layer.globalCompositeOperation = "destination-out";
  const { width: most, height: lowest } = layer.canvas;
  const [across, down] = [Math.min((right - left) / 2, FADE), Math.min((bottom - top) / 2, FADE)];
  erase(layer, layer.createLinearGradient(left, 0, left + across, 0), 0, 0, left + across, lowest);
  erase(layer, layer.createLinearGradient(right, 0, right - across, 0), right - across, 0, most, lowest);
  erase(layer, layer.createLinearGradient(0, top, 0, top + down), 0, 0, most, top + down);
  erase(layer, layer.createLinearGradient(0, bottom, 0, bottom - down), 0, bottom - down, most, lowest);
  canvas.save();
  canvas.resetTransform();
  canvas.drawImage(layer.canvas, 0, 0);
  canvas.restore();
}

function erase(
  layer: CanvasRenderingContext2D,
  gradient: CanvasGradient,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  gradient.addColorStop(0, "#000");
  gradient.addColorStop(1, "#0000");
  layer.fillStyle = gradient;
  layer.fillRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}
