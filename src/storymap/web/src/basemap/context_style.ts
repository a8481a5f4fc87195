// How the context is drawn and labelled, by its kind: Python's picture of the map reads the same rules, and
// rendering/basemap/context_style.py says what each of them means.

import style from "../../../rendering/basemap/context_style.json" with { type: "json" };
import type { Colour } from "./palette.ts";

export interface Stroke {
  colour: Colour;
  width: number;
  dash?: number[];
}

/** How the features of one kind look. */
export interface ContextRule {
  line: Stroke;
  fill: Colour | null;
  outline: Stroke | null;
  is_water?: boolean;
  point_from: number;
  point_rank: number;
}

export const layout = style;

const rules: Record<string, object> = style.rules;

/** The rule of a kind; that of no kind for one that is not known. */
export const contextRule = (kind: string): ContextRule => ({ ...style.defaults, ...rules[kind] }) as ContextRule;
