// What the map shows while it is being put together: the story, as if nothing lay over it.

import type { Story } from "../data/page_data.ts";
import { windowBox } from "./boxes.ts";
import { cameraFor } from "./camera.ts";
import { jump } from "./look.ts";
import { storySubject } from "./subjects.ts";

/** Give the map a first view: Leaflet draws nothing without one. */
export function firstView(map: L.Map, story: Story): void {
  const subject = storySubject(story);
  if (!subject) {
    map.setView([20, 0], 2, { animate: false });
    return;
  }
  jump(map, cameraFor(subject, { window: windowBox(map), over: [], rooms: [] }));
}
