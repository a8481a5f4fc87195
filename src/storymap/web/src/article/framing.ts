// Where the map should look for what is being read.

import type { Story } from "../data/page_data.ts";
import { type Camera, isSame } from "../map/camera.ts";
import { bestCamera, isWellSeen } from "../map/look.ts";
import type { PlaceLayer } from "../map/place_layer.ts";
import { cameraNow, placesSubject, storySubject } from "../map/subjects.ts";
import { type Framing, firstFraming } from "./passages.ts";

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
  if (framing && !framing.isAsked) return isWellSeen(subject, map, best) ? null : best;
  return otherThanNow(best, map);
}

const otherThanNow = (camera: Camera, map: L.Map): Camera | null => (isSame(cameraNow(map), camera) ? null : camera);
