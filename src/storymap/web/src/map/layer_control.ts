// folium's layer control, as a legend: open on wide maps, behind a button on small ones.

import { words } from "../data/i18n.ts";
import { element } from "../page/dom.ts";

/** Pixels of the map that stay free below the legend. */
const BELOW = 50;

export function layerControl(map: L.Map): void {
  const control = map.getContainer().querySelector<HTMLElement>(".leaflet-control-layers");
  if (!control) return;
  control.id = "legend";
  control.setAttribute("role", "group");
  control.setAttribute("aria-label", words.layers);
  // Leaflet's own button is never shown, but it is there, and named in English.
  control.querySelector(".leaflet-control-layers-toggle")?.remove();
  const button = element("button", { type: "button", class: "legend-toggle", "aria-expanded": "false" }, words.layers);
  button.addEventListener("click", () => {
    const open = control.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
    map.fire("controlschange");
  });
  control.prepend(button);
  const list = control.querySelector<HTMLElement>(".leaflet-control-layers-list");
  const fit = (): void => {
    // Leaflet fits it once, to the size that the map began with.
    list?.style.removeProperty("height");
    list?.style.setProperty("--room", `${map.getSize().y - control.offsetTop - BELOW}px`);
  };
  map.on("resize", fit);
  fit();
}
