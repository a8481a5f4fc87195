// The sheet at the foot of the window: a card where the map has no room for a popup. It is half as high as the window or
// nearly all of it, and is pulled up and down by a finger.

import { words } from "../data/i18n.ts";
import { element, prefersReducedMotion } from "../page/dom.ts";
import { watchPulls } from "./sheet_pull.ts";

const FULL = "is-full";
/** Milliseconds that the sheet takes to its place. */
const SETTLING = 180;
/** Milliseconds that a sheet would go on as fast as it was let go. */
const MOMENTUM = 200;

export class Sheet {
  readonly root = element("div", { class: "sheet", hidden: "" });
  readonly #handle = element("button", {
    type: "button",
    class: "sheet-handle",
    "aria-label": words.enlarge,
    "aria-expanded": "false",
  });
  #settling: Animation | undefined;
  /** While a finger pulls: how far below its full height the sheet began, and is at half of it, in pixels. */
  #pull = { start: 0, half: 0 };

  /** `dismissed` is called when the sheet is pulled away. */
  constructor(private readonly dismissed: () => void) {
    this.#handle.addEventListener("click", () => this.#toggle());
    watchPulls(this.root, {
      canRise: () => !this.isFull && !this.#handle.hidden,
      begin: () => this.#begin(),
      move: (by) => {
        this.root.style.transform = `translateY(${Math.max(0, this.#pull.start + by)}px)`;
      },
      end: (by, speed) => this.#end(by, speed),
    });
  }

  get isShown(): boolean {
    return !this.root.hidden;
  }

  get isFull(): boolean {
    return this.root.classList.contains(FULL);
  }

  /** Show a card at half height, or none. */
  show(card: HTMLElement | null): void {
    if (card && this.root.firstChild === card) return;
    this.#settling?.cancel();
    this.root.style.transform = "";
    this.#handle.remove();
    this.root.replaceChildren(...(card ? [card] : []));
    this.root.hidden = card === null;
    // A class, as :has() would look through all of a book at each change of the page.
    document.documentElement.classList.toggle("has-sheet", card !== null);
    card?.querySelector(".card-head")?.append(this.#handle);
    this.#setFull(false);
    this.root.scrollTop = 0;
  }

  /** The card or the window has changed: the handle is there if the card does not fit into half of the height. */
  fit(): void {
    const { scrollTop } = this.root;
    const { half, full } = this.#heights();
    this.#handle.hidden = half === full;
    if (this.#handle.hidden) this.#setFull(false);
    this.root.scrollTop = scrollTop;
  }

  #setFull(isFull: boolean): void {
    this.root.classList.toggle(FULL, isFull);
    this.#handle.setAttribute("aria-expanded", String(isFull));
  }

  #toggle(): void {
    const by = this.isFull ? this.#begin().half : 0;
    if (!this.isFull) this.#begin();
    this.#settle(this.#pull.start, by);
  }

  /** The sheet is laid out at its full height, and stands as far below as it was seen. */
  #begin(): { half: number } {
    this.#settling?.finish();
    const { half, full } = this.#heights();
    this.#pull = { start: this.isFull ? 0 : full - half, half: full - half };
    this.root.classList.add(FULL);
    this.root.style.transform = `translateY(${this.#pull.start}px)`;
    return this.#pull;
  }

  /** Of the three places of the sheet, that which is nearest to where it would come to rest. */
  #end(by: number, speed: number): void {
    const from = Math.max(0, this.#pull.start + by);
    const aim = from + speed * MOMENTUM;
    const places = [0, this.#pull.half, this.root.offsetHeight];
    const way = (place: number): number => Math.abs(place - aim);
    this.#settle(
      from,
      places.reduce((best, place) => (way(place) < way(best) ? place : best)),
    );
  }

  #settle(from: number, to: number): void {
    const arrive = (): void => {
      this.#settling = undefined;
      this.root.style.transform = "";
      if (to >= this.root.offsetHeight) this.dismissed();
      else this.#setFull(to === 0 && this.#pull.half > 0);
      if (!this.isFull) this.root.scrollTop = 0;
    };
    if (from === to || prefersReducedMotion()) {
      arrive();
      return;
    }
    const frames = { transform: [from, to].map((down) => `translateY(${down}px)`) };
    const settling = this.root.animate(frames, { duration: SETTLING, easing: "ease-out" });
    settling.onfinish = arrive;
    this.#settling = settling;
  }

  #heights(): { half: number; full: number } {
    const { root, isFull } = this;
    root.classList.remove(FULL);
    const half = root.offsetHeight;
    root.classList.add(FULL);
    const full = root.offsetHeight;
    root.classList.toggle(FULL, isFull);
    return { half, full };
  }
}
