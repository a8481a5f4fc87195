// The page of an atlas in parts: the map is made here, and what it shows comes from the files beside the page as it is
// looked at. Opened from disk, where nothing can be fetched, the page is the list that it came with.

import { decodeBasemap } from "../basemap/decode.ts";
import { BasemapLayer } from "../basemap/layer.ts";
import { ATLAS_MAP_ID, ATLAS_PARTS_ID, type AtlasPartsData } from "../data/contract.ts";
import { readBasemap, readBlock } from "../data/page_data.ts";
import { announceHeight } from "../embed/frame_height.ts";
import { nameControls } from "../map/controls.ts";
import { foldCredits } from "../map/credits.ts";
import { watchDensity } from "../map/density.ts";
import { shareTouch, shareWheel } from "../map/gestures.ts";
import { watchMapSize } from "../map/map_size.ts";
import { obeyReducedMotion } from "../map/reduced_motion.ts";
import { scaleBar } from "../map/scale_bar.ts";
import { element, isRightToLeft } from "../page/dom.ts";
import { isFramed } from "../page/framed.ts";
import { LiveRegion } from "../page/live_region.ts";
import { takeSchemeOfAddress } from "../page/scheme.ts";
import { start } from "../page/start.ts";
import { Atlas } from "./atlas.ts";
import { texts } from "./texts.ts";

const root = document.documentElement;
const data = readBlock<AtlasPartsData>(ATLAS_PARTS_ID);
const list = document.querySelector(".atlas-results");
root.classList.toggle("is-framed", isFramed());
// Without its list the map would say nothing of a place.
root.dataset["view"] = "story";
start(takeSchemeOfAddress);
if (data && list && /^https?:$/.test(location.protocol)) {
  const map = makeMap(data);
  new Atlas(map, data, list, new LiveRegion());
  start(announceHeight);
  root.classList.add("is-ready");
} else if (list) {
  list.before(element("p", { class: "atlas-notice", role: "status" }, texts.needsHttp));
  // As for readers without script: the list has the page.
  root.className = "is-ready";
}

function makeMap({ bounds }: AtlasPartsData): L.Map {
  const options: L.MapOptions = { zoomSnap: 0.25, scrollWheelZoom: false, zoomControl: false, worldCopyJump: true };
  const map = L.map(ATLAS_MAP_ID, options).setMinZoom(1).setMaxZoom(18);
  L.control.zoom({ position: isRightToLeft() ? "topright" : "topleft" }).addTo(map);
  map.attributionControl?.setPrefix(false);
  start(() => obeyReducedMotion(map));
  const [west, south, east, north] = bounds ?? [-168, -56, 178, 72];
  map.fitBounds(
    [
      [south, west],
      [north, east],
    ],
    { animate: false, padding: [24, 24] },
  );
  const coded = readBasemap();
  if (coded) new BasemapLayer(decodeBasemap(coded)).addTo(map);
  for (const part of [
    () => watchMapSize(map),
    () => watchDensity(map),
    () => shareWheel(map),
    () => shareTouch(map),
    () => nameControls(map),
    () => scaleBar(map),
    () => foldCredits(map),
    () => new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer()),
  ])
    start(part);
  return map;
}
