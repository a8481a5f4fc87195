// Where the map should look for what is being read.

import type { Story } from "../data/page_data.ts";
import { windowBox } from "../map/boxes.ts";
import { type Camera, cameraFor, isFar, isSame, type Subject, seesWell } from "../map/camera.ts";
import { boxesOverMap, settingOf } from "../map/free_room.ts";
import type { PlaceLayer } from "../map/place_layer.ts";
import { cameraNow, placesSubject, storySubject } from "../map/subjects.ts";
import { prefersReducedMotion } from "../page/dom.ts";
import { type Framing, firstFraming } from "./passages.ts";

/** Seconds. */
const FLYING = 0.9;

/** The camera for a framing, or for the story as it opens; null if the map shows it already, or has no size. */
export function cameraOf(framing: Framing | null, map: L.Map, story: Story, placeLayer: PlaceLayer): Camera | null {
  const { x: width, y: height } = map.getSize();
  if (!width || !height) return null;
  const wanted = framing ?? firstFraming(story.views);
  if (wanted && "centre" in wanted) {
    const { zoom } = wanted;
    const [lat, lng] = wanted.centre;
    return otherThanNow({ lat, lng, zoom }, map);
  }
  const subject = wanted ? placesSubject(wanted.places, story, placeLayer) : storySubject(story, placeLayer);
  if (!subject) return null;
  const best = bestCamera(subject, map);
  if (framing) return isWellSeen(subject, map, best) ? null : best;
  return otherThanNow(best, map);
}

/** The camera that shows a subject best, as the map and what lies over it are now. */
export const bestCamera = (subject: Subject, map: L.Map): Camera => cameraFor(subject, settingOf(map));

export const isWellSeen = (subject: Subject, map: L.Map, best: Camera): boolean =>
  seesWell(cameraNow(map), subject, windowBox(map), boxesOverMap(map), best);

/** Look there: near views are glided to; over many windows nobody can follow. */
export function look(map: L.Map, camera: Camera, animate: boolean): void {
  const { lat, lng, zoom } = camera;
  if (animate && !prefersReducedMotion() && !isFar(cameraNow(map), camera, windowBox(map)))
    map.flyTo([lat, lng], zoom, { duration: FLYING });
  else map.setView([lat, lng], zoom, { animate: false });
}

const otherThanNow = (camera: Camera, map: L.Map): Camera | null => (isSame(cameraNow(map), camera) ? null : camera);
