// What the map shows at a block, or while words are pressed: taken from the map as it is, or places by name; and which
// layers are shown there. It lies over the map's foot, so that the map can be moved meanwhile.

import { element } from "../../page/dom.ts";
import type { Answer } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button, closedByEscape, labelled } from "../dom.ts";
import { blockName } from "./block_name.ts";
import { PlaceChooser } from "./place_chooser.ts";
import type { SelectedWords } from "./selected_words.ts";
import { blockSource } from "./source_editor.ts";
import { cameraView, viewOfSource, viewParts, type WrittenView } from "./written_view.ts";

export type ViewTarget = { block: number } | SelectedWords;

const NONE: WrittenView = { view: "", show: [], hide: [] };

export class ViewTool {
  readonly root: HTMLElement;
  readonly #title = element("h2", { tabindex: "-1", dir: "auto" });
  readonly #now = element("p", { class: "view-now", dir: "auto" });
  readonly #places = element("div", { class: "view-places" });
  readonly #layers = element("div", { class: "view-layers" });
  readonly #takeOut: HTMLButtonElement;
  #target: ViewTarget | null = null;
  #written: WrittenView = NONE;
  #taken: ((view: string) => void) | null = null;
  #sets: Promise<void> = Promise.resolve();
  #selects = new Map<string, HTMLSelectElement>();
  #layerNames = "";
  #shownPlaces = "none";

  constructor(
    private readonly context: EditorContext,
    /** Wait until the window knows what an answer speaks of. */
    private readonly arrived: (revision: number) => Promise<void>,
  ) {
    const { words } = context;
    this.#takeOut = button(words.say("viewTakeOut"), () => this.#set(NONE), { look: "quiet" });
    this.root = element(
      "section",
      { class: "view-tool", "aria-label": words.say("viewTool") },
      this.#title,
      this.#now,
      element(
        "div",
        { class: "buttons" },
        button(words.say("viewUse"), () => this.#use(), { look: "primary" }),
        this.#takeOut,
        button(words.say("done"), () => this.close(), { key: "Esc" }),
      ),
      this.#places,
      this.#layers,
    );
    this.root.hidden = true;
    closedByEscape(this.root, () => this.close());
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  async open(target: ViewTarget): Promise<void> {
    const { words } = this.context;
    this.#target = target;
    const { blocks } = this.context.state();
    this.#title.textContent =
      "text" in target
        ? words.say("viewOfWords", { words: target.text })
        : words.say("viewOfBlock", { name: blockName(blocks, target.block, words) });
    this.#written = NONE;
    this.#show();
    this.root.hidden = false;
    this.#title.focus();
    await this.refresh();
  }

  close(): void {
    if (!this.isOpen) return;
    this.root.hidden = true;
    this.#target = null;
    this.#taken = null;
    this.context.frame.element.querySelector("iframe")?.focus();
  }

  /** The article may have changed: show what is written there now. */
  async refresh(): Promise<void> {
    const target = this.#target;
    if (!target || "text" in target) return;
    const source = await blockSource(this.context, target.block);
    if (this.#target !== target) return;
    this.#written = source === null ? NONE : viewOfSource(source);
    this.#show();
  }

  /** What the map shows, which was asked for. */
  took(lat: number, lon: number, zoom: number): boolean {
    const taken = this.#taken;
    this.#taken = null;
    taken?.(cameraView(lat, lon, zoom));
    return taken !== null;
  }

  #use(): void {
    this.#taken = (view) => void this.#set({ view });
    this.context.frame.send({ do: "view" });
  }

  /** Each is made from what the one before has written. */
  #set(changes: Partial<WrittenView>): Promise<void> {
    this.#sets = this.#sets.then(() => this.#setNow({ ...this.#written, ...changes }));
    return this.#sets;
  }

  async #setNow(written: WrittenView): Promise<void> {
    const target = this.#target;
    if (!target) return;
    const answer = await this.#command(target, written);
    if (!answer.ok) return;
    await this.arrived(answer.revision);
    this.context.say(this.context.words.say(written.view ? "viewSet" : "viewChanged"));
    if ("text" in target) this.close();
    else if (this.#target === target) {
      this.#written = written;
      this.#show();
    }
  }

  #command(target: ViewTarget, { view, show, hide }: WrittenView): Promise<Answer> {
    if ("text" in target) {
      const { block, start, end } = target;
      return this.context.run({ command: "action-words", block, start, end, view });
    }
    return this.context.run({ command: "set-view", block: target.block, view, show, hide });
  }

  #show(): void {
    const { view, show, hide } = this.#written;
    const { camera, placeIds } = viewParts(view);
    const isOfWords = this.#target !== null && "text" in this.#target;
    const hadFocus = document.activeElement === this.#takeOut;
    this.#takeOut.hidden = isOfWords || (!view && !show.length && !hide.length);
    // A button that goes would take the focus with it, and the keys of the tool.
    if (hadFocus && this.#takeOut.hidden) this.#title.focus();
    this.#now.textContent = this.#inWords(camera, placeIds);
    this.#showPlaces(placeIds);
    const { layers } = this.context.state();
    this.#showLayers(isOfWords || layers.length < 2 ? [] : layers.map(({ name }) => name), show, hide);
  }

  /** What has the focus stays: only values change, unless there are other layers. */
  #showLayers(names: readonly string[], show: readonly string[], hide: readonly string[]): void {
    if (names.join("\n") !== this.#layerNames) {
      this.#layerNames = names.join("\n");
      this.#selects = new Map(names.map((name) => [name, this.#layer(name)]));
      const title = names.length ? [element("h3", {}, this.context.words.say("viewLayers"))] : [];
      this.#layers.replaceChildren(...title, ...[...this.#selects].map(([name, select]) => labelled(name, select)));
    }
    for (const [name, select] of this.#selects)
      select.value = show.includes(name) ? "show" : hide.includes(name) ? "hide" : "";
  }

  #inWords(camera: readonly [number, number, number] | null, placeIds: readonly string[]): string {
    const { words } = this.context;
    if (camera) {
      const [lat, lon, zoom] = camera;
      return words.say("viewCamera", { at: `${lat}, ${lon}`, zoom });
    }
    return placeIds.length
      ? words.say("viewPlaces", { names: words.list(placeIds.map((id) => this.#name(id))) })
      : words.say("viewNone");
  }

  #showPlaces(placeIds: readonly string[]): void {
    const { words } = this.context;
    const shown = placeIds.map((id) => `${id} ${this.#name(id)}`).join("\n");
    if (shown === this.#shownPlaces && !this.#places.querySelector(".chooser")) return;
    this.#shownPlaces = shown;
    const had = this.#places.contains(document.activeElement);
    const without = (id: string): Promise<void> => this.#set({ view: placeIds.filter((one) => one !== id).join(", ") });
    const chips = placeIds.map((id) => {
      const name = this.#name(id);
      const label = words.say("takeOut", { name });
      return element(
        "span",
        { class: "chip", dir: "auto" },
        name,
        button("×", () => without(id), { look: "quiet", label }),
      );
    });
    const add = button(words.say("viewAddPlace"), () => this.#choosePlace(placeIds), { look: "quiet" });
    this.#places.replaceChildren(...chips, add);
    if (had) add.focus();
  }

  #choosePlace(placeIds: readonly string[]): void {
    const chooser = new PlaceChooser(this.context, {
      query: "",
      place: ({ place_id }) => this.#set({ view: [...placeIds, place_id].join(", ") }),
      gaveUp: () => {
        this.#show();
        this.#title.focus();
      },
    });
    this.#places.append(chooser.root);
    chooser.focus();
  }

  #layer(name: string): HTMLSelectElement {
    const { words } = this.context;
    const select = element("select");
    for (const choice of ["", "show", "hide"]) {
      select.append(element("option", { value: choice }, words.say(`viewLayer.${choice || "same"}`)));
    }
    select.addEventListener("change", () => {
      const others = (names: readonly string[]): string[] => names.filter((one) => one !== name);
      const own = (choice: string): string[] => (select.value === choice ? [name] : []);
      void this.#set({
        show: [...others(this.#written.show), ...own("show")],
        hide: [...others(this.#written.hide), ...own("hide")],
      });
    });
    return select;
  }

  #name(placeId: string): string {
    return this.context.state().places.find(({ place_id }) => place_id === placeId)?.name ?? placeId;
  }
}
