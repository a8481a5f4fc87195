// The page's start: folium has made the map by now.

import { BasemapLayer } from "./basemap/layer.ts";
import { readSheets } from "./basemap/sheets.ts";
import { foliumMap, readBasemap, readStory } from "./contract.ts";
import { legend } from "./legend.ts";
import { online } from "./online.ts";
import { Reader } from "./reader.ts";
import { scaleBar } from "./scale.ts";
import { calmMap, frameStory, nameControls, shareWheel } from "./view.ts";

const story = readStory();
const map = foliumMap(story);
map.attributionControl?.setPrefix(false);
// folium hands these over with tiles only. Farther out there is nothing, nearer nothing more to see.
map.setMinZoom(1).setMaxZoom(18);
calmMap(map);
frameStory(map, story);
// The browser's own tools, and `make bench`, show how long it takes.
performance.mark("basemap-begins");
const basemap = readBasemap();
if (basemap) new BasemapLayer(readSheets(basemap)).addTo(map);
performance.measure("basemap", "basemap-begins");
online(map, story);
shareWheel(map);
nameControls(map);
scaleBar(map);
legend(map);
new Reader(map, story);
new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
document.documentElement.classList.add("is-ready");
