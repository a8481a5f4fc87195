// A field that saves itself, while others may change the same thing: what is typed is never overwritten, and what
// somebody else wrote meanwhile is never overwritten unseen.

export type Outcome =
  | { do: "nothing" }
  | { do: "save"; value: string }
  /** Nothing else was typed in the end: this is what the story has now. */
  | { do: "show"; value: string }
  /** Somebody else changed it while this was typed: one chooses. */
  | { do: "ask"; theirs: string };

export class FieldValue {
  /** What the typing began from. */
  #base: string;
  /** What the story has now. */
  #stored: string;
  #isTouched = false;
  /** Whether it is being saved, or one is asked which of two stays: what is in the field stays there. */
  #isHeld = false;

  constructor(stored: string) {
    this.#base = stored;
    this.#stored = stored;
  }

  get stored(): string {
    return this.#stored;
  }

  touched(): void {
    this.#isTouched = true;
    this.#isHeld = false;
  }

  /** The story has changed: what the field shows from now on, or null where it keeps what is typed. */
  arrived(stored: string): string | null {
    this.#stored = stored;
    if (this.#isTouched || this.#isHeld) return null;
    this.#base = stored;
    return stored;
  }

  /** The field is left. A browser may say so twice. */
  left(typed: string): Outcome {
    if (!this.#isTouched) return { do: "nothing" };
    const [base, stored] = [this.#base, this.#stored];
    this.#isTouched = false;
    this.#base = stored;
    if (typed === base || typed === stored) return { do: "show", value: stored };
    this.#isHeld = true;
    return stored === base ? { do: "save", value: typed } : { do: "ask", theirs: stored };
  }

  /**
   * It was saved, or could not be: then it stays in the field, and is saved when the field is left again. Returns what
   * the field shows from now on where the story has it already, else null: what was typed.
   */
  saved(isSaved: boolean): string | null {
    this.#isHeld = false;
    if (!isSaved) this.#isTouched = true;
    if (this.#isTouched || this.#stored === this.#base) return null;
    this.#base = this.#stored;
    return this.#stored;
  }

  /** The typing is given up: what the field shows. */
  given(): string {
    this.#isTouched = false;
    this.#isHeld = false;
    this.#base = this.#stored;
    return this.#stored;
  }
}
