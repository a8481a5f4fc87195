// For readers who asked for less motion, every change of the view is a jump: also those that Leaflet makes by itself.

import { prefersReducedMotion } from "../page/dom.ts";

export function obeyReducedMotion(map: L.Map): void {
  const { setView, panBy } = map;
  map.setView = (centre, zoom, options) => setView.call(map, centre, zoom, calmed(options));
  map.panBy = (offset, options) => panBy.call(map, offset, calmed(options));
}

const calmed = <T extends object>(options: T | undefined): (T & { animate?: boolean }) | undefined =>
  prefersReducedMotion() ? { ...(options as T), animate: false } : options;
