// The page's start: folium has made the map by now.

import { foliumMap, readStory } from "./contract.ts";
import { legend } from "./legend.ts";
import { Reader } from "./reader.ts";
import { calmMap, frameStory, nameControls, shareWheel } from "./view.ts";

const story = readStory();
const map = foliumMap(story);
map.attributionControl?.setPrefix(false);
calmMap(map);
frameStory(map, story);
shareWheel(map);
nameControls(map);
legend(map);
new Reader(map, story);
new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
document.documentElement.classList.add("is-ready");
