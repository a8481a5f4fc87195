// Tiles of an online provider, over the embedded map and under the places. They are asked for only where the page came
// over the web: a page from disk stays without a network. What does not come leaves the embedded map to be seen.

import type { Story } from "../data/page_data.ts";
import { element } from "../page/dom.ts";

/** Nearer than the provider's own tiles they are enlarged, as far as any map goes. */
const NEAREST = 22;
/** Leaflet's style sheet puts every canvas at 100. */
const OVER_THE_BASEMAP = 101;

export function addOnlineTiles(map: L.Map, { tiles }: Story): void {
  if (!tiles || !/^https?:$/.test(location.protocol)) return;
  const { url, minZoom, maxZoom, subdomains } = tiles;
  const layer = L.tileLayer(url, {
    attribution: credit(tiles.attribution),
    minZoom,
    maxNativeZoom: maxZoom,
    maxZoom: NEAREST,
    subdomains,
    zIndex: OVER_THE_BASEMAP,
    referrerPolicy: "strict-origin-when-cross-origin",
  });
  // The tiles bring their own names; where there is none to be seen, those of the embedded map stay.
  layer.on("tileload tileunload load", () => {
    const shown = layer.getContainer()?.querySelector(".leaflet-tile-loaded") ?? null;
    map.getContainer().classList.toggle("has-tiles", shown !== null);
  });
  layer.addTo(map);
}

/** Leaflet takes an attribution as HTML: it is made of elements, so that a text stays one. */
function credit(parts: [string, string][]): string {
  const made = element("span");
  for (const [text, href] of parts) {
    made.append(href ? element("a", { href, target: "_blank", rel: "noopener noreferrer" }, text) : text);
  }
  return made.innerHTML;
}
