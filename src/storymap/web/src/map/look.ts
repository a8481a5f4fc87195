// Looking somewhere: the best camera for a subject as the map is now, whether the map shows it well, and going there.

import { prefersReducedMotion } from "../page/dom.ts";
import { windowBox } from "./boxes.ts";
import { type Camera, cameraFor, isFar, type Subject, seesWell } from "./camera.ts";
import { boxesOverMap, settingOf } from "./free_room.ts";
import { cameraNow } from "./subjects.ts";

/** Seconds. */
const FLYING = 0.9;

/** The camera that shows a subject best, as the map and what lies over it are now. */
export const bestCamera = (subject: Subject, map: L.Map): Camera => cameraFor(subject, settingOf(map));

export const isWellSeen = (subject: Subject, map: L.Map, best: Camera): boolean =>
  seesWell(cameraNow(map), subject, windowBox(map), boxesOverMap(map), best);

/** Look there: near views are glided to; over many windows nobody can follow. */
export function look(map: L.Map, camera: Camera, animate: boolean): void {
  if (animate && !prefersReducedMotion() && !isFar(cameraNow(map), camera, windowBox(map)))
    map.flyTo([camera.lat, camera.lng], camera.zoom, { duration: FLYING });
  else jump(map, camera);
}

/** Look there at once. */
export const jump = (map: L.Map, { lat, lng, zoom }: Camera): L.Map =>
  map.setView([lat, lng], zoom, { animate: false });
