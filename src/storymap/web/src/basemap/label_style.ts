// The rules of the basemap's labels, which Python's picture of the map reads, too: rendering/basemap/label_style.py
// says what each of them means.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import style from "../../../rendering/basemap/label_style.json" with { type: "json" };
import type { BasemapPalette, Colour } from "./palette.ts";

export type Kind = keyof typeof style.rules;

/** Pairs of a number, mostly a zoom, and the value from there on. */
export type Stops = readonly (readonly number[])[];

/** How the labels of one kind look, from one rank on. */
export interface LabelRule {
  rank: number;
  order: number;
  from: number;
  to: number;
  upper_case?: boolean;
  wrap?: number;
  room: Stops;
  room_em?: number;
  size: Stops;
  fill?: number;
  least_size?: number;
  spacing: Stops;
  spacing_by_size: Stops;
  weight: number;
  italic?: boolean;
  family: "sans" | "serif";
  colour: Colour;
  halo: Colour;
  halo_width: number;
  margin: number;
  dot?: number;
  is_notable?: boolean;
  positions: number;
  barrier?: number;
  repeat?: number;
}

export const layout = style;

/** The rule of a kind of label and a rank: of the rules that begin at or before it, the later add to the earlier. */
export function ruleOf(kind: Kind, rank: number): LabelRule {
  const steps: Partial<LabelRule>[] = style.rules[kind] as Partial<LabelRule>[];
  return Object.assign({}, style.defaults, ...steps.filter((step) => (step.rank ?? 0) <= rank));
}

/** The value of the last stop at or before `at`, or of the first. */
export function valueAt(stops: Stops, at: number): number {
  const passed = stops.filter(([from = 0]) => from <= at);
  return (passed.pop() ?? stops[0]!)[1]!;
}

/** The font of a rule's labels, as CSS writes it. */
export function fontOf({ italic, weight, family }: LabelRule, size: number, palette: BasemapPalette): string {
  return `${italic ? "italic " : ""}${weight} ${size}px ${palette[family]}`;
}
