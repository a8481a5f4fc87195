// Elements that the editor's parts share. Text goes in by textContent; see also ../page/dom.ts.

import { element } from "../page/dom.ts";

type Press = (event: MouseEvent) => unknown;

export interface ButtonOptions {
  /** "primary" for the one of a view that goes on; "quiet" has no border; "plain" is the usual one. */
  look?: "primary" | "plain" | "quiet";
  /** What a screen reader says, where the text does not say it all. It must hold the text. */
  label?: string;
  /** A key that does the same, shown beside the text. */
  key?: string;
  class?: string;
}

/** A button with a text. A promise that its press returns is waited for: meanwhile it takes no second press. */
export function button(text: string, press: Press, options: ButtonOptions = {}): HTMLButtonElement {
  const classes = ["button", `is-${options.look ?? "plain"}`, options.class ?? ""].join(" ").trim();
  const made = element("button", { type: "button", class: classes }, text);
  if (options.label) made.setAttribute("aria-label", options.label);
  if (options.key) {
    made.append(" ", element("kbd", { "aria-hidden": "true" }, options.key));
    made.setAttribute("aria-keyshortcuts", options.key);
  }
  let isAsked = false;
  made.addEventListener("click", (event) => {
    if (isAsked) return;
    isAsked = true;
    const done = (): void => {
      isAsked = false;
    };
    void Promise.resolve(press(event)).then(done, done);
  });
  return made;
}

let fields = 0;

/** A control with its visible label, tied by id. A hint is read with it. */
export function labelled(label: string, control: HTMLElement, hint = ""): HTMLElement {
  fields += 1;
  control.id ||= `field-${fields}`;
  const row = element("div", { class: "field" }, element("label", { for: control.id }, label), control);
  if (hint) {
    const id = `${control.id}-hint`;
    row.append(element("p", { class: "field-hint", id }, hint));
    control.setAttribute("aria-describedby", id);
  }
  return row;
}

/** Whether a key typed now is text for a field, not an order to the window. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Close what is open here by Escape, and nothing around it. */
export function closedByEscape(root: HTMLElement, close: () => void, isOpen = () => true): void {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !isOpen()) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
}
