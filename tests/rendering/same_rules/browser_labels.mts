// Runs the browser's rules of labels and context: their names and what they are given come in as JSON, what they answer
// goes out as JSON. test_same_labels.py compares that with Python's answers.
import { readFileSync } from "node:fs";

import { contextRule } from "../../../src/storymap/web/src/basemap/context_style.ts";
import { decodeBasemap } from "../../../src/storymap/web/src/basemap/decode.ts";
import { placeLabels } from "../../../src/storymap/web/src/basemap/label_layer.ts";
import { labelLines } from "../../../src/storymap/web/src/basemap/label_lines.ts";
import { ruleOf, valueAt, type Kind } from "../../../src/storymap/web/src/basemap/label_style.ts";
import { isJoined } from "../../../src/storymap/web/src/data/joined_scripts.ts";
import { LineGrid } from "../../../src/storymap/web/src/basemap/line_grid.ts";

type Quad = [number, number, number, number];

interface Window {
  basemap: number;
  zoom: number;
  world: number;
  left: number;
  top: number;
  width: number;
  height: number;
  standing: Quad[];
  /** Segments with their weights; without, the lines are the basemap's own. */
  segments?: [...Quad, number][];
}

const views = ({ zoom, world, left, top, width, height }: Window) => {
  const found = [];
  for (let turn = Math.floor(left / world) - 1; turn <= Math.floor((left + width) / world) + 1; turn++) {
    found.push({ zoom, world, left: left - turn * world, top, width, height });
  }
  return found;
};

function labels({ basemaps, windows, widths }: { basemaps: any[]; windows: Window[]; widths: Record<string, number> }) {
  const decoded = basemaps.map(decodeBasemap);
  // Hundredths of the size of the type, as Python's text_width has them.
  const measure = (text: string, _: unknown, size: number, spacing: number): number =>
    [...text].reduce((sum, letter) => sum + (widths[letter]! ? (widths[letter]! * size) / 100 + spacing : 0), 0);
  return windows.map((window) => {
    const { width, height } = window;
    const basemap = decoded[window.basemap]!;
    let lines = new LineGrid(width, height);
    if (window.segments) for (const segment of window.segments) lines.add(...segment);
    else lines = labelLines(basemap, views(window), { x: width, y: height });
    const standing = window.standing.map(([left, top, right, bottom]) => ({ left, top, right, bottom }));
    const scene = { views: views(window), window: { left: 0, top: 0, right: width, bottom: height }, lines, standing };
    return placeLabels(basemap.labels, scene, measure).map(({ candidate, box, hasDot }) => [
      candidate.lines.map(({ text }) => text).join(" / "),
      [box.left, box.top, box.right, box.bottom],
      candidate.size,
      candidate.spacing,
      hasDot,
    ]);
  });
}

const rules: Record<string, (given: any) => unknown> = {
  labels,
  labelRules: (asked: [Kind, number][]) => asked.map(([kind, rank]) => ruleOf(kind, rank)),
  stops: ({ stops, zooms }) => zooms.map((zoom: number) => valueAt(stops, zoom)),
  contextRules: (kinds: string[]) => kinds.map(contextRule),
  joined: (texts: string[]) => texts.map(isJoined),
  upperCase: (texts: [string, string][]) => texts.map(([text, language]) => text.toLocaleUpperCase(language)),
};

const { rule, given } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(rules[rule]!(given)));
