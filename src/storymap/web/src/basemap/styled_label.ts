// A label as one view shows it: its text, in what type and size, and where it may stand.

import { isJoined } from "../data/joined_scripts.ts";
import type { Viewport } from "./draw.ts";
import { alongLine } from "./label_along.ts";
import type { Label } from "./label_data.ts";
import type { Candidate } from "./label_placement.ts";
import { aroundPoint, besidePoint, type Point } from "./label_positions.ts";
import { type LabelRule, layout, ruleOf, valueAt } from "./label_style.ts";

export interface TextLine {
  text: string;
  width: number;
}

export interface StyledLabel extends Candidate {
  label: Label;
  rule: LabelRule;
  lines: TextLine[];
  size: number;
  spacing: number;
}

/** The width in pixels of a text that a rule sets in a size, with so many pixels after each letter. */
export type Measure = (text: string, rule: LabelRule, size: number, spacing: number) => number;

/** Style a label for this view, or return null if it does not show it. */
export function styleLabel(label: Label, view: Viewport, measure: Measure): StyledLabel | null {
  const { zoom, world } = view;
  if (zoom < label.from || zoom > label.to) return null;
  const at: Point = { x: label.x * world - view.left, y: label.y * world - view.top };
  if (!isNear(at, view)) return null;
  const rule = ruleOf(label.kind, label.rank);
  const texts = textsOf(label, rule);
  const letters = Math.max(...texts.map(lengthOf));
  const room = label.width * world;
  const size = sizeOf(rule, zoom, room / letters);
  // Too small for its name: left out until the reader is nearer.
  if (room < letters * (valueAt(rule.room, zoom) + (rule.room_em ?? 0) * size)) return null;
  const spacing = texts.some(isJoined)
    ? 0
    : size * Math.min(valueAt(rule.spacing, zoom), valueAt(rule.spacing_by_size, size));
  const lines = texts.map((text) => ({ text, width: measure(text, rule, size, spacing) }));
  const width = Math.max(...lines.map((line) => line.width));
  const height = size * layout.line_height * lines.length;
  const { along } = label;
  const positions = along
    ? { ...alongLine(along.line, along.at, view, width, height), margin: rule.margin }
    : positionsOf(rule, at, width, height);
  return { label, rule, lines, size, spacing, ...positions };
}

function isNear({ x, y }: Point, { width, height }: Viewport): boolean {
  const [across, down] = layout.window.beyond as [number, number];
  return x >= -across && y >= -down && x <= width + across && y <= height + down;
}

function textsOf({ text, language, along }: Label, { upper_case, wrap }: LabelRule): string[] {
  return halves(upper_case ? text.toLocaleUpperCase(language) : text, along ? 0 : wrap);
}

/** The size of the type: larger where there is room for it, if the rule says so. */
function sizeOf({ size, fill, least_size = 0 }: LabelRule, zoom: number, roomOfLetter: number): number {
  const largest = valueAt(size, zoom);
  return fill ? Math.round(10 * Math.max(least_size, Math.min(largest, roomOfLetter / fill))) / 10 : largest;
}

function positionsOf(rule: LabelRule, at: Point, width: number, height: number): Candidate {
  const { margin, dot, barrier } = rule;
  if (!dot) {
    const boxes = aroundPoint(at, rule.positions, width, height);
    return { boxes, margin, ...(barrier ? { home: { ...at, barrier } } : {}) };
  }
  return {
    boxes: besidePoint(at, dot, width, height),
    margin,
    dot: { ...at, radius: dot },
    ...(rule.is_notable ? { aside: besidePoint(at, layout.symbol.radius, width, height) } : {}),
  };
}

/** A text of at least so many characters on two lines, cut where they come out most alike; `least` 0 is for never. */
export function halves(text: string, least = 0): string[] {
  const words = text.split(" ");
  if (words.length < 2 || !least || lengthOf(text) < least) return [text];
  let best = [text];
  let fewest = Infinity;
  for (let i = 1; i < words.length; i++) {
    const cut = [words.slice(0, i).join(" "), words.slice(i).join(" ")] as const;
    const uneven = Math.abs(lengthOf(cut[0]) - lengthOf(cut[1]));
    if (uneven < fewest) [best, fewest] = [[...cut], uneven];
  }
  return best;
}

const lengthOf = (text: string): number => [...text].length;
