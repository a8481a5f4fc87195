// The article by key: the tab key comes to it once, Up and Down go from block to block, Left and Right from word to word,
// and Shift takes more words in. Enter asks what the words are, or without words edits the text.

import type { BlockAt } from "./article_blocks.ts";
import { BlockText, codePoints } from "./block_text.ts";
import type { BlockTools } from "./block_tools.ts";
import type { Tools } from "./tools.ts";
import type { WordSelection } from "./word_selection.ts";
import { stepped, type Taken, wordRanges } from "./word_steps.ts";

const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

export class BlockKeys {
  #at: BlockAt | null = null;
  #taken: Taken | null = null;

  constructor(
    private readonly tools: Tools,
    private readonly blockTools: BlockTools,
    private readonly words: WordSelection,
  ) {
    document.addEventListener("keydown", (event) => this.#press(event));
    document.addEventListener("focusin", ({ target }) => this.#focused(target));
    this.refresh();
  }

  /** The article has changed, or there are others that lead it: one block can be reached by the tab key. */
  refresh(): void {
    const block = this.#at?.block ?? 0;
    const element = this.tools.blocks.at(block) ?? this.tools.blocks.at(0);
    if (!element) return;
    for (const old of document.querySelectorAll("[data-working-stop]")) clear(old);
    this.#mark({ block: this.tools.blocks.of(element)?.block ?? 0, element });
  }

  #focused(target: EventTarget | null): void {
    const at = target instanceof Node ? this.tools.blocks.of(target) : null;
    if (!at || at.element === this.#at?.element) return;
    if (this.#at) clear(this.#at.element);
    this.#mark(at);
  }

  #mark(at: BlockAt): void {
    if (at.element !== this.#at?.element) this.#taken = null;
    this.#at = at;
    at.element.tabIndex = 0;
    at.element.dataset["workingStop"] = "";
    at.element.setAttribute("aria-keyshortcuts", "ArrowUp ArrowDown ArrowLeft ArrowRight Enter");
    at.element.setAttribute("aria-description", this.tools.texts.say("blockKeys"));
  }

  #press(event: KeyboardEvent): void {
    const at = this.#at;
    if (!at || event.target !== at.element || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
      return;
    if (this.#act(event, at)) event.preventDefault();
  }

  /** Do what a key says; true if it says anything. */
  #act({ key, shiftKey }: KeyboardEvent, at: BlockAt): boolean {
    const by = STEPS[key];
    if (by && !shiftKey) return this.#go(at.block + by);
    if (key === "ArrowRight" || key === "ArrowLeft") return this.#step(at, key, shiftKey);
    if (key === "Enter") {
      if (this.words.isThere) this.words.take();
      else this.blockTools.edit(at);
      return true;
    }
    if (key.toLowerCase() === "v") {
      this.blockTools.view(at);
      return true;
    }
    if (key !== "Escape" || !this.words.isThere) return false;
    getSelection()?.removeAllRanges();
    this.#taken = null;
    return true;
  }

  #go(block: number): boolean {
    const element = this.tools.blocks.at(block);
    if (!element) return false;
    if (this.#at) clear(this.#at.element);
    this.#mark({ block, element });
    element.focus();
    return true;
  }

  #step(at: BlockAt, key: string, isExtending: boolean): boolean {
    const isForward = (key === "ArrowRight") !== isMirrored(at.element);
    const text = new BlockText(at.element);
    const words = wordRanges(text.text);
    const taken = stepped(this.#taken, isForward ? 1 : -1, isExtending, words.length);
    const first = taken && words[Math.min(taken.anchor, taken.focus)];
    const last = taken && words[Math.max(taken.anchor, taken.focus)];
    if (!first || !last) return false;
    this.#taken = taken;
    const range = text.range(codePoints(text.text.slice(0, first[0])), codePoints(text.text.slice(0, last[1])));
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    this.tools.liveRegion.say(text.text.slice(first[0], last[1]));
    return true;
  }
}

const isMirrored = (element: Element): boolean => getComputedStyle(element).direction === "rtl";

function clear(element: Element): void {
  for (const name of ["tabindex", "data-working-stop", "aria-keyshortcuts", "aria-description"])
    element.removeAttribute(name);
}
