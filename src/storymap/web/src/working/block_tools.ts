// At each block, what can be done with it: its text, and the view that it shows. The buttons come beside the block under the
// pointer, or the one that has the focus, and never while words are being chosen.

import { icon } from "../map/toolbar.ts";
import { element, isRightToLeft } from "../page/dom.ts";
import { isHeld } from "../page/held.ts";
import type { BlockAt } from "./article_blocks.ts";
import { boxOf, type Tools } from "./tools.ts";

const PENCIL = "M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3";
const TARGET = "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4z";

type What = "text" | "view" | "title" | "standfirst" | "byline";

export class BlockTools {
  readonly #bar = element("div", { class: "working-block", role: "group" });
  readonly #text: HTMLButtonElement;
  readonly #view: HTMLButtonElement;
  #at: BlockAt | null = null;

  constructor(private readonly tools: Tools) {
    this.#text = this.#button(PENCIL, () => this.edit());
    this.#view = this.#button(TARGET, () => this.#say("view"));
    this.#bar.append(this.#text, this.#view);
    this.#bar.hidden = true;
    document.body.append(this.#bar);
    document.addEventListener("pointerover", ({ target, pointerType }) => {
      if (pointerType === "touch" || isHeld() || !(target instanceof Node) || this.#bar.contains(target)) return;
      const at = tools.blocks.of(target);
      // On the way to the buttons the pointer is over nothing for a moment.
      if (at) this.show(at);
    });
    document.addEventListener("click", ({ target }) => {
      // A finger that taps a block asks for its tools.
      const at = target instanceof Node && !this.#bar.contains(target) ? tools.blocks.of(target) : null;
      if (at) this.show(at);
    });
    document.addEventListener("focusin", ({ target }) => {
      if (!(target instanceof Node) || this.#bar.contains(target)) return;
      const at = tools.blocks.of(target);
      if (at) this.show(at);
    });
    document.querySelector(".byline")?.addEventListener("dblclick", () => this.#sayByline());
    window.addEventListener("resize", () => this.#place());
  }

  show(at: BlockAt): void {
    this.#at = at;
    this.#text.title = this.tools.texts.say("editText");
    this.#view.title = this.tools.texts.say("setView");
    for (const button of [this.#text, this.#view]) button.setAttribute("aria-label", button.title);
    this.#view.hidden = this.tools.blocks.kindOf(at.block) !== null;
    // After the block in the order of the tab key, below or beside it in the window.
    at.element.after(this.#bar);
    this.#bar.hidden = false;
    this.#place();
  }

  hide(): void {
    this.#bar.hidden = true;
    this.#at = null;
  }

  /** The text of the block that the tools are at is to be edited. */
  edit(at: BlockAt | null = this.#at): void {
    if (at) this.#at = at;
    this.#say(this.#whatOf(at));
  }

  view(at: BlockAt): void {
    this.#at = at;
    this.#say("view");
  }

  #whatOf(at: BlockAt | null): What {
    const kind = at && this.tools.blocks.kindOf(at.block);
    return kind === "headline" ? "title" : kind === "standfirst" ? "standfirst" : "text";
  }

  #say(what: What): void {
    if (!this.#at) return;
    const { block, element: shown } = this.#at;
    this.tools.channel.say({ say: "block", block, what, box: boxOf(shown.getBoundingClientRect()) });
  }

  #sayByline(): void {
    const line = document.querySelector(".byline");
    if (line)
      this.tools.channel.say({ say: "block", block: 0, what: "byline", box: boxOf(line.getBoundingClientRect()) });
  }

  #button(path: string, press: () => void): HTMLButtonElement {
    const made = element("button", { type: "button" }, icon(path));
    made.addEventListener("click", press);
    // Words that are selected stay so.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    return made;
  }

  #place(): void {
    if (this.#bar.hidden || !this.#at) return;
    const around = (this.#bar.offsetParent ?? document.body).getBoundingClientRect();
    const { top, left, right } = this.#at.element.getBoundingClientRect();
    // One below the other in the margin; without one, beside each other above the block's end.
    this.#bar.classList.remove("is-above");
    const { offsetWidth } = this.#bar;
    const margin = isRightToLeft() ? right : left - offsetWidth;
    const isRoom = margin >= 0 && margin + offsetWidth <= window.innerWidth;
    this.#bar.classList.toggle("is-above", !isRoom);
    const x = isRoom ? margin : isRightToLeft() ? left : right - this.#bar.offsetWidth;
    const y = isRoom ? top : top - this.#bar.offsetHeight;
    this.#bar.style.left = `${x - around.left}px`;
    this.#bar.style.top = `${y - around.top}px`;
  }
}
