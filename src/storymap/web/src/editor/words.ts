// Every word of the editor, in the editor's language: the window carries the catalogue of src/storymap/server/locales.

import type { ReasonState } from "../preview/contract.ts";

export type Text = string | Record<string, string>;
export type Catalogue = Record<string, Text>;
type Values = Record<string, string | number>;

export class Words {
  readonly language: string;
  readonly #texts: Catalogue;
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;
  readonly #all: Intl.ListFormat;
  readonly #any: Intl.ListFormat;

  constructor(language: string, texts: Catalogue) {
    this.language = language;
    this.#texts = texts;
    this.#plurals = new Intl.PluralRules(language);
    this.#numbers = new Intl.NumberFormat(language);
    this.#all = new Intl.ListFormat(language, { type: "conjunction" });
    this.#any = new Intl.ListFormat(language, { type: "disjunction" });
  }

  /**
   * The text of a key with values put in; of a text with plural forms, `count` chooses one. A key without a text is
   * shown as it is: a label of the server's that the catalogue does not have yet must not stop the window.
   */
  say(key: string, values: Values = {}): string {
    const text = Object.prototype.hasOwnProperty.call(this.#texts, key) ? this.#texts[key] : undefined;
    if (text === undefined) return key;
    return this.#form(text, values).replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? "";
      return typeof value === "number" ? this.number(value) : value;
    });
  }

  /** What the gazetteer calls a kind of place, in the editor's language where there is a word for it. */
  kind(kind: string): string {
    const key = `kind.${kind}`;
    const text = this.say(key);
    return text === key ? kind : text;
  }

  /** Several names, as the language lists them. */
  list(names: readonly string[]): string {
    return this.#all.format(names);
  }

  /** Why a place was suggested; in English where there are no words for it. */
  reason({ id, values, text }: ReasonState): string {
    const key = `why.${id}`;
    if (!Object.prototype.hasOwnProperty.call(this.#texts, key)) return text;
    const said = Object.entries(values).map(([name, value]) => [name, this.#value(name, value)]);
    return this.say(key, Object.fromEntries(said));
  }

  #value(name: string, value: string | number | string[]): string | number {
    if (typeof value === "number") return value;
    if (typeof value !== "string") return this.#any.format(value);
    return name === "kind" ? this.kind(value) : name === "why" ? this.say(`why.${value}`) : value;
  }

  number(value: number): string {
    return this.#numbers.format(value);
  }

  /** The texts whose keys begin so, for the framed page: keys without the beginning. */
  part(beginning: string): Record<string, string> {
    const found = Object.entries(this.#texts).filter(
      ([key, text]) => key.startsWith(beginning) && typeof text === "string",
    );
    return Object.fromEntries(found.map(([key, text]) => [key.slice(beginning.length), text as string]));
  }

  #form(text: Text, values: Values): string {
    if (typeof text === "string") return text;
    return text[this.#plurals.select(Number(values["count"]))] ?? text["other"] ?? "";
  }
}
