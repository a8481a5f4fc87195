// Layers that were added to folium's map beside those of the places.

import type { Story } from "../data/page_data.ts";
import { dataBBox, turnTo } from "./bbox.ts";
import { LayerTree } from "./layer_tree.ts";

type Positions = L.LatLng | Positions[];

/**
 * On a map that runs past 180 degrees move own layers by 360 to where the places are: who adds them writes longitudes as
 * they are.
 */
export function moveOwnLayers(map: L.Map, story: Story): void {
  const box = story.bounds && dataBBox(story.bounds);
  if (!box || box.east <= 180) return;
  const tree = new LayerTree(map);
  const shiftOf = (lng: number): number => turnTo(lng, (box.west + box.east) / 2);
  map.eachLayer((layer) => {
    if (tree.placeIdOf(layer) !== undefined) return;
    if (layer instanceof L.Marker || layer instanceof L.CircleMarker) {
      layer.setLatLng(moved(layer.getLatLng(), shiftOf(layer.getLatLng().lng)) as L.LatLng);
    } else if (layer instanceof L.Polyline && layer.getBounds().isValid()) {
      layer.setLatLngs(
        moved(layer.getLatLngs() as Positions, shiftOf(layer.getBounds().getCenter().lng)) as L.LatLng[],
      );
    }
  });
}

function moved(at: Positions, shift: number): Positions {
  return Array.isArray(at) ? at.map((one) => moved(one, shift)) : L.latLng(at.lat, at.lng + shift);
}
