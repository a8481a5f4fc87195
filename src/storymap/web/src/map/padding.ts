// The part of the map's window in which symbols are clear of its edges and of the buttons on it.

import type { Pane } from "./camera.ts";
import { isMirrored } from "../page/dom.ts";

export function paneOf(map: L.Map): Pane {
  const { x: width, y: height } = map.getSize();
  const zoomButtons = Math.min(76, width / 4);
  const edge = Math.min(64, width / 8);
  return {
    width,
    height,
    left: isMirrored() ? edge : zoomButtons,
    right: isMirrored() ? zoomButtons : edge,
    top: Math.min(56, height / 3),
    bottom: Math.min(72, height / 3),
  };
}
