// The labels of the context: a line has several places for its one name, an area's stands where it is widest.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import type { Context, ContextShape } from "./context.ts";
import { contextRule, layout } from "./context_style.ts";
import { labelLine, lengthOf, pointOn } from "./label_along.ts";
import type { Label } from "./label_data.ts";
import type { Point } from "./label_positions.ts";

const TILE = 256;
/** The basemap's own groups have smaller numbers. */
const FIRST_GROUP = 1_000_000;

const { labels: style } = layout;

/** The labels of all features that have a name, in the language of the story. */
export function contextLabels(context: Context, language = "und"): Label[] {
  return context.flatMap((feature, index): Label[] => {
    if (!feature.name) return [];
    const rule = contextRule(feature.kind);
    const whole: Label = {
      text: feature.name,
      language,
      kind: rule.is_water ? "water" : "state",
      x: 0,
      y: 0,
      rank: style.rank,
      from: 0,
      to: style.to,
      width: 0,
      isCapital: false,
      group: FIRST_GROUP + index,
    };
    if (feature.shape === 1) return lineLabels(feature, whole);
    return feature.shape === 2 ? areaLabels(feature, whole) : pointLabels(feature, whole);
  });
}

/** The zoom from which `width` of the unit square is so many pixels. */
const zoomOf = (width: number, pixels: number): number => Math.log2(pixels / TILE / width);

const roomFor = (text: string): number => style.letter * [...text].length;

/** A label at the middle of a line, and others between, from the zoom at which they are far enough apart. */
function lineLabels({ paths }: ContextShape, whole: Label): Label[] {
  const lines = paths.map(({ points }) => labelLine(points));
  const line = lines.reduce((longest, one) => (lengthOf(one) > lengthOf(longest) ? one : longest));
  const length = lengthOf(line);
  if (!(length > 0)) return [];
  const fits = zoomOf(length, roomFor(whole.text));
  const kind = whole.kind === "water" ? "river" : "line";
  const labelAt = (at: number, from: number): Label => ({
    ...whole,
    kind,
    ...pointOn(line, at),
    from,
    width: length,
    along: { line, at },
  });
  const labels = [labelAt(length / 2, fits)];
  for (let halving = 1; halving < style.halvings; halving++) {
    const pieces = 2 ** (halving + 1);
    const from = Math.max(fits, zoomOf(length / pieces, style.apart));
    for (let odd = 1; odd < pieces; odd += 2) labels.push(labelAt((length * odd) / pieces, from));
  }
  return labels;
}

const pointAt = (points: Float64Array, i: number): Point => ({ x: points[2 * i]!, y: points[2 * i + 1]! });

function areaLabels({ paths }: ContextShape, whole: Label): Label[] {
  const top = Math.min(...paths.map(({ box }) => box.top));
  const bottom = Math.max(...paths.map(({ box }) => box.bottom));
  let at: Point | null = null;
  let widest = 0;
  for (const share of style.heights) {
    const y = top + share * (bottom - top);
    const edges = paths.flatMap(({ points }) => crossings(points, y)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < edges.length; i += 2) {
      const width = edges[i + 1]! - edges[i]!;
      // The middle is the best place unless there is clearly more room elsewhere.
      if (width > widest * style.wider) [at, widest] = [{ x: (edges[i]! + edges[i + 1]!) / 2, y }, width];
    }
  }
  if (!at) return [];
  return [{ ...whole, ...at, from: whole.kind === "water" ? zoomOf(widest, roomFor(whole.text)) : 0, width: widest }];
}

/** Where a ring crosses a parallel. */
function crossings(points: Float64Array, y: number): number[] {
  const found: number[] = [];
  for (let i = 1; i < points.length / 2; i++) {
    const [a, b] = [pointAt(points, i - 1), pointAt(points, i)];
    if (a.y < y !== b.y < y) found.push(a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y));
  }
  return found;
}

function pointLabels({ kind, paths }: ContextShape, whole: Label): Label[] {
  const { is_water, point_from, point_rank } = contextRule(kind);
  const label: Label = { ...whole, ...pointAt(paths[0]!.points, 0), from: point_from };
  return [is_water ? label : { ...label, kind: "city", rank: point_rank }];
}
