// folium's layer control, as a legend: open on large maps; on small ones behind a button, from which it opens where it
// covers least of the story.

import { words } from "../data/i18n.ts";
import { element } from "../page/dom.ts";
import { boxesOf, windowBox } from "./boxes.ts";
import { isSmall } from "./map_size.ts";
import { panelSpot } from "./panel_spot.ts";

const MARKERS = ".place-marker:not(.is-name) .symbol";

/** Pixels of a large map that stay free below the legend. */
const BELOW = 50;

export function layerControl(map: L.Map): void {
  const control = map.getContainer().querySelector<HTMLElement>(".leaflet-control-layers");
  const list = control?.querySelector<HTMLElement>(".leaflet-control-layers-list");
  if (!control || !list) return;
  control.id = "legend";
  // Leaflet says that it opens a menu.
  control.removeAttribute("aria-haspopup");
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", words.layers);
  // Leaflet's own button is never shown, but it is there, and named in English.
  control.querySelector(".leaflet-control-layers-toggle")?.remove();
  const button = element("button", { type: "button", class: "legend-toggle", "aria-expanded": "false" }, words.layers);
  const isOpen = (): boolean => control.classList.contains("is-open");
  const place = (): void => {
    // Leaflet fits the list once, to the size that the map began with.
    list.removeAttribute("style");
    list.style.setProperty("--room", `${map.getSize().y - control.offsetTop - BELOW}px`);
    if (!isOpen() || !isSmall(map)) return;
    const [own] = boxesOf(map, "#legend");
    if (!own) return;
    const others = boxesOf(map, ".leaflet-control:not(#legend, .edge-hint)");
    // Sizes are rounded: a pixel more, and nothing is broken or scrolled.
    const size = { width: list.offsetWidth + 1, height: list.offsetHeight + 1 };
    const { left, top, right, bottom } = panelSpot(size, own, windowBox(map), boxesOf(map, MARKERS), others);
    // Within the control's border.
    list.style.left = `${Math.round(left - own.left) - 1}px`;
    list.style.top = `${Math.round(top - own.top) - 1}px`;
    list.style.width = `${Math.ceil(right - left)}px`;
    list.style.maxHeight = `${Math.floor(bottom - top)}px`;
  };
  const set = (open: boolean): void => {
    control.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
    place();
    map.fire("controlschange");
  };
  button.addEventListener("click", () => set(!isOpen()));
  control.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen() || !isSmall(map)) return;
    event.stopPropagation();
    set(false);
    button.focus({ preventScroll: true });
  });
  map.on("resize", place);
  // Letters may have become smaller, and the map a large one.
  map.on("controlschange", () => isSmall(map) || place());
  control.prepend(button);
  // A story without places has no layers, and an empty box says nothing. In the editor they come later.
  const showOrHide = (): void => {
    control.hidden = !list.querySelector("input");
  };
  new MutationObserver(showOrHide).observe(list, { childList: true, subtree: true });
  showOrHide();
  place();
}
