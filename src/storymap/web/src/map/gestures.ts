// The reader's hand on the map: when it moves the map, and when it only scrolls the page past it.

import { element } from "../page/dom.ts";
import { words } from "../page/i18n.ts";

const HINT_STAYS = 1500;
const MOVING_KEYS = /^(Arrow(Up|Down|Left|Right)|[-+=_])$/;

/** Call back whenever the reader moves or zooms the map: by pointer, wheel, fingers, key or button. */
export function onHand(map: L.Map, taken: () => void): void {
  const container = map.getContainer();
  map.on("dragstart boxzoomend", taken);
  container.addEventListener("dblclick", taken);
  // Leaflet stops what is clicked on its buttons, so they are watched on the way in.
  container.addEventListener("wheel", () => map.scrollWheelZoom.enabled() && taken(), { passive: true });
  container.addEventListener("touchmove", (event) => event.touches.length > 1 && taken(), { passive: true });
  container.addEventListener("keydown", (event) => event.target === container && MOVING_KEYS.test(event.key) && taken());
  container.addEventListener("click", (event) => {
    if ((event.target as Element).closest(".leaflet-control-zoom")) taken();
  }, { capture: true });
}

/**
 * In a frame, and where the map scrolls away with the page, one finger scrolls the page and two move the map: a page full
 * of map would be a trap. Where the map keeps its place beside the text, one finger moves it.
 */
export function shareTouch(map: L.Map): void {
  const container = map.getContainer();
  const panel = container.closest<HTMLElement>(".map-panel") ?? container;
  const hint = element("p", { class: "touch-hint", "aria-hidden": "true" }, words.twoFingers);
  let timer = 0;
  container.append(hint);
  const share = (): boolean => {
    const shared = window.parent !== window || getComputedStyle(panel).position !== "sticky";
    container.classList.toggle("is-shared", shared);
    return shared;
  };
  share();
  window.addEventListener("resize", share);
  container.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType === "touch" && share()) map.dragging.disable();
      else map.dragging.enable();
    },
    { capture: true },
  );
  container.addEventListener(
    "touchmove",
    (event) => {
      const alone = event.touches.length === 1 && container.classList.contains("is-shared");
      hint.classList.toggle("is-shown", alone);
      clearTimeout(timer);
      if (alone) timer = setTimeout(() => hint.classList.remove("is-shown"), HINT_STAYS);
    },
    { passive: true },
  );
}
