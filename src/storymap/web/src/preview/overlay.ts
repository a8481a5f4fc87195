// What lies over the page: why there is no newer one, what else `storymap build` would say, and whether anybody is there.

import type { PreviewEvent, PreviewProblem } from "./contract.ts";

type Child = Node | string;

/** Milliseconds: a connection that comes back at once is not worth a word. */
const SHORT = 1_000;

export class Overlay {
  readonly #errors = section("errors");
  readonly #warnings = section("warnings");
  readonly #state = element("p", "state");
  #timer = 0;

  constructor(host: HTMLElement) {
    this.#state.setAttribute("role", "status");
    const problems = element("div", "problems", this.#errors, this.#warnings);
    problems.setAttribute("role", "region");
    problems.setAttribute("aria-label", "Problems of the story");
    problems.setAttribute("aria-live", "polite");
    host.append(this.#state, problems);
    this.waits("Building the page …");
  }

  /** Show what is wrong now; what is mended is not shown any more. */
  show({ revision, errors, warnings }: Pick<PreviewEvent, "revision" | "errors" | "warnings">): void {
    const isKept = revision > 0 ? ". This is the last page that could be built." : ".";
    fill(this.#errors, errors, `${count(errors.length, "problem")} to mend${isKept}`);
    this.#errors.open = true;
    fill(this.#warnings, warnings, count(warnings.length, "remark"));
    this.waits("");
  }

  /** Say what is waited for, "" for nothing. */
  waits(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#state.textContent = text;
    this.#state.hidden = !text;
  }

  /** Say it if it lasts. */
  waitsSoon(text: string): void {
    this.#timer ||= window.setTimeout(() => this.waits(text), SHORT);
  }
}

function fill(part: HTMLDetailsElement, problems: readonly PreviewProblem[], title: string): void {
  // The same again would be read out again, and lose what is selected in it.
  const said = JSON.stringify([title, problems]);
  if (part.dataset["said"] === said) return;
  part.dataset["said"] = said;
  part.hidden = !problems.length;
  part.replaceChildren(element("summary", "", title), element("ul", "", ...problems.map(item)));
}

function item({ where, what, remedy, severity }: PreviewProblem): HTMLElement {
  const parts = [where, what].filter(Boolean);
  const [first = "", ...others] = parts;
  const made = element("li", `is-${severity}`, where ? element("code", "", first) : first);
  for (const part of others) made.append(" ", element("span", "what", part));
  if (remedy) made.append(" ", element("span", "remedy", remedy));
  return made;
}

function section(name: string): HTMLDetailsElement {
  const made = element("details", name);
  made.hidden = true;
  return made;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}
