// The state that is shown: the newest that the server said.

import type { EditorState } from "../preview/contract.ts";

type Update = (state: EditorState) => void;

export class Store {
  #state: EditorState;
  readonly #updates: Update[] = [];

  constructor(state: EditorState) {
    this.#state = state;
  }

  get state(): EditorState {
    return this.#state;
  }

  /** A state that is older than the one there is came late, and is dropped. (Another run does not know this window.) */
  set(state: EditorState): void {
    if (state.revision < this.#state.revision) return;
    this.#state = state;
    for (const update of this.#updates) update(state);
  }

  subscribe(update: Update): void {
    this.#updates.push(update);
    update(this.#state);
  }
}
