// The lines of the basemap that labels rather keep off.

import type { PixelBox } from "../data/pixel_box.ts";
import { type DecodedBasemap, shownDetails } from "./decode.ts";
import { type Viewport, visit } from "./draw.ts";
import type { Path } from "./geometry.ts";
import { layout } from "./label_style.ts";
import { LineGrid } from "./line_grid.ts";

/** The grid of a window of this size, with coasts, borders and the context as the views show them. */
export function labelLines(
  basemap: DecodedBasemap,
  views: readonly Viewport[],
  size: { x: number; y: number },
): LineGrid {
  const { weights } = layout.lines;
  const lines = new LineGrid(size.x, size.y);
  for (const view of views) {
    const add = (paths: Path[], weight: number): void =>
      visit(paths, view, (ax, ay, bx, by) => lines.add(ax, ay, bx, by, weight));
    const details = shownDetails(basemap.details, view.zoom, size);
    const shown = details.map(({ shapes }) => shapes());
    if (!details.some(({ window }) => covers(window, view))) shown.push(basemap.world());
    for (const shapes of shown) {
      add(shapes.states, weights.state);
      add(shapes.coasts, weights.coast);
      add([...shapes.countries, ...shapes.disputed], weights.country);
    }
    for (const { paths } of basemap.context) add(paths, weights.context);
  }
  return lines;
}

/** Whether a box of the unit square holds all that a view shows. */
export const covers = (box: PixelBox, { world, left, top, width, height }: Viewport): boolean =>
  box.left * world <= left &&
  box.right * world >= left + width &&
  box.top * world <= top &&
  box.bottom * world >= top + height;
