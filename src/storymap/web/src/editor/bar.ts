// The bar at the top: which story this is, whether it is saved, undo and redo, and what opens from here.

import { element } from "../page/dom.ts";
import type { EditorState } from "../preview/contract.ts";
import type { EditorContext, PanelName } from "./context.ts";
import { historyNames } from "./desk/history.ts";
import { button } from "./dom.ts";

export type Saved = "saved" | "saving" | "kept" | "notSaved";

export class Bar {
  readonly root: HTMLElement;
  readonly #title = element("h1", { class: "bar-title" });
  readonly #files = element("p", { class: "bar-files" });
  readonly #saved = element("p", { class: "bar-saved" });
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #panels = new Map<PanelName, HTMLButtonElement>();
  #connection: Saved = "saved";

  constructor(private readonly context: EditorContext) {
    const { words } = context;
    this.#undo = this.#history("undo", "↶", "Control+Z");
    this.#redo = this.#history("redo", "↷", "Control+Shift+Z");
    for (const name of ["problems", "history", "views"] as const) {
      const made = button(words.say(name), () => context.openPanel(name), { look: "quiet" });
      made.setAttribute("aria-expanded", "false");
      this.#panels.set(name, made);
    }
    const publish = button(words.say("publish"), () => context.openPanel("publish"), { look: "primary" });
    this.root = element(
      "header",
      { class: "bar" },
      this.#title,
      this.#files,
      this.#saved,
      element("div", { class: "bar-history" }, this.#undo, this.#redo),
      element("nav", { class: "bar-panels", "aria-label": words.say("desk") }, ...this.#panels.values(), publish),
    );
    context.onState((state) => this.#show(state));
  }

  /** What the connection says of the last command. */
  saved(connection: Saved): void {
    this.#connection = connection;
    this.#showSaved(this.context.state());
  }

  opened(name: string): void {
    for (const [panel, made] of this.#panels) made.setAttribute("aria-expanded", String(panel === name));
  }

  #history(command: "undo" | "redo", sign: string, keys: string): HTMLButtonElement {
    const label = this.context.words.say(command);
    const made = button(sign, () => this.context.run({ command }), { look: "quiet", label, class: "bar-sign" });
    made.title = label;
    made.setAttribute("aria-keyshortcuts", keys);
    return made;
  }

  #show(state: EditorState): void {
    const { words } = this.context;
    const { story } = state;
    this.#title.textContent = state.fields?.title || story?.article || words.say("appName");
    this.#files.replaceChildren(...(story ? [files(story.article, story.places)] : []));
    this.#files.title = story ? words.say("inFolder", { folder: story.folder }) : "";
    // A button that has the focus keeps it when there is nothing more to undo.
    const names = historyNames(this.context, state);
    for (const [made, command, can] of [
      [this.#undo, "undo", state.can_undo],
      [this.#redo, "redo", state.can_redo],
    ] as const) {
      made.setAttribute("aria-disabled", String(!can));
      made.title = (can && names[command]) || words.say(command);
      made.setAttribute("aria-label", made.title);
    }
    const problems = this.#panels.get("problems");
    if (problems) {
      const { length } = state.problems;
      problems.textContent = length ? words.say("problemCount", { count: length }) : words.say("problems");
      problems.classList.toggle(
        "has-errors",
        state.problems.some(({ severity }) => severity === "error"),
      );
    }
    this.#showSaved(state);
    document.title = `${this.#title.textContent} · ${words.say("appName")}`;
  }

  #showSaved(state: EditorState): void {
    const now: Saved = state.trouble || state.conflict ? "notSaved" : this.#connection;
    this.#saved.textContent = this.context.words.say(now);
    this.#saved.className = `bar-saved is-${now}`;
  }
}

const files = (article: string, places: string): string => [article, places].filter(Boolean).join(" · ");
