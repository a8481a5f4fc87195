// Which block of the article is being read.

import type { Blocks } from "./blocks.ts";
import { readingLine } from "./passages.ts";

/** The index of the block being read, or -1 before the first and after the last. */
export function blockBeingRead(blocks: Blocks): number {
  const root = document.documentElement;
  const max = root.scrollHeight - root.clientHeight;
  if (max <= 0 || window.scrollY <= 0 || !blocks.article) return -1;
  const panel = document.getElementById("map")?.getBoundingClientRect();
  const story = blocks.article.getBoundingClientRect();
  // A map above the text hides what is under it.
  const top = panel && panel.left <= story.left ? Math.min(Math.max(0, panel.bottom), root.clientHeight) : 0;
  const line = readingLine({ y: window.scrollY, max, top, bottom: root.clientHeight });
  return line > story.bottom ? -1 : blocks.above(line);
}
