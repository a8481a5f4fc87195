// Which block of the article is being read, out of plain scroll numbers: no observer, which in a frame would watch the
// wrong window.

import { outerWindow, scrolledBy } from "../page/outer_window.ts";
import type { Blocks } from "./blocks.ts";

/** Where in the part of the window that shows text the reader's eye is taken to be. */
const EYE = 0.35;

export interface Scroll {
  /** How far the page is scrolled, and how far it can be, in pixels. */
  y: number;
  max: number;
  /** The part of the window that shows text, in pixels from the window's top. */
  top: number;
  bottom: number;
}

/**
 * The height in the window at which the reader is taken to read. Near the end of the page it moves down to the bottom of
 * the window, so that the last lines are reached however short the page is.
 */
export function readingLine({ y, max, top, bottom }: Scroll): number {
  const height = bottom - top;
  const end = Math.min((1 - EYE) * height, max);
  const along = end > 0 ? Math.min(1, Math.max(0, (y - (max - end)) / end)) : 0;
  return top + height * (EYE + (1 - EYE) * along);
}

/** The index of the block being read, or -1 before the first and after the last. */
export function blockBeingRead(blocks: Blocks): number {
  // An archive's copy may have lost its doctype: then it is the body that scrolls.
  const root = document.scrollingElement ?? document.documentElement;
  // In a frame as high as its text the window is that of the page around it.
  const { top: from, height } = outerWindow() ?? { top: 0, height: root.clientHeight };
  const max = root.scrollHeight - height;
  const y = scrolledBy();
  if (max <= 0 || y <= 0 || !blocks.article) return -1;
  const panel = document.getElementById("map")?.getBoundingClientRect();
  const story = blocks.article.getBoundingClientRect();
  // A map above the text hides what is under it.
  const hidden = panel && panel.left <= story.left ? Math.min(Math.max(0, panel.bottom - from), height) : 0;
  const line = from + readingLine({ y, max, top: hidden, bottom: height });
  return line > story.bottom ? -1 : blocks.above(line);
}
