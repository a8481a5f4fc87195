// Leaflet's own controls, named in the page's language for screen readers, and on their side of a page from right to left.

import { words } from "../data/i18n.ts";
import { isRightToLeft } from "../page/dom.ts";

export function nameControls(map: L.Map): void {
  const container = map.getContainer();
  container.setAttribute("role", "group");
  container.setAttribute("aria-label", words.map);
  // folium has put the buttons on their side of such a map; Leaflet itself puts the credits.
  if (isRightToLeft()) map.attributionControl?.setPosition("bottomleft");
  for (const [selector, name] of [
    [".leaflet-control-zoom-in", words.zoomIn],
    [".leaflet-control-zoom-out", words.zoomOut],
  ] as const) {
    const control = container.querySelector(selector);
    control?.setAttribute("aria-label", name);
    control?.setAttribute("title", name);
  }
  // Fingers pinch: there the buttons for the zoom are seen only while a keyboard or a switch is at them.
  const zoom = container.querySelector(".leaflet-control-zoom");
  for (const type of ["focusin", "focusout"]) zoom?.addEventListener(type, () => map.fire("controlschange"));
}
