// Writes the basemap's names: the weightiest first, each where there is room for it.

import type { PixelBox as Box } from "../data/pixel_box.ts";
import type { View } from "./draw.ts";
import { LEADING, letter, type Lettered, type Measure } from "./label_style.ts";
import type { Name } from "./label_data.ts";
import type { Palette } from "./palette.ts";
import { type LineGrid, type Placed, Placement } from "./label_placement.ts";

/** The order in which names take their places. */
const ORDER: ((name: Name) => boolean)[] = [
  (name) => name.kind === "country",
  (name) => name.kind === "city" && name.rank <= 1,
  (name) => name.kind === "state",
  (name) => name.kind === "water",
  (name) => name.kind === "city" && name.rank > 1,
];

const GLANCE = 500;
/** Towns have dots that other names should not hide. */
const SEEN_DOT = 3;

export interface Scene {
  views: View[];
  /** The map's window on the canvas: names stand whole within it. */
  window: Box;
  lines: LineGrid;
  /** What stands there already. */
  standing: Box[];
  palette: Palette;
}

export class Letterer {
  private readonly widths = new Map<string, number>();

  constructor(private readonly names: readonly Name[]) {}

  /** Write what there is room for, and return which names that are. */
  write(canvas: CanvasRenderingContext2D, { views, window, lines, standing, palette }: Scene): string[] {
    const measure = this.measure(canvas);
    const lettered = views.flatMap((view) => this.names.flatMap((name) => letter(name, view, palette, measure) ?? []));
    const dots = lettered.flatMap(({ name, dot }) => (dot && name.rank <= SEEN_DOT ? [dot] : []));
    const placement = new Placement(window, lines, dots);
    for (const box of standing) placement.bar(box);
    const placed: Placed<Lettered>[] = [];
    const told = new Set<number>();
    for (const isNext of ORDER) {
      for (const candidate of lettered) {
        const { name } = candidate;
        if (!isNext(name) || told.has(name.same)) continue;
        if (placed.some((other) => isRepeated(candidate, other.candidate))) continue;
        const found = placement.place(candidate);
        if (!found) continue;
        placed.push(found);
        if (name.same) told.add(name.same);
      }
    }
    paint(canvas, placed, palette);
    return placed.map(({ candidate }) => candidate.name.text);
  }

  /** Widths of text are asked for again and again, and the canvas is slow to tell. */
  private measure(canvas: CanvasRenderingContext2D): Measure {
    return (text, font, spacing) => {
      const key = `${font} ${text}`;
      let width = this.widths.get(key);
      if (width === undefined) {
        canvas.font = font;
        width = canvas.measureText(text).width;
        this.widths.set(key, width);
      }
      return width + spacing * [...text].length;
    };
  }
}

/** A long water may be named again, but not within one glance. */
function isRepeated(a: Lettered, b: Lettered): boolean {
  if (a.name.kind !== "water" || a.name.text !== b.name.text) return false;
  return Math.hypot(a.boxes[0]!.left - b.boxes[0]!.left, a.boxes[0]!.top - b.boxes[0]!.top) < GLANCE;
}

/** Paint placed names, dots first, so that no dot lies on a word. */
function paint(
  canvas: CanvasRenderingContext2D,
  placed: readonly Placed<Lettered>[],
  palette: Palette,
): void {
  for (const { candidate, hasDot } of placed) {
    const { dot, name } = candidate;
    if (!dot || !hasDot) continue;
    canvas.beginPath();
    canvas.arc(dot.x, dot.y, dot.radius, 0, 2 * Math.PI);
    canvas.lineWidth = name.capital ? 1.6 : 2.5;
    canvas.fillStyle = name.capital ? palette.halo : palette.dot;
    canvas.strokeStyle = name.capital ? palette.dot : palette.halo;
    if (!name.capital) canvas.stroke();
    canvas.fill();
    if (name.capital) canvas.stroke();
  }
  canvas.textBaseline = "middle";
  canvas.textAlign = "left";
  canvas.lineJoin = "round";
  for (const { candidate, box } of placed) {
    canvas.font = candidate.font;
    if ("letterSpacing" in canvas) canvas.letterSpacing = `${candidate.spacing}px`;
    const middle = (box.left + box.right) / 2;
    candidate.lines.forEach(({ text, width }, i) => {
      const left = candidate.dot ? box.left : middle - width / 2 + candidate.spacing / 2;
      const top = box.top + candidate.size * LEADING * (i + 0.5);
      canvas.strokeStyle = candidate.halo;
      canvas.lineWidth = candidate.haloWidth;
      canvas.strokeText(text, left, top);
      canvas.fillStyle = candidate.colour;
      canvas.fillText(text, left, top);
    });
  }
  if ("letterSpacing" in canvas) canvas.letterSpacing = "0px";
}
