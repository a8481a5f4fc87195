// folium's layer control, as a legend: open on wide maps, behind a button on small ones.

import { words } from "../data/i18n.ts";
import { element } from "../page/dom.ts";

export function layerControl(map: L.Map): void {
  const control = map.getContainer().querySelector<HTMLElement>(".leaflet-control-layers");
  if (!control) return;
  control.id = "legend";
  // Leaflet says that it opens a menu.
  control.removeAttribute("aria-haspopup");
  const list = control.querySelector(".leaflet-control-layers-list");
  list?.setAttribute("role", "group");
  list?.setAttribute("aria-label", words.layers);
  // Leaflet's own button is never shown, but it is there, and named in English.
  control.querySelector(".leaflet-control-layers-toggle")?.remove();
  const button = element("button", { type: "button", class: "legend-toggle", "aria-expanded": "false" }, words.layers);
  button.addEventListener("click", () => {
    const open = control.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
    map.fire("controlschange");
  });
  control.prepend(button);
}
