// The basemap's names: which of them a zoom shows, in what type, and where each may stand.

import type { Palette } from "./palette.ts";
import type { Box, Candidate, Spot } from "./placement.ts";
import type { View } from "./draw.ts";
import * as mercator from "./mercator.ts";

export type Kind = "country" | "state" | "water" | "city";

/** A name of the basemap, at a point of the unit square. */
export interface Name {
  text: string;
  kind: Kind;
  x: number;
  y: number;
  /** 0 is the weightiest. */
  rank: number;
  /** Shown from this zoom on. */
  from: number;
  /** Shown up to this zoom. */
  to: number;
  /** Width of what it names, in the unit square; 0 for a point. */
  width: number;
  capital: boolean;
  /** Names of one thing, of which only one is shown, carry the same number; 0 for none. */
  same: number;
}

export interface Line {
  text: string;
  width: number;
}

export interface Lettered extends Candidate {
  name: Name;
  font: string;
  spacing: number;
  size: number;
  lines: Line[];
  colour: string;
  halo: string;
  haloWidth: number;
}

type Measure = (text: string, font: string, spacing: number) => number;

const LEADING = 1.18;

/** The order in which names take their places. */
export const WEIGHT: ((name: Name) => boolean)[] = [
  (name) => name.kind === "country",
  (name) => name.kind === "city" && name.rank <= 1,
  (name) => name.kind === "state",
  (name) => name.kind === "water",
  (name) => name.kind === "city" && name.rank > 1,
];

/** Letter a name for this view, or null if this zoom does not show it. */
export function letter(name: Name, view: View, palette: Palette, measure: Measure): Lettered | null {
  const { zoom, world } = view;
  if (zoom < name.from || zoom > name.to) return null;
  const at: Spot = { x: name.x * world - view.left, y: name.y * world - view.top };
  if (at.x < -80 || at.y < -40 || at.x > view.width + 80 || at.y > view.height + 40) return null;
  const style = STYLES[name.kind](name, view, palette);
  if (!style) return null;
  const lines = style.texts.map((text) => ({ text, width: measure(text, style.font, style.spacing) }));
  const width = Math.max(...lines.map((line) => line.width));
  const height = style.size * LEADING * lines.length;
  const { dot } = style;
  return {
    ...style,
    name,
    lines,
    boxes: dot ? besideDot(at, dot, width, height) : around(at, width, height, name.kind === "country"),
    ...(dot ? { dot: { ...at, radius: dot } } : {}),
  } as Lettered;
}

interface Style {
  texts: string[];
  font: string;
  size: number;
  spacing: number;
  colour: string;
  halo: string;
  haloWidth: number;
  margin: number;
  dot?: number;
}

const STYLES: Record<Kind, (name: Name, view: View, palette: Palette) => Style | null> = {
  country(name, { zoom, world }, palette) {
    const capitals = name.text.toLocaleUpperCase();
    const texts = capitals.length > 14 ? halves(capitals) : [capitals];
    const letters = Math.max(...texts.map((text) => [...text].length));
    const room = name.width * world;
    // Too small for its name: left out until the reader is nearer.
    if (zoom < 7 && room < letters * (zoom < 4 ? 2.4 : 3.4)) return null;
    const largest = zoom < 3 ? 11.5 : zoom < 5 ? 13.5 : 16;
    const size = Math.max(11, Math.min(largest, room / letters / 0.86));
    return {
      texts,
      size,
      font: `600 ${size.toFixed(1)}px ${palette.sans}`,
      spacing: size * (zoom < 4 ? 0.06 : size < 12 ? 0.08 : 0.16),
      colour: palette.countryName,
      halo: palette.halo,
      haloWidth: 3,
      margin: 4,
    };
  },
  state(name, { zoom, world }, palette) {
    const texts = halves(name.text.toLocaleUpperCase());
    const size = zoom < 6 ? 10 : zoom < 7.5 ? 11 : 12;
    const letters = Math.max(...texts.map((text) => [...text].length));
    if (letters * size * 0.78 > name.width * world * 1.05) return null;
    return {
      texts,
      size,
      font: `400 ${size}px ${palette.sans}`,
      spacing: size * 0.12,
      colour: palette.stateName,
      halo: palette.halo,
      haloWidth: 2.5,
      margin: 4,
    };
  },
  water(name, { zoom }, palette) {
    const size = name.rank === 0 ? (zoom < 3 ? 12 : 15) : 12.5;
    return {
      texts: halves(name.text),
      size,
      font: `italic 400 ${size}px ${palette.serif}`,
      spacing: size * 0.06,
      colour: palette.waterName,
      halo: palette.waterHalo,
      haloWidth: 2,
      margin: 6,
    };
  },
  city(name, { zoom }, palette) {
    const { rank } = name;
    const full = [14, 13.5, 12.5, 12, 11.5][Math.max(0, rank)] ?? 11;
    const size = zoom < 5 ? Math.min(full, 11.5) : full;
    return {
      texts: [name.text],
      size,
      font: `${rank <= 1 ? 600 : 400} ${size}px ${palette.sans}`,
      spacing: 0,
      colour: rank <= 3 ? palette.cityName : palette.townName,
      halo: palette.halo,
      haloWidth: 3,
      margin: rank <= 2 ? 3 : 7,
      dot: rank <= 1 ? 2.6 : rank <= 3 ? 2.1 : 1.7,
    };
  },
};

/** The eight usual places of a name beside its dot, the best first. */
function besideDot({ x, y }: Spot, radius: number, width: number, height: number): Box[] {
  const gap = radius + 3.5;
  const corners: [number, number][] = [
    [x + gap, y - height / 2],
    [x - gap - width, y - height / 2],
    [x - width / 2, y - gap - height + 1],
    [x - width / 2, y + gap - 1],
    [x + gap - 1, y - height - 1],
    [x + gap - 1, y + 1],
    [x - gap - width + 1, y - height - 1],
    [x - gap - width + 1, y + 1],
  ];
  return corners.map(([left, top]) => ({ left, top, right: left + width, bottom: top + height }));
}

const STEPS = [0, 0.22, -0.22, 0.45, -0.45].flatMap((across) =>
  [0, 0.8, -0.8, 1.5, -1.5, 2.4, -2.4].map((down) => [across, down] as const),
);
STEPS.sort((a, b) => Math.abs(a[0]) * 2.4 + Math.abs(a[1]) - Math.abs(b[0]) * 2.4 - Math.abs(b[1]));

/** Positions around the middle of an area: on it first, then shifted, a country's name further than others'. */
function around({ x, y }: Spot, width: number, height: number, far: boolean): Box[] {
  return STEPS.slice(0, far ? STEPS.length : 15).map(([across, down]) => {
    const left = x + across * width - width / 2;
    const top = y + down * height - height / 2;
    return { left, top, right: left + width, bottom: top + height };
  });
}

/** A long name on two lines, cut where they come out most alike. */
export function halves(text: string): string[] {
  const words = text.split(" ");
  if (words.length < 2 || text.length < 13) return [text];
  let best = 1;
  let least = Infinity;
  for (let i = 1; i < words.length; i++) {
    const uneven = Math.abs(words.slice(0, i).join(" ").length - words.slice(i).join(" ").length);
    if (uneven < least) [best, least] = [i, uneven];
  }
  return [words.slice(0, best).join(" "), words.slice(best).join(" ")];
}

/** Write placed names, dots first, so that no dot lies on a word. */
export function write(
  canvas: CanvasRenderingContext2D,
  placed: readonly { candidate: Lettered; box: Box }[],
  palette: Palette,
): void {
  for (const { candidate } of placed) {
    const { dot, name } = candidate;
    if (!dot) continue;
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

export const place = (lon: number, lat: number): Spot => ({ x: mercator.x(lon), y: mercator.y(lat) });
