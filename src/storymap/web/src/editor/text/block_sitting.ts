// One sitting at a block's source: what is saved, when, and what it was made from. Saves go one after the other, and each
// is made from what the one before has written.

export type Saving = { before: string; source: string };

export class BlockSitting {
  #text: string;
  #saved: string;
  #sent: string | null = null;
  #isRefused = false;

  constructor(source: string) {
    this.#text = source;
    this.#saved = source;
  }

  get text(): string {
    return this.#text;
  }

  /** Whether all that was typed is in the file. */
  get isSaved(): boolean {
    return this.#text === this.#saved || written(this.#text) === this.#saved;
  }

  typed(text: string): void {
    this.#text = text;
    this.#isRefused = false;
  }

  /**
   * What to save now, if anything. While somebody writes, what would become no block or several is not saved yet: the
   * number of a block must stay its own until the last key.
   */
  next(isDone: boolean): Saving | null {
    if (this.#sent !== null || this.isSaved || this.#isRefused) return null;
    if (!isDone && !isOneBlock(this.#text)) return null;
    this.#sent = written(this.#text);
    return { before: this.#saved, source: this.#sent };
  }

  /** The last save has been answered. */
  answered(isWritten: boolean): void {
    if (this.#sent === null) return;
    if (isWritten) this.#saved = this.#sent;
    // It is not sent again until something else is typed.
    else this.#isRefused = written(this.#text) === this.#sent;
    this.#sent = null;
  }

  /** The block was changed by somebody else, or by an undo, while nothing was typed here. */
  changed(source: string): boolean {
    if (this.#sent !== null || !this.isSaved || source === this.#saved) return false;
    this.#text = source;
    this.#saved = source;
    return true;
  }
}

/** What is written of a text: a space that was typed last, and empty lines around it, are no part of a block. */
const written = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();

const isOneBlock = (source: string): boolean => source.trim() !== "" && !/\n[ \t]*\n/.test(source.trim());
