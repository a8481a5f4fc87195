// Which block a file falls on: the window asks, because it takes the file, and the page knows where its blocks are.

import type { FilesOver } from "../preview/contract.ts";
import type { ArticleBlocks } from "./article_blocks.ts";

/** Pixels: how far above a point its block is looked for, between two blocks or beside them. */
const FARTHEST = 2000;
const STEP = 8;
/** Milliseconds between two times that it is said. */
const AGAIN = 100;

/** The block at a point of the window, or the nearest above it. */
export function blockAtPoint(blocks: ArticleBlocks, x: number, y: number): number | null {
  const article = document.querySelector(".article");
  if (!article) return null;
  const { left, right } = article.getBoundingClientRect();
  const within = Math.min(Math.max(x, left + 1), right - 1);
  for (let at = Math.min(y, innerHeight - 1); at >= Math.max(0, y - FARTHEST); at -= STEP) {
    const found = document.elementsFromPoint(within, at).map((element) => blocks.of(element));
    const block = found.find((one) => one !== null);
    if (block) return block.block;
  }
  return null;
}

/** Say that a file is dragged over the page. */
export function watchFiles(say: (message: FilesOver) => void): void {
  let said = 0;
  for (const type of ["dragenter", "dragover"] as const) {
    window.addEventListener(type, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (event.timeStamp - said < AGAIN) return;
      said = event.timeStamp;
      say({ say: "files" });
    });
  }
}
