// The server's events, in a stream that is opened again and again until it is there: after sleep, after a restart.

export interface EventHandlers {
  opened(): void;
  lost(): void;
  state(data: unknown): void;
  page(data: unknown): void;
}

/** Milliseconds until the stream is opened again: at first at once, then less often. */
const PAUSES = [300, 1000, 2000, 4000];

export class EventStream {
  #source: EventSource | undefined;
  #failures = 0;
  #timer = 0;

  constructor(private readonly handlers: EventHandlers) {
    this.#open();
    // A laptop that wakes does not always say so to the stream.
    window.addEventListener("online", () => this.#again(0));
  }

  #open(): void {
    const source = new EventSource("/events");
    this.#source = source;
    source.addEventListener("open", () => {
      this.#failures = 0;
      this.handlers.opened();
    });
    source.addEventListener("error", () => {
      this.handlers.lost();
      // A browser tries again by itself only where there was a stream once.
      if (source.readyState === EventSource.CLOSED)
        this.#again(PAUSES[Math.min(this.#failures++, PAUSES.length - 1)] ?? 0);
    });
    source.addEventListener("state", ({ data }) => this.handlers.state(JSON.parse(data)));
    source.addEventListener("page", ({ data }) => this.handlers.page(JSON.parse(data)));
  }

  #again(pause: number): void {
    if (this.#source?.readyState === EventSource.OPEN) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#source?.close();
      this.#open();
    }, pause);
  }
}
