// Leaflet's own controls, named in the page's language for screen readers, and on their side of a page from right to left.

import { words } from "../data/i18n.ts";
import { isRightToLeft } from "../page/dom.ts";

export function nameControls(map: L.Map): void {
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", words.map);
  container.setAttribute("aria-description", words.mapHelp);
  // The shapes of places: their markers speak for them.
  map.getPane("overlayPane")?.setAttribute("aria-hidden", "true");
  // folium has put the buttons on their side of such a map; Leaflet itself puts the credits.
  if (isRightToLeft()) map.attributionControl?.setPosition("bottomleft");
  for (const [selector, name] of [
    [".leaflet-control-zoom-in", words.zoomIn],
    [".leaflet-control-zoom-out", words.zoomOut],
  ] as const) {
    const control = container.querySelector(selector);
    // A title beside a label would be said after it.
    control?.removeAttribute("aria-label");
    control?.setAttribute("title", name);
  }
  // Fingers pinch: there the buttons for the zoom are seen only while a keyboard or a switch is at them.
  const zoom = container.querySelector(".leaflet-control-zoom");
  for (const type of ["focusin", "focusout"]) zoom?.addEventListener(type, () => map.fire("controlschange"));
}
