// Where the map should look for what is being read.

import type { Story } from "../data/page_data.ts";
import { type BBox, storyBBox, union } from "../map/bbox.ts";
import { type Camera, CLOSEST, cameraFor, ONE_PLACE, seesWell } from "../map/camera.ts";
import { paddedWindow } from "../map/padding.ts";
import type { PlaceLayer } from "../map/place_layer.ts";
import type { Framing } from "./passages.ts";

/** The camera for a framing, or for the whole story; null if the map shows it well already, or has no size. */
export function cameraOf(framing: Framing | null, map: L.Map, story: Story, placeLayer: PlaceLayer): Camera | null {
  const window = paddedWindow(map);
  if (!window.width || !window.height) return null;
  if (framing && "centre" in framing) return centreOn(framing, map);
  const box = framing ? boxOf(framing.places, placeLayer) : storyBBox(story);
  if (!box) return null;
  const best = cameraFor(box, window, closest(framing?.places ?? Object.keys(story.places), box, story));
  const { lat, lng } = map.getCenter();
  return seesWell({ lat, lng, zoom: map.getZoom() }, box, window, best) ? null : best;
}

function centreOn({ centre: [lat, lng], zoom }: Extract<Framing, { centre: unknown }>, map: L.Map): Camera | null {
  const isNear = map.latLngToContainerPoint([lat, lng]).distanceTo(map.getSize().divideBy(2)) < 2;
  return isNear && map.getZoom() === zoom ? null : { lat, lng, zoom };
}

function boxOf(places: readonly string[], placeLayer: PlaceLayer): BBox | null {
  const boxes = places.map((placeId) => placeLayer.bboxOf(placeId)).filter((box) => box !== null);
  return boxes.length ? union(boxes) : null;
}

/** The closest zoom: the one that the author asks for, or what suits a point or an area. */
function closest(places: readonly string[], box: BBox, story: Story): number {
  const asked = Math.max(0, ...places.map((placeId) => story.places[placeId]?.zoom ?? 0));
  return asked || (box.west === box.east && box.south === box.north ? ONE_PLACE : CLOSEST);
}
