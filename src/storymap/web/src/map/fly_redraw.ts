// Flying over several zooms, the map is drawn anew on the way: Leaflet itself enlarges what it drew at the start until
// lines are bands.

/** How far the zoom may go before what is drawn is drawn again. */
const STEP = 0.5;

/** What `L.Renderer` has for those who extend it. */
type Redrawn = L.Renderer & { _reset: () => void };

export function redrawWhileFlying(map: L.Map, redrawn: () => void): void {
  let drawn = map.getZoom();
  map.on("zoom", (event) => {
    if (!(event as L.LeafletEvent & { flyTo?: boolean }).flyTo) return;
    map.getContainer().classList.add("is-flying");
    if (Math.abs(map.getZoom() - drawn) < STEP) return;
    drawn = map.getZoom();
    map.eachLayer((layer) => {
      if (layer instanceof L.Renderer) (layer as Redrawn)._reset();
    });
    redrawn();
  });
  map.on("zoomend moveend", () => {
    drawn = map.getZoom();
    map.getContainer().classList.remove("is-flying");
  });
}

/** Stop flying where the map is, if it is. Leaflet's own way leaves what is drawn at another zoom than the map. */
export function stopFlying(map: L.Map): boolean {
  if (!map.getContainer().classList.contains("is-flying")) return false;
  const snap = map.options.zoomSnap || 1;
  map.setView(map.getCenter(), Math.round(map.getZoom() / snap) * snap, { animate: false });
  return true;
}
