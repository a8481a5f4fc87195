// What every map gets before its places: its size class, controls and names. Each part may fail alone.

import type { Story } from "../data/page_data.ts";
import { start } from "../page/start.ts";
import { nameControls } from "./controls.ts";
import { watchDensity } from "./density.ts";
import { showFocusedMarker } from "./focused_marker.ts";
import { shareTouch, shareWheel } from "./gestures.ts";
import { layerControl } from "./layer_control.ts";
import { watchMapSize } from "./map_size.ts";
import { addOnlineTiles } from "./online_tiles.ts";
import { moveOwnLayers } from "./own_layers.ts";
import { obeyReducedMotion } from "./reduced_motion.ts";
import { scaleBar } from "./scale_bar.ts";

/** Before its first view: how far it may go, and how. */
export function bound(map: L.Map): void {
  map.attributionControl?.setPrefix(false);
  // folium hands these over with tiles only. Farther out there is nothing, nearer nothing more to see.
  map.setMinZoom(1).setMaxZoom(18);
  start(() => obeyReducedMotion(map));
}

/** Furnish folium's map. */
export function furnish(map: L.Map, story: Story): void {
  for (const part of [
    watchMapSize,
    watchDensity,
    moveOwnLayers,
    addOnlineTiles,
    shareWheel,
    shareTouch,
    showFocusedMarker,
    nameControls,
    scaleBar,
    layerControl,
  ])
    start(() => part(map, story));
}
