// The server as the window hears it: events, commands in their order, and what is told while it does not answer.

import type { Answer, EditorState, PagePatch } from "../preview/contract.ts";
import { EventStream } from "../preview/event_stream.ts";
import { onNewKey } from "../preview/key.ts";
import { ApiError, get, post } from "./api.ts";
import type { Saved } from "./bar.ts";
import { CommandQueue } from "./command_queue.ts";
import type { CommandBody } from "./context.ts";
import type { Store } from "./store.ts";
import type { Words } from "./words.ts";

/** A newer page, and what of it has changed. */
export interface PageEvent {
  revision: number;
  patch?: PagePatch;
}

export interface ConnectionOptions {
  words: Words;
  store: Store;
  page(event: PageEvent): void;
  saved(saved: Saved): void;
  /** Why there is no connection, "" when there is one. */
  cut(text: string): void;
  /** A command was refused, or may not have arrived. */
  failed(text: string): void;
}

/** Commands that wait longer than this are told of. */
const QUICK = 400;
/** Milliseconds until the server is asked again whether it is there. */
const PAUSE = 1000;

export class Connection {
  readonly #queue: CommandQueue<CommandBody>;
  #slow = 0;
  #again = 0;
  #isLost = false;

  constructor(private readonly options: ConnectionOptions) {
    this.#queue = new CommandQueue<CommandBody>({
      send: (command, base) => post("command", { ...command, base }) as Promise<Answer>,
      isLost: (error) => error instanceof ApiError && error.status === 0,
      refused: (error) => this.#refused(error),
      doubtful: () => this.#problem(options.words.say("perhapsMade")),
      changed: (waiting) => this.#waits(waiting),
      lost: () => this.#lost(),
    });
    new EventStream({
      opened: () => void this.#opened(),
      lost: () => this.#lost(),
      refused: () => this.#otherRun(),
      heard: (name, data) => {
        if (name === "state") options.store.set(data as EditorState);
        if (name === "page") options.page(data as PageEvent);
      },
    });
    onNewKey(() => {
      if (!this.#queue.length) location.reload();
    });
    // What waits is only here: a tab that is closed asks first.
    window.addEventListener("beforeunload", (event) => {
      if (!this.#queue.length) return;
      event.preventDefault();
      // What browsers of old ask for.
      event.returnValue = "";
    });
    // A window that comes back, as after sleep, may have missed what its stream does not know that it missed.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.#opened();
    });
  }

  async run(command: CommandBody): Promise<Answer> {
    const answer = await this.#queue.add(command, this.options.store.state.digests);
    if (!answer.ok && answer.problem) {
      this.options.failed([answer.problem.what, answer.problem.remedy].filter(Boolean).join(" · "));
    }
    return answer;
  }

  /** Ask for the state anew: what was said meanwhile was not heard. */
  async #opened(): Promise<void> {
    try {
      const state = (await get("state")) as EditorState;
      clearTimeout(this.#again);
      this.#isLost = false;
      this.options.cut("");
      this.options.store.set(state);
      this.#queue.connected(state.digests);
    } catch (error) {
      if (error instanceof ApiError && error.status === 403) this.#otherRun();
      else this.#lost();
    }
  }

  /** A server of another run does not know this window: only its own link opens it. */
  #otherRun(): void {
    clearTimeout(this.#again);
    this.options.cut(this.options.words.say("otherRun"));
  }

  #lost(): void {
    const { words } = this.options;
    const { length } = this.#queue;
    this.#isLost = true;
    this.options.cut(length ? words.say("notConnectedKept", { count: length }) : words.say("notConnected"));
    clearTimeout(this.#again);
    this.#again = window.setTimeout(() => void this.#opened(), PAUSE);
  }

  #refused(error: unknown): Answer {
    const said = error instanceof ApiError ? error.message : String(error);
    return this.#problem(said || this.options.words.say("refusedByServer"));
  }

  #problem(what: string): Answer {
    const problem = { where: "", what, remedy: "", severity: "error", block: null, place_id: null, mends: [] } as const;
    return { ok: false, revision: this.options.store.state.revision, problem: { ...problem, mends: [] } };
  }

  #waits(waiting: number): void {
    clearTimeout(this.#slow);
    // How many are kept is told.
    if (this.#isLost && waiting) this.#lost();
    else if (!waiting) this.options.saved("saved");
    else this.#slow = window.setTimeout(() => this.options.saved("saving"), QUICK);
  }
}
