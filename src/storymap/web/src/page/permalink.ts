// The page's address: what its end opens is in fragments.ts, and it follows the reader where the page has one of its own.

import { blockFragment, placeFragment, readFragment, type Target, tailOf, withTail } from "./fragments.ts";
import { isFramed } from "./framed.ts";

/** A state of ours in the browser's history: a place was opened on top of what is before it. */
const OPENED = "storymap-place";

export class Permalink {
  /** In a frame the address is the site's, not the reader's. */
  readonly #isOurs = !isFramed();
  /** What the page's stories are filtered by. */
  tail = tailOf(location.hash);
  #block: string | null = null;
  #wasOpen = false;
  #leaving = 0;
  /** What had the focus when we went back: Firefox takes it away on the way to a fragment, as the skip link's. */
  #focused: Element | null = null;

  constructor(go: (target: Target) => void, close: () => void, filter: (tail: string) => void) {
    window.addEventListener("hashchange", () => {
      const cameBack = this.#wasOpen && !this.#isOpen();
      this.#wasOpen = this.#isOpen();
      const { target } = this;
      const tail = tailOf(location.hash);
      // An address from before the place was opened gets the filters of now.
      if (!cameBack && tail !== this.tail) {
        this.tail = tail;
        filter(tail);
      }
      if (!target || !("place" in target)) close();
      if (cameBack) {
        // Not to where the reader was when the place was opened, but to where the reader is.
        this.#guarded(() => (history.scrollRestoration = "auto"));
        this.follow(this.#block);
        if (document.activeElement === document.body)
          (this.#focused as HTMLElement | null)?.focus({ preventScroll: true });
        this.#focused = null;
      } else if (target) {
        go(target);
      }
    });
  }

  /** What the page was opened with. */
  get target(): Target | null {
    return readFragment(location.hash);
  }

  /** The reader is at this block, or before the first one. */
  follow(block: string | null): void {
    this.#block = block;
    if (!this.#isAtPlace()) this.#write("replaceState", null, this.#here());
  }

  opened(placeId: string): void {
    clearTimeout(this.#leaving);
    const fragment = withTail(placeFragment(placeId), this.tail);
    if (fragment === location.hash) return;
    if (this.#isAtPlace()) {
      this.#write("replaceState", history.state, fragment);
    } else if (this.#isOurs) {
      // Going back must not scroll: the reader may have read on.
      this.#guarded(() => (history.scrollRestoration = "manual"));
      this.#write("pushState", OPENED, fragment);
      this.#wasOpen = this.#isOpen();
    }
  }

  /** The page is filtered by something else; if that `isNew`, the way back leads to what was before. */
  filtered(tail: string, isNew: boolean): void {
    this.tail = tail;
    const { target } = this;
    if (target && "place" in target)
      this.#write("replaceState", history.state, withTail(placeFragment(target.place), tail));
    else this.#write(isNew ? "pushState" : "replaceState", null, this.#here());
  }

  closed(): void {
    if (!this.#isAtPlace()) return;
    // Not at once: closing may be the first half of opening another place.
    if (this.#isOpen()) this.#leaving = window.setTimeout(() => this.#goBack());
    else this.#write("replaceState", null, this.#here());
  }

  #goBack(): void {
    this.#focused = document.activeElement;
    this.#guarded(() => history.back());
  }

  #isOpen(): boolean {
    return history.state === OPENED;
  }

  #isAtPlace(): boolean {
    return this.target !== null && "place" in this.target;
  }

  #here(): string {
    const fragment = withTail(this.#block === null ? "" : blockFragment(this.#block), this.tail);
    return fragment || location.pathname + location.search;
  }

  #write(method: "pushState" | "replaceState", state: unknown, address: string): void {
    if (this.#isOurs) this.#guarded(() => history[method](state, "", address));
  }

  /** Pages without an origin of their own, and readers who scroll faster than a browser allows, are refused. */
  #guarded(change: () => void): void {
    try {
      change();
    } catch {
      // The address stays as it is; the page does not need it.
    }
  }
}
