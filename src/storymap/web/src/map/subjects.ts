// What the map is to show: the story at first, or some of its places.

import type { Story } from "../data/page_data.ts";
import { placeOf, weighed } from "../data/place_lookup.ts";
import { type BBox, boxAround, dataBBox, isInside, pointBBox, union } from "./bbox.ts";
import type { Camera, Subject } from "./camera.ts";
import type { PlaceLayer } from "./place_layer.ts";

/** No closer to a town and what is larger: the map knows no more of it. */
const CLOSEST = 12;
/** Nor to anything. */
const CLOSEST_OF_ALL = 18;
/** Degrees from south to north: what is smaller is a building, a street or a quarter (focus/own_frames.py). */
const SMALL = 0.09;

/** The story as it opens, or null if none of it is on the map. */
export function storySubject(story: Story, placeLayer?: PlaceLayer): Subject | null {
  if (!story.frame) return null;
  const frame = dataBBox(story.frame);
  const symbols = placeLayer?.symbols((_, at) => isInside(at, frame)) ?? [];
  // How close an author wants the only place says more than a box around it.
  const [only, other] = story.rows ? [] : Object.values(story.places).filter((place) => place.located);
  const asked = other ? null : only?.zoom;
  const bounds = dataBBox(story.bounds ?? story.frame);
  if (asked && isPoint(bounds)) return { box: bounds, core: bounds, symbols, closest: asked };
  const box = isPoint(frame) ? boxAround(frame) : frame;
  return { box, core: coreOf(story, frame, placeLayer), symbols, closest: asked || closestTo(box) };
}

/** What of the story's frame must be in sight. */
function coreOf(story: Story, frame: BBox, placeLayer?: PlaceLayer): BBox {
  // Where the frame is all that is on the map, clustered places are in it, too.
  if (!placeLayer || String(story.frame) === String(story.bounds)) return frame;
  const inside = weighed(story).filter((placeId) => isFramed(story.places[placeId]?.frame, frame));
  const cores = inside.flatMap((placeId) => boxesOf(placeId, story, placeLayer)).map(({ core }) => core);
  return cores.length ? union(cores) : frame;
}

/** Some places, each as its own frame shows it best; null if none of them is on the map. */
export function placesSubject(places: readonly string[], story: Story, placeLayer: PlaceLayer): Subject | null {
  const boxes = places.flatMap((placeId) => boxesOf(placeId, story, placeLayer));
  if (!boxes.length) return null;
  const named = new Set(places);
  const asked = Math.max(0, ...places.map((placeId) => placeOf(story, placeId)?.zoom ?? 0));
  const box = union(boxes.map((one) => one.box));
  return {
    box,
    core: union(boxes.map(({ core }) => core)),
    symbols: placeLayer.symbols((placeId) => named.has(placeId)),
    closest: asked || closestTo(box),
  };
}

/** Whether a place's own frame lies in that of the story, but for what was rounded. */
function isFramed(own: [number, number, number, number] | null | undefined, frame: BBox): boolean {
  if (!own) return false;
  const { west, south, east, north } = dataBBox(own);
  return isInside({ lat: south, lng: west }, frame) && isInside({ lat: north, lng: east }, frame);
}

const isPoint = ({ west, south, east, north }: BBox): boolean => west === east && south === north;

const closestTo = ({ south, north }: BBox): number => (north - south < SMALL ? CLOSEST_OF_ALL : CLOSEST);

/** A place that is opened: as close as its author wants it, at the marker that was picked, or in its own frame. */
export function openSubject(
  { marker }: { marker: { getLatLng: () => L.LatLng } },
  placeId: string,
  story: Story,
  placeLayer: PlaceLayer,
): Subject | null {
  const subject = placesSubject([placeId], story, placeLayer);
  if (!subject || !placeOf(story, placeId)?.zoom) return subject;
  const at = pointBBox(marker.getLatLng());
  return { ...subject, box: at, core: at };
}

/** What the map shows now. */
export function cameraNow(map: L.Map): Camera {
  const { lat, lng } = map.getCenter();
  return { lat, lng, zoom: map.getZoom() };
}

/** What is framed of a place, and what of it must be in sight. */
function boxesOf(placeId: string, story: Story, placeLayer: PlaceLayer): { box: BBox; core: BBox }[] {
  const drawn = placeLayer.bboxOf(placeId);
  if (!drawn) return [];
  const place = placeOf(story, placeId);
  const isPoint = drawn.west === drawn.east && drawn.south === drawn.north;
  const own = place?.frame ? dataBBox(place.frame) : isPoint ? boxAround(drawn) : drawn;
  // How close an author wants a place says more than a box.
  return [{ box: place?.zoom ? drawn : own, core: isPoint ? drawn : own }];
}
