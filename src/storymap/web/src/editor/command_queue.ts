// Commands go one after the other, in the order in which they were given. While the server does not answer they are kept.

import type { Answer } from "../preview/contract.ts";

export type Base = Record<string, string>;

interface Waiting<Command> {
  command: Command;
  base: Base;
  /** Whether it was sent before, and nobody knows whether it arrived. */
  isDoubtful: boolean;
  answered: (answer: Answer) => void;
}

export interface Transport<Command> {
  /** Rejects with `isLost` when there was no answer. */
  send(command: Command, base: Base): Promise<Answer>;
  isLost(error: unknown): boolean;
  /** An answer for what the server refused outright. */
  refused(error: unknown): Answer;
  /** An answer for a command that was sent, got no answer, and may have been made. */
  doubtful(): Answer;
  /** How many commands wait now. */
  changed(waiting: number): void;
  /** There was no answer: nothing is sent until `connected`. */
  lost(): void;
}

const isSame = (a: Base, b: Base): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((file) => a[file] === b[file]);

export class CommandQueue<Command> {
  readonly #transport: Transport<Command>;
  readonly #waiting: Waiting<Command>[] = [];
  #isSending = false;
  #isCut = false;

  constructor(transport: Transport<Command>) {
    this.#transport = transport;
  }

  get length(): number {
    return this.#waiting.length;
  }

  add(command: Command, base: Base): Promise<Answer> {
    return new Promise((answered) => {
      this.#waiting.push({ command, base, isDoubtful: false, answered });
      this.#transport.changed(this.length);
      void this.#work();
    });
  }

  /**
   * The server answers again, and the files are as `digests` say. A command that got no answer is sent again where they
   * are what it was made from: then it was not made. Else nobody knows, and its author is told.
   */
  connected(digests: Base): void {
    this.#isCut = false;
    const first = this.#waiting[0];
    if (first?.isDoubtful) {
      if (isSame(first.base, digests)) first.isDoubtful = false;
      else this.#finish(this.#transport.doubtful());
    }
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isSending || this.#isCut) return;
    this.#isSending = true;
    while (this.#waiting[0] && !this.#isCut) await this.#sendFirst(this.#waiting[0]);
    this.#isSending = false;
  }

  async #sendFirst(first: Waiting<Command>): Promise<void> {
    try {
      this.#finish(await this.#transport.send(first.command, first.base));
    } catch (error) {
      if (!this.#transport.isLost(error)) return this.#finish(this.#transport.refused(error));
      first.isDoubtful = true;
      this.#isCut = true;
      this.#transport.lost();
    }
  }

  #finish(answer: Answer): void {
    this.#waiting.shift()?.answered(answer);
    this.#transport.changed(this.length);
  }
}
