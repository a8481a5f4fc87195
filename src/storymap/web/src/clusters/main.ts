// Clusters on the map and long lists, for pages with hundreds of places. It runs before storymap.js and does nothing by
// itself.

import type { ClusterApi } from "../data/cluster_api.ts";
import { ClusterLayer } from "./cluster_layer.ts";
import { dressMarks } from "./marks.ts";
import { readPoints } from "./point_table.ts";
import { rowEntry } from "./row_entry.ts";
import { tellRows } from "./told_places.ts";
import { VirtualList } from "./virtual_list.ts";

const api: ClusterApi = {
  readPoints,
  tellRows,
  dressMarks,
  rowEntry,
  showClusters: (setting) => new ClusterLayer(setting).addTo(setting.map),
  listRows: (setting) => new VirtualList(setting),
};
Object.assign(window, { storymapClusters: api });
