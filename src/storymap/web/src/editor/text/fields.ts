// What stands above the article: title, standfirst and so on, each saved when it is left.

import { element } from "../../page/dom.ts";
import type { FieldsState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { AutoField } from "../places/auto_field.ts";

const FIELDS = ["title", "standfirst", "kicker", "byline", "date", "credit", "source", "language"] as const;
const LONG: readonly string[] = ["standfirst", "credit"];

export class Fields {
  #fields = new Map<string, AutoField>();

  constructor(
    private readonly context: EditorContext,
    /** Choose a file: a picture, or what is drawn under the map. */
    private readonly chooseFile: () => void,
  ) {}

  open(field: string): void {
    const { words } = this.context;
    const { fields, story } = this.context.state();
    if (!fields || !story) return;
    const controls = new Map(FIELDS.map((name) => [name, control(name)] as const));
    this.#fields = new Map(
      FIELDS.map((name) => [name, this.#field(name, fields, controls.get(name) ?? control(name))]),
    );
    const content = element("div", { class: "article-fields" });
    if (!story.can_edit) content.append(element("p", {}, words.say("cannotEdit", { article: story.article })));
    content.append(...[...this.#fields.values()].map(({ root }) => root));
    content.append(button(words.say("addFile"), () => this.chooseFile()));
    for (const made of controls.values()) made.disabled = !story.can_edit;
    this.context.dialog(content, words.say("articleFields"), () => this.#fields.clear());
    const first = controls.get(field as (typeof FIELDS)[number]) ?? controls.get("title");
    first?.focus();
    first?.select();
  }

  update(fields: FieldsState | null): void {
    if (!fields) return;
    for (const [name, field] of this.#fields) field.update(fields[name as keyof FieldsState]);
  }

  #field(name: (typeof FIELDS)[number], fields: FieldsState, made: ReturnType<typeof control>): AutoField {
    const { words } = this.context;
    const hint = name === "language" || name === "source" ? words.say(`field.${name}Hint`) : "";
    return new AutoField(this.context, {
      label: words.say(`field.${name}`),
      control: made,
      stored: fields[name],
      save: (value) => this.context.run({ command: "set-field", field: name, value: value.trim() }),
      ...(hint && { hint }),
    });
  }
}

function control(name: string): HTMLInputElement | HTMLTextAreaElement {
  if (LONG.includes(name)) return element("textarea", { rows: "2", dir: "auto" });
  return element("input", { type: "text", autocomplete: "off", dir: "auto" });
}
