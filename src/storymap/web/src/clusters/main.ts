// The crowd on the map, for pages with hundreds of places. It runs before storymap.js and does nothing by itself.

import type { CrowdKit } from "../data/cluster_api.ts";
import { CrowdLayer } from "./cluster_layer.ts";
import { RowList } from "./virtual_list.ts";

const kit: CrowdKit = {
  showCrowd: (setting) => new CrowdLayer(setting).addTo(setting.map),
  listRows: (setting) => new RowList(setting),
};
Object.assign(window, { storymapCrowd: kit });
