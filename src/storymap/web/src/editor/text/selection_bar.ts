// The bar at words that were selected: they are a place, none, or show a view while they are pressed.

import { element } from "../../page/dom.ts";
import type { Answer } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { calledSo, folded, looksLikeName } from "./named_places.ts";
import { besideBox, inWindow, isInSight } from "./overlay_spot.ts";
import { PlaceChooser } from "./place_chooser.ts";
import type { Scope, SelectedWords, WordsActions } from "./selected_words.ts";

type MessageBox = readonly [number, number, number, number];

export interface SelectionBarOptions {
  actions: WordsActions;
  showView: (words: SelectedWords) => void;
}

export class SelectionBar {
  readonly root: HTMLElement;
  readonly #buttons = element("div", { class: "selection-buttons" });
  readonly #more = element("div", { class: "selection-more" });
  #words: SelectedWords | null = null;
  /** Where the words are a mark already, what they mean. */
  #marked = "";
  #box: MessageBox = [0, 0, 0, 0];
  #scope: Scope = "here";

  constructor(
    private readonly context: EditorContext,
    private readonly options: SelectionBarOptions,
  ) {
    this.root = element("div", { class: "selection-bar", role: "group" }, this.#buttons, this.#more);
    this.root.hidden = true;
    this.root.addEventListener("keydown", (event) => this.#press(event));
    // In the part of the window that holds the page: it is none of the page's own.
    (context.frame.element.parentElement ?? document.body).append(this.root);
    new ResizeObserver(() => this.#place()).observe(this.root);
    addEventListener("resize", () => this.#place());
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  show(words: SelectedWords, box: MessageBox, marked = "", isByKey = false): void {
    const before = this.#words;
    const isSame = before?.block === words.block && before.start === words.start && before.end === words.end;
    this.#box = box;
    if (isSame && this.isOpen) {
      this.#place();
      return;
    }
    this.#words = words;
    this.#marked = marked;
    this.#scope = looksLikeName(words.text) || !this.#canMark ? "everywhere" : "here";
    this.root.setAttribute("aria-label", this.context.words.say("selectionOf", { words: short(words.text) }));
    this.#more.replaceChildren();
    this.#buttons.replaceChildren(...this.#ways(words));
    this.root.hidden = false;
    this.#place();
    if (isByKey) this.#buttons.querySelector("button")?.focus();
  }

  /** The selection is gone: the bar stays while somebody works in it. */
  leave(): void {
    if (!this.root.contains(document.activeElement) && !this.#more.childElementCount) this.hide();
  }

  hide(): void {
    if (!this.isOpen) return;
    const had = this.root.contains(document.activeElement);
    this.root.hidden = true;
    this.#words = null;
    this.#more.replaceChildren();
    if (had) this.context.frame.element.querySelector("iframe")?.focus();
  }

  get #canMark(): boolean {
    return this.context.state().story?.can_mark === true;
  }

  #ways(words: SelectedWords): HTMLElement[] {
    const { words: texts } = this.context;
    const { places } = this.context.state();
    const called = this.#marked ? undefined : calledSo(places, words.text);
    const marked = places.find(({ place_id }) => place_id === this.#marked);
    const made: HTMLElement[] = [];
    if (marked) {
      const open = (): void => {
        this.hide();
        this.context.openPlace(marked.place_id, true);
      };
      made.push(button(marked.name, open, { label: texts.say("openPlaceName", { name: marked.name }) }));
    }
    if (called && this.#canMark) {
      const is = (): Promise<void> => this.#do(this.options.actions.isPlace(words, called, "here"));
      made.push(button(texts.say("isThePlace", { name: called.name }), is));
    }
    const choose = button(texts.say(this.#marked ? "anotherPlace" : "isAPlace"), () => this.#choose());
    choose.setAttribute("aria-expanded", "false");
    made.push(
      choose,
      button(texts.say("notAPlace"), () => this.#refuse(words)),
    );
    if (this.#canMark && !this.#marked) {
      made.push(button(texts.say("showsAView"), () => this.#showView(words)));
    }
    return made;
  }

  #showView(words: SelectedWords): void {
    this.hide();
    this.options.showView(words);
  }

  async #refuse(words: SelectedWords): Promise<void> {
    const answer = await this.options.actions.isNone(words);
    if (answer?.ok) this.#done();
    else if (!answer) this.#more.replaceChildren(this.#limit());
  }

  #choose(): void {
    const words = this.#words;
    if (!words) return;
    const { actions } = this.options;
    const { words: texts } = this.context;
    const put = async (name: string): Promise<void> => {
      this.hide();
      const geometry = await this.context.draw("Point", texts.say("clickWhere", { name }));
      if (geometry) await actions.isNew(words, { name, entry: null, geometry }, this.#scope);
    };
    const add = (name: string): Promise<void> =>
      this.#do(actions.isNew(words, { name, entry: null, geometry: null }, this.#scope));
    let typed = words.text;
    const chooser = new PlaceChooser(this.context, {
      query: words.text,
      place: (place) => this.#do(actions.isPlace(words, place, this.#scope)),
      candidate: (candidate) => this.#do(actions.isCandidate(words, candidate, typed, this.#scope)),
      others: (query) => {
        typed = query;
        // A place of the story is not made a second time.
        if (this.context.state().places.some(({ name }) => folded(name) === folded(query))) return [];
        return [
          { text: texts.say("putNameOnMap", { name: query }), take: () => put(query) },
          { text: texts.say("newPlace", { name: query }), take: () => add(query) },
        ];
      },
      gaveUp: () => this.#fold(),
    });
    this.#more.replaceChildren(chooser.root, ...(this.#canMark ? [this.#scopes()] : [this.#limit()]));
    for (const toggle of this.#buttons.querySelectorAll("[aria-expanded]"))
      toggle.setAttribute("aria-expanded", "true");
    chooser.focus();
    this.#place();
  }

  #fold(): void {
    this.#more.replaceChildren();
    const toggle = this.#buttons.querySelector<HTMLElement>("[aria-expanded]");
    toggle?.setAttribute("aria-expanded", "false");
    toggle?.focus();
  }

  /** Only here, or wherever the text says so. */
  #scopes(): HTMLElement {
    const { words: texts } = this.context;
    const options = (["here", "everywhere"] as const).map((scope) => {
      const input = element("input", { type: "radio", name: "scope", value: scope });
      input.checked = this.#scope === scope;
      input.addEventListener("change", () => {
        this.#scope = scope;
      });
      return element("label", { class: "segment" }, input, element("span", {}, texts.say(`scope.${scope}`)));
    });
    return element("div", { class: "segments", role: "radiogroup", "aria-label": texts.say("scope") }, ...options);
  }

  /** What cannot be written into this article, where it goes instead, and the way out. */
  #limit(): HTMLElement {
    const { words: texts } = this.context;
    const { story } = this.context.state();
    const made = element("div", { class: "selection-limit" });
    if (!story) return made;
    made.append(element("p", {}, texts.say("cannotMark", { article: story.article, places: story.places })));
    if (story.can_be_markdown) {
      const turn = (): Promise<void> => this.#do(this.context.run({ command: "make-markdown" }));
      made.append(element("p", {}, texts.say("beginsAnew")), button(texts.say("makeMarkdown"), turn));
    }
    return made;
  }

  async #do(asked: Promise<Answer>): Promise<void> {
    const answer = await asked;
    if (answer.ok) this.#done();
  }

  #done(): void {
    const text = this.#words?.text ?? "";
    this.hide();
    this.context.say(this.context.words.say("wordsDone", { words: short(text) }));
  }

  #press(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      if (this.#more.childElementCount) this.#fold();
      else this.hide();
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const buttons = [...this.#buttons.querySelectorAll("button")];
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
      if (at < 0) return;
      const isOn = (event.key === "ArrowRight") !== (document.documentElement.dir === "rtl");
      buttons[(at + (isOn ? 1 : -1) + buttons.length) % buttons.length]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #place(): void {
    if (!this.isOpen) return;
    const room = this.context.frame.offset();
    const box = inWindow(this.#box, room);
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const { left, top } = besideBox(box, { width, height }, room);
    this.root.style.left = `${Math.round(left)}px`;
    this.root.style.top = `${Math.round(top)}px`;
    // The bar of words that were scrolled away waits for them, unless somebody works in it.
    const isAway = !isInSight(box, room) && !this.root.contains(document.activeElement);
    this.root.classList.toggle("is-away", isAway);
  }
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40).trimEnd()}…` : text);
