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
  layer.globalCompositeOperation = "destination-in";
  fade(layer, layer.createLinearGradient(left, 0, right, 0), right - left);
  fade(layer, layer.createLinearGradient(0, top, 0, bottom), bottom - top);
  canvas.save();
  canvas.resetTransform();
  canvas.drawImage(layer.canvas, 0, 0);
  canvas.restore();
}

function fade(layer: CanvasRenderingContext2D, gradient: CanvasGradient, length: number): void {
  const share = Math.min(0.5, FADE / length);
  gradient.addColorStop(0, "#0000");
  gradient.addColorStop(share, "#000");
  gradient.addColorStop(1 - share, "#000");
  gradient.addColorStop(1, "#0000");
  layer.fillStyle = gradient;
  layer.fillRect(0, 0, layer.canvas.width, layer.canvas.height);
}
