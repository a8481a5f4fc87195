// One place to decide: what is asked, the sentence that asks it, and the answers, each with its key.

import { element } from "../../page/dom.ts";
import type { CandidateState, DecisionState, SentenceState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { candidateParts } from "./candidate.ts";
import { SearchBox } from "./search_box.ts";
import { shortened } from "./sentence.ts";

export interface DecisionAnswers {
  take(decision: DecisionState, candidate: CandidateState): unknown;
  refuse(decision: DecisionState): unknown;
  place(decision: DecisionState): unknown;
  /** The card becomes the one that is looked at. */
  look(decision: DecisionState): void;
  /** Candidates to show on the map. */
  found(candidates: readonly CandidateState[]): void;
}

export class DecisionCard {
  readonly root = element("li", { class: "decision", tabindex: "-1" });
  #decision: DecisionState;
  #isOpen = false;
  #search: SearchBox | undefined;
  #shown = "";

  constructor(
    private readonly context: EditorContext,
    private readonly answers: DecisionAnswers,
    decision: DecisionState,
  ) {
    this.#decision = decision;
    this.root.addEventListener("focusin", () => answers.look(this.#decision));
    this.root.addEventListener("click", () => answers.look(this.#decision));
  }

  get decision(): DecisionState {
    return this.#decision;
  }

  update(decision: DecisionState, isOpen: boolean, position: number, count: number): void {
    this.root.setAttribute("aria-setsize", String(count));
    this.root.setAttribute("aria-posinset", String(position + 1));
    this.root.setAttribute("tabindex", isOpen ? "0" : "-1");
    this.root.classList.toggle("is-open", isOpen);
    const shown = JSON.stringify([decision, isOpen]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#decision = decision;
    this.#isOpen = isOpen;
    this.root.setAttribute("aria-label", `${decision.name}: ${this.#reason()}`);
    // Somebody types in the search of this card: what is around it may wait.
    if (this.#search?.root.contains(document.activeElement)) return;
    this.#search = undefined;
    this.root.replaceChildren(this.#head(), ...(isOpen ? this.#body() : []));
  }

  /** Search for another place than those that are offered. */
  openSearch(): void {
    if (!this.#isOpen) return;
    this.#search ??= this.#makeSearch();
    if (!this.#search.root.isConnected) this.root.append(this.#search.root);
    this.#search.start();
  }

  #reason(): string {
    return this.context.words.say(`reason.${this.#decision.reason}`);
  }

  #head(): HTMLElement {
    const { words } = this.context;
    const { name, mentions } = this.#decision;
    return element(
      "p",
      { class: "decision-head" },
      element("b", { class: "decision-name" }, name),
      " ",
      element("span", { class: "decision-reason" }, this.#reason()),
      " ",
      element("span", { class: "count" }, mentions ? words.say("mentions", { count: mentions }) : ""),
    );
  }

  #body(): HTMLElement[] {
    const { words } = this.context;
    const decision = this.#decision;
    const [sentence] = decision.sentences;
    const parts: HTMLElement[] = sentence ? [quoted(shortened(sentence))] : [];
    if (decision.candidates.length) parts.push(this.#candidates());
    parts.push(
      element(
        "div",
        { class: "decision-answers" },
        button(words.say("putOnMap"), () => this.answers.place(decision), {
          key: "M",
          look: decision.candidates.length ? "plain" : "primary",
        }),
        button(words.say("search"), () => this.openSearch(), { key: "/" }),
        button(words.say("notAPlace"), () => this.answers.refuse(decision), { key: "X" }),
      ),
    );
    if (decision.why.length) parts.push(this.#why());
    return parts;
  }

  #why(): HTMLElement {
    const { words } = this.context;
    const reasons = this.#decision.why.map((reason) => element("li", { dir: "auto" }, words.reason(reason)));
    return element(
      "details",
      { class: "decision-why" },
      element("summary", {}, words.say("why")),
      element("ul", {}, ...reasons),
    );
  }

  #candidates(): HTMLElement {
    const list = element("ol", { class: "candidates", "aria-label": this.context.words.say("candidates") });
    this.#decision.candidates.forEach((candidate, index) => {
      const choose = element("button", { type: "button", class: "candidate" });
      choose.setAttribute("aria-keyshortcuts", index ? String(index + 1) : "Enter 1");
      choose.append(
        element("kbd", { "aria-hidden": "true" }, index ? String(index + 1) : "↵"),
        ...candidateParts(candidate, this.context.words),
      );
      choose.addEventListener("click", () => this.answers.take(this.#decision, candidate));
      list.append(element("li", {}, choose));
    });
    return list;
  }

  #makeSearch(): SearchBox {
    const { words } = this.context;
    return new SearchBox(this.context, {
      label: words.say("searchGazetteer"),
      query: this.#decision.name,
      chosen: (candidate) => this.answers.take(this.#decision, candidate),
      other: {
        text: () => words.say("putOnMap"),
        chosen: () => this.answers.place(this.#decision),
      },
      found: (candidates) => this.answers.found(candidates),
      gaveUp: () => {
        this.#search?.root.remove();
        this.#search = undefined;
        this.root.focus();
        this.answers.found(this.#decision.candidates);
      },
    });
  }
}

/** The sentence with the name marked. */
export function quoted({ before, name, after }: SentenceState): HTMLElement {
  return element("p", { class: "sentence", dir: "auto" }, before, element("mark", {}, name), after);
}
