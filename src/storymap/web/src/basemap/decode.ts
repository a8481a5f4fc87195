// The basemap that the page carries, decoded: the whole earth, what is known in more detail, and the names.

import type { BasemapData } from "../data/contract.ts";
import type { UnitBox } from "../map/mercator.ts";
import * as mercator from "../map/mercator.ts";
import { once } from "../page/once.ts";
import { type Context, readContext } from "./context.ts";
import { contextLabels } from "./context_labels.ts";
import { type BaseShapes, decodeLayer } from "./geometry.ts";
import { type Label, readLabels } from "./label_data.ts";

/** A detail is drawn in its box, in place of the world. */
export interface Detail {
  shapes: () => BaseShapes;
  window: UnitBox;
  /** Farther out than this zoom, a large window would show where the detail ends. */
  from: number;
}

export interface DecodedBasemap {
  credit: string;
  world: () => BaseShapes;
  details: Detail[];
  /** What the author adds: it lies over land and water, under the places. */
  context: Context;
  labels: Label[];
}

export function decodeBasemap(coded: BasemapData): DecodedBasemap {
  const context = coded.context ? readContext(coded.context) : [];
  return {
    credit: coded.credit,
    // Decoded when it is first drawn: a reader who stays near never needs the rest of the earth.
    world: once(() => decodeLayer(coded.world)),
    details: coded.details.map((layer) => ({
      shapes: once(() => decodeLayer(layer)),
      window: unitBox(layer.box),
      from: layer.least_zoom,
    })),
    context,
    labels: [...contextLabels(context, coded.case_language), ...readLabels(coded.labels, coded)],
  };
}

/**
 * The details that a zoom shows: near enough, or where a window of this size could lie within their box. The picture's are
 * chosen by `shown_details` of rendering/static_map/base_shapes.py.
 */
export function shownDetails(details: readonly Detail[], zoom: number, size: { x: number; y: number }): Detail[] {
  const world = 256 * 2 ** zoom;
  return details.filter(
    ({ window, from }) =>
      zoom >= from ||
      ((window.right - window.left) * world >= size.x && (window.bottom - window.top) * world >= size.y),
  );
}

function unitBox([west, south, east, north]: [number, number, number, number]): UnitBox {
  return { left: mercator.x(west), top: mercator.y(north), right: mercator.x(east), bottom: mercator.y(south) };
}
