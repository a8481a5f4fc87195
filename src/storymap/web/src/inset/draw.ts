// Draws the inset: land, water and borders once for a view, and over them what changes as the map moves.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import type { BaseShapes, Path } from "../basemap/geometry.ts";
import type { BBox } from "../map/bbox.ts";
import * as mercator from "../map/mercator.ts";
import { type Direction, direction, type Globe } from "./globe.ts";

export type InsetColour = "land" | "water" | "coast" | "country";

/** Farther apart than this on the edge of the globe (radians), what lies beyond it is drawn along the edge. */
const ALONG_EDGE = 0.1;
/** A window that is smaller on the inset, in pixels, is marked instead. */
const SMALLEST = 7;
const DOT = 3.5;

/** What draws the earth, one step after the other: each takes a phone a tenth of a second at most. */
export function earthSteps(
  canvas: CanvasRenderingContext2D,
  shapes: () => BaseShapes,
  globe: Globe,
  colours: Record<InsetColour, string>,
): (() => void)[] {
  const { half, radius } = globe;
  const onBall = (draw: () => void): void => {
    canvas.save();
    canvas.beginPath();
    canvas.arc(half, half, radius, 0, 2 * Math.PI);
    canvas.clip();
    canvas.lineJoin = "round";
    canvas.beginPath();
    draw();
    canvas.restore();
  };
  const fill = (colour: string): void => {
    canvas.fillStyle = colour;
    canvas.fill("evenodd");
  };
  return [
    shapes,
    () => shapes().land.forEach(directionsOf),
    () =>
      onBall(() => {
        canvas.arc(half, half, radius, 0, 2 * Math.PI);
        fill(colours.water);
        canvas.beginPath();
        for (const ring of shapes().land) traceRing(canvas, ring, globe);
        // Where the far side's land lies behind the middle, its outline goes all around the edge: the even-odd rule turns it.
        if (isWithin(shapes().land, globe.antipode)) canvas.rect(-1, -1, 2 * half + 2, 2 * half + 2);
        fill(colours.land);
      }),
    () => shapes().coasts.forEach(directionsOf),
    () =>
      onBall(() => {
        for (const ring of shapes().lakes) traceRing(canvas, ring, globe);
        fill(colours.water);
        stroke(canvas, shapes().coasts, globe, colours.coast, 0.6);
        stroke(canvas, shapes().countries, globe, colours.country, 0.5);
      }),
  ];
}

/** What the map shows now as a frame, or a mark where that would be too small, and dots for places. */
export function drawMarks(
  canvas: CanvasRenderingContext2D,
  globe: Globe,
  window: BBox,
  marks: readonly Direction[],
  colours: { accent: string; panel: string },
): void {
  canvas.lineJoin = "round";
  for (const mark of marks) {
    const { x, y } = globe.point(mark);
    canvas.beginPath();
    canvas.arc(x, y, DOT, 0, 2 * Math.PI);
    outlined(canvas, colours, true);
  }
  const outline = outlineOf(window).map((one) => globe.point(one));
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  canvas.beginPath();
  if (Math.max(width, height) < SMALLEST)
    canvas.rect(left + (width - SMALLEST) / 2, top + (height - SMALLEST) / 2, SMALLEST, SMALLEST);
  else for (const [i, { x, y }] of outline.entries()) i ? canvas.lineTo(x, y) : canvas.moveTo(x, y);
  canvas.closePath();
  outlined(canvas, colours, false);
}

function outlined(
  canvas: CanvasRenderingContext2D,
  { accent, panel }: { accent: string; panel: string },
  filled: boolean,
): void {
  canvas.strokeStyle = panel;
  canvas.lineWidth = filled ? 2.5 : 3.5;
  canvas.stroke();
  canvas.fillStyle = accent;
  canvas.strokeStyle = accent;
  canvas.lineWidth = 1.5;
  if (filled) canvas.fill();
  else canvas.stroke();
}

/** The sides of a box, as a globe bends them. */
function outlineOf({ west, south, east, north }: BBox): Direction[] {
  const corners = [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ] as const;
  return corners.flatMap(([lng, lat], i) => {
    const [nextLng, nextLat] = corners[(i + 1) % 4]!;
    return Array.from({ length: 12 }, (_, step) => {
      const share = step / 12;
      return direction(lng + (nextLng - lng) * share, lat + (nextLat - lat) * share);
    });
  });
}

/** Directions of a path's points, worked out when it is first drawn. */
const known = new WeakMap<Path, Direction[]>();

function directionsOf(path: Path): Direction[] {
  let made = known.get(path);
  if (!made) {
    made = [];
    const { points } = path;
    for (let i = 0; i < points.length; i += 2)
      made.push(direction(mercator.longitude(points[i]!), mercator.latitude(points[i + 1]!)));
    known.set(path, made);
  }
  return made;
}

/** The points of a closed line on a globe in pixels, along its edge where the line runs beyond it. */
export function ringOn(globe: Globe, ring: readonly Direction[]): [number, number][] {
  const points: [number, number][] = [];
  let last: { x: number; y: number; isSeen: boolean } | undefined;
  for (const one of ring) {
    const point = globe.point(one);
    if (last && !last.isSeen && !point.isSeen) points.push(...alongEdge(globe, last, point));
    points.push([point.x, point.y]);
    last = point;
  }
  return points;
}

function alongEdge(globe: Globe, from: { x: number; y: number }, to: { x: number; y: number }): [number, number][] {
  const { half, radius } = globe;
  const start = Math.atan2(from.y - half, from.x - half);
  let turn = Math.atan2(to.y - half, to.x - half) - start;
  if (turn > Math.PI) turn -= 2 * Math.PI;
  if (turn < -Math.PI) turn += 2 * Math.PI;
  const steps = Math.ceil(Math.abs(turn) / ALONG_EDGE);
  return Array.from({ length: Math.max(0, steps - 1) }, (_, i) => {
    const at = start + (turn * (i + 1)) / steps;
    return [half + Math.cos(at) * radius, half + Math.sin(at) * radius];
  });
}

function traceRing(canvas: CanvasRenderingContext2D, path: Path, globe: Globe): void {
  ringOn(globe, directionsOf(path)).forEach(([x, y], i) => {
    if (i) canvas.lineTo(x, y);
    else canvas.moveTo(x, y);
  });
  canvas.closePath();
}

function stroke(
  canvas: CanvasRenderingContext2D,
  paths: readonly Path[],
  globe: Globe,
  colour: string,
  width: number,
): void {
  canvas.beginPath();
  for (const path of paths) {
    let isDrawing = false;
    for (const one of directionsOf(path)) {
      const { x, y, isSeen } = globe.point(one);
      if (isSeen && isDrawing) canvas.lineTo(x, y);
      else if (isSeen) canvas.moveTo(x, y);
      isDrawing = isSeen;
    }
  }
  canvas.strokeStyle = colour;
  canvas.lineWidth = width;
  canvas.stroke();
}

/** Whether a point lies within rings by the even-odd rule. */
export function isWithin(rings: readonly Path[], { lng, lat }: { lng: number; lat: number }): boolean {
  const [x, y] = [mercator.x(lng), mercator.y(lat)];
  let inside = false;
  for (const { points, box } of rings) {
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
    for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [points[i]!, points[i + 1]!, points[j]!, points[j + 1]!];
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
    }
  }
  return inside;
}
