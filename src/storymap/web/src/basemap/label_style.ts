// How a name of the basemap is lettered: whether a zoom shows it, in what type, and where it may stand.

import type { PixelBox as Box } from "../data/pixel_box.ts";
import type { Kind, Name } from "./label_data.ts";
import type { Palette } from "./palette.ts";
import type { Candidate, Spot } from "./label_placement.ts";
import type { View } from "./draw.ts";

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

export type Measure = (text: string, font: string, spacing: number) => number;

/** The weight of lines beyond which an area's name would be taken for its neighbour's. */
export const LINE = 1;
export const COAST = 2;
export const BORDER = 3;
const HELD: Partial<Record<Kind, number>> = { country: BORDER, state: LINE };

/** Cities that are named even if the symbol of a place stands on them, so far beside their point. */
const WEIGHTY = 3;
const SYMBOL = 20;

export const LEADING = 1.18;

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
    ...(HELD[name.kind] ? { home: { ...at, held: HELD[name.kind] } } : {}),
    ...(dot && name.rank <= WEIGHTY ? { aside: besideDot(at, SYMBOL, width, height) } : {}),
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
      margin: [3, 3, 4, 8, 12, 16][rank] ?? 20,
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
