// Server-sent events as they are written, read from pieces of any size.

export interface HeardEvent {
  id: string;
  name: string;
  data: string;
}

export class EventLines {
  #rest = "";
  #event: HeardEvent = { id: "", name: "", data: "" };
  readonly #heard: (event: HeardEvent) => void;

  constructor(heard: (event: HeardEvent) => void) {
    this.#heard = heard;
  }

  /** Take the next piece. */
  take(piece: string): void {
    const lines = piece.split("\n");
    const rest = lines.pop() ?? "";
    for (const line of lines) {
      this.#line(this.#rest + line);
      this.#rest = "";
    }
    this.#rest += rest;
  }

  #line(line: string): void {
    const [, field, value = ""] = /^(id|event|data): (.*)$/s.exec(line) ?? [];
    if (field === "id") this.#event.id = value;
    if (field === "event") this.#event.name = value;
    if (field === "data") this.#event.data = value;
    if (line !== "") return;
    const event = this.#event;
    this.#event = { id: "", name: "", data: "" };
    if (event.data) this.#heard(event);
  }
}
