// How high a frame would have to be for its page.

import { FRAME_HIGHEST, FRAME_LOWEST, FRAME_SHAPE } from "../data/contract.ts";
import { isMapAlone, sheetHeight } from "../page/frame.ts";
import { isWhole, layOutWhole } from "../page/outer_window.ts";

/** The height in pixels that suits a map of this width. It depends on nothing else, so a frame that obeys comes to rest. */
export function mapHeight(width: number): number {
  return Math.round(Math.min(FRAME_HIGHEST, Math.max(FRAME_LOWEST, width * FRAME_SHAPE)));
}

/** How high a frame would have to be to show all of the page, in pixels; 0 where nothing is laid out. */
export function wantedHeight(): number {
  const width = document.documentElement.clientWidth;
  if (!width) return 0;
  // A passage at a time is as high as its window.
  if (document.documentElement.classList.contains("is-stepping")) return steppingHeight();
  return isMapAlone() ? mapHeight(width) + sheetHeight() : wholeHeight(width);
}

function steppingHeight(): number {
  layOutWhole(false);
  return Math.ceil(document.body.getBoundingClientRect().height);
}

/**
 * The height of a story in a frame that is as high as that. In such a frame nothing scrolls and nothing is measured by the
 * window, so it is laid out otherwise: to ask but once, it is measured as it will be. It stays so where the frame is that
 * high.
 */
function wholeHeight(width: number): number {
  const was = isWhole();
  const { scrollX, scrollY } = window;
  layOutWhole(true);
  document.documentElement.style.setProperty("--whole-map", `${mapHeight(width)}px`);
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  const fits = window.innerHeight >= height - 1;
  layOutWhole(fits);
  if (!fits && !was && window.scrollY !== scrollY) window.scrollTo(scrollX, scrollY);
  return height;
}
