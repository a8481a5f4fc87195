// Everything that an author can say of a place. Each field saves itself.

import { element } from "../../page/dom.ts";
import type { Answer, EditorState, PlaceState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { AutoField } from "./auto_field.ts";
import { Chips } from "./chips.ts";
import { quoted } from "./decision_card.ts";
import { PictureField } from "./picture_field.ts";
import { PositionField } from "./position_field.ts";

type Changes = Record<string, unknown>;
/** The members that are short texts, each a field. */
const TEXTS = ["name", "note", "url"] as const;
const ROLES = ["scene", "setting", "passing"] as const;

export class PlaceForm {
  readonly root = element("form", { class: "place-form", novalidate: "" });
  readonly #fields: { update(place: PlaceState): void }[] = [];
  readonly #layers = element("datalist", {});
  readonly #sentences = element("div", { class: "place-sentences" });
  #place: PlaceState;
  #quoted = "";

  constructor(
    private readonly context: EditorContext,
    place: PlaceState,
    private readonly deleted: () => void,
  ) {
    this.#place = place;
    this.root.setAttribute("aria-label", place.name);
    this.root.addEventListener("submit", (event) => event.preventDefault());
    this.#make();
    this.update(place, context.state());
  }

  update(place: PlaceState, state: EditorState): void {
    this.#place = place;
    this.#layers.replaceChildren(...state.layers.map(({ name }) => element("option", { value: name })));
    for (const field of this.#fields) field.update(place);
    this.#quote(place);
  }

  /** The first field. */
  focus(): void {
    this.root.querySelector<HTMLElement>("input, button")?.focus();
  }

  #make(): void {
    const { words } = this.context;
    const place = this.#place;
    if (!place.is_editable) {
      this.#makeForeign();
      return;
    }
    const position = new PositionField(this.context, place);
    const picture = new PictureField(this.context, place);
    this.#fields.push(position, picture);
    this.root.append(
      this.#text("name"),
      this.#chips("aliases"),
      position.root,
      this.#layer(),
      this.#text("note"),
      picture.root,
      this.#more(),
      this.#sentences,
      element(
        "div",
        { class: "buttons place-end" },
        button(words.say("notAPlace"), () => this.#delete(), { class: "is-danger" }),
      ),
    );
  }

  /** A place of a file that is not ours to write: it is read, and can be copied. */
  #makeForeign(): void {
    const { words } = this.context;
    this.root.append(
      element("p", {}, words.say("notEditable", { file: this.context.state().story?.places ?? "" })),
      element("p", {}, words.say("beginsAnew")),
      button(words.say("copyPlaces"), () => this.context.run({ command: "copy-places" })),
      this.#sentences,
    );
  }

  #change(changes: Changes): Promise<Answer> {
    return this.context.run({ command: "change-place", place_id: this.#place.place_id, changes });
  }

  #text(member: (typeof TEXTS)[number]): HTMLElement {
    const { words } = this.context;
    const control =
      member === "note"
        ? element("textarea", { rows: "2" })
        : element("input", { type: member === "url" ? "url" : "text", autocomplete: "off" });
    const field = new AutoField(this.context, {
      label: words.say(`place.${member}`),
      control,
      stored: this.#place[member],
      fault: (value) => (member === "name" && !value.trim() ? words.say("nameFault") : ""),
      save: (value) => this.#change({ [member]: value.trim() || null }),
    });
    this.#fields.push({ update: (place) => field.update(place[member]) });
    return field.root;
  }

  #chips(member: "aliases" | "ignore"): HTMLElement {
    const { words } = this.context;
    const chips = new Chips(this.context, {
      label: words.say(`place.${member}`),
      hint: words.say(`place.${member}Hint`),
      phrases: this.#place[member],
      save: (phrases) => this.#change({ [member]: phrases.length ? phrases : null }),
    });
    this.#fields.push({ update: (place) => chips.update(place[member]) });
    return chips.root;
  }

  /** One of the layers, or a new one that is typed. */
  #layer(): HTMLElement {
    const { words } = this.context;
    this.#layers.id = `layers-${this.#place.place_id}`;
    const field = new AutoField(this.context, {
      label: words.say("place.layer"),
      control: element("input", { type: "text", autocomplete: "off", list: this.#layers.id }),
      stored: this.#place.layer,
      save: (value) => this.#change({ layer: value.trim() || null }),
    });
    this.#fields.push({ update: (place) => field.update(place.layer) });
    field.root.append(this.#layers);
    return field.root;
  }

  /** What is rarely needed. */
  #more(): HTMLElement {
    const { words } = this.context;
    return element(
      "details",
      { class: "place-more" },
      element("summary", {}, words.say("more")),
      this.#text("url"),
      this.#chips("ignore"),
      this.#role(),
      this.#number("weight", 0, 1, "0.05"),
      this.#number("zoom", 0, 19, "0.5"),
    );
  }

  #role(): HTMLElement {
    const { words } = this.context;
    const control = element("select", {}, element("option", { value: "" }, this.#byItself(this.#place)));
    for (const role of ROLES) control.append(element("option", { value: role }, words.say(`role.${role}`)));
    const field = new AutoField(this.context, {
      label: words.say("place.role"),
      hint: words.say("place.roleHint"),
      control,
      stored: this.#place.role ?? "",
      save: (value) => this.#change({ role: value || null }),
    });
    this.#fields.push({
      update: (place) => {
        if (control.options[0]) control.options[0].textContent = this.#byItself(place);
        field.update(place.role ?? "");
      },
    });
    return field.root;
  }

  #byItself(place: PlaceState): string {
    const { words } = this.context;
    return words.say("role.byText", { role: words.say(`role.${place.shown_role}`) });
  }

  #number(member: "weight" | "zoom", least: number, most: number, step: string): HTMLElement {
    const { words } = this.context;
    const control = element("input", {
      type: "number",
      min: String(least),
      max: String(most),
      step,
      inputmode: "decimal",
    });
    control.placeholder = words.say("byItself");
    const field = new AutoField(this.context, {
      label: words.say(`place.${member}`),
      hint: words.say(`place.${member}Hint`),
      control,
      stored: written(this.#place[member]),
      fault: (value) =>
        (value === "" && !control.validity.badInput) ||
        (Number(value) >= least && Number(value) <= most && value !== "")
          ? ""
          : words.say("numberFault", { least, most }),
      save: (value) => this.#change({ [member]: value === "" ? null : Number(value) }),
    });
    this.#fields.push({ update: (place) => field.update(written(place[member])) });
    return field.root;
  }

  #quote(place: PlaceState): void {
    const quoting = JSON.stringify(place.sentences);
    if (quoting === this.#quoted) return;
    this.#quoted = quoting;
    const { words } = this.context;
    const shown = place.sentences.map((sentence) => {
      const { block, start, end } = sentence;
      const go = button(words.say("showInText"), () => this.context.frame.send({ do: "block", block, start, end }), {
        look: "quiet",
      });
      return element("li", {}, quoted(sentence), go);
    });
    this.#sentences.replaceChildren(
      element("h4", {}, words.say("mentions", { count: place.mentions })),
      ...(shown.length ? [element("ul", { class: "sentence-list" }, ...shown)] : []),
    );
  }

  async #delete(): Promise<void> {
    const { place_id, name } = this.#place;
    const answer = await this.context.run({ command: "delete-place", place_id });
    if (!answer.ok) return;
    this.context.say(this.context.words.say("refused", { name }));
    this.deleted();
  }
}

const written = (value: number | null): string => (value === null ? "" : String(value));
