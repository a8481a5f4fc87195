// The reader's gestures on the map: when they move the map, and when they only scroll the page past it.

import { words } from "../data/i18n.ts";
import { element } from "../page/dom.ts";
import { isFramed } from "../page/framed.ts";

const HINT_STAYS = 1500;
const MOVING_KEYS = /^(Arrow(Up|Down|Left|Right)|[-+=_])$/;

/** Call back whenever the reader moves or zooms the map: by pointer, wheel, fingers, key or button. */
export function onGesture(map: L.Map, moved: () => void): void {
  const container = map.getContainer();
  map.on("dragstart boxzoomend", moved);
  container.addEventListener("dblclick", moved);
  // Leaflet stops what is clicked on its buttons, so they are watched on the way in.
  container.addEventListener("wheel", () => map.scrollWheelZoom.enabled() && moved(), { passive: true });
  container.addEventListener("touchmove", (event) => event.touches.length > 1 && moved(), { passive: true });
  container.addEventListener(
    "keydown",
    (event) => event.target === container && MOVING_KEYS.test(event.key) && moved(),
  );
  container.addEventListener(
    "click",
    (event) => {
      if ((event.target as Element).closest(".leaflet-control-zoom")) moved();
    },
    { capture: true },
  );
}

/** The wheel scrolls the page until the reader has turned to the map: by a click, by the keyboard, or with Ctrl. */
export function shareWheel(map: L.Map): void {
  const container = map.getContainer();
  let isInUse = false;
  container.addEventListener("pointerdown", () => (isInUse = true));
  container.addEventListener("focus", () => (isInUse = true));
  container.addEventListener("pointerleave", () => (isInUse = false));
  container.addEventListener(
    "wheel",
    (event) => {
      if (isInUse || event.ctrlKey || event.metaKey) map.scrollWheelZoom.enable();
      else map.scrollWheelZoom.disable();
    },
    { capture: true, passive: true },
  );
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
    const isInArticle = isFramed() && !document.fullscreenElement;
    const shared = isInArticle || getComputedStyle(panel).position !== "sticky";
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
