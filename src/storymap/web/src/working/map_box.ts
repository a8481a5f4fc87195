// Where the map is in the frame: the window's tools for it stand below its buttons for zooming.

import { type Box, boxOf, type Tools } from "./tools.ts";

/** Say it now and whenever it changes; what is returned says it again. */
export function sayWhereMapIs({ map, channel }: Tools): () => void {
  const container = map.getContainer();
  const zoom = container.querySelector(".leaflet-control-zoom");
  let said = "";
  const look = (): void => {
    const box: Box = boxOf(container.getBoundingClientRect());
    const now = { box, zoom: zoom ? boxOf(zoom.getBoundingClientRect()) : box };
    if (JSON.stringify(now) === said) return;
    said = JSON.stringify(now);
    channel.say({ say: "map", ...now });
  };
  new ResizeObserver(look).observe(container);
  map.on("controlschange", look);
  // Where it does not keep its place beside the text, it scrolls with it.
  window.addEventListener("scroll", look, { passive: true });
  window.addEventListener("resize", look);
  return () => {
    said = "";
    look();
  };
}
