// The lines of the basemap that labels rather keep off.

import style from "../../../rendering/basemap/line_style.json" with { type: "json" };
import type { PixelBox } from "../data/pixel_box.ts";
import { type DecodedBasemap, shownDetails } from "./decode.ts";
import { type Viewport, visit } from "./draw.ts";
import type { BaseShapes, Path } from "./geometry.ts";
import { layout } from "./label_style.ts";
import { LineGrid } from "./line_grid.ts";

type Size = { x: number; y: number };

/** The grid of a window of this size, with coasts, borders and the context as the views show them. */
export function labelLines(basemap: DecodedBasemap, views: readonly Viewport[], size: Size): LineGrid {
  const { weights } = layout.lines;
  const lines = new LineGrid(size.x, size.y);
  for (const view of views) {
    const add = (paths: Path[], weight: number): void =>
      visit(paths, view, (ax, ay, bx, by) => lines.add(ax, ay, bx, by, weight));
    for (const shapes of shownShapes(basemap, view, size)) {
      add(shapes.states, weights.state);
      add(shapes.coasts, weights.coast);
      add([...shapes.countries, ...shapes.disputed], weights.country);
    }
    for (const { paths } of basemap.context) add(paths, weights.context);
  }
  return lines;
}

/** What the views show of the basemap, decoded and simplified one part after the other, so that drawing it is short. */
export function preparing(basemap: DecodedBasemap, views: readonly Viewport[], size: Size): (() => void)[] {
  return views.flatMap((view) =>
    shownLayers(basemap, view, size).flatMap((shapes) => [
      shapes,
      () => {
        for (const paths of Object.values(shapes())) visit(paths, view, () => undefined);
      },
    ]),
  );
}

const shownShapes = (basemap: DecodedBasemap, view: Viewport, size: Size): BaseShapes[] =>
  shownLayers(basemap, view, size).map((shapes) => shapes());

function shownLayers(basemap: DecodedBasemap, view: Viewport, size: Size): (() => BaseShapes)[] {
  const details = shownDetails(basemap.details, view.zoom, size);
  const shown = details.map(({ shapes }) => shapes);
  return details.some(({ window }) => covers(window, view)) ? shown : [...shown, basemap.world];
}

/** Whether the views show lines of the basemap from nearer than they are exact. */
export function isVague(basemap: DecodedBasemap, views: readonly Viewport[], size: Size): boolean {
  const lines = new LineGrid(size.x, size.y);
  for (const view of views) {
    if (view.zoom < style.said_from || size.x < style.said_width) return false;
    for (const { land: _, ...kinds } of shownShapes(basemap, view, size))
      for (const paths of Object.values(kinds)) visit(paths, view, (...ends) => lines.add(...ends, 1));
  }
  return lines.under({ left: 0, top: 0, right: size.x, bottom: size.y }) > 0;
}

/** Whether a box of the unit square holds all that a view shows. */
export const covers = (box: PixelBox, { world, left, top, width, height }: Viewport): boolean =>
  box.left * world <= left &&
  box.right * world >= left + width &&
  box.top * world <= top &&
  box.bottom * world >= top + height;
