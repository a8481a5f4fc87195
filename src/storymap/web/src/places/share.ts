// Passing on a place, a view or words of the story: by the phone's own sheet, or copied. Where a frame allows neither, the
// reader copies it by hand.

import { words } from "../data/i18n.ts";
import { icon } from "../map/toolbar.ts";
import { type Handout, handOut } from "../page/clipboard.ts";
import { element } from "../page/dom.ts";
import { placeFragment, publishedAddress } from "../page/fragments.ts";
import type { LiveRegion } from "../page/live_region.ts";
import { quotation } from "../page/quotation.ts";

/** Milliseconds that "Copied" stays. */
const STAYS = 2000;
/** Pixels between a note and its button, and between it and the window's edge. */
const GAP = 6;
export const SHARE_ICON = "M12 15V3.5M7.5 8 12 3.5 16.5 8M5 12.5v7.5h14v-7.5";

export class Share {
  /** Of the page, for readers elsewhere; "" if it has none. */
  readonly address = publishedAddress(
    document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href,
    location.href,
  );
  readonly #note = element("div", { class: "share-note", hidden: "" });
  #timer = 0;

  constructor(private readonly liveRegion: LiveRegion) {
    document.body.insertBefore(this.#note, document.querySelector(".live-region"));
    this.#note.addEventListener("focusout", () => this.#hide());
  }

  /** A button for a card that passes on the address of its place; none for a page without one. */
  placeButton(placeId: string): HTMLButtonElement[] {
    if (!this.address) return [];
    const label = words.sharePlace;
    const button = element(
      "button",
      { type: "button", class: "card-share", "aria-label": label, title: label },
      icon(SHARE_ICON),
    );
    button.addEventListener("click", () => this.give(button, placeFragment(placeId)));
    return [button];
  }

  /** Pass on an address of the page, or words of the story with the address that they stand at. */
  give(from: HTMLElement, fragment: string, text = ""): void {
    const { title } = document;
    const url = this.address && this.address + fragment;
    const handout: Handout = { title, ...(text && { text }), ...(url && { url }) };
    const lines = text ? quotation(text, title, url) : url;
    void handOut(handout, lines).then((outcome) => {
      if (outcome === "copied") this.#say(from);
      else if (outcome === "refused") this.#offer(from, lines);
    });
  }

  #say(from: HTMLElement): void {
    this.#put(from, words.copied);
    this.liveRegion.repeat(words.copied);
    this.#timer = window.setTimeout(() => this.#hide(), STAYS);
  }

  /** The words as a field, chosen already. */
  #offer(from: HTMLElement, lines: string): void {
    const field = element("textarea", { readonly: "", rows: "3", dir: "auto" }, lines);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      from.focus({ preventScroll: true });
    });
    this.#put(from, element("label", {}, words.copyByHand, field));
    field.focus({ preventScroll: true });
    field.select();
  }

  /** Beside the button, within the window. */
  #put(from: HTMLElement, ...content: (Node | string)[]): void {
    clearTimeout(this.#timer);
    this.#note.replaceChildren(...content);
    this.#note.hidden = false;
    const at = from.getBoundingClientRect();
    const { width, height } = this.#note.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const left = Math.max(GAP, Math.min(clientWidth - width - GAP, (at.left + at.right - width) / 2));
    const above = at.top - height - GAP;
    this.#note.style.left = `${left}px`;
    this.#note.style.top = `${above > GAP ? above : at.bottom + GAP}px`;
  }

  #hide(): void {
    this.#note.hidden = true;
  }
}
