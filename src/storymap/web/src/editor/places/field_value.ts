// A field that saves itself, while others may change the same thing: what is typed is never overwritten, and what
// somebody else wrote meanwhile is never overwritten unseen.

export type Outcome =
  | { do: "nothing" }
  | { do: "save"; value: string }
  /** Somebody else changed it while this was typed: one chooses. */
  | { do: "ask"; mine: string; theirs: string };

export class FieldValue {
  /** What the typing began from. */
  #base: string;
  /** What the story has now. */
  #stored: string;
  #isTouched = false;

  constructor(stored: string) {
    this.#base = stored;
    this.#stored = stored;
  }

  get stored(): string {
    return this.#stored;
  }

  touched(): void {
    this.#isTouched = true;
  }

  /** The story has changed: what the field shows from now on, or null where it keeps what is typed. */
  arrived(stored: string): string | null {
    this.#stored = stored;
    if (this.#isTouched) return null;
    this.#base = stored;
    return stored;
  }

  /** The typing is done. */
  left(typed: string): Outcome {
    const [base, stored] = [this.#base, this.#stored];
    this.#isTouched = false;
    this.#base = typed;
    if (typed === stored) return { do: "nothing" };
    if (typed === base) return this.#given();
    if (stored !== base) return { do: "ask", mine: typed, theirs: stored };
    return { do: "save", value: typed };
  }

  /** What was typed could not be saved: it stays in the field, and is saved when the field is left again. */
  failed(): void {
    this.#isTouched = true;
    this.#base = this.#stored;
  }

  /** The typing is given up: what the field shows. */
  given(): string {
    this.#given();
    return this.#stored;
  }

  #given(): Outcome {
    this.#isTouched = false;
    this.#base = this.#stored;
    return { do: "nothing" };
  }
}
