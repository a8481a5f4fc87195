// The part of the map's window in which symbols are clear of its edges and of the buttons on it.

import { isRightToLeft } from "../page/dom.ts";
import type { PaddedWindow } from "./camera.ts";

export function paddedWindow(map: L.Map): PaddedWindow {
  const { x: width, y: height } = map.getSize();
  const zoomButtons = Math.min(76, width / 4);
  const edge = Math.min(64, width / 8);
  return {
    width,
    height,
    left: isRightToLeft() ? edge : zoomButtons,
    right: isRightToLeft() ? zoomButtons : edge,
    top: Math.min(56, height / 3),
    bottom: Math.min(72, height / 3),
  };
}
