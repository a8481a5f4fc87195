// The places to decide, the most urgent first. One of them is looked at: its keys act on it, its candidates are ghosts on
// the map, and the next one comes when it is decided.

import { element } from "../../page/dom.ts";
import type { Answer, CandidateState, DecisionState, EditorState } from "../../preview/contract.ts";
import type { CommandBody, EditorContext, Geometry } from "../context.ts";
import { button, isTyping } from "../dom.ts";
import { showGhosts } from "./candidate.ts";
import { DecisionCard } from "./decision_card.ts";
import { namedBeside } from "./near.ts";
import { nextLooked } from "./order.ts";

export class Decisions {
  readonly root: HTMLElement;
  readonly #title = element("h2", { id: "decisions-title", tabindex: "-1" });
  readonly #sure: HTMLButtonElement;
  readonly #list = element("ol", { class: "decision-list", "aria-labelledby": "decisions-title" });
  readonly #done = element("p", { class: "decisions-done" });
  readonly #cards = new Map<string, DecisionCard>();
  #order: string[] = [];
  #looked = "";
  /** Decided, but the state does not say so yet: it does from this revision on. */
  readonly #answered = new Map<string, number>();
  #shownGhosts = "[]";
  /** Whether somebody has begun to decide: until then the map stays as the story opens it. */
  #isBegun = false;
  #isGreeted = false;

  constructor(
    private readonly context: EditorContext,
    /** Where the focus goes when nothing is left to decide. */
    private readonly goOn: () => void,
  ) {
    this.#sure = button("", () => this.#takeSure(), { class: "take-sure" });
    this.root = element(
      "section",
      { class: "decisions", "aria-labelledby": "decisions-title" },
      element("header", { class: "section-head" }, this.#title, this.#sure),
      this.#list,
      this.#done,
    );
    this.#list.addEventListener("keydown", (event) => this.#press(event));
    context.frame.heard((message) => {
      if (message.say !== "ghost" || !this.#current) return false;
      const candidate = this.#offered.find(({ entry }) => entry === message.entry);
      if (candidate) void this.#take(this.#current.decision, candidate);
      return candidate !== undefined;
    });
    context.onState((state) => this.#show(state));
  }

  /** "/" from anywhere: search for the place that is looked at. False where nothing is to decide. */
  search(): boolean {
    this.#current?.openSearch();
    return this.#current !== undefined;
  }

  focus(): void {
    if (this.#current) this.#current.root.focus();
    else this.goOn();
  }

  /** A new story: its reader by ear hears what this part is, and one step on is the button that takes what is sure. */
  begin(): void {
    this.#title.focus();
  }

  /** Its ghosts are on the map again, after something else had them. */
  showGhostsAgain(): void {
    this.#shownGhosts = "[]";
    this.#ghosts(this.#current?.decision.candidates ?? []);
  }

  #offered: readonly CandidateState[] = [];

  get #current(): DecisionCard | undefined {
    return this.#cards.get(this.#looked);
  }

  #show(state: EditorState): void {
    const { words } = this.context;
    for (const [key, revision] of this.#answered) if (revision <= state.revision) this.#answered.delete(key);
    const decisions = state.decisions.filter(({ key }) => !this.#answered.has(key));
    const isFocused = this.#list.contains(document.activeElement);
    const looked = this.#looked;
    this.#looked = nextLooked(
      this.#order,
      this.#looked,
      decisions.map(({ key }) => key),
    );
    this.#order = decisions.map(({ key }) => key);
    for (const [key, card] of this.#cards) {
      if (this.#order.includes(key)) continue;
      card.root.remove();
      this.#cards.delete(key);
    }
    for (const [position, decision] of decisions.entries()) this.#place(decision, position, decisions.length);
    this.#title.textContent = decisions.length
      ? words.say("toDecide", { count: decisions.length })
      : words.say("decided");
    this.#sure.hidden = state.sure === 0;
    this.#sure.textContent = words.say("takeSure", { count: state.sure });
    const rest = state.is_asked ? words.say("nothingToDecide") : words.say("findingPlaces");
    this.#done.textContent = decisions.length || state.sure ? "" : rest;
    this.#greet(state, decisions.length);
    if (isFocused && !this.#list.contains(document.activeElement)) this.focus();
    this.#ghosts(this.#current?.decision.candidates ?? []);
    // The one before was decided: this one's sentence comes into sight, too.
    if (this.#looked !== looked) this.#showSentence(this.#current?.decision);
  }

  /** What was found is told once, when it is known. */
  #greet(state: EditorState, count: number): void {
    if (this.#isGreeted || !state.is_asked) return;
    this.#isGreeted = true;
    const { words } = this.context;
    const rest = state.sure ? words.say("takeSure", { count: state.sure }) : words.say("nothingToDecide");
    this.context.say(count ? words.say("toDecide", { count }) : rest);
  }

  #place(decision: DecisionState, position: number, count: number): void {
    let card = this.#cards.get(decision.key);
    if (!card) {
      card = new DecisionCard(this.context, this.#answers, decision);
      this.#cards.set(decision.key, card);
    }
    card.update(decision, decision.key === this.#looked, position, count);
    if (this.#list.children[position] !== card.root)
      this.#list.insertBefore(card.root, this.#list.children[position] ?? null);
  }

  readonly #answers = {
    take: (decision: DecisionState, candidate: CandidateState) => this.#take(decision, candidate),
    refuse: (decision: DecisionState) => this.#refuse(decision),
    place: (decision: DecisionState) => this.#draw(decision),
    look: (decision: DecisionState) => this.#look(decision.key),
    found: (candidates: readonly CandidateState[]) => this.#ghosts(candidates),
  };

  /** Look at a place: its candidates come to the map, its sentence into sight. */
  #look(key: string): void {
    if ((key === this.#looked && this.#isBegun) || !this.#cards.has(key)) return;
    this.#isBegun = true;
    this.#looked = key;
    this.#order.forEach((other, position) => {
      const card = this.#cards.get(other);
      card?.update(card.decision, other === key, position, this.#order.length);
    });
    const decision = this.#current?.decision;
    this.#ghosts(decision?.candidates ?? []);
    this.#showSentence(decision);
  }

  #showSentence(decision: DecisionState | undefined): void {
    const sentence = decision?.sentences[0];
    if (!sentence || !this.#isBegun) return;
    const { block, start, end } = sentence;
    this.context.frame.send({ do: "block", block, start, end });
  }

  #ghosts(candidates: readonly CandidateState[]): void {
    this.#offered = candidates;
    if (!this.#isBegun) return;
    const shown = JSON.stringify(candidates.map(({ entry }) => entry));
    if (shown === this.#shownGhosts) return;
    this.#shownGhosts = shown;
    showGhosts(this.context, candidates);
  }

  #go(by: number): void {
    const position = this.#order.indexOf(this.#looked) + by;
    const key = this.#order[Math.max(0, Math.min(this.#order.length - 1, position))];
    if (!key) return;
    this.#look(key);
    const card = this.#current?.root;
    card?.focus();
    card?.scrollIntoView({ block: "nearest" });
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const card = this.#current;
    if (!card) return;
    if (event.key === "Enter" && event.target !== card.root) return;
    if (this.#act(event.key, card)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #act(key: string, card: DecisionCard): boolean {
    const { decision } = card;
    const chosen = key === "Enter" ? 0 : "123".indexOf(key);
    const candidate = key.length === 1 || key === "Enter" ? decision.candidates[chosen] : undefined;
    if (candidate) void this.#take(decision, candidate);
    else if (key === "Enter") void this.#draw(decision);
    else if (key === "x" || key === "X") void this.#refuse(decision);
    else if (key === "m" || key === "M") void this.#draw(decision);
    else if (key === "/") card.openSearch();
    else if (key === "j" || key === "ArrowDown") this.#go(1);
    else if (key === "k" || key === "ArrowUp") this.#go(-1);
    else return false;
    return true;
  }

  #take(decision: DecisionState, candidate: CandidateState): Promise<void> {
    const { entry } = candidate;
    const command: CommandBody = decision.place_id
      ? { command: "locate-place", place_id: decision.place_id, entry }
      : { command: "take-suggestion", key: decision.key, entry };
    return this.#answer(
      decision,
      command,
      this.context.words.say("taken", { name: decision.name, place: candidate.name }),
    );
  }

  #refuse(decision: DecisionState): Promise<void> {
    const command: CommandBody = decision.place_id
      ? { command: "delete-place", place_id: decision.place_id }
      : { command: "refuse-suggestion", key: decision.key };
    return this.#answer(decision, command, this.context.words.say("refused", { name: decision.name }));
  }

  async #draw(decision: DecisionState): Promise<void> {
    const { words, frame } = this.context;
    const beside = namedBeside(decision, this.context.state().places);
    if (beside) frame.send({ do: "place", place_id: beside, edit: false });
    const geometry = await this.context.draw("Point", words.say("clickWhere", { name: decision.name }));
    if (beside) frame.send({ do: "place", place_id: "", edit: false });
    // Drawn or given up, the keys are those of the list again.
    this.#cards.get(decision.key)?.root.focus();
    if (!geometry) return;
    await this.#answer(decision, placed(decision, geometry), words.say("placed", { name: decision.name }));
  }

  /** The card goes at once, so that the next one can be decided; it comes back if the server says no. */
  async #answer(decision: DecisionState, command: CommandBody, told: string): Promise<void> {
    // The search of this card had the focus: the next card gets it.
    const card = this.#cards.get(decision.key);
    if (card?.root.contains(document.activeElement)) card.root.focus();
    this.#answered.set(decision.key, Number.POSITIVE_INFINITY);
    this.#show(this.context.state());
    this.context.say(told);
    const answer: Answer = await this.context.run(command);
    this.#answered.set(decision.key, answer.ok ? answer.revision : 0);
    this.#show(this.context.state());
  }

  async #takeSure(): Promise<void> {
    const count = this.context.state().sure;
    const answer = await this.context.run({ command: "take-sure" });
    if (!answer.ok) return;
    this.context.say(this.context.words.say("tookSure", { count }));
    // The button goes when nothing is sure any more: its focus goes on to what is to decide.
    const { activeElement } = document;
    if (activeElement === this.#sure || activeElement === document.body) this.focus();
  }
}

function placed(decision: DecisionState, geometry: Geometry): CommandBody {
  return decision.place_id
    ? { command: "move-place", place_id: decision.place_id, geometry }
    : { command: "take-suggestion", key: decision.key, geometry };
}
