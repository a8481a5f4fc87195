// A labelled control that saves itself when it is left or Enter is pressed; Escape gives up what was typed.

import { element } from "../../page/dom.ts";
import type { Answer } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button, labelled } from "../dom.ts";
import { FieldValue } from "./field_value.ts";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface AutoFieldOptions {
  label: string;
  control: Control;
  hint?: string;
  stored: string;
  /** What is wrong with a value, in words; "" for nothing. */
  fault?: (value: string) => string;
  save: (value: string) => Promise<Answer>;
}

export class AutoField {
  readonly root: HTMLElement;
  readonly #control: Control;
  readonly #value: FieldValue;
  readonly #note = element("div", { class: "field-note", role: "alert" });

  constructor(
    private readonly context: EditorContext,
    private readonly options: AutoFieldOptions,
  ) {
    this.#control = options.control;
    this.#value = new FieldValue(options.stored);
    this.#control.value = options.stored;
    this.root = labelled(options.label, this.#control, options.hint);
    this.root.append(this.#note);
    this.#control.addEventListener("input", () => this.#value.touched());
    this.#control.addEventListener("change", () => void this.#left());
    this.#control.addEventListener("blur", () => void this.#left());
    this.#control.addEventListener("keydown", (event) => this.#press(event as KeyboardEvent));
  }

  update(stored: string): void {
    const shown = this.#value.arrived(stored);
    if (shown !== null && this.#control.value !== shown) this.#control.value = shown;
  }

  get value(): string {
    return this.#control.value;
  }

  /** Put a value in as if it were typed and left. */
  set(value: string): void {
    this.#control.value = value;
    this.#value.touched();
    void this.#left();
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Escape" && this.#control.value !== this.#value.stored) {
      event.preventDefault();
      event.stopPropagation();
      this.#control.value = this.#value.given();
      this.#tell("");
    } else if (event.key === "Enter" && this.#control instanceof HTMLInputElement) {
      event.preventDefault();
      void this.#left();
    }
  }

  async #left(): Promise<void> {
    const typed = this.#control.value;
    const fault = typed === this.#value.stored ? "" : (this.options.fault?.(typed) ?? "");
    if (fault) {
      this.#tell(fault);
      return;
    }
    const outcome = this.#value.left(typed);
    if (outcome.do === "nothing") return;
    this.#tell("");
    if (outcome.do === "ask") this.#ask(typed, outcome.theirs);
    else if (outcome.do === "save") await this.#save(outcome.value);
    else this.#control.value = outcome.value;
  }

  async #save(value: string): Promise<void> {
    const answer = await this.options.save(value);
    const shown = this.#value.saved(answer.ok);
    if (shown !== null) this.#control.value = shown;
    // What was typed stays in sight, with what is wrong.
    const { problem } = answer;
    if (problem) this.#tell([problem.what, problem.remedy].filter(Boolean).join(" · "));
  }

  #ask(mine: string, theirs: string): void {
    const { words } = this.context;
    const choose = (value: string): void => {
      this.#tell("");
      this.#control.value = this.#value.given();
      if (value !== this.#value.stored) this.set(value);
      this.#control.focus();
    };
    this.#tell(words.say("changedMeanwhile", { theirs: theirs || words.say("nothing") }));
    this.#note.append(
      " ",
      button(words.say("keepMine"), () => choose(mine)),
      " ",
      button(words.say("takeTheirs"), () => choose(theirs)),
    );
  }

  #tell(text: string): void {
    this.#note.textContent = text;
    if (text) this.#control.setAttribute("aria-invalid", "true");
    else this.#control.removeAttribute("aria-invalid");
  }
}
