// A place that the text has and nobody found: searched for in the gazetteer, or put on the map by hand.

import { element } from "../../page/dom.ts";
import type { EditorContext, Geometry } from "../context.ts";
import { button } from "../dom.ts";
import { showGhosts } from "./candidate.ts";
import { SearchBox } from "./search_box.ts";

export class AddPlace {
  readonly root = element("div", { class: "add-place" });
  readonly open: HTMLButtonElement;
  readonly #search: SearchBox;

  constructor(private readonly context: EditorContext) {
    const { words } = context;
    this.root.hidden = true;
    this.open = button(words.say("addPlace"), () => this.#toggle(Boolean(this.root.hidden)), { look: "quiet" });
    this.open.setAttribute("aria-expanded", "false");
    this.#search = new SearchBox(context, {
      label: words.say("searchGazetteer"),
      found: (candidates) => showGhosts(context, this.root.hidden ? [] : candidates),
      gaveUp: () => {
        this.#toggle(false);
        this.open.focus();
      },
      chosen: ({ entry }, query) => this.#add(query, entry, null),
      other: { text: (query) => words.say("putNameOnMap", { name: query }), chosen: (query) => this.#draw(query) },
    });
    this.root.append(this.#search.root);
  }

  #toggle(isOpen: boolean): void {
    this.root.hidden = !isOpen;
    this.open.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.#search.start();
    else {
      this.#search.clear();
      showGhosts(this.context, []);
    }
  }

  async #draw(name: string): Promise<void> {
    const geometry = await this.context.draw("Point", this.context.words.say("clickWhere", { name }));
    if (geometry) await this.#add(name, null, geometry);
  }

  async #add(name: string, entry: number | null, geometry: Geometry | null): Promise<void> {
    const answer = await this.context.run({ command: "add-place", name, aliases: [], layer: "", entry, geometry });
    if (!answer.ok) return;
    this.#toggle(false);
    this.open.focus();
    this.context.say(this.context.words.say("added", { name }));
  }
}
