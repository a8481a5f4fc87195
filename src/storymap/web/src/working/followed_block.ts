// Says where a block is for as long as the window has something lying over it: it moves with scrolling, when another part
// of the page changes its height, and when the page is patched.

import type { BlockAt } from "../preview/contract.ts";
import type { ArticleBlocks } from "./article_blocks.ts";

type Box = BlockAt["box"];

export class FollowedBlock {
  #block: number | null = null;
  #height = 0;
  #element: HTMLElement | null = null;
  #said = "";
  #frame = 0;

  constructor(
    private readonly blocks: ArticleBlocks,
    private readonly say: (message: BlockAt) => void,
  ) {}

  /** Follow a block, and keep as many pixels of height for it; null ends it. */
  follow(block: number | null, height: number): void {
    if (block !== this.#block) this.#leave();
    this.#block = block;
    this.#height = height;
    this.#said = "";
    cancelAnimationFrame(this.#frame);
    if (block !== null) this.#look(block);
  }

  #look(block: number): void {
    this.#frame = requestAnimationFrame(() => this.#look(block));
    const element = this.blocks.at(block);
    if (!element) return;
    // A patch puts another element in the place of the one that was followed.
    if (element !== this.#element) this.#leave();
    this.#element = element;
    element.style.minHeight = `${this.#height}px`;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const box: Box = [left, top, right, bottom];
    const now = box.map(Math.round).join();
    if (now === this.#said) return;
    this.#said = now;
    this.say({ say: "at", block, box });
  }

  #leave(): void {
    this.#element?.style.removeProperty("min-height");
    this.#element = null;
  }
}
