// Chooses the basemap's labels: the weightiest first, each where there is room for it.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import type { PixelBox } from "../data/pixel_box.ts";
import type { Viewport } from "./draw.ts";
import type { Label } from "./label_data.ts";
import { spaceLetters } from "./label_painter.ts";
import { type Placed, Placement } from "./label_placement.ts";
import { distance } from "./label_positions.ts";
import { fontOf } from "./label_style.ts";
import type { LineGrid } from "./line_grid.ts";
import type { BasemapPalette } from "./palette.ts";
import { type Measure, type StyledLabel, styleLabel } from "./styled_label.ts";

/** What is on the map when the labels come. */
export interface Scene {
  views: Viewport[];
  /** The map's window on the canvas: labels stand whole within it. */
  window: PixelBox;
  lines: LineGrid;
  /** What stands there already. */
  standing: PixelBox[];
}

/** Labels that have their places. */
export type Names = Placed<StyledLabel>[];

export class LabelLayer {
  readonly #widths = new Map<string, number>();

  readonly #labels: readonly Label[];

  constructor(labels: readonly Label[]) {
    this.#labels = labels;
  }

  /** Place what there is room for on a canvas. */
  place(canvas: CanvasRenderingContext2D, scene: Scene, palette: BasemapPalette): Names {
    return placeLabels(this.#labels, scene, this.#measure(canvas, palette));
  }

  /** Widths of text are asked for again and again, and the canvas is slow to say. */
  #measure(canvas: CanvasRenderingContext2D, palette: BasemapPalette): Measure {
    return (text, rule, size, spacing) => {
      const font = fontOf(rule, size, palette);
      const key = `${font} ${spacing} ${text}`;
      let width = this.#widths.get(key);
      if (width === undefined) {
        canvas.font = font;
        spaceLetters(canvas, spacing);
        width = canvas.measureText(text).width;
        this.#widths.set(key, width);
      }
      return width;
    };
  }
}

/** Place the labels that the views show, in their rules' order, as far as there is room. */
export function placeLabels(
  labels: readonly Label[],
  { views, window, lines, standing }: Scene,
  measure: Measure,
): Placed<StyledLabel>[] {
  const styled = views.flatMap((view) => labels.flatMap((label) => styleLabel(label, view, measure) ?? []));
  styled.sort((a, b) => a.rule.order - b.rule.order);
  const softDots = styled.flatMap(({ rule, dot }) => (dot && rule.is_notable ? [dot] : []));
  const placement = new Placement(window, lines, softDots);
  for (const box of standing) placement.bar(box);
  const placed: Placed<StyledLabel>[] = [];
  const groups = new Set<number>();
  for (const candidate of styled) {
    const { group } = candidate.label;
    if (groups.has(group) || placed.some((other) => isRepeated(candidate, other.candidate))) continue;
    const found = placement.place(candidate);
    if (!found) continue;
    placed.push(found);
    if (group) groups.add(group);
  }
  return placed;
}

/** Whether a label says within one glance what another says already: a long water may be labelled again farther off. */
function isRepeated({ rule, label, boxes }: StyledLabel, other: StyledLabel): boolean {
  if (!rule.repeat || label.kind !== other.label.kind || label.text !== other.label.text) return false;
  const [own, theirs] = [boxes[0]!, other.boxes[0]!];
  return distance({ x: own.left, y: own.top }, { x: theirs.left, y: theirs.top }) < rule.repeat;
}
