// What a popup holds: the place's entry in the list under the article, and the passages of the article that name it.
// Both are copied from the document, so the page says everything once.

import { atlasApi } from "../data/atlas_api.ts";
import { words } from "../data/i18n.ts";
import type { Passage, Place } from "../data/page_data.ts";
import { copy, element } from "../page/dom.ts";

export interface CardActions {
  close: () => void;
  /** Go to a mention in the article; `markId` is the id of its element. */
  read: (markId: string) => void;
  turned: () => void;
  /** What passes the place on, where the page can be. */
  share: () => readonly HTMLElement[];
}

export class Card {
  readonly root: HTMLElement;
  /** Where a page has many stories: which one the passage is of. */
  readonly #source = element("div", { class: "card-source" });
  readonly #passage = element("blockquote", { class: "card-passage" });
  readonly #pages = element("span", { class: "card-position" });
  readonly #link = element("a", { class: "card-read" }, words.readInStory);
  #index = 0;
  /** The passages as they were when the card was made. */
  readonly #passages: readonly Passage[];

  constructor(
    entry: Element,
    private readonly place: Place,
    private readonly actions: CardActions,
  ) {
    this.#passages = place.mentions;
    const title = [...entry.querySelectorAll(".place-number, .place-name bdi")].map(copy);
    const heading = element("h2", { class: "place-name", id: "card-title" }, ...title);
    const close = element("button", { type: "button", class: "card-close", "aria-label": words.close }, "×");
    close.addEventListener("click", actions.close);
    this.root = element(
      "div",
      { class: `card colour-${place.colour}`, role: "dialog", "aria-labelledby": "card-title", tabindex: "-1" },
      element("div", { class: "card-head" }, heading, ...actions.share(), close),
    );
    const add = (selector: string): void => {
      for (const part of entry.querySelectorAll(selector)) this.root.append(copy(part));
    };
    add(".place-layer");
    add(".place-note");
    if (place.mentions.length) {
      if (atlasApi()) this.root.append(this.#source);
      this.root.append(this.#passage, this.#pager());
    }
    add(".place-image");
    add(".place-link");
    this.#link.addEventListener("click", (event) => {
      event.preventDefault();
      const mark = this.current?.marks[0];
      if (mark) actions.read(mark);
    });
    this.show(0);
  }

  get current(): Passage | undefined {
    return this.place.mentions[this.#index];
  }

  /** Whether the place has other passages by now. */
  get isStale(): boolean {
    const { mentions } = this.place;
    return this.#passages.length !== mentions.length || this.#passages.some((one, i) => one !== mentions[i]);
  }

  /** Which passage is shown, counted from 1. */
  get position(): number {
    return this.#index + 1;
  }

  get count(): number {
    return this.place.mentions.length;
  }

  /** Show the passage at `index`, counted from 0; beyond either end it wraps around. */
  show(index: number): void {
    if (!this.count) return;
    this.#index = (index + this.count) % this.count;
    const { current } = this;
    const source = current && document.getElementById(current.excerpt);
    if (!source) return;
    this.#source.replaceChildren(...(atlasApi()?.headOf(source) ?? []));
    const { excerpt, marks } = current;
    const text = source.cloneNode(true) as HTMLElement;
    for (const name of text.querySelectorAll("[data-place], .map-action")) {
      // In the popup, names and actions are words; only those of this place are marked.
      const own = marks.includes(name.id);
      name.replaceWith(element(own ? "mark" : "span", {}, ...name.childNodes));
    }
    this.#passage.replaceChildren(...copy(text).childNodes);
    this.#pages.textContent = words.passage(this.#index + 1, this.count);
    this.#link.href = `#${marks[0] ?? excerpt}`;
  }

  /** The index of the passage that holds the mention with this element id, or 0. */
  indexOf(markId: string): number {
    return Math.max(
      0,
      this.place.mentions.findIndex((passage) => passage.marks.includes(markId)),
    );
  }

  #pager(): HTMLElement {
    const turn = (label: string, sign: string, step: number): HTMLElement => {
      const button = element("button", { type: "button", class: "card-turn", "aria-label": label }, sign);
      button.addEventListener("click", () => {
        this.show(this.#index + step);
        this.actions.turned();
      });
      return button;
    };
    const pages =
      this.count > 1
        ? [
            element(
              "span",
              { class: "card-pages" },
              turn(words.previous, "‹", -1),
              this.#pages,
              turn(words.next, "›", 1),
            ),
          ]
        : [];
    return element("div", { class: this.count > 1 ? "card-foot is-paged" : "card-foot" }, ...pages, this.#link);
  }
}
